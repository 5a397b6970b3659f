//! Where a debugger stops: breakpoints, and steps over, into and out of states.

use std::collections::BTreeSet;

use asl_engine::{Event, EventKind, ScopeId, StateId, StateKind, VisitId};

use super::Run;
use super::summary::error_of;

/// What to stop at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breakpoints {
    /// Whenever one of these states is entered.
    pub states: BTreeSet<StateId>,
    /// Whenever something fails.
    pub errors: bool,
    /// Whenever a task has been called and has not answered yet.
    pub tasks: bool,
}

impl Run {
    /// The cursors to stop at, in order.
    pub fn stops(&self, at: &Breakpoints) -> Vec<u32> {
        if *at == Breakpoints::default() {
            return Vec::new();
        }
        let events = self.trace.events.iter();
        events
            .filter(|event| self.stops_at(event, at))
            .map(|event| event.id)
            .collect()
    }

    /// The cursor after a step over: where the state at the cursor has come to its end, with all inside it; from
    /// there, the next event beside or around it.
    pub fn step_over(&self, cursor: u32) -> u32 {
        let Some(event) = self.event(cursor) else {
            return self.clamped(cursor + 1);
        };
        let end = event.visit.and_then(|visit| self.visit(visit)?.ended);
        match end {
            Some(end) if end > cursor => end,
            _ => self.next(cursor, |later| self.is_within(event.scope, later.scope)),
        }
    }

    /// The cursor after a step into the state at the cursor: where the first state inside it is entered. A state
    /// without an inside is stepped through event by event.
    pub fn step_into(&self, cursor: u32) -> u32 {
        let container = self
            .current(cursor)
            .filter(|visit| self.is_container(*visit));
        let Some(container) = container else {
            return self.clamped(cursor + 1);
        };
        let entered = |event: &Event| {
            matches!(event.kind, EventKind::StateEntered { .. })
                && self.is_inside(event.scope, container)
        };
        let end = self
            .visit(container)
            .and_then(|visit| visit.ended)
            .unwrap_or(self.len());
        match self.next(cursor, entered) {
            inside if inside < end => inside,
            _ => self.clamped(cursor + 1),
        }
    }

    /// The cursor after a step out: where the Map or Parallel state around has come to its end, or the execution.
    pub fn step_out(&self, cursor: u32) -> u32 {
        let around = self.event(cursor).and_then(|event| {
            let scope = self.trace.scopes.get(event.scope.0 as usize)?;
            self.visit(scope.parent?)?.ended
        });
        around
            .filter(|end| *end > cursor)
            .unwrap_or_else(|| self.len())
    }

    /// The cursor at which a state is entered next, or, when it is not entered again, was entered last.
    pub fn entry_of(&self, state: StateId, cursor: u32) -> Option<u32> {
        let mut entries = self
            .index
            .state(state)?
            .visits
            .iter()
            .map(|(entered, _)| *entered);
        entries
            .clone()
            .find(|entered| *entered > cursor)
            .or_else(|| entries.next_back())
    }

    fn stops_at(&self, event: &Event, at: &Breakpoints) -> bool {
        match &event.kind {
            EventKind::StateEntered { .. } => {
                let visit = event.visit.and_then(|visit| self.visit(visit));
                visit.is_some_and(|visit| at.states.contains(&visit.state))
            }
            EventKind::TaskScheduled { .. }
            | EventKind::LambdaFunctionScheduled { .. }
            | EventKind::ActivityScheduled { .. } => at.tasks,
            kind => at.errors && error_of(kind).is_some(),
        }
    }

    fn next(&self, cursor: u32, fits: impl Fn(&Event) -> bool) -> u32 {
        let mut later = self
            .trace
            .events
            .range(cursor as usize..self.trace.events.len());
        later
            .find(|event| fits(event))
            .map_or(self.len(), |event| event.id)
    }

    fn clamped(&self, cursor: u32) -> u32 {
        cursor.min(self.len())
    }

    fn is_container(&self, visit: VisitId) -> bool {
        self.defined(visit).is_some_and(|state| {
            matches!(state.kind, StateKind::Map(_) | StateKind::Parallel { .. })
        })
    }

    /// Whether a strand is another one or lies inside it.
    fn is_within(&self, inner: ScopeId, outer: ScopeId) -> bool {
        inner == outer
            || self
                .visits_around(inner)
                .any(|visit| self.visit(visit).is_some_and(|visit| visit.scope == outer))
    }

    /// Whether a strand belongs to a visit, or lies inside one that does.
    fn is_inside(&self, scope: ScopeId, container: VisitId) -> bool {
        self.visits_around(scope).any(|visit| visit == container)
    }

    /// The visits around a strand, innermost first. A parent is older than its strands, so this ends.
    fn visits_around(&self, scope: ScopeId) -> impl Iterator<Item = VisitId> {
        let parent = |scope: ScopeId| self.trace.scopes.get(scope.0 as usize)?.parent;
        std::iter::successors(parent(scope), move |visit| {
            parent(self.visit(*visit)?.scope)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pipeline_run, state};

    /// The cursors that a step comes through from one, and what is said there.
    #[track_caller]
    fn check(step: fn(&Run, u32) -> u32, from: u32, expected: &[&str]) {
        let run = pipeline_run();
        let mut cursor = from;
        let found: Vec<String> = expected
            .iter()
            .map(|_| {
                let next = step(&run, cursor);
                assert!(next > cursor || next == run.len(), "{cursor} to {next}");
                cursor = next;
                run.describe(cursor)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_stops(at: &Breakpoints, expected: &[&str]) {
        let run = pipeline_run();
        let found: Vec<String> = run
            .stops(at)
            .into_iter()
            .map(|cursor| run.describe(cursor))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn over_a_map_lies_its_end() {
        check(
            Run::step_over,
            1,
            &[
                "Load tables, entered",
                "Load tables, succeeded, next Tell",
                "Tell, entered",
            ],
        );
    }

    #[test]
    fn into_a_map_lies_its_first_state() {
        check(
            Run::step_into,
            2,
            &["Load, item 1, entered", "Load, item 1, scheduled"],
        );
    }

    #[test]
    fn out_of_an_item_lies_the_end_of_the_map() {
        check(
            Run::step_out,
            6,
            &[
                "Load tables, succeeded, next Tell",
                "The execution succeeded",
            ],
        );
    }

    #[test]
    fn stops_where_it_is_told_to() {
        check_stops(&Breakpoints::default(), &[]);
        let errors = Breakpoints {
            errors: true,
            ..Breakpoints::default()
        };
        check_stops(
            &errors,
            &[
                "Load, item 2, failed: Glue.ConcurrentRunsExceededException, tries again in 1 min",
                "Load, item 2, failed: Glue.JobRunException",
            ],
        );
        let run = pipeline_run();
        let tell = state(&run.machine, "Tell");
        let states = Breakpoints {
            states: BTreeSet::from([tell]),
            ..Breakpoints::default()
        };
        check_stops(&states, &["Tell, entered"]);
        let tasks = Breakpoints {
            tasks: true,
            ..Breakpoints::default()
        };
        assert_eq!(run.stops(&tasks).len(), 5);
        assert_eq!(run.entry_of(tell, 1), run.stops(&states).first().copied());
    }
}
