//! The shapes that JavaScript sees, one for one: `null` stays `null`, numbers are numbers, maps are plain objects.

#![cfg(target_arch = "wasm32")]

use asl_wasm::{Machine, Run};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::{JsCast, JsError, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const TASK: &str = r#"{"StartAt": "Call", "States": {"Call": {
    "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}}"#;

const PASS: &str = r#"{"StartAt": "Keep", "States": {"Keep": {"Type": "Pass", "End": true}}}"#;

const ENDLESS: &str = r#"{"StartAt": "Again", "States": {
    "Again": {"Type": "Pass", "Next": "Back"}, "Back": {"Type": "Pass", "Next": "Again"}}}"#;

fn js(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

/// What `JSON.stringify` shows. It leaves `undefined` members out and knows neither `Map` nor `BigInt`, so this text
/// tells those shapes apart.
fn shown(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

fn run(machine: &Machine, options: JsValue) -> Result<Run, JsError> {
    let run = machine.run(options)?;
    Ok(Run::try_from_js_value(run).unwrap())
}

fn message(error: JsError) -> String {
    js_sys::Error::from(JsValue::from(error)).message().into()
}

#[track_caller]
fn check_run(definition: &str, options: &str, expected: &str) {
    let run = run(&Machine::new(definition), js(options)).unwrap();
    assert_eq!(shown(&run.to_json().unwrap()), expected);
}

#[track_caller]
fn check_refused(options: &str, expected: &str) {
    let error = run(&Machine::new(TASK), js(options)).unwrap_err();
    assert_eq!(message(error), expected);
}

#[wasm_bindgen_test]
fn a_success_has_an_output_and_null_for_what_failed() {
    check_run(
        TASK,
        r#"{"mocks": {"Call": [{"Return": {"sent": [1, 2.5, null]}, "Seconds": 3}]}}"#,
        r#"{"status":"SUCCEEDED","output":{"sent":[1,2.5,null]},"error":null,"cause":null,"length":7,"duration":3000}"#,
    );
}

#[wasm_bindgen_test]
fn a_failure_has_null_for_an_output() {
    check_run(
        TASK,
        r#"{"mocks": {"Call": [{"Throw": {"Error": "SQS.Busy", "Cause": "later"}, "Seconds": 0}]}}"#,
        r#"{"status":"FAILED","output":null,"error":"SQS.Busy","cause":"later","length":6,"duration":0}"#,
    );
}

#[wasm_bindgen_test]
fn every_kind_of_value_comes_back_as_it_went_in() {
    for value in [
        "null",
        "0",
        "-1.5e-7",
        "9007199254740991",
        "\"é\\u0000\"",
        "[]",
        "{}",
        "[[{\"__proto__\":1}]]",
    ] {
        let run = run(&Machine::new(PASS), js(&format!(r#"{{"input": {value}}}"#))).unwrap();
        assert_eq!(shown(&run.output().unwrap()), shown(&js(value)));
    }
}

#[wasm_bindgen_test]
fn without_options_the_input_is_an_empty_object() {
    for options in [JsValue::UNDEFINED, JsValue::NULL, Object::new().into()] {
        let run = run(&Machine::new(PASS), options).unwrap();
        assert_eq!(shown(&run.output().unwrap()), "{}");
    }
}

#[wasm_bindgen_test]
fn input_means_what_json_stringify_makes_of_it() {
    let (options, input) = (Object::new(), Object::new());
    Reflect::set(&input, &"gone".into(), &JsValue::UNDEFINED).unwrap();
    Reflect::set(&input, &"date".into(), &js_sys::Date::new(&0.0.into())).unwrap();
    Reflect::set(&options, &"input".into(), &input).unwrap();
    let run = run(&Machine::new(PASS), options.into()).unwrap();
    assert_eq!(
        shown(&run.output().unwrap()),
        r#"{"date":"1970-01-01T00:00:00.000Z"}"#
    );
}

#[wasm_bindgen_test]
fn limits_end_a_loop_with_an_explanation() {
    let run = run(&Machine::new(ENDLESS), js(r#"{"limits": {"events": 100}}"#)).unwrap();
    assert_eq!(run.status().unwrap(), "FAILED");
    assert_eq!(run.length(), 100);
    assert_eq!(run.error(), "States.Runtime");
    assert!(
        run.cause()
            .as_string()
            .unwrap()
            .contains("limit of 100 events")
    );
}

#[wasm_bindgen_test]
fn the_history_is_that_of_the_api() {
    let run = run(
        &Machine::new(PASS),
        js(r#"{"input": {"n": 1}, "startTime": 1500}"#),
    )
    .unwrap();
    let history: Array = run.history().unwrap().unchecked_into();
    assert_eq!(history.length(), run.length());
    assert_eq!(
        shown(&history.get(1)),
        r#"{"id":2,"previousEventId":0,"timestamp":"1970-01-01T00:00:01.500Z","type":"PassStateEntered","stateEnteredEventDetails":{"name":"Keep","input":"{\"n\":1}","inputDetails":{"truncated":false}}}"#
    );
}

#[wasm_bindgen_test]
fn the_seed_decides_what_is_random() {
    let machine = Machine::new(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"id.$": "States.UUID()"}, "End": true}}}"#,
    );
    let id = |seed: u32| {
        shown(
            &run(&machine, js(&format!(r#"{{"seed": {seed}}}"#)))
                .unwrap()
                .output()
                .unwrap(),
        )
    };
    assert_eq!(id(7), id(7));
    assert_ne!(id(7), id(8));
}

#[wasm_bindgen_test]
fn a_scenario_runs_alike_each_time_and_as_the_machine_runs_it() {
    let machine = Machine::new(TASK);
    let options = r#"{"mocks": {"Call": [{"Return": 1}, {"Return": 2}]}, "seed": 3}"#;
    let scenario = machine.scenario(js(options)).unwrap();
    let history = |run: Run| shown(&run.history().unwrap());
    let first = history(scenario.run());
    assert_eq!(history(scenario.run()), first);
    assert_eq!(history(run(&machine, js(options)).unwrap()), first);
}

#[wasm_bindgen_test]
fn a_mock_config_file_runs_the_test_case_that_is_named() {
    let mocks = r#"{
        "StateMachines": {"M": {"TestCases": {"First": {"Call": "One"}, "Second": {"Call": "Two"}}}},
        "MockedResponses": {"One": {"0": {"Return": 1}}, "Two": {"0": {"Return": 2}}}}"#;
    for (options, output) in [("", "1"), (r#", "testCase": "Second""#, "2")] {
        let run = run(
            &Machine::new(TASK),
            js(&format!(r#"{{"mocks": {mocks}{options}}}"#)),
        )
        .unwrap();
        assert_eq!(shown(&run.output().unwrap()), output);
    }
    check_refused(
        &format!(r#"{{"mocks": {mocks}, "testCase": "Third"}}"#),
        "mocks: there is no such test case",
    );
}

#[wasm_bindgen_test]
fn diagnostics_have_javascript_offsets_and_repairs() {
    let text = r#"{"Comment": "é😀", "StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "Bc": {"Type": "Pass", "End": true}}}"#;
    let found: Array = Machine::new(text).diagnostics().unwrap().unchecked_into();
    let dangling = found
        .iter()
        .find(|found| get(found, "code") == "dangling-target")
        .unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    let offset = |key: &str| get(&dangling, key).as_f64().unwrap() as usize;
    assert_eq!(
        String::from_utf16(&units[offset("start")..offset("end")]).unwrap(),
        "\"B\""
    );
    assert_eq!(get(&dangling, "severity"), "error");
    assert_eq!(get(&dangling, "line"), 1);
    assert_eq!(get(&dangling, "path"), "/States/A/Next");
    assert!(Array::is_array(&get(&dangling, "fixes")));
    let clean: Array = Machine::new(PASS).diagnostics().unwrap().unchecked_into();
    assert_eq!(clean.length(), 0);
}

#[wasm_bindgen_test]
fn what_cannot_be_used_throws_and_says_why() {
    check_refused(
        r#"{"seed": "x"}"#,
        "the options of a run: invalid type: string \"x\", expected u64",
    );
    check_refused(
        r#"{"mocks": {"Call": 1}}"#,
        "mocks: Call: The outcomes of a state are a list, one entry an attempt.",
    );
    let broken = Machine::new("{");
    assert!(!broken.runnable());
    assert!(message(run(&broken, JsValue::UNDEFINED).unwrap_err()).contains("diagnostics"));
}

#[wasm_bindgen_test]
fn a_circular_input_has_no_json_form() {
    let options = Object::new();
    Reflect::set(&options, &"input".into(), &options).unwrap();
    let error = run(&Machine::new(PASS), options.into()).unwrap_err();
    assert!(message(error).starts_with("input has no JSON form: "));
}
