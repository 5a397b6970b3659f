//! What a run shows at a cursor, the diagram, and links, in the shapes that JavaScript sees.

#![cfg(target_arch = "wasm32")]

use asl_wasm::{Machine, Run, decode_link, encode_link, run_options};
use js_sys::{Array, Function, JSON, Reflect};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::{JsCast, JsError, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const MAP: &str = r#"{"StartAt": "Each", "States": {
    "Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "Next": "Done", "ItemProcessor": {
        "StartAt": "Load", "States": {"Load": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync",
            "Parameters": {"JobName.$": "$"}, "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}], "End": true}}}},
    "Done": {"Type": "Succeed"}}}"#;

const LOAD: &str = "/States/Each/ItemProcessor/States/Load";

fn js(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn shown(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into()).unwrap()
    })
}

fn message(error: JsError) -> String {
    js_sys::Error::from(JsValue::from(error)).message().into()
}

fn run() -> Run {
    let options = r#"{"input": {"items": ["a", "b"]}, "mocks": {"Load": [
        {"Throw": {"Error": "Busy", "Cause": "later"}, "Seconds": 5}, {"Return": {"rows": 3}, "Seconds": 10}]}}"#;
    let run = Machine::new(MAP).run(js(options)).unwrap();
    Run::try_from_js_value(run).unwrap()
}

#[track_caller]
fn check_state(cursor: u32, path: &str, expected: &str) {
    let state = run().state_at(cursor).unwrap();
    assert_eq!(shown(&get(&state, path)), expected);
}

#[wasm_bindgen_test]
fn a_state_has_its_place_in_the_text() {
    let text =
        "{\"Comment\": \"😀\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}";
    let place = Machine::new(text).place_of("/States/A").unwrap();
    let unit = |member: &str| get(&place, member).as_f64().unwrap() as usize;
    let units: Vec<u16> = text.encode_utf16().collect();
    let found = String::from_utf16(&units[unit("start")..unit("end")]).unwrap();
    assert_eq!(found, "\"A\": {\"Type\": \"Succeed\"}");
    assert!(Machine::new(text).place_of("/States/B").unwrap().is_null());
}

