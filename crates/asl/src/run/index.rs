//! The index of a trace: for each state its visits, ends and ways out, for each Map and Parallel its strands.
//!
//! Every list is sorted by event id, so that "how many by this cursor" is a binary search.

use std::collections::BTreeMap;

use asl_engine::{
    EventId, EventKind, Machine, Scope, ScopeId, ScopeKind, StateId, Status, Trace, Via, Visit,
    VisitId,
};

use super::timeline::{self, TimelineRow};
use super::variables::{self, Assigned};

/// What the views of a run look things up in.
#[derive(Debug)]
pub(super) struct Index {
    /// By [`StateId`].
    states: Vec<StateIndex>,
    strands: BTreeMap<VisitId, Strands>,
    pub(super) rows: Vec<TimelineRow>,
    /// The variables that each strand assigned.
    pub(super) assigned: Assigned,
}

/// What happened to one state.
#[derive(Debug, Default)]
pub(super) struct StateIndex {
    /// Its visits with their Entered events.
    pub(super) visits: Vec<(EventId, VisitId)>,
    /// The last events of its visits.
    pub(super) ended: Vec<EventId>,
    /// Its visits that failed, with their last events.
    pub(super) failed: Vec<(EventId, VisitId)>,
    /// For each way out the events that took it.
    pub(super) ways: Vec<(Via, Vec<EventId>)>,
    /// The Entered events of visits that began a strand.
    pub(super) first: Vec<EventId>,
    /// Its visits by strand, each with its Entered event.
    pub(super) by_scope: Vec<(ScopeId, EventId, VisitId)>,
}

/// The branches or iterations of one visit.
#[derive(Debug, Default)]
pub(super) struct Strands {
    /// In the order of starting, with the event they started with or after.
    pub(super) started: Vec<(EventId, ScopeId)>,
    /// The last events of those that ended well.
    pub(super) succeeded: Vec<EventId>,
    /// The last events of those that failed.
    pub(super) failed: Vec<EventId>,
    /// `MapStateStarted` or `ParallelStateStarted`, with the number of strands to come: one for each attempt.
    pub(super) attempts: Vec<(EventId, u32)>,
}

impl Index {
    pub(super) fn new(machine: &Machine, trace: &Trace) -> Self {
        let mut states = Vec::new();
        states.resize_with(machine.states.len(), StateIndex::default);
        let mut begun = vec![false; trace.scopes.len()];
        for (id, visit) in (0..).map(VisitId).zip(&trace.visits) {
            let first = begun
                .get_mut(visit.scope.0 as usize)
                .is_some_and(|begun| !std::mem::replace(begun, true));
            if let Some(state) = states.get_mut(visit.state.0 as usize) {
                state.add(id, visit, first, trace);
            }
        }
        for state in &mut states {
            state.sort();
        }
        let strands = strands(machine, trace);
        let rows = timeline::rows(machine, trace, &states, &strands);
        Self {
            states,
            strands,
            rows,
            assigned: variables::assigned(trace),
        }
    }

    pub(super) fn state(&self, state: StateId) -> Option<&StateIndex> {
        self.states.get(state.0 as usize)
    }

    pub(super) fn strands(&self, visit: VisitId) -> Option<&Strands> {
        self.strands.get(&visit)
    }
}

/// How many events of a sorted list have happened.
pub(super) fn happened(events: &[EventId], cursor: u32) -> u32 {
    count(events.partition_point(|event| *event <= cursor))
}

/// How many entries of a list sorted by event have happened.
pub(super) fn happened_of<T>(entries: &[(EventId, T)], cursor: u32) -> usize {
    entries.partition_point(|(event, _)| *event <= cursor)
}

pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The event with which a strand began. Scopes remember the event before their own `MapIterationStarted`.
pub(super) fn start_of(scope: &Scope, trace: &Trace) -> EventId {
    let after = scope.started.1;
    let next = trace.event(after.saturating_add(1));
    let own = next.is_some_and(|event| match (&event.kind, scope.kind) {
        (EventKind::MapIterationStarted { index }, ScopeKind::Iteration(own)) => {
            *index == own && event.visit == scope.parent
        }
        _ => false,
    });
    if own { after + 1 } else { after }
}

/// The event with which a visit ended. One that was stopped without an event of its own ends with the trace.
pub(super) fn end_of(visit: &Visit, trace: &Trace) -> Option<EventId> {
    match visit.status {
        Status::Running => None,
        _ => Some(visit.ended.unwrap_or_else(|| count(trace.events.len()))),
    }
}

impl StateIndex {
    fn add(&mut self, id: VisitId, visit: &Visit, first: bool, trace: &Trace) {
        self.visits.push((visit.entered, id));
        self.by_scope.push((visit.scope, visit.entered, id));
        if first {
            self.first.push(visit.entered);
        }
        let Some(end) = end_of(visit, trace) else {
            return;
        };
        self.ended.push(end);
        if visit.status == Status::Failed {
            self.failed.push((end, id));
        }
        if let Some(via) = visit.via {
            match self.ways.iter_mut().find(|(way, _)| *way == via) {
                Some((_, events)) => events.push(end),
                None => self.ways.push((via, vec![end])),
            }
        }
    }

    /// Visits come in the order of entering, but they end in any order.
    fn sort(&mut self) {
        self.ended.sort_unstable();
        self.failed.sort_unstable();
        self.by_scope.sort_unstable();
        for (_, events) in &mut self.ways {
            events.sort_unstable();
        }
    }

    /// The events that took a way out.
    pub(super) fn way(&self, via: Via) -> &[EventId] {
        self.ways
            .iter()
            .find(|(way, _)| *way == via)
            .map_or(&[], |(_, events)| events)
    }
}

fn strands(machine: &Machine, trace: &Trace) -> BTreeMap<VisitId, Strands> {
    let mut strands: BTreeMap<VisitId, Strands> = BTreeMap::new();
    for (id, scope) in (0..).map(ScopeId).zip(&trace.scopes) {
        let (Some(parent), false) = (scope.parent, scope.kind == ScopeKind::Execution) else {
            continue;
        };
        let entry = strands.entry(parent).or_default();
        entry.started.push((start_of(scope, trace), id));
        let end = scope
            .ended
            .map_or_else(|| count(trace.events.len()), |(_, event)| event);
        match scope.status {
            Status::Succeeded => entry.succeeded.push(end),
            Status::Failed => entry.failed.push(end),
            _ => {}
        }
    }
    for event in &trace.events {
        let Some(visit) = event.visit else { continue };
        let length = match event.kind {
            EventKind::MapStateStarted { length } => length,
            EventKind::ParallelStateStarted => branches(machine, trace, visit),
            _ => continue,
        };
        strands
            .entry(visit)
            .or_default()
            .attempts
            .push((event.id, length));
    }
    for entry in strands.values_mut() {
        entry.started.sort_unstable();
        entry.succeeded.sort_unstable();
        entry.failed.sort_unstable();
    }
    strands
}

fn branches(machine: &Machine, trace: &Trace, visit: VisitId) -> u32 {
    let visit = trace.visits.get(visit.0 as usize);
    let state = visit.and_then(|visit| machine.states.get(visit.state.0 as usize));
    match state.map(|state| &state.kind) {
        Some(asl_engine::StateKind::Parallel { branches }) => count(branches.len()),
        _ => 0,
    }
}
