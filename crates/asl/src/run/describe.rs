//! One sentence for each position of the cursor, for those who hear the run rather than see it.

use asl_engine::{Ending, Event, EventKind, Visit, VisitId};

use super::Run;
use super::summary::error_of;
use crate::words::{counted, format_duration};

impl Run {
    /// What has just happened: `RunGlueJob, item 2, failed: Glue.JobRunException`.
    pub fn describe(&self, cursor: u32) -> String {
        let Some(event) = self.event(cursor.min(self.len())) else {
            return "Ready to start".to_owned();
        };
        let what = match event.visit.and_then(|id| Some((id, self.visit(id)?))) {
            Some((id, visit)) => self.of_state(event, id, visit),
            None => execution(event),
        };
        match self.ending(cursor) {
            Some(Ending::OutOfBudget { explanation } | Ending::UnusableOutcome { explanation }) => {
                format!("{what}. {explanation}")
            }
            Some(_) if !of_execution(&event.kind) => format!("{what}. The execution has ended"),
            _ => what,
        }
    }

    fn of_state(&self, event: &Event, id: VisitId, visit: &Visit) -> String {
        let name = self.named(id, ", ");
        if of_execution(&event.kind) {
            return execution(event);
        }
        if let Some((error, _)) = error_of(&event.kind) {
            let how = how_failed(&event.kind);
            return with_error(&format!("{name}, {how}"), error.as_deref())
                + &retry_after(event, visit);
        }
        if let Some(what) = of_iteration(&event.kind) {
            return format!("{name}, {what}");
        }
        match &event.kind {
            EventKind::StateEntered { .. } => format!("{name}, entered"),
            EventKind::StateExited { .. } => self.exited(&name, visit),
            EventKind::StateAborted => format!("{name}, aborted"),
            EventKind::TaskScheduled { .. }
            | EventKind::LambdaFunctionScheduled { .. }
            | EventKind::ActivityScheduled { .. } => {
                format!("{name}, scheduled{}", attempt(event, visit))
            }
            EventKind::TaskStarted { .. }
            | EventKind::LambdaFunctionStarted
            | EventKind::ActivityStarted { .. } => {
                format!("{name}, started{}", attempt(event, visit))
            }
            EventKind::TaskSubmitted { .. } => format!("{name}, submitted"),
            EventKind::TaskSucceeded { .. }
            | EventKind::LambdaFunctionSucceeded { .. }
            | EventKind::ActivitySucceeded { .. } => format!("{name}, answered"),
            EventKind::MapStateStarted { length } => {
                format!("{name}, started with {}", counted(*length, "item"))
            }
            EventKind::ParallelStateStarted | EventKind::MapRunStarted { .. } => {
                format!("{name}, started")
            }
            EventKind::MapStateSucceeded
            | EventKind::ParallelStateSucceeded
            | EventKind::MapRunSucceeded => {
                format!("{name}, succeeded")
            }
            EventKind::MapStateFailed | EventKind::ParallelStateFailed => {
                let error = visit.error.as_ref().and_then(|(error, _)| error.as_deref());
                with_error(&format!("{name}, failed"), error) + &retry_after(event, visit)
            }
            _ => name,
        }
    }

    fn exited(&self, name: &str, visit: &Visit) -> String {
        let to = visit
            .next
            .map_or_else(String::new, |next| format!(", next {}", self.name(next)));
        match (visit.status, &visit.error) {
            (asl_engine::Status::Caught, Some((Some(error), _))) => {
                format!("{name}, caught {error}{to}")
            }
            (asl_engine::Status::Caught, _) => format!("{name}, caught the error{to}"),
            _ => format!("{name}, succeeded{to}"),
        }
    }
}

/// `, tries again in 1 min`, where the failure of an attempt leads to another.
fn retry_after(event: &Event, visit: &Visit) -> String {
    let begun = visit
        .attempts
        .partition_point(|attempt| attempt.started <= event.id);
    let attempt = begun
        .checked_sub(1)
        .and_then(|last| visit.attempts.get(last));
    match attempt.and_then(|attempt| attempt.retry_at) {
        Some(at) => format!(
            ", tries again in {}",
            format_duration(at.saturating_sub(event.at))
        ),
        None => String::new(),
    }
}

/// The attempt's number, from the second on.
fn attempt(event: &Event, visit: &Visit) -> String {
    match visit
        .attempts
        .partition_point(|attempt| attempt.started <= event.id)
    {
        0 | 1 => String::new(),
        number => format!(", attempt {number}"),
    }
}

/// `item 2 started`
fn of_iteration(kind: &EventKind) -> Option<String> {
    let (index, what) = match kind {
        EventKind::MapIterationStarted { index } => (index, "started"),
        EventKind::MapIterationSucceeded { index } => (index, "succeeded"),
        EventKind::MapIterationFailed { index } => (index, "failed"),
        EventKind::MapIterationAborted { index } => (index, "aborted"),
        _ => return None,
    };
    Some(format!("item {} {what}", u64::from(*index) + 1))
}

fn how_failed(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::TaskTimedOut { .. }
        | EventKind::LambdaFunctionTimedOut { .. }
        | EventKind::ActivityTimedOut { .. } => "timed out",
        _ => "failed",
    }
}

fn with_error(what: &str, error: Option<&str>) -> String {
    match error {
        Some(error) => format!("{what}: {error}"),
        None => what.to_owned(),
    }
}

fn of_execution(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::ExecutionStarted { .. }
            | EventKind::ExecutionSucceeded { .. }
            | EventKind::ExecutionFailed { .. }
            | EventKind::ExecutionTimedOut { .. }
            | EventKind::ExecutionAborted { .. }
    )
}

fn execution(event: &Event) -> String {
    match &event.kind {
        EventKind::ExecutionStarted { .. } => "The execution started".to_owned(),
        EventKind::ExecutionSucceeded { .. } => "The execution succeeded".to_owned(),
        EventKind::ExecutionFailed { error, .. } => {
            with_error("The execution failed", error.as_deref())
        }
        EventKind::ExecutionTimedOut { .. } => "The execution timed out".to_owned(),
        EventKind::ExecutionAborted { .. } => "The execution was aborted".to_owned(),
        _ => "An event of the execution".to_owned(),
    }
}
