//! The outside of a test that mocks nothing: the service's own answer.

use asl_engine::{
    MockedWorld, Outcome, Reply, ResourceKind, Scenario, TaskCall, TimedOutcome, World,
};
use asl_query::Value;
use serde_json::json;

/// Answers the one call that a test makes, and remembers what was sent.
pub(super) struct Live {
    answer: Option<Outcome>,
    plausible: MockedWorld<Scenario>,
    /// What was sent, and what came back.
    pub(super) exchange: Option<(Value, Option<Value>)>,
}

impl Live {
    pub(super) fn new(answer: Option<Outcome>) -> Self {
        Self {
            answer,
            plausible: MockedWorld::new(Scenario::default()),
            exchange: None,
        }
    }
}

impl World for Live {
    fn outcome(&mut self, call: &TaskCall<'_>) -> Reply {
        let reply = match (&self.answer, self.plausible.outcome(call)) {
            (None, Reply::Ready(timed)) => Reply::Ready(with_metadata(call, timed)),
            (Some(outcome), Reply::Ready(timed)) => Reply::Ready(TimedOutcome {
                outcome: outcome.clone(),
                ..timed
            }),
            (_, Reply::Pending) => Reply::Pending,
        };
        let answered = match &reply {
            Reply::Ready(TimedOutcome {
                outcome: Outcome::Return(value),
                ..
            }) => Some(value.clone()),
            _ => None,
        };
        self.exchange = Some((call.input.clone(), answered));
        reply
    }
}

/// A function's answer as the service hands it on: with the metadata of the HTTP response.
fn with_metadata(call: &TaskCall<'_>, mut timed: TimedOutcome) -> TimedOutcome {
    let invokes = matches!(&call.resource.kind, ResourceKind::Service { ids, .. }
        if &*ids.resource_type == "lambda" && &*ids.resource == "invoke");
    if let (true, Outcome::Return(Value::Object(answer))) = (invokes, &timed.outcome) {
        let length = answer
            .get("Payload")
            .map_or(0, |payload| payload.to_json().len());
        let id = "00000000-0000-4000-8000-000000000000";
        let headers = [
            ("X-Amz-Executed-Version", "$LATEST".to_owned()),
            ("x-amzn-Remapped-Content-Length", "0".to_owned()),
            ("Connection", "keep-alive".to_owned()),
            ("x-amzn-RequestId", id.to_owned()),
            ("Content-Length", length.to_string()),
            ("Date", "Thu, 01 Jan 2026 00:00:00 GMT".to_owned()),
            (
                "X-Amzn-Trace-Id",
                "Root=1-00000000-000000000000000000000000".to_owned(),
            ),
            ("Content-Type", "application/json".to_owned()),
        ];
        let all: serde_json::Map<_, _> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!([value])))
            .collect();
        let each: serde_json::Map<_, _> = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)))
            .collect();
        let http = json!({"AllHttpHeaders": all, "HttpHeaders": each, "HttpStatusCode": 200});
        let answer = answer
            .with("SdkHttpMetadata".into(), Value::from(http))
            .with(
                "SdkResponseMetadata".into(),
                Value::from(json!({"RequestId": id})),
            );
        timed.outcome = Outcome::Return(Value::Object(answer));
    }
    timed
}
