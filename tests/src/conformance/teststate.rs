//! `TestState`: the recorded request through the façade, its answer compared with what AWS answered.

use asl::{ApiError, Outcome, Surroundings};
use serde_json::{Map, Value, json};

use super::matching::differences;
use super::normal::{Redactions, normal, parse};
use super::{Case, Verdict};

pub(super) fn run(case: &Case) -> Verdict {
    let recording = &case.recording;
    let surroundings = Surroundings {
        live: live(recording),
        ..Surroundings::default()
    };
    let produced = match asl::test_state_in(&recording["request"], &surroundings) {
        Ok(response) => json!({ "response": response }),
        Err(error) => refusal(&error),
    };
    let redactions = Redactions::of(recording);
    let common = |value: &Value| normal(&texts_parsed(value), &redactions);
    Verdict {
        outcome: differences(&common(&recorded(recording)), &common(&produced)),
        history: None,
    }
}

/// What the service behind a task answered when the request mocked nothing, as far as the recording
/// tells: its `result`, or the output of a state that does not shape it.
fn live(recording: &Value) -> Option<Outcome> {
    let shaped = ["ResultSelector", "ResultPath", "OutputPath", "Output"];
    let definition = &recording["definition"];
    let mocked = recording["request"].get("mock").is_some();
    if mocked || definition["Type"] != "Task" {
        return None;
    }
    let response = &recording["expected"]["response"];
    let whole = shaped.iter().all(|field| definition.get(field).is_none());
    let result = match response["inspectionData"].get("result") {
        Some(result) => Some(result),
        None => response.get("output").filter(|_| whole),
    };
    Some(Outcome::Return(asl::Value::from(parse(result?, 0))))
}

fn refusal(error: &ApiError) -> Value {
    json!({"error": {"Code": error.code, "Message": error.message}})
}

/// The recorded answer. Where a test kept the text of an exception, the client's preface is taken off.
fn recorded(recording: &Value) -> Value {
    let expected = &recording["expected"];
    let Some(error) = expected.get("error") else {
        return json!({ "response": expected["response"] });
    };
    let message = error["Message"].as_str().unwrap_or_default();
    let prefaced = message.strip_prefix("An error occurred (");
    let bare = prefaced.and_then(|text| Some(text.split_once(" operation: ")?.1));
    json!({"error": {"Code": error["Code"], "Message": bare.unwrap_or(message)}})
}

/// Output and inspection data are JSON text, of which the recordings keep only objects as values.
fn texts_parsed(answer: &Value) -> Value {
    let mut answer = answer.clone();
    if let Some(response) = answer.get_mut("response").and_then(Value::as_object_mut) {
        parse_field(response, "output");
        if let Some(inspection) = response
            .get_mut("inspectionData")
            .and_then(Value::as_object_mut)
        {
            let fields: Vec<String> = inspection.keys().cloned().collect();
            for field in fields {
                parse_field(inspection, &field);
            }
        }
    }
    answer
}

fn parse_field(fields: &mut Map<String, Value>, key: &str) {
    if let Some(value) = fields.get_mut(key) {
        *value = parse(value, 0);
    }
}
