//! Requests and answers of our own. A check compares the whole answer, its JSON texts parsed.

mod calls;
mod flow;
mod refusals;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::test_state;

/// The answer to a request about one state, its JSON texts parsed.
#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "calls read better without references"
)]
fn check(state: &Value, parameters: Value, expected: Value) {
    let request = request(state, parameters);
    let mut answer = test_state(&request).unwrap();
    parse_texts(&mut answer);
    assert_eq!(answer, expected, "{request}");
}

#[track_caller]
fn check_refused(request: &Value, code: &str, message: &str) {
    let error = test_state(request).unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.message.as_str()),
        (code, message),
        "{request}"
    );
}

/// [`check_refused`] with a `ValidationException` about one state.
#[track_caller]
fn check_invalid(state: &Value, parameters: Value, message: &str) {
    check_refused(&request(state, parameters), "ValidationException", message);
}

/// `input`, `context`, `variables` and `mock.result` are written as values here, and sent as text.
fn request(definition: &Value, mut parameters: Value) -> Value {
    for key in ["input", "context", "variables"] {
        if let Some(value) = parameters.get_mut(key) {
            *value = json!(value.to_string());
        }
    }
    if let Some(result) = parameters.pointer_mut("/mock/result") {
        *result = json!(result.to_string());
    }
    parameters["definition"] = json!(definition.to_string());
    parameters
}

fn parse_texts(answer: &mut Value) {
    let payload = |key: &str| {
        key == "output"
            || key.starts_with("after")
            || matches!(key, "input" | "result" | "variables")
    };
    let inspected = answer.get("inspectionData").cloned();
    for (path, fields) in [
        ("", answer.clone()),
        ("/inspectionData", inspected.unwrap_or_default()),
    ] {
        for key in fields
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys())
        {
            let value = answer
                .pointer_mut(&format!("{path}/{key}"))
                .filter(|_| payload(key));
            if let Some(value) = value {
                *value = serde_json::from_str(value.as_str().unwrap()).unwrap();
            }
        }
    }
}

fn publish() -> Value {
    json!({
        "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
        "Parameters": {"TopicArn": "topic", "Message.$": "$.text"},
        "Retry": [
            {"ErrorEquals": ["Other"], "MaxAttempts": 1},
            {"ErrorEquals": ["Busy"], "IntervalSeconds": 3, "BackoffRate": 2.0, "MaxAttempts": 4, "MaxDelaySeconds": 20},
        ],
        "Catch": [
            {"ErrorEquals": ["Never"], "Next": "Nowhere"},
            {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Repair"},
        ],
        "ResultPath": "$.sent", "Next": "Done",
    })
}

fn each() -> Value {
    json!({
        "Type": "Map", "ItemsPath": "$.rows", "MaxConcurrency": 4,
        "ItemSelector": {"row.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index"},
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}},
        },
        "ToleratedFailurePercentage": 50, "End": true,
    })
}

proptest! {
    /// Whatever stands in a request, it is answered or refused.
    #[test]
    fn no_request_panics(key in 0_usize..7, value in ".{0,40}", mocked in any::<bool>()) {
        let keys = ["definition", "input", "variables", "context", "stateName", "inspectionLevel", "roleArn"];
        let mut parameters = json!({"roleArn": "arn:aws:iam::1:role/r", "input": {"text": "x"}});
        if mocked {
            parameters["mock"] = json!({"result": {"MessageId": "1"}});
        }
        let mut request = request(&publish(), parameters);
        request[keys[key]] = json!(value);
        let _ = test_state(&request);
    }
}
