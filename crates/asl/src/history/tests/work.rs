//! Tasks, functions and activities.

use asl_engine::{EventKind, TaskOptions};
use serde_json::{Value as Json, json};

use super::{check, of_task, task, text, value, whole};

fn options(timeout: Option<i64>, heartbeat: Option<i64>, credentials: Option<Json>) -> TaskOptions {
    TaskOptions {
        timeout,
        heartbeat,
        credentials: credentials.map(value),
    }
}

#[test]
fn tasks() {
    let with = |more: Json| of_task(&more);
    let scheduled = |timeout, heartbeat, credentials: Option<Json>| EventKind::TaskScheduled {
        task: task(),
        parameters: value(json!({"Message": "m"})),
        options: Some(Box::new(options(timeout, heartbeat, credentials))),
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
            options: Some(Box::new(options(
                Some(3),
                None,
                Some(json!({"RoleArn": "r"})),
            ))),
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
            options: Some(Box::new(options(Some(60), Some(10), None))),
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
