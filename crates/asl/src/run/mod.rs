//! A run: a trace with its index. Everything that is shown of it is a function of (run, cursor).
//!
//! The cursor is the number of events that have happened, from 0 to [`Run::len`]; the event at the cursor is the one
//! that happened last. The index is built once, in time linear to the trace; every question is answered in the
//! logarithm of it.

mod bars;
mod describe;
mod evaluate;
mod index;
mod inspect;
mod lanes;
mod place;
mod result;
mod runner;
mod steps;
mod summary;
mod timeline;
mod variables;
mod view;

use std::sync::Arc;

use asl_engine::{
    Ending, Event, EventId, Machine, Millis, Scenario, State, StateId, Trace, Visit, VisitId,
};

pub use evaluate::EvaluationError;
pub(crate) use inspect::label;
pub use inspect::{AttemptView, InspectStep, Inspection, MAX_ATTEMPTS_SHOWN};
pub use place::Place;
pub use result::RunResult;
pub use runner::{Progress, Runner, run};
pub use steps::Breakpoints;
pub use summary::HistoryRow;
pub use timeline::{Bar, BarKind, TimelineRow};
pub use view::{EdgeView, Iterations, Phase, StateView};

use index::Index;

/// A way out of a state: the key of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EdgeSource {
    /// The state.
    pub state: StateId,
    /// The way out.
    pub via: asl_engine::Via,
}

/// A run, to its end or as far as it came. Cloning it copies nothing; two are equal when they share their trace.
#[derive(Clone, Debug)]
pub struct Run {
    /// What ran.
    pub machine: Arc<Machine>,
    /// With which input and outcomes.
    pub scenario: Arc<Scenario>,
    /// What happened.
    pub trace: Arc<Trace>,
    index: Arc<Index>,
}

impl Run {
    /// Indexes a trace.
    pub fn new(
        machine: Arc<Machine>,
        scenario: Arc<Scenario>,
        trace: impl Into<Arc<Trace>>,
    ) -> Self {
        let trace = trace.into();
        let index = Arc::new(Index::new(&machine, &trace));
        Self {
            machine,
            scenario,
            trace,
            index,
        }
    }

    /// How many events there are: the last cursor.
    pub fn len(&self) -> u32 {
        EventId::try_from(self.trace.events.len()).unwrap_or(EventId::MAX)
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.trace.events.is_empty()
    }

    /// The virtual time of the last event.
    pub fn duration(&self) -> Millis {
        self.time_at(self.len())
    }

    /// The virtual time of the event at the cursor; 0 before the first.
    pub fn time_at(&self, cursor: u32) -> Millis {
        self.event(cursor.min(self.len()))
            .map_or(0, |event| event.at)
    }

    /// The last cursor whose event happened by this time.
    pub fn cursor_at(&self, time: Millis) -> u32 {
        let happened = self.trace.events.partition_point(|event| event.at <= time);
        u32::try_from(happened).unwrap_or(u32::MAX)
    }

    /// The event at the cursor: the one that happened last.
    pub fn event(&self, cursor: u32) -> Option<&Event> {
        self.trace.event(cursor)
    }

    /// The visit that the event at the cursor belongs to.
    pub fn current(&self, cursor: u32) -> Option<VisitId> {
        self.event(cursor)?.visit
    }

    /// A visit.
    pub fn visit(&self, visit: VisitId) -> Option<&Visit> {
        self.trace.visits.get(visit.0 as usize)
    }

    /// The state that a visit is one of, as it is defined.
    pub(crate) fn defined(&self, visit: VisitId) -> Option<&State> {
        self.machine.states.get(self.visit(visit)?.state.0 as usize)
    }

    /// How the execution ended, once the cursor is at the end.
    pub fn ending(&self, cursor: u32) -> Option<&Ending> {
        self.trace.ending.as_ref().filter(|_| cursor >= self.len())
    }

    /// The timeline: a row for each state that was visited, in definition order. Built once.
    pub fn rows(&self) -> &[TimelineRow] {
        &self.index.rows
    }

    /// A state's name.
    pub fn name(&self, state: StateId) -> &str {
        self.machine
            .states
            .get(state.0 as usize)
            .map_or("", |state| &state.name)
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.trace, &other.trace) && Arc::ptr_eq(&self.machine, &other.machine)
    }
}

#[cfg(test)]
mod tests;
