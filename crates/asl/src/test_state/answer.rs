//! The answer to a request, with as much of the data flow as its inspection level shows.

use asl_engine::{TestStatus, Tested};
use asl_query::Value;
use serde_json::{Map, json};

use super::definition::Subject;
use super::http;
use super::request::{Level, Request};
use super::world::Live;

/// The answer in the API's names. Payloads are JSON text.
pub(super) fn answer(
    request: &Request,
    subject: &Subject,
    input: &Value,
    tested: &Tested,
    world: &Live,
) -> serde_json::Value {
    let mut answer = Map::new();
    if let Some(output) = &tested.output {
        answer.insert("output".to_owned(), text(output));
    }
    for (key, value) in [
        ("error", &tested.error),
        ("cause", &tested.cause),
        ("nextState", &tested.next),
    ] {
        if let Some(value) = value {
            answer.insert(key.to_owned(), json!(&**value));
        }
    }
    if request.level != Level::Info {
        let mut inspection = inspection(input, tested);
        if let (Level::Trace, Some((request, response))) =
            (request.level, http::exchange(subject, world))
        {
            inspection.insert("request".to_owned(), request);
            inspection.insert("response".to_owned(), response);
        }
        answer.insert(
            "inspectionData".to_owned(),
            serde_json::Value::Object(inspection),
        );
    }
    let status = match tested.status {
        TestStatus::Succeeded => "SUCCEEDED",
        TestStatus::Failed => "FAILED",
        TestStatus::Retriable => "RETRIABLE",
        TestStatus::CaughtError => "CAUGHT_ERROR",
    };
    answer.insert("status".to_owned(), json!(status));
    serde_json::Value::Object(answer)
}

fn inspection(input: &Value, tested: &Tested) -> Map<String, serde_json::Value> {
    let flow = &tested.inspection;
    let mut shown = Map::from_iter([("input".to_owned(), text(input))]);
    let payloads = [
        ("afterArguments", &flow.after_arguments),
        ("afterInputPath", &flow.after_input_path),
        ("afterItemsPath", &flow.after_items_path),
        ("afterItemsPointer", &flow.after_items_pointer),
        ("afterItemSelector", &flow.after_item_selector),
        ("afterItemBatcher", &flow.after_item_batcher),
        ("afterParameters", &flow.after_parameters),
        ("result", &flow.result),
        ("afterResultSelector", &flow.after_result_selector),
        ("afterResultPath", &flow.after_result_path),
    ];
    for (key, value) in payloads {
        if let Some(value) = value {
            shown.insert(key.to_owned(), text(value));
        }
    }
    if !flow.variables.is_empty() {
        shown.insert(
            "variables".to_owned(),
            text(&Value::Object(flow.variables.clone())),
        );
    }
    let numbers = [
        (
            "maxConcurrency",
            flow.max_concurrency.map(|number| json!(number)),
        ),
        (
            "toleratedFailureCount",
            flow.tolerated_failure_count.map(|number| json!(number)),
        ),
        (
            "toleratedFailurePercentage",
            flow.tolerated_failure_percentage
                .map(|number| json!(number)),
        ),
    ];
    shown.extend(
        numbers
            .into_iter()
            .filter_map(|(key, number)| Some((key.to_owned(), number?))),
    );
    let details: Map<String, serde_json::Value> = [
        ("catchIndex", flow.catch_index.map(|index| json!(index))),
        ("retryIndex", flow.retry_index.map(|index| json!(index))),
        (
            "retryBackoffIntervalSeconds",
            flow.retry_backoff_interval_seconds
                .map(|seconds| json!(seconds)),
        ),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key.to_owned(), value?)))
    .collect();
    if !details.is_empty() {
        shown.insert(
            "errorDetails".to_owned(),
            serde_json::Value::Object(details),
        );
    }
    shown
}

fn text(value: &Value) -> serde_json::Value {
    json!(value.to_json())
}
