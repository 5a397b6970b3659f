//! What holds for the check of every text, however broken.

use asl_check::{Options, WorkflowType, check, check_with, rule_codes};
use asl_syntax::{Document, Format};
use proptest::prelude::*;

/// A definition with most of the language in it.
const DEFINITION: &str = r#"{
  "Comment": "orders é😀", "StartAt": "Load", "TimeoutSeconds": 600,
  "States": {
    "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "TimeoutSeconds": 60,
      "HeartbeatSeconds": 20, "Parameters": {"FunctionName": "load", "Payload": {"id.$": "$.order.id", "t.$": "$$.Task.Token"}},
      "ResultSelector": {"all.$": "States.Array($.a, States.Format('{}', $.b))"}, "ResultPath": "$.loaded", "Assign": {"n.$": "$.n"},
      "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 2, "BackoffRate": 1.5, "JitterStrategy": "FULL"}, {"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Stop"}], "Next": "Pick"},
    "Pick": {"Type": "Choice", "Default": "Each", "Choices": [
      {"And": [{"Variable": "$.n", "NumericGreaterThan": 3}, {"Not": {"Variable": "$.x", "IsPresent": true}}], "Next": "Both"}]},
    "Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 3, "Label": "each", "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
      "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}}, "ItemProcessor": {
      "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "One", "States": {
        "One": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"x": "{% $states.input.x + 1 %}"}, "End": true}}}, "Next": "Hold"},
    "Both": {"Type": "Parallel", "Next": "Hold", "Branches": [
      {"StartAt": "L", "States": {"L": {"Type": "Succeed"}}}, {"StartAt": "R", "States": {"R": {"Type": "Fail", "ErrorPath": "$.e"}}}]},
    "Hold": {"Type": "Wait", "Timestamp": "2026-03-14T09:30:00Z", "End": true},
    "Stop": {"Type": "Fail", "Error": "Stopped", "Cause": "no"}
  }
}"#;

/// Checks a text; every place must be one of the text, and every fix must be applicable.
fn assert_checked(text: &str) {
    for format in [Format::Json, Format::Yaml] {
        let document = Document::parse_as(text, format);
        let found = check(&document);
        assert_eq!(found, check(&document), "the same text, the same findings");
        for diagnostic in &found {
            let labels = diagnostic.labels.iter().map(|label| label.span);
            let edits = diagnostic
                .fixes
                .iter()
                .flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
            for span in labels.chain(edits).chain([diagnostic.span]) {
                let place = text.get(span.start as usize..span.end as usize);
                assert!(place.is_some(), "{} at {span:?} in {text}", diagnostic.code);
            }
        }
    }
}

#[test]
fn the_definition_is_right() {
    assert_eq!(check(&Document::parse(DEFINITION)), []);
    let options = Options {
        workflow_type: WorkflowType::Express,
    };
    let express = check_with(&Document::parse(DEFINITION), options);
    assert_eq!(
        express.iter().map(|d| d.code).collect::<Vec<_>>(),
        ["express-resource"]
    );
}

#[test]
fn codes_are_unique() {
    let codes: Vec<&str> = rule_codes().collect();
    let mut unique = codes.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), codes.len());
}

#[test]
fn deep_nesting_ends() {
    let rule = format!("{}{{}}{}", "{\"Not\": ".repeat(10_000), "}".repeat(10_000));
    assert_checked(&format!(
        "{{\"StartAt\": \"A\", \"States\": {{\"A\": {{\"Type\": \"Choice\", \"Choices\": [{rule}]}}}}}}"
    ));
    let map = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Map\", \"ItemProcessor\": ";
    assert_checked(&map.repeat(2_000));
}

/// The nearest character boundary at or before `index` of the definition.
fn boundary(index: usize) -> usize {
    let index = index % DEFINITION.len();
    (0..=index)
        .rev()
        .find(|&index| DEFINITION.is_char_boundary(index))
        .unwrap_or(0)
}

proptest! {
    #[test]
    fn any_text_is_checked(text in any::<String>()) {
        assert_checked(&text);
    }

    #[test]
    fn a_definition_being_typed_is_checked(end in any::<usize>()) {
        assert_checked(&DEFINITION[..boundary(end)]);
    }

    #[test]
    fn a_definition_with_a_hole_is_checked(at in any::<usize>(), length in 0_usize..60) {
        let start = boundary(at);
        let end = boundary((start + length).min(DEFINITION.len() - 1)).max(start);
        assert_checked(&format!("{}{}", &DEFINITION[..start], &DEFINITION[end..]));
    }

    #[test]
    fn a_definition_with_a_foreign_value_is_checked(at in any::<usize>(), value in prop::sample::select(vec![
        "null", "[]", "{}", "\"\"", "-1", "true", "\"$.\"", "\"{% %}\"", "\"States.\"", "{\"x.$\": {}}", "${X}", ",", "}", "[[", "\"",
    ])) {
        // After a colon or a bracket a value begins.
        let start = boundary(at);
        let place = DEFINITION[start..].find([':', '[']).map_or(start, |offset| start + offset + 1);
        assert_checked(&format!("{} {value} {}", &DEFINITION[..place], &DEFINITION[place..]));
        let rest = DEFINITION[place..].find([',', '}', ']']).map_or(place, |offset| place + offset);
        assert_checked(&format!("{} {value} {}", &DEFINITION[..place], &DEFINITION[rest..]));
    }
}
