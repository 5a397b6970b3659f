//! What a state and an edge look like at a cursor.

use asl_engine::{AttemptEnd, StateId, StateKind, Status, Via, Visit, VisitId};

use super::index::{Strands, count, end_of, happened, happened_of};
use super::{EdgeSource, Run};
use crate::diagram::edges;

/// A state at a cursor: its latest visit, and totals over all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateView {
    /// How the state as a whole is doing.
    pub phase: Phase,
    /// The latest visit's attempt, from 1; 0 before the first and for states without attempts.
    pub attempt: u32,
    /// How many attempts of the latest visit have failed.
    pub attempts_failed: u32,
    /// How often it has been entered.
    pub visits: u32,
    /// How many of its visits are under way.
    pub running: u32,
    /// Of a Map or Parallel state: its iterations or branches in the latest visit.
    pub iterations: Option<Iterations>,
    /// The latest visit.
    pub latest: Option<VisitId>,
}

/// How the iterations of a Map, or the branches of a Parallel, are doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Iterations {
    /// Started so far.
    pub started: u32,
    /// Ended well so far.
    pub succeeded: u32,
    /// Failed so far.
    pub failed: u32,
    /// How many there will be.
    pub total: u32,
}

/// How a state is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Phase {
    /// It has not been entered yet.
    #[default]
    Idle,
    /// It is at work.
    Running,
    /// It waits: a Wait state, or between two attempts.
    Waiting,
    /// It ended well.
    Succeeded,
    /// It failed, and a catcher took the error.
    Caught,
    /// It failed.
    Failed,
    /// It was stopped because something beside or above it failed.
    Aborted,
    /// The run is over and never came here.
    Unreached,
}

/// An edge at a cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeView {
    /// How often it has been taken.
    pub taken: u32,
    /// The event at the cursor takes it.
    pub just: bool,
}

impl Run {
    /// A state: its latest visit at the cursor, and totals.
    ///
    /// With several visits at a time the phase is that of the state as a whole: running while any of them runs, and
    /// failed rather than aborted when the failure of one stopped the others.
    pub fn state(&self, state: StateId, cursor: u32) -> StateView {
        let Some(index) = self.index.state(state) else {
            return StateView::default();
        };
        let entered = happened_of(&index.visits, cursor);
        let Some((_, latest)) = entered
            .checked_sub(1)
            .and_then(|last| index.visits.get(last))
        else {
            let phase = if self.is_over(cursor) {
                Phase::Unreached
            } else {
                Phase::Idle
            };
            return StateView {
                phase,
                ..StateView::default()
            };
        };
        let mut view = self.state_of(*latest, cursor);
        view.visits = count(entered);
        view.running = view.visits.saturating_sub(happened(&index.ended, cursor));
        if view.running > 0 && !matches!(view.phase, Phase::Running | Phase::Waiting) {
            view.phase = Phase::Running;
        }
        if view.phase == Phase::Aborted && self.sibling_failed(state, *latest, cursor) {
            view.phase = Phase::Failed;
        }
        view
    }

    /// One visit at the cursor, by itself; idle before it was entered.
    pub fn state_of(&self, visit: VisitId, cursor: u32) -> StateView {
        let Some(entry) = self.visit(visit).filter(|entry| entry.entered <= cursor) else {
            return StateView::default();
        };
        let (attempt, attempts_failed) = attempts(entry, cursor);
        let phase = self.phase(entry, cursor);
        StateView {
            phase,
            attempt,
            attempts_failed,
            visits: 1,
            running: u32::from(matches!(phase, Phase::Running | Phase::Waiting)),
            iterations: self
                .index
                .strands(visit)
                .map(|strands| iterations(strands, cursor)),
            latest: Some(visit),
        }
    }

    /// An edge: how often it has been taken.
    pub fn edge(&self, source: &EdgeSource, cursor: u32) -> EdgeView {
        let events = self
            .index
            .state(source.state)
            .map_or(&[][..], |state| state.way(source.via));
        edge_view(events, cursor)
    }

    /// The edge out of a Start node: how often its target has begun a strand.
    pub fn start_edge(&self, target: StateId, cursor: u32) -> EdgeView {
        edge_view(
            self.index.state(target).map_or(&[], |state| &state.first),
            cursor,
        )
    }

