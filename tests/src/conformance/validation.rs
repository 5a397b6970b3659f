//! Validation: the recorded definition through the validator, its findings in AWS's words compared
//! with what AWS answered.

use asl::{CheckOptions, Finding, WorkflowType, findings};
use serde_json::{Value, json};

use super::matching::differences;
use super::{Case, Verdict};

/// What the recordings' bare word for an activity stands for.
const ACTIVITY: &str = "\"arn:aws:states:us-east-1:111111111111:activity:activity_arn\"";

pub(super) fn run(case: &Case) -> Verdict {
    let recording = &case.recording;
    let definition = &recording["definition"];
    let text = definition
        .as_str()
        .map_or_else(|| definition.to_string(), str::to_owned);
    let text = text.replace("\"activity_arn\"", ACTIVITY);
    let workflow_type = match recording["type"].as_str() {
        Some("EXPRESS") => WorkflowType::Express,
        _ => WorkflowType::Standard,
    };
    let found = findings(&text, CheckOptions { workflow_type });
    Verdict {
        outcome: differences(
            &recorded(&recording["expected"]),
            &produced(recording, &found),
        ),
        history: None,
    }
}

/// The recorded answer, without what describes a state machine that was accepted.
fn recorded(expected: &Value) -> Value {
    let mut expected = expected.clone();
    if let Some(fields) = expected.as_object_mut() {
        fields.remove("variableReferences");
    }
    if let Some(message) = expected.pointer_mut("/error/Message") {
        let text = message.as_str().unwrap_or_default();
        let bare = text
            .split_once(" operation: ")
            .map_or(text, |(_, bare)| bare);
        *message = json!(bare);
    }
    expected
}

fn produced(recording: &Value, found: &[Finding]) -> Value {
    let valid = found.is_empty();
    if recording["operation"] == "ValidateStateMachineDefinition" {
        let diagnostics: Vec<Value> = found.iter().map(diagnostic).collect();
        let result = if valid { "OK" } else { "FAIL" };
        return json!({"valid": valid, "result": result, "diagnostics": diagnostics, "truncated": false});
    }
    if valid {
        return json!({ "valid": true });
    }
    let texts: Vec<String> = found.iter().map(ToString::to_string).collect();
    let message = format!("Invalid State Machine Definition: '{}'", texts.join(", "));
    json!({"valid": false, "error": {"Code": "InvalidDefinition", "Message": message}})
}

fn diagnostic(finding: &Finding) -> Value {
    let mut diagnostic = json!({
        "code": finding.code, "message": finding.message, "severity": "ERROR",
    });
    if let Some(location) = &finding.location {
        diagnostic["location"] = json!(location);
    }
    diagnostic
}
