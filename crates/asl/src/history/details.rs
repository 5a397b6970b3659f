//! The details of events, under the API's own keys.

use std::sync::Arc;

use asl_engine::{Event, EventKind, Machine, TaskIds, TaskOptions, Trace};
use asl_query::Value;
use serde_json::{Map, Value as Json, json};

use super::REGION;
use super::event_type::state_of;

type Text = Option<Arc<str>>;
type Options = Option<Box<TaskOptions>>;

/// The key and the value of an event's details; `None` for events that have none.
pub(super) fn details(
    machine: &Machine,
    trace: &Trace,
    event: &Event,
) -> Option<(&'static str, Json)> {
    let name = || state_of(machine, trace, event).map_or("", |state| &state.name);
    let details = execution(&event.kind)
        .or_else(|| state(&event.kind, name()))
        .or_else(|| task(&event.kind))
        .or_else(|| lambda(&event.kind))
        .or_else(|| activity(&event.kind))
        .or_else(|| map(&event.kind, name()))?;
    Some((details.0, Json::Object(details.1.0)))
}

/// Collects members in order.
#[derive(Default)]
struct Details(Map<String, Json>);

impl Details {
    fn with(mut self, key: &str, value: impl Into<Json>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn with_some(self, key: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// `input` or `output` with the details that say it is whole.
    fn data(self, key: &str, value: &Value) -> Self {
        self.with(key, value.to_json())
            .with(&format!("{key}Details"), json!({ "truncated": false }))
    }

    fn timeout(self, options: &Options) -> Self {
        let timeout = options.as_ref().and_then(|options| options.timeout);
        self.with_some("timeoutInSeconds", timeout)
    }

    fn heartbeat(self, options: &Options) -> Self {
        let heartbeat = options.as_ref().and_then(|options| options.heartbeat);
        self.with_some("heartbeatInSeconds", heartbeat)
    }

    fn credentials(self, options: &Options) -> Self {
        let credentials = options.as_ref().and_then(|it| it.credentials.as_ref());
        self.with_some("taskCredentials", credentials.map(task_credentials))
    }

    fn failure(self, error: &Text, cause: &Text) -> Self {
        self.with_some("error", error.as_deref())
            .with_some("cause", cause.as_deref())
    }
}

/// A task's details begin with what it calls.
fn of_task(task: &TaskIds) -> Details {
    Details::default()
        .with("resourceType", &*task.resource_type)
        .with("resource", &*task.resource)
}

fn failed(error: &Text, cause: &Text) -> Details {
    Details::default().failure(error, cause)
}

fn output(value: &Value) -> Details {
    Details::default().data("output", value)
}

fn execution(kind: &EventKind) -> Option<(&'static str, Details)> {
    Some(match kind {
        EventKind::ExecutionStarted { input, role } => (
            "executionStartedEventDetails",
            Details::default()
                .data("input", input)
                .with("roleArn", &**role),
        ),
        EventKind::ExecutionSucceeded { output: value } => {
            ("executionSucceededEventDetails", output(value))
        }
        EventKind::ExecutionFailed { error, cause } => {
            ("executionFailedEventDetails", failed(error, cause))
        }
        EventKind::ExecutionTimedOut { error, cause } => {
            ("executionTimedOutEventDetails", failed(error, cause))
        }
        EventKind::ExecutionAborted { error, cause } => {
            ("executionAbortedEventDetails", failed(error, cause))
        }
        _ => return None,
    })
}

fn state(kind: &EventKind, name: &str) -> Option<(&'static str, Details)> {
    Some(match kind {
        EventKind::StateEntered { input } => (
            "stateEnteredEventDetails",
            Details::default().with("name", name).data("input", input),
        ),
        EventKind::StateExited { output, assigned } => {
            let exited = Details::default().with("name", name).data("output", output);
            let exited = match assigned {
                Some(variables) => {
                    let texts: Map<String, Json> = variables
                        .iter()
                        .map(|(name, value)| (name.to_string(), value.to_json().into()))
                        .collect();
                    exited
                        .with("assignedVariables", texts)
                        .with("assignedVariablesDetails", json!({ "truncated": false }))
                }
                None => exited,
            };
            ("stateExitedEventDetails", exited)
        }
        EventKind::EvaluationFailed {
            error,
            cause,
            location,
        } => (
            "evaluationFailedEventDetails",
            Details::default()
                .with("error", &**error)
                .with("cause", &**cause)
                .with_some("location", location.as_deref())
                .with("state", name),
        ),
        _ => return None,
    })
}

fn task(kind: &EventKind) -> Option<(&'static str, Details)> {
    Some(match kind {
        EventKind::TaskScheduled {
            task,
            parameters,
            options,
        } => (
            "taskScheduledEventDetails",
            of_task(task)
                .with("region", REGION)
                .with("parameters", parameters.to_json())
                .timeout(options)
                .heartbeat(options)
                .credentials(options),
        ),
        EventKind::TaskStarted { task } => ("taskStartedEventDetails", of_task(task)),
        EventKind::TaskStartFailed { task, error, cause } => (
            "taskStartFailedEventDetails",
            of_task(task).failure(error, cause),
        ),
        EventKind::TaskSubmitted { task, output } => (
            "taskSubmittedEventDetails",
            of_task(task).data("output", output),
        ),
        EventKind::TaskSubmitFailed { task, error, cause } => (
            "taskSubmitFailedEventDetails",
            of_task(task).failure(error, cause),
        ),
        EventKind::TaskSucceeded { task, output } => (
            "taskSucceededEventDetails",
            of_task(task).data("output", output),
        ),
        EventKind::TaskFailed { task, error, cause } => (
            "taskFailedEventDetails",
            of_task(task).failure(error, cause),
        ),
        EventKind::TaskTimedOut { task, error, cause } => (
            "taskTimedOutEventDetails",
            of_task(task).failure(error, cause),
        ),
        _ => return None,
    })
}

fn lambda(kind: &EventKind) -> Option<(&'static str, Details)> {
    Some(match kind {
        EventKind::LambdaFunctionScheduled {
            resource,
            input,
            options,
        } => (
            "lambdaFunctionScheduledEventDetails",
            Details::default()
                .with("resource", &**resource)
                .data("input", input)
                .timeout(options)
                .credentials(options),
        ),
        EventKind::LambdaFunctionScheduleFailed { error, cause } => (
            "lambdaFunctionScheduleFailedEventDetails",
            failed(error, cause),
        ),
        EventKind::LambdaFunctionStartFailed { error, cause } => (
            "lambdaFunctionStartFailedEventDetails",
            failed(error, cause),
        ),
        EventKind::LambdaFunctionSucceeded { output: value } => {
            ("lambdaFunctionSucceededEventDetails", output(value))
        }
        EventKind::LambdaFunctionFailed { error, cause } => {
            ("lambdaFunctionFailedEventDetails", failed(error, cause))
        }
        EventKind::LambdaFunctionTimedOut { error, cause } => {
            ("lambdaFunctionTimedOutEventDetails", failed(error, cause))
        }
        _ => return None,
    })
}

fn activity(kind: &EventKind) -> Option<(&'static str, Details)> {
    Some(match kind {
        EventKind::ActivityScheduled {
            resource,
            input,
            options,
        } => (
            "activityScheduledEventDetails",
            Details::default()
                .with("resource", &**resource)
                .data("input", input)
                .timeout(options)
                .heartbeat(options),
        ),
        EventKind::ActivityScheduleFailed { error, cause } => {
            ("activityScheduleFailedEventDetails", failed(error, cause))
        }
        EventKind::ActivityStarted { worker } => (
            "activityStartedEventDetails",
            Details::default().with_some("workerName", worker.as_deref()),
        ),
        EventKind::ActivitySucceeded { output: value } => {
            ("activitySucceededEventDetails", output(value))
        }
        EventKind::ActivityFailed { error, cause } => {
            ("activityFailedEventDetails", failed(error, cause))
        }
        EventKind::ActivityTimedOut { error, cause } => {
            ("activityTimedOutEventDetails", failed(error, cause))
        }
        _ => return None,
    })
}

fn map(kind: &EventKind, name: &str) -> Option<(&'static str, Details)> {
    let iteration = |index: u32| Details::default().with("name", name).with("index", index);
    Some(match kind {
        EventKind::MapStateStarted { length } => (
            "mapStateStartedEventDetails",
            Details::default().with("length", *length),
        ),
        EventKind::MapIterationStarted { index } => {
            ("mapIterationStartedEventDetails", iteration(*index))
        }
        EventKind::MapIterationSucceeded { index } => {
            ("mapIterationSucceededEventDetails", iteration(*index))
        }
        EventKind::MapIterationFailed { index } => {
            ("mapIterationFailedEventDetails", iteration(*index))
        }
        EventKind::MapIterationAborted { index } => {
            ("mapIterationAbortedEventDetails", iteration(*index))
        }
        EventKind::MapRunStarted { arn } => (
            "mapRunStartedEventDetails",
            Details::default().with("mapRunArn", &**arn),
        ),
        EventKind::MapRunFailed { error, cause } => {
            ("mapRunFailedEventDetails", failed(error, cause))
        }
        _ => return None,
    })
}

/// `Credentials` as events show it: the role under a lower-case key.
fn task_credentials(credentials: &Value) -> Json {
    let role = credentials.get("RoleArn").unwrap_or(credentials);
    json!({ "roleArn": role.as_str().map_or_else(|| role.to_json(), ToOwned::to_owned) })
}
