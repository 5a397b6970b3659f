//! A recorded history taken over as a scenario: its input, and the outcome and the duration of every task.
//!
//! What is read is the answer of `GetExecutionHistory`, as the console and the command line give it: `{"events": [...]}`
//! or the bare list, in either order, timestamps as text or as seconds. Running the scenario plays the recorded
//! execution again, and each outcome can be changed.

mod read;
mod tasks;

use std::collections::BTreeSet;

use asl_engine::{Machine, Scenario};

use super::event_type;
use crate::mocks::{Expected, MocksError, NamedScenario, fault};
use crate::{Outcomes, Run};
use read::Recorded;

/// A history, taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedHistory {
    /// The execution as a scenario, with what came of it as what is expected.
    pub scenario: NamedScenario,
    /// When it started, in milliseconds since the Unix epoch.
    pub start_time: i64,
    /// What could not be taken over, as sentences.
    pub notes: Vec<String>,
    /// The types of its events, in order.
    types: Vec<String>,
}

impl ImportedHistory {
    /// As the engine takes it.
    pub fn scenario(&self) -> Scenario {
        Scenario {
            start_time: self.start_time,
            ..self.scenario.scenario(None)
        }
    }

    /// Whether a run of the scenario has the events of the history: `None` when all are of the same type, and
    /// otherwise the first that differs, from 1.
    pub fn first_difference(&self, run: &Run) -> Option<usize> {
        let trace = &run.trace;
        let ours = trace
            .events
            .iter()
            .filter(|event| event.history == crate::ScopeId::ROOT);
        let mut ours = ours.map(|event| event_type(&run.machine, trace, event));
        let differs = self
            .types
            .iter()
            .position(|theirs| ours.next().is_none_or(|ours| ours != theirs.as_str()));
        differs
            .or_else(|| ours.next().map(|_| self.types.len()))
            .map(|index| index + 1)
    }
}

/// Takes over the history of an execution of this machine.
pub fn import_history(machine: &Machine, text: &str) -> Result<ImportedHistory, MocksError> {
    let events = read::events(text)?;
    check_states(machine, &events)?;
    let start_time = events.first().map_or(0, |event| event.at);
    let mut notes = Vec::new();
    let input = events.first().and_then(|event| event.data("input"));
    if input.is_none() {
        notes.push(
            "The history does not show the execution's input, so it is an empty object.".to_owned(),
        );
    }
    let outcomes: Outcomes = tasks::outcomes(&events, &mut notes);
    if events.iter().any(|event| event.kind == "MapRunStarted") {
        notes.push(
            "The items of a distributed Map ran as executions of their own, which this history does not list: their tasks answer as their services plausibly would."
                .to_owned(),
        );
    }
    let scenario = NamedScenario {
        name: "Recorded execution".to_owned(),
        input,
        outcomes,
        expected: expected(&events),
        ..NamedScenario::default()
    };
    Ok(ImportedHistory {
        scenario,
        start_time,
        notes,
        types: events.into_iter().map(|event| event.kind).collect(),
    })
}

/// A history of another machine would play nonsense.
fn check_states(machine: &Machine, events: &[Recorded]) -> Result<(), MocksError> {
    let entered: BTreeSet<&str> = events.iter().filter_map(Recorded::entered).collect();
    let missing: Vec<&str> = entered
        .into_iter()
        .filter(|name| machine.states.iter().all(|state| *state.name != **name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(fault(
        "",
        format!(
            "This is the history of another state machine: it enters {}, which the definition does not have. Open the definition that ran, then its history.",
            missing.join(", ")
        ),
    ))
}

/// How the execution ended, if it did.
fn expected(events: &[Recorded]) -> Expected {
    let Some(last) = events.last() else {
        return Expected::default();
    };
    let status = match last.kind.as_str() {
        "ExecutionSucceeded" => "SUCCEEDED",
        "ExecutionFailed" => "FAILED",
        "ExecutionTimedOut" => "TIMED_OUT",
        "ExecutionAborted" => "ABORTED",
        _ => return Expected::default(),
    };
    Expected {
        status: Some(status.to_owned()),
        output: last.data("output"),
        error: last.text("error"),
        cause: last.text("cause"),
    }
}

#[cfg(test)]
mod tests;