    /// The ways out that have been taken by the cursor, by the keys of their edges in the diagram. The end of a branch
    /// or iteration has a key, and no edge.
    pub fn edges_taken(&self, cursor: u32) -> impl Iterator<Item = (String, EdgeView)> {
        let start = self.machine.levels.first();
        let start = start
            .and_then(|level| level.start.state())
            .map(|target| (edges::START_KEY.to_owned(), self.start_edge(target, cursor)));
        let ways = (0..).map(StateId).zip(&self.machine.states);
        let ways = ways.flat_map(move |(id, state)| {
            let ways = self.index.state(id).map_or(&[][..], |index| &index.ways);
            let key = |via: Via| edges::key(&state.path, via);
            ways.iter()
                .map(move |(via, events)| (key(*via), edge_view(events, cursor)))
        });
        start
            .into_iter()
            .chain(ways)
            .filter(|(_, view)| view.taken > 0)
    }

    /// The visits of a state that have begun by the cursor, in the order of entering.
    pub fn visits_of(
        &self,
        state: StateId,
        cursor: u32,
    ) -> impl DoubleEndedIterator<Item = VisitId> + ExactSizeIterator {
        let visits = self
            .index
            .state(state)
            .map_or(&[][..], |index| &index.visits);
        visits[..happened_of(visits, cursor)]
            .iter()
            .map(|(_, visit)| *visit)
    }

    /// Whether the execution has ended at this cursor.
    pub(super) fn is_over(&self, cursor: u32) -> bool {
        self.ending(cursor).is_some()
    }

    /// A visit's status at the cursor.
    pub(super) fn status(&self, visit: &Visit, cursor: u32) -> Status {
        match end_of(visit, &self.trace) {
            Some(end) if end <= cursor => visit.status,
            _ => Status::Running,
        }
    }

    fn phase(&self, visit: &Visit, cursor: u32) -> Phase {
        match self.status(visit, cursor) {
            Status::Running if self.waits(visit, cursor) => Phase::Waiting,
            Status::Running => Phase::Running,
            Status::Succeeded => Phase::Succeeded,
            Status::Failed => Phase::Failed,
            Status::Caught => Phase::Caught,
            Status::Aborted => Phase::Aborted,
        }
    }

    /// A visit under way waits when it is of a Wait state, or when its last attempt is over and another will come.
    fn waits(&self, visit: &Visit, cursor: u32) -> bool {
        let state = self.machine.states.get(visit.state.0 as usize);
        if state.is_some_and(|state| matches!(state.kind, StateKind::Wait(_))) {
            return true;
        }
        let started = visit
            .attempts
            .partition_point(|attempt| attempt.started <= cursor);
        let last = started
            .checked_sub(1)
            .and_then(|last| visit.attempts.get(last));
        last.is_some_and(|last| {
            last.retry_at.is_some() && last.ended.is_some_and(|ended| ended <= cursor)
        })
    }

    /// Whether the state failed in a strand beside that of an aborted visit.
    fn sibling_failed(&self, state: StateId, aborted: VisitId, cursor: u32) -> bool {
        let parent = |visit: VisitId| {
            let scope = self.visit(visit)?.scope;
            self.trace.scopes.get(scope.0 as usize)?.parent
        };
        let failed = self
            .index
            .state(state)
            .map_or(&[][..], |index| &index.failed);
        let last = happened_of(failed, cursor)
            .checked_sub(1)
            .and_then(|last| failed.get(last));
        last.is_some_and(|(_, failed)| parent(*failed) == parent(aborted))
    }
}

fn edge_view(events: &[u32], cursor: u32) -> EdgeView {
    let taken = happened(events, cursor);
    let last = (taken as usize)
        .checked_sub(1)
        .and_then(|last| events.get(last));
    EdgeView {
        taken,
        just: last == Some(&cursor),
    }
}

/// The attempt under way or last, from 1, and how many have failed by the cursor.
fn attempts(visit: &Visit, cursor: u32) -> (u32, u32) {
    let started = visit
        .attempts
        .partition_point(|attempt| attempt.started <= cursor);
    // All but the last one have failed: otherwise there would be no next.
    let last = started
        .checked_sub(1)
        .and_then(|last| visit.attempts.get(last));
    let last_failed = last.is_some_and(|last| {
        matches!(last.end, Some(AttemptEnd::Failed { .. }))
            && last.ended.is_some_and(|ended| ended <= cursor)
    });
    let failed = started.saturating_sub(usize::from(!last_failed));
    (count(started), count(failed))
}

/// The strands of the attempt under way at the cursor.
fn iterations(strands: &Strands, cursor: u32) -> Iterations {
    let attempt = happened_of(&strands.attempts, cursor)
        .checked_sub(1)
        .and_then(|last| strands.attempts.get(last));
    let (from, total) =
        attempt.map_or((0, 0), |(event, length)| (event.saturating_sub(1), *length));
    let since = |events: &[u32]| happened(events, cursor) - happened(events, from);
    Iterations {
        started: count(happened_of(&strands.started, cursor) - happened_of(&strands.started, from)),
        succeeded: since(&strands.succeeded),
        failed: since(&strands.failed),
        total,
    }
}
