//! A row of the history list.

use std::borrow::Cow;
use std::sync::Arc;

use asl_engine::{Event, EventKind, Millis, ScopeId, TaskIds};
use asl_query::Value;

use super::Run;
use crate::history::{event_type, state_of};
use crate::words::{counted, fit, preview, timestamp};

/// How much of a value or a text a row shows, in characters.
const SHOWN: usize = 120;

/// An event, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its place in the trace, from 1: the cursor at which it has just happened.
    pub id: u32,
    /// Its `id` in the history that lists it; another than `id` where a distributed Map runs.
    pub number: u32,
    /// Its `previousEventId` there.
    pub previous: u32,
    /// The history that lists it is that of a distributed Map's child.
    pub in_child: bool,
    /// When it happened, in virtual time.
    pub time: Millis,
    /// When it happened, in RFC 3339.
    pub timestamp: String,
    /// `TaskStateEntered` ...
    pub event_type: String,
    /// The state's name.
    pub state: Option<String>,
    /// What it says, in a line.
    pub summary: String,
}

impl Run {
    /// The event at an index from 0, for a list.
    pub fn history(&self, index: usize) -> Option<HistoryRow> {
        let event = self.trace.events.get(index)?;
        Some(HistoryRow {
            id: event.id,
            number: event.number,
            previous: event.previous,
            in_child: event.history != ScopeId::ROOT,
            time: event.at,
            timestamp: timestamp(self.trace.start_time.saturating_add(event.at)),
            event_type: event_type(&self.machine, &self.trace, event).into_owned(),
            state: state_of(&self.machine, &self.trace, event).map(|state| state.name.to_string()),
            summary: summary(event),
        })
    }
}

fn summary(event: &Event) -> String {
    match &event.kind {
        EventKind::ExecutionStarted { input, .. }
        | EventKind::StateEntered { input }
        | EventKind::LambdaFunctionScheduled { input, .. }
        | EventKind::ActivityScheduled { input, .. } => preview(input, SHOWN),
        EventKind::ExecutionSucceeded { output }
        | EventKind::StateExited { output, .. }
        | EventKind::LambdaFunctionSucceeded { output }
        | EventKind::ActivitySucceeded { output } => preview(output, SHOWN),
        EventKind::TaskScheduled {
            task, parameters, ..
        } => of_task(task, parameters),
        EventKind::TaskSubmitted { task, output } | EventKind::TaskSucceeded { task, output } => {
            of_task(task, output)
        }
        EventKind::TaskStarted { task } => format!("{}:{}", task.resource_type, task.resource),
        EventKind::ActivityStarted { worker } => worker.as_deref().unwrap_or_default().to_owned(),
        EventKind::MapStateStarted { length } => counted(*length, "item"),
        EventKind::MapIterationStarted { index }
        | EventKind::MapIterationSucceeded { index }
        | EventKind::MapIterationFailed { index }
        | EventKind::MapIterationAborted { index } => format!("item {}", u64::from(*index) + 1),
        EventKind::MapRunStarted { arn } => arn.to_string(),
        EventKind::EvaluationFailed { error, cause, .. } => {
            failure(&Some(Arc::clone(error)), &Some(Arc::clone(cause)))
        }
        other => error_of(other).map_or_else(String::new, |(error, cause)| failure(&error, &cause)),
    }
}

type Text = Option<Arc<str>>;

/// The error and the cause of an event that says something failed.
pub(super) fn error_of(kind: &EventKind) -> Option<(Text, Text)> {
    match kind {
        EventKind::ExecutionFailed { error, cause }
        | EventKind::ExecutionTimedOut { error, cause }
        | EventKind::ExecutionAborted { error, cause }
        | EventKind::TaskStartFailed { error, cause, .. }
        | EventKind::TaskSubmitFailed { error, cause, .. }
        | EventKind::TaskFailed { error, cause, .. }
        | EventKind::TaskTimedOut { error, cause, .. }
        | EventKind::LambdaFunctionScheduleFailed { error, cause }
        | EventKind::LambdaFunctionStartFailed { error, cause }
        | EventKind::LambdaFunctionFailed { error, cause }
        | EventKind::LambdaFunctionTimedOut { error, cause }
        | EventKind::ActivityScheduleFailed { error, cause }
        | EventKind::ActivityFailed { error, cause }
        | EventKind::ActivityTimedOut { error, cause }
        | EventKind::MapRunFailed { error, cause } => Some((error.clone(), cause.clone())),
        EventKind::EvaluationFailed { error, cause, .. } => {
            Some((Some(Arc::clone(error)), Some(Arc::clone(cause))))
        }
        _ => None,
    }
}

fn of_task(task: &TaskIds, value: &Value) -> String {
    format!(
        "{}:{} {}",
        task.resource_type,
        task.resource,
        preview(value, SHOWN)
    )
}

/// `Error: cause`, or what there is of it.
fn failure(error: &Text, cause: &Text) -> String {
    let cause: Cow<'_, str> = cause
        .as_deref()
        .map_or(Cow::Borrowed(""), |cause| fit(cause, SHOWN).into());
    match (error.as_deref(), &*cause) {
        (Some(error), "") => error.to_owned(),
        (Some(error), cause) => format!("{error}: {cause}"),
        (None, cause) => cause.to_owned(),
    }
}
