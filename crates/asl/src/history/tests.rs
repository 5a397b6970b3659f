//! Every kind of event in the API's shape.

mod work;

use std::sync::Arc;

use asl_engine::{
    Event, EventKind, Scope, ScopeId, ScopeKind, StateId, Status, TaskIds, Trace, Visit, VisitId,
};
use asl_query::Value;
use serde_json::{Value as Json, json};

use super::{history, history_event};

/// Renders an event of a Task state called `Call` (or of the Map around it) and compares all but id and time.
#[track_caller]
fn check(kind: EventKind, expected_type: &str, details: Option<(&str, Json)>) {
    let analysis = crate::analyse(
        r#"{"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
            "StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}}
        }}}}"#,
    );
    let name = if matches!(
        kind,
        EventKind::MapIterationStarted { .. }
            | EventKind::MapIterationSucceeded { .. }
            | EventKind::MapIterationFailed { .. }
            | EventKind::MapIterationAborted { .. }
    ) {
        "Each"
    } else {
        "Call"
    };
    let state = analysis
        .machine
        .states
        .iter()
        .position(|state| &*state.name == name)
        .unwrap();
    let trace = trace_of(StateId(u32::try_from(state).unwrap()), kind);
    let event = history_event(&analysis.machine, &trace, &trace.events[0]);
    let mut expected = json!({
        "id": 7,
        "previousEventId": 3,
        "timestamp": "2026-01-01T00:00:02.500Z",
        "type": expected_type,
    });
    if let Some((key, details)) = details {
        expected[key] = details;
    }
    assert_eq!(event, expected);
}

fn trace_of(state: StateId, kind: EventKind) -> Trace {
    let event = Event {
        id: 9,
        history: ScopeId::ROOT,
        number: 7,
        previous: 3,
        at: 2_500,
        scope: ScopeId::ROOT,
        visit: Some(VisitId(0)),
        kind,
    };
    Trace {
        events: [event].into_iter().collect(),
        scopes: [Scope {
            kind: ScopeKind::Execution,
            parent: None,
            started: (0, 1),
            ended: None,
            status: Status::Running,
        }]
        .into_iter()
        .collect(),
        visits: [Visit {
            state,
            scope: ScopeId::ROOT,
            entered: 1,
            entered_at: 0,
            ended: None,
            ended_at: None,
            status: Status::Running,
            via: None,
            next: None,
            attempts: Vec::new(),
            flow: [].into_iter().collect(),
            error: None,
        }]
        .into_iter()
        .collect(),
        start_time: 1_767_225_600_000,
        ending: None,
        contexts: asl_engine::Contexts::default(),
    }
}

fn value(json: Json) -> Value {
    Value::from(json)
}

fn text(text: &str) -> Arc<str> {
    text.into()
}

fn task() -> Arc<TaskIds> {
    Arc::new(TaskIds {
        resource_type: "sns".into(),
        resource: "publish".into(),
    })
}

/// The details that every event of the task repeats, and more.
fn of_task(more: &Json) -> Json {
    let mut details = json!({"resourceType": "sns", "resource": "publish"});
    details
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    details
}

fn whole() -> Json {
    json!({ "truncated": false })
}

#[test]
fn executions() {
    let role = "arn:aws:iam::123456789012:role/R";
    check(
        EventKind::ExecutionStarted {
            input: value(json!({"a": 1})),
            role: role.into(),
        },
        "ExecutionStarted",
        Some((
            "executionStartedEventDetails",
            json!({"input": "{\"a\":1}", "inputDetails": whole(), "roleArn": role}),
        )),
    );
    check(
        EventKind::ExecutionSucceeded {
            output: value(json!([1, "x"])),
        },
        "ExecutionSucceeded",
        Some((
            "executionSucceededEventDetails",
            json!({"output": "[1,\"x\"]", "outputDetails": whole()}),
        )),
    );
    check(
        EventKind::ExecutionFailed {
            error: None,
            cause: None,
        },
        "ExecutionFailed",
        Some(("executionFailedEventDetails", json!({}))),
    );
    check(
        EventKind::ExecutionFailed {
            error: Some(text("E")),
            cause: Some(text("c")),
        },
        "ExecutionFailed",
        Some((
            "executionFailedEventDetails",
            json!({"error": "E", "cause": "c"}),
        )),
    );
    check(
        EventKind::ExecutionTimedOut {
            error: Some(text("States.Timeout")),
            cause: None,
        },
        "ExecutionTimedOut",
        Some((
            "executionTimedOutEventDetails",
            json!({"error": "States.Timeout"}),
        )),
    );
    check(
        EventKind::ExecutionAborted {
            error: None,
            cause: None,
        },
        "ExecutionAborted",
        Some(("executionAbortedEventDetails", json!({}))),
    );
}

