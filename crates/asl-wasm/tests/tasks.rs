//! Tasks that the host answers: as functions, and one by one.

#![cfg(target_arch = "wasm32")]

use asl_wasm::Machine;
use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

const BRANCHES: &str = r#"{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "A", "States": {
        "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "TimeoutSeconds": 5,
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1}], "Next": "Pause"},
        "Pause": {"Type": "Wait", "Seconds": 3600, "End": true}}},
    {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}}}]}}}"#;

fn shown(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into()).unwrap()
    })
}

/// Runs the machine with these functions; `log` is theirs to write.
async fn perform(functions: &str) -> (Result<JsValue, JsValue>, String) {
    let options = Function::new_no_args(&format!(
        "const log = [], sleep = (ms) => new Promise((done) => setTimeout(done, ms)); return {{ log, tasks: {functions} }}"
    ));
    let options = options.call0(&JsValue::UNDEFINED).unwrap();
    let machine = Machine::new(BRANCHES);
    let run: Promise = machine.run(options.clone()).unwrap().unchecked_into();
    let run = JsFuture::from(run).await;
    (run, shown(&get(&options, "log")))
}

async fn check(functions: &str, result: &str, log: &str) {
    let (run, logged) = perform(functions).await;
    assert_eq!(shown(&run.unwrap()), result);
    assert_eq!(logged, log);
}

#[wasm_bindgen_test]
async fn functions_run_side_by_side_in_virtual_time() {
    check(
        r#"{
            A: async (input, context) => { log.push("A" + context.attempt); await sleep(20); log.push("a"); context.seconds = 2; return input; },
            "arn:aws:states:::sns:publish": () => { log.push("B"); return { id: 7 }; },
        }"#,
        r#"{"status":"SUCCEEDED","output":[{},{"id":7}],"error":null,"cause":null,"length":18,"duration":3602000}"#,
        r#"["A1","B","a"]"#,
    )
    .await;
}

#[wasm_bindgen_test]
async fn what_a_function_throws_is_retried_and_caught_as_any_error() {
    check(
        r#"{
            A: async (_, { attempt }) => { log.push(attempt); if (attempt === 1) throw Object.assign(new Error("later"), { name: "Busy" }); },
            B: () => { throw { error: "Gone", cause: { why: "no" } }; },
        }"#,
        r#"{"status":"FAILED","output":null,"error":"Gone","cause":"{\"why\":\"no\"}","length":13,"duration":0}"#,
        "[1]",
    )
    .await;
    check(
        r#"{ A: (_, { attempt }) => { log.push(attempt); if (attempt === 1) throw Object.assign(new Error("later"), { name: "Busy" }); } }"#,
        r#"{"status":"SUCCEEDED","output":[null,{"MessageId":"80eadf5d-b788-4289-a06b-a31bf0e07a09"}],"error":null,"cause":null,"length":21,"duration":3601000}"#,
        "[1,2]",
    )
    .await;
}

#[wasm_bindgen_test]
async fn who_is_not_waited_for_any_more_is_told() {
    check(
        r#"{
            A: (_, { signal }) => new Promise(() => signal.addEventListener("abort", () => log.push("stopped"))),
            B: async () => { await sleep(5); throw "Gone"; },
        }"#,
        r#"{"status":"FAILED","output":null,"error":"Gone","cause":null,"length":13,"duration":0}"#,
        r#"["stopped"]"#,
    )
    .await;
}

#[wasm_bindgen_test]
async fn a_result_without_a_json_form_rejects_the_run() {
    let (run, _) = perform("{ A: async () => 1n, B: async () => 2 }").await;
    let message = get(&run.unwrap_err(), "message").as_string().unwrap();
    assert!(message.starts_with("the result of A has no JSON form: "));
}

#[wasm_bindgen_test]
fn an_execution_is_advanced_and_its_tasks_answered() {
    let machine = Machine::new(BRANCHES);
    let mut execution = machine.start(JsValue::UNDEFINED).unwrap();
    assert_eq!(execution.step().unwrap(), "running");
    assert_eq!(execution.advance().unwrap(), "waiting");
    assert_eq!(execution.status().unwrap(), "RUNNING");
    let tasks = execution.pending_tasks().unwrap();
    assert_eq!(shown(&get(&tasks, "0.state")), r#""A""#);
    assert_eq!(shown(&get(&tasks, "1.attempt")), "1");
    let plausible = get(&tasks, "1.plausible");
    assert!(get(&plausible, "MessageId").is_string());
    execution.complete(1, &plausible, Some(2.5)).unwrap();
    assert_eq!(execution.advance().unwrap(), "waiting");
    execution.fail(0, "Busy", None, None).unwrap();
    assert_eq!(execution.advance().unwrap(), "waiting");
    assert!(execution.complete(0, &JsValue::NULL, None).is_err());
    execution.time_out(2).unwrap();
    assert_eq!(execution.advance().unwrap(), "done");
    let run = execution.run();
    assert_eq!(run.error(), "States.Timeout");
    assert_eq!(run.duration(), 6_000.0);
    assert_eq!(execution.length(), run.length());
}

#[wasm_bindgen_test]
fn an_execution_leaves_the_named_tasks_only() {
    let options = JSON::parse(r#"{"tasks": ["B"], "mocks": {"A": [{"Return": 1, "Seconds": 1}]}}"#);
    let mut execution = Machine::new(BRANCHES).start(options.unwrap()).unwrap();
    assert_eq!(execution.advance().unwrap(), "waiting");
    assert_eq!(
        shown(&get(&execution.pending_tasks().unwrap(), "length")),
        "1"
    );
    execution.abort();
    assert_eq!(execution.advance().unwrap(), "done");
    assert_eq!(execution.status().unwrap(), "ABORTED");
}