#[wasm_bindgen_test]
fn a_cursor_says_how_every_state_is_doing() {
    check_state(0, "sentence", r#""Ready to start""#);
    check_state(0, "states.1.status", r#""idle""#);
    check_state(9, "time", "5000");
    check_state(9, "active", &format!(r#"["/States/Each","{LOAD}"]"#));
    check_state(
        9,
        "states.1",
        &format!(
            r#"{{"path":"{LOAD}","status":"waiting","attempt":1,"attemptsFailed":1,"visits":1,"running":1,"iterations":null}}"#
        ),
    );
    check_state(
        9,
        "states.0.iterations",
        r#"{"started":1,"succeeded":0,"failed":0,"total":2}"#,
    );
    check_state(u32::MAX, "over", "true");
    check_state(u32::MAX, "states.2.status", r#""succeeded""#);
    check_state(
        2,
        "edges",
        r##"[{"key":"start@/#start","taken":1,"just":true}]"##,
    );
}

#[wasm_bindgen_test]
fn edges_and_states_are_those_of_the_graph() {
    let graph = Machine::new(MAP).graph(JsValue::UNDEFINED).unwrap();
    let keys = |list: &str| -> Vec<String> {
        let list: Array = get(&graph, list).unchecked_into();
        list.iter()
            .map(|entry| get(&entry, "key").as_string().unwrap())
            .collect()
    };
    assert_eq!(
        keys("nodes"),
        ["start@/", "/States/Each", "/States/Done", "end@/", LOAD]
    );
    let state = run().state_at(u32::MAX).unwrap();
    let taken: Array = get(&state, "edges").unchecked_into();
    let taken: Vec<String> = taken
        .iter()
        .map(|edge| get(&edge, "key").as_string().unwrap())
        .collect();
    assert_eq!(
        keys("edges"),
        ["start@/#start", "/States/Each#next", "/States/Done#end"]
    );
    assert!(keys("edges").iter().all(|key| taken.contains(key)));
    assert_eq!(shown(&get(&graph, "start")), r#""start@/""#);
    assert_eq!(shown(&get(&graph, "nodes.1.header")), "36");
    assert_eq!(
        shown(&get(&graph, "nodes.4.detail")),
        r#""Glue: StartJobRun · sync""#
    );
    assert_eq!(shown(&get(&graph, "nodes.4.retries")), "1");
}

#[wasm_bindgen_test]
fn a_graph_is_measured_by_the_page_and_folds_containers() {
    let options = js(r#"{"collapsed": ["/States/Each"]}"#);
    let wide = Function::new_with_args("text, style", "return style === 'name' ? 250 : 0");
    Reflect::set(&options, &"measure".into(), &wide).unwrap();
    let graph = Machine::new(MAP).graph(options).unwrap();
    let nodes: Array = get(&graph, "nodes").unchecked_into();
    assert_eq!(nodes.length(), 4);
    assert_eq!(shown(&get(&graph, "nodes.1.collapsed")), "true");
    assert_eq!(shown(&get(&graph, "nodes.1.header")), "null");
    assert_eq!(shown(&get(&graph, "nodes.2.width")), "312");
}

#[wasm_bindgen_test]
fn a_visit_is_inspected_field_by_field() {
    let found = run().inspect(u32::MAX, LOAD, None).unwrap();
    assert_eq!(shown(&get(&found, "title")), r#""Load · item 2""#);
    assert_eq!(shown(&get(&found, "visits")), "2");
    let first = run().inspect(u32::MAX, LOAD, Some(0)).unwrap();
    assert_eq!(shown(&get(&first, "attemptCount")), "2");
    assert_eq!(
        shown(&get(&first, "attempts.0.error")),
        r#"{"error":"Busy","cause":"later"}"#
    );
    assert_eq!(
        shown(&get(&first, "steps.1")),
        r#"{"field":"Parameters","value":{"JobName":"a"},"changed":true,"note":null}"#
    );
    assert!(run().inspect(1, LOAD, None).unwrap().is_null());
    let error = run().inspect(1, "/States/Gone", None).unwrap_err();
    assert_eq!(message(error), "there is no state at /States/Gone");
}

#[wasm_bindgen_test]
fn time_and_events_have_their_cursors() {
    let run = run();
    assert_eq!(run.time_at(9), 5_000.0);
    assert_eq!(run.cursor_at(4_999.0), 8);
    assert_eq!(run.cursor_at(1e18), run.length());
    let event = run.event_at(9).unwrap();
    assert_eq!(shown(&get(&event, "type")), r#""TaskFailed""#);
    assert_eq!(shown(&get(&event, "summary")), r#""Busy: later""#);
    assert!(run.event_at(0).unwrap().is_null());
    let rows = run.timeline().unwrap();
    assert_eq!(shown(&get(&rows, "1.name")), r#""Load""#);
    assert_eq!(shown(&get(&rows, "1.bars.1.kind")), r#""delay""#);
    assert_eq!(run.step_over(2), run.length() - 3);
}

#[wasm_bindgen_test]
fn pictures_have_a_theme_and_a_cursor() {
    let machine = Machine::new(MAP);
    let light = machine.svg(JsValue::UNDEFINED).unwrap();
    assert!(light.starts_with("<svg ") && light.contains("<title>State machine of "));
    assert_ne!(machine.svg(js(r#"{"theme": "dark"}"#)).unwrap(), light);
    let at = run().svg(js(r#"{"cursor": 9}"#)).unwrap();
    assert!(at.contains("State machine at event 9 of"));
}

#[wasm_bindgen_test]
fn a_link_carries_a_situation_and_how_to_run_it() {
    let situation = r#"{"definition":"{}","input":"{\"x\": 1}","scenarios":[{"name":"A","outcomes":{"T":[{"Return":1}]}},
        {"name":"B","input":"2","type":"EXPRESS","seed":5}],"scenario":1,"options":{"startTime":"1970-01-01T00:00:01Z","seed":9},"at":3}"#;
    let link = encode_link(&js(situation)).unwrap();
    let read = decode_link(&format!("https://example.org/play{link}")).unwrap();
    assert_eq!(shown(&read), shown(&js(situation)));
    assert_eq!(
        shown(&run_options(&read, None).unwrap()),
        r#"{"input":2,"mocks":{},"objects":[],"machineType":"EXPRESS","seed":5,"startTime":1000}"#
    );
    assert_eq!(
        shown(&run_options(&read, Some(0)).unwrap()),
        r#"{"input":{"x":1},"mocks":{"T":[{"Return":1}]},"objects":[],"seed":9,"startTime":1000}"#
    );
    assert!(message(decode_link("#1.d.x").unwrap_err()).contains("link"));
}