#[test]
fn states() {
    check(
        EventKind::StateEntered {
            input: value(json!("in")),
        },
        "TaskStateEntered",
        Some((
            "stateEnteredEventDetails",
            json!({"name": "Call", "input": "\"in\"", "inputDetails": whole()}),
        )),
    );
    check(
        EventKind::StateExited {
            output: value(json!(null)),
            assigned: None,
        },
        "TaskStateExited",
        Some((
            "stateExitedEventDetails",
            json!({"name": "Call", "output": "null", "outputDetails": whole()}),
        )),
    );
    check(
        EventKind::StateExited {
            output: value(json!({})),
            assigned: value(json!({"x": {"y": 1}, "z": "t"})).as_object().cloned(),
        },
        "TaskStateExited",
        Some((
            "stateExitedEventDetails",
            json!({
                "name": "Call", "output": "{}", "outputDetails": whole(),
                "assignedVariables": {"x": "{\"y\":1}", "z": "\"t\""}, "assignedVariablesDetails": whole(),
            }),
        )),
    );
    check(EventKind::StateAborted, "TaskStateAborted", None);
    check(
        EventKind::EvaluationFailed {
            error: "States.QueryEvaluationError".into(),
            cause: "why".into(),
            location: Some(text("Output/a")),
        },
        "EvaluationFailed",
        Some((
            "evaluationFailedEventDetails",
            json!({"error": "States.QueryEvaluationError", "cause": "why", "location": "Output/a", "state": "Call"}),
        )),
    );
}

#[test]
fn maps_and_parallels() {
    let iteration = json!({"name": "Each", "index": 2});
    for (kind, name) in [
        (EventKind::MapStateSucceeded, "MapStateSucceeded"),
        (EventKind::MapStateFailed, "MapStateFailed"),
        (EventKind::MapRunSucceeded, "MapRunSucceeded"),
        (EventKind::ParallelStateStarted, "ParallelStateStarted"),
        (EventKind::ParallelStateSucceeded, "ParallelStateSucceeded"),
        (EventKind::ParallelStateFailed, "ParallelStateFailed"),
    ] {
        check(kind, name, None);
    }
    check(
        EventKind::MapStateStarted { length: 3 },
        "MapStateStarted",
        Some(("mapStateStartedEventDetails", json!({"length": 3}))),
    );
    check(
        EventKind::MapIterationStarted { index: 2 },
        "MapIterationStarted",
        Some(("mapIterationStartedEventDetails", iteration.clone())),
    );
    check(
        EventKind::MapIterationSucceeded { index: 2 },
        "MapIterationSucceeded",
        Some(("mapIterationSucceededEventDetails", iteration.clone())),
    );
    check(
        EventKind::MapIterationFailed { index: 2 },
        "MapIterationFailed",
        Some(("mapIterationFailedEventDetails", iteration.clone())),
    );
    check(
        EventKind::MapIterationAborted { index: 2 },
        "MapIterationAborted",
        Some(("mapIterationAbortedEventDetails", iteration)),
    );
    check(
        EventKind::MapRunStarted {
            arn: "arn:aws:states:us-east-1:1:mapRun:m/l:u".into(),
        },
        "MapRunStarted",
        Some((
            "mapRunStartedEventDetails",
            json!({"mapRunArn": "arn:aws:states:us-east-1:1:mapRun:m/l:u"}),
        )),
    );
    check(
        EventKind::MapRunFailed {
            error: Some(text("E")),
            cause: None,
        },
        "MapRunFailed",
        Some(("mapRunFailedEventDetails", json!({"error": "E"}))),
    );
}

#[test]
fn a_whole_run_is_a_list_of_events() {
    let analysis = crate::analyse(
        r#"{"StartAt": "Wrong", "States": {"Wrong": {"Type": "Fail", "Error": "Mine", "Cause": "On purpose"}}}"#,
    );
    let run = crate::run(
        analysis.machine,
        crate::Scenario::default(),
        crate::Limits::default(),
    );
    let listed = history(&run.machine, &run.trace);
    let types: Vec<&str> = listed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect();
    assert_eq!(
        types,
        ["ExecutionStarted", "FailStateEntered", "ExecutionFailed"]
    );
    assert_eq!(
        listed["events"][2]["executionFailedEventDetails"],
        json!({"error": "Mine", "cause": "On purpose"})
    );
}
