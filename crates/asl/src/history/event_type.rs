//! The API's names of events.

use std::borrow::Cow;

use asl_engine::{Event, EventKind, Machine, State, Trace};

/// The event's type as the API names it: `TaskStateEntered`, `LambdaFunctionFailed`.
pub fn event_type(machine: &Machine, trace: &Trace, event: &Event) -> Cow<'static, str> {
    let of_state = |what: &str| {
        let kind = state_of(machine, trace, event).map_or("", |state| state.kind.type_name());
        Cow::Owned(format!("{kind}State{what}"))
    };
    match &event.kind {
        EventKind::StateEntered { .. } => of_state("Entered"),
        EventKind::StateExited { .. } => of_state("Exited"),
        EventKind::StateAborted => of_state("Aborted"),
        other => Cow::Borrowed(fixed_name(other)),
    }
}

/// The state that an event belongs to.
pub(crate) fn state_of<'m>(
    machine: &'m Machine,
    trace: &Trace,
    event: &Event,
) -> Option<&'m State> {
    let visit = trace.visits.get(event.visit?.0 as usize)?;
    machine.states.get(visit.state.0 as usize)
}

fn fixed_name(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::ExecutionStarted { .. } => "ExecutionStarted",
        EventKind::ExecutionSucceeded { .. } => "ExecutionSucceeded",
        EventKind::ExecutionFailed { .. } => "ExecutionFailed",
        EventKind::ExecutionTimedOut { .. } => "ExecutionTimedOut",
        EventKind::ExecutionAborted { .. } => "ExecutionAborted",
        EventKind::StateEntered { .. } => "StateEntered",
        EventKind::StateExited { .. } => "StateExited",
        EventKind::StateAborted => "StateAborted",
        EventKind::TaskScheduled { .. } => "TaskScheduled",
        EventKind::TaskStarted { .. } => "TaskStarted",
        EventKind::TaskStartFailed { .. } => "TaskStartFailed",
        EventKind::TaskSubmitted { .. } => "TaskSubmitted",
        EventKind::TaskSubmitFailed { .. } => "TaskSubmitFailed",
        EventKind::TaskSucceeded { .. } => "TaskSucceeded",
        EventKind::TaskFailed { .. } => "TaskFailed",
        EventKind::TaskTimedOut { .. } => "TaskTimedOut",
        EventKind::LambdaFunctionScheduled { .. } => "LambdaFunctionScheduled",
        EventKind::LambdaFunctionScheduleFailed { .. } => "LambdaFunctionScheduleFailed",
        EventKind::LambdaFunctionStarted => "LambdaFunctionStarted",
        EventKind::LambdaFunctionStartFailed { .. } => "LambdaFunctionStartFailed",
        EventKind::LambdaFunctionSucceeded { .. } => "LambdaFunctionSucceeded",
        EventKind::LambdaFunctionFailed { .. } => "LambdaFunctionFailed",
        EventKind::LambdaFunctionTimedOut { .. } => "LambdaFunctionTimedOut",
        EventKind::ActivityScheduled { .. } => "ActivityScheduled",
        EventKind::ActivityScheduleFailed { .. } => "ActivityScheduleFailed",
        EventKind::ActivityStarted { .. } => "ActivityStarted",
        EventKind::ActivitySucceeded { .. } => "ActivitySucceeded",
        EventKind::ActivityFailed { .. } => "ActivityFailed",
        EventKind::ActivityTimedOut { .. } => "ActivityTimedOut",
        EventKind::ParallelStateStarted => "ParallelStateStarted",
        EventKind::ParallelStateSucceeded => "ParallelStateSucceeded",
        EventKind::ParallelStateFailed => "ParallelStateFailed",
        EventKind::MapStateStarted { .. } => "MapStateStarted",
        EventKind::MapStateSucceeded => "MapStateSucceeded",
        EventKind::MapStateFailed => "MapStateFailed",
        EventKind::MapIterationStarted { .. } => "MapIterationStarted",
        EventKind::MapIterationSucceeded { .. } => "MapIterationSucceeded",
        EventKind::MapIterationFailed { .. } => "MapIterationFailed",
        EventKind::MapIterationAborted { .. } => "MapIterationAborted",
        EventKind::MapRunStarted { .. } => "MapRunStarted",
        EventKind::MapRunSucceeded => "MapRunSucceeded",
        EventKind::MapRunFailed { .. } => "MapRunFailed",
        EventKind::EvaluationFailed { .. } => "EvaluationFailed",
    }
}
