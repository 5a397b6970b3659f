//! The outcome of every attempt of a task, as a history tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use asl_engine::{Mock, Outcome, ThrowAt};

use super::read::Recorded;
use crate::Outcomes;

/// How an attempt ended; nothing where the history does not show the result.
struct Answer(Option<Outcome>);

/// Where in the execution an event is.
#[derive(Clone, Debug, Default)]
struct Strand {
    /// The items around it, outermost first.
    items: Vec<u32>,
    /// The state that was entered last.
    state: String,
    /// How many attempts of it have begun.
    attempts: u32,
    /// When the last of them was scheduled.
    scheduled: i64,
    /// The output of `TaskSubmitted`.
    submitted: Option<asl_query::Value>,
    /// The name of an activity's worker.
    worker: Option<Arc<str>>,
}

/// One attempt.
struct Attempt {
    state: String,
    item: Option<u32>,
    /// Which attempt of its visit, from 0.
    number: u32,
    /// The id of the event that scheduled it: the order of scheduling.
    order: u64,
    mock: Mock,
}

/// The outcomes of all tasks, by state name.
pub(super) fn outcomes(events: &[Recorded], notes: &mut Vec<String>) -> Outcomes {
    let mut strands: BTreeMap<u64, (Strand, u64)> = BTreeMap::new();
    let mut attempts: Vec<Attempt> = Vec::new();
    let mut cut_off = false;
    for event in events {
        let (mut strand, mut order) = strands.get(&event.previous).cloned().unwrap_or_default();
        follow(&mut strand, &mut order, event);
        if let Some(Answer(outcome)) = answer(event) {
            cut_off |= outcome.is_none();
            attempts.push(Attempt {
                state: strand.state.clone(),
                item: strand.items.last().copied(),
                number: strand.attempts.saturating_sub(1),
                order,
                mock: Mock {
                    outcome,
                    duration: Some(event.at.saturating_sub(strand.scheduled).max(0)),
                    submitted: strand.submitted.clone(),
                    worker: strand.worker.clone(),
                    ..Mock::plausible()
                },
            });
        }
        strands.insert(event.id, (strand, order));
    }
    if cut_off {
        notes.push(
            "The history does not show every result (execution data was left out or cut off): those tasks answer as their services plausibly would."
                .to_owned(),
        );
    }
    by_state(attempts)
}

/// What an event changes about where its strand is.
fn follow(strand: &mut Strand, order: &mut u64, event: &Recorded) {
    if let Some(name) = event.entered() {
        name.clone_into(&mut strand.state);
        strand.attempts = 0;
        return;
    }
    match event.kind.as_str() {
        "MapIterationStarted" => strand.items.push(event.index("index").unwrap_or_default()),
        "MapIterationSucceeded" | "MapIterationFailed" | "MapIterationAborted" => {
            strand.items.pop();
        }
        "TaskScheduled" | "LambdaFunctionScheduled" | "ActivityScheduled" => {
            *order = event.id;
            strand.attempts += 1;
            strand.scheduled = event.at;
            strand.submitted = None;
            strand.worker = None;
        }
        "TaskSubmitted" => strand.submitted = event.data("output"),
        "ActivityStarted" => strand.worker = event.text("workerName").map(Arc::from),
        _ => {}
    }
}

/// The outcome that an event tells, if it ends an attempt.
fn answer(event: &Recorded) -> Option<Answer> {
    let throw = |at| {
        Some(Outcome::Throw {
            error: event.text("error").map(Arc::from),
            cause: event.text("cause").map(Arc::from),
            at,
        })
    };
    Some(Answer(match event.kind.as_str() {
        "TaskSucceeded" | "LambdaFunctionSucceeded" | "ActivitySucceeded" => {
            event.data("output").map(Outcome::Return)
        }
        "TaskFailed" | "LambdaFunctionFailed" | "ActivityFailed" => throw(ThrowAt::Run),
        "TaskSubmitFailed" => throw(ThrowAt::Submit),
        "TaskStartFailed" | "LambdaFunctionStartFailed" => throw(ThrowAt::Start),
        "LambdaFunctionScheduleFailed" | "ActivityScheduleFailed" => throw(ThrowAt::Schedule),
        "TaskTimedOut" | "LambdaFunctionTimedOut" | "ActivityTimedOut" => Some(Outcome::Timeout),
        _ => return None,
    }))
}

/// Each state's outcomes: bound to item and attempt where that names each of them, and otherwise one after the other
/// in the order of scheduling.
fn by_state(attempts: Vec<Attempt>) -> Outcomes {
    let mut states: BTreeMap<String, Vec<Attempt>> = BTreeMap::new();
    for attempt in attempts {
        states
            .entry(attempt.state.clone())
            .or_default()
            .push(attempt);
    }
    let mocks = |mut attempts: Vec<Attempt>| {
        attempts.sort_by_key(|attempt| attempt.order);
        let places: BTreeSet<_> = attempts.iter().map(|one| (one.item, one.number)).collect();
        let several = attempts.len() > 1;
        let bound = several && places.len() == attempts.len();
        let retried = attempts.iter().any(|one| one.number > 0);
        let bind = |one: Attempt| Mock {
            item: one.item.filter(|_| bound),
            attempt: Some(one.number).filter(|_| bound && retried),
            ..one.mock
        };
        attempts.into_iter().map(bind).collect()
    };
    states
        .into_iter()
        .map(|(state, attempts)| (state, mocks(attempts)))
        .collect()
}
