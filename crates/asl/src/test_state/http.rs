//! The HTTP request and response that TRACE shows of an HTTP task.

use std::fmt::Write as _;

use asl_engine::{ResourceKind, StateKind};
use asl_query::Value;
use serde_json::{Map, json};

use super::definition::Subject;
use super::world::Live;

/// `request` and `response`, if the state called an HTTP endpoint.
pub(super) fn exchange(
    subject: &Subject,
    world: &Live,
) -> Option<(serde_json::Value, serde_json::Value)> {
    let StateKind::Task(task) = &subject.state().kind else {
        return None;
    };
    let is_http = matches!(&task.resource.kind, ResourceKind::Service { ids, .. } if &*ids.resource_type == "http");
    let (sent, answered) = world.exchange.as_ref().filter(|_| is_http)?;
    Some((request(sent), response(answered.as_ref())))
}

fn request(sent: &Value) -> serde_json::Value {
    let text = |key: &str| sent.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut url = text("ApiEndpoint").to_owned();
    let query = sent.get("QueryParameters").and_then(Value::as_object);
    for (index, (name, value)) in query.into_iter().flat_map(|query| query.iter()).enumerate() {
        let values = value
            .as_array()
            .map_or_else(|| vec![value.clone()], |values| values.to_vec());
        for value in values {
            let value = value
                .as_str()
                .map_or_else(|| value.to_json(), str::to_owned);
            let separator = if index == 0 && !url.contains('?') {
                '?'
            } else {
                '&'
            };
            // Writing to a String cannot fail.
            let _ = write!(url, "{separator}{name}={value}");
        }
    }
    let mut request = Map::from_iter([
        (
            "protocol".to_owned(),
            json!(text("ApiEndpoint").split(':').next()),
        ),
        ("method".to_owned(), json!(text("Method"))),
        ("url".to_owned(), json!(url)),
    ]);
    let mut add = |key: &str, field: &str| {
        if let Some(value) = sent.get(field) {
            request.insert(key.to_owned(), json!(value.to_json()));
        }
    };
    add("headers", "Headers");
    add("body", "RequestBody");
    serde_json::Value::Object(request)
}

fn response(answered: Option<&Value>) -> serde_json::Value {
    let mut response = Map::from_iter([("protocol".to_owned(), json!("https"))]);
    let mut add = |key: &str, field: &str| {
        if let Some(value) = answered.and_then(|answered| answered.get(field)) {
            let text = value
                .as_str()
                .map_or_else(|| value.to_json(), str::to_owned);
            response.insert(key.to_owned(), json!(text));
        }
    };
    add("statusCode", "StatusCode");
    add("statusMessage", "StatusText");
    add("headers", "Headers");
    add("body", "ResponseBody");
    serde_json::Value::Object(response)
}
