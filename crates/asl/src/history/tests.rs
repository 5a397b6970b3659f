//! Every kind of event in the API's shape.

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
        events: vec![event],
        scopes: vec![Scope {
            kind: ScopeKind::Execution,
            parent: None,
            started: (0, 1),
            ended: None,
            status: Status::Running,
        }],
        visits: vec![Visit {
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
            flow: Vec::new(),
            error: None,
        }],
        start_time: 1_767_225_600_000,
        ending: None,
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
            assigned: Some(value(json!({"x": {"y": 1}, "z": "t"}))),
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
fn tasks() {
    let with = |more: Json| of_task(&more);
    let scheduled = |timeout, heartbeat, credentials: Option<Json>| EventKind::TaskScheduled {
        task: task(),
        parameters: value(json!({"Message": "m"})),
        timeout,
        heartbeat,
        credentials: credentials.map(value),
    };
    check(
        scheduled(None, None, None),
        "TaskScheduled",
        Some((
            "taskScheduledEventDetails",
            with(json!({"region": "us-east-1", "parameters": "{\"Message\":\"m\"}"})),
        )),
    );
    check(
        scheduled(
            Some(600),
            Some(60),
            Some(json!({"RoleArn": "arn:aws:iam::1:role/r"})),
        ),
        "TaskScheduled",
        Some((
            "taskScheduledEventDetails",
            with(json!({
                "region": "us-east-1", "parameters": "{\"Message\":\"m\"}", "timeoutInSeconds": 600,
                "heartbeatInSeconds": 60, "taskCredentials": {"roleArn": "arn:aws:iam::1:role/r"},
            })),
        )),
    );
    check(
        EventKind::TaskStarted { task: task() },
        "TaskStarted",
        Some(("taskStartedEventDetails", with(json!({})))),
    );
    let output = value(json!({"MessageId": "m"}));
    let shown = with(json!({"output": "{\"MessageId\":\"m\"}", "outputDetails": whole()}));
    check(
        EventKind::TaskSubmitted {
            task: task(),
            output: output.clone(),
        },
        "TaskSubmitted",
        Some(("taskSubmittedEventDetails", shown.clone())),
    );
    check(
        EventKind::TaskSucceeded {
            task: task(),
            output,
        },
        "TaskSucceeded",
        Some(("taskSucceededEventDetails", shown)),
    );
}

#[test]
fn failing_tasks() {
    let with = |more: Json| of_task(&more);
    let (error, cause) = (
        Some(text("SNS.NotFoundException")),
        Some(text("Topic does not exist")),
    );
    let failed = with(json!({"error": "SNS.NotFoundException", "cause": "Topic does not exist"}));
    check(
        EventKind::TaskFailed {
            task: task(),
            error: error.clone(),
            cause: cause.clone(),
        },
        "TaskFailed",
        Some(("taskFailedEventDetails", failed.clone())),
    );
    check(
        EventKind::TaskStartFailed {
            task: task(),
            error: error.clone(),
            cause: cause.clone(),
        },
        "TaskStartFailed",
        Some(("taskStartFailedEventDetails", failed.clone())),
    );
    check(
        EventKind::TaskSubmitFailed {
            task: task(),
            error,
            cause,
        },
        "TaskSubmitFailed",
        Some(("taskSubmitFailedEventDetails", failed)),
    );
    check(
        EventKind::TaskTimedOut {
            task: task(),
            error: Some(text("States.Timeout")),
            cause: None,
        },
        "TaskTimedOut",
        Some((
            "taskTimedOutEventDetails",
            with(json!({"error": "States.Timeout"})),
        )),
    );
}

#[test]
fn functions() {
    let (error, cause) = (Some(text("E")), Some(text("c")));
    let failed = json!({"error": "E", "cause": "c"});
    let arn = "arn:aws:lambda:us-east-1:123456789012:function:f";
    check(
        EventKind::LambdaFunctionScheduled {
            resource: arn.into(),
            input: value(json!({})),
            timeout: Some(3),
            credentials: Some(value(json!({"RoleArn": "r"}))),
        },
        "LambdaFunctionScheduled",
        Some((
            "lambdaFunctionScheduledEventDetails",
            json!({
                "resource": arn, "input": "{}", "inputDetails": whole(), "timeoutInSeconds": 3,
                "taskCredentials": {"roleArn": "r"},
            }),
        )),
    );
    check(
        EventKind::LambdaFunctionStarted,
        "LambdaFunctionStarted",
        None,
    );
    check(
        EventKind::LambdaFunctionSucceeded {
            output: value(json!(1)),
        },
        "LambdaFunctionSucceeded",
        Some((
            "lambdaFunctionSucceededEventDetails",
            json!({"output": "1", "outputDetails": whole()}),
        )),
    );
    check(
        EventKind::LambdaFunctionFailed {
            error: error.clone(),
            cause: cause.clone(),
        },
        "LambdaFunctionFailed",
        Some(("lambdaFunctionFailedEventDetails", failed.clone())),
    );
    check(
        EventKind::LambdaFunctionScheduleFailed {
            error: error.clone(),
            cause: cause.clone(),
        },
        "LambdaFunctionScheduleFailed",
        Some(("lambdaFunctionScheduleFailedEventDetails", failed.clone())),
    );
    check(
        EventKind::LambdaFunctionStartFailed {
            error: error.clone(),
            cause: cause.clone(),
        },
        "LambdaFunctionStartFailed",
        Some(("lambdaFunctionStartFailedEventDetails", failed.clone())),
    );
    check(
        EventKind::LambdaFunctionTimedOut {
            error: error.clone(),
            cause: cause.clone(),
        },
        "LambdaFunctionTimedOut",
        Some(("lambdaFunctionTimedOutEventDetails", failed.clone())),
    );
}

#[test]
fn activities() {
    let (error, cause) = (Some(text("E")), Some(text("c")));
    let failed = json!({"error": "E", "cause": "c"});
    check(
        EventKind::ActivityScheduled {
            resource: "a".into(),
            input: value(json!({})),
            timeout: Some(60),
            heartbeat: Some(10),
        },
        "ActivityScheduled",
        Some((
            "activityScheduledEventDetails",
            json!({"resource": "a", "input": "{}", "inputDetails": whole(), "timeoutInSeconds": 60, "heartbeatInSeconds": 10}),
        )),
    );
    check(
        EventKind::ActivityStarted {
            worker: Some(text("w")),
        },
        "ActivityStarted",
        Some(("activityStartedEventDetails", json!({"workerName": "w"}))),
    );
    check(
        EventKind::ActivitySucceeded {
            output: value(json!(1)),
        },
        "ActivitySucceeded",
        Some((
            "activitySucceededEventDetails",
            json!({"output": "1", "outputDetails": whole()}),
        )),
    );
    check(
        EventKind::ActivityFailed {
            error: error.clone(),
            cause: cause.clone(),
        },
        "ActivityFailed",
        Some(("activityFailedEventDetails", failed.clone())),
    );
    check(
        EventKind::ActivityScheduleFailed {
            error: error.clone(),
            cause: cause.clone(),
        },
        "ActivityScheduleFailed",
        Some(("activityScheduleFailedEventDetails", failed)),
    );
    check(
        EventKind::ActivityTimedOut {
            error: Some(text("States.Timeout")),
            cause: None,
        },
        "ActivityTimedOut",
        Some((
            "activityTimedOutEventDetails",
            json!({"error": "States.Timeout"}),
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
