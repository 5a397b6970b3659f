//! The timeline: a row for each state that was visited, bars for its visits, attempts and waits.

use std::collections::BTreeMap;

use asl_engine::{
    EventId, LevelId, Machine, Millis, ScopeKind, StateId, StateKind, Status, Trace, VisitId,
};

use super::bars;
use super::index::{StateIndex, Strands};

/// A state's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// The state.
    pub state: StateId,
    /// How many Map and Parallel states stand around it.
    pub depth: u32,
    /// The state's name.
    pub label: String,
    /// Its bars, in the order of starting.
    pub bars: Vec<Bar>,
    /// How many lanes its bars need.
    pub lanes: u32,
}

/// A span of virtual time in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The visit it belongs to.
    pub visit: VisitId,
    /// The attempt, from 1, where the visit has several.
    pub attempt: Option<u32>,
    /// The innermost item around it, from 0; of an iteration's bar its own.
    pub item: Option<u32>,
    /// `[1]`, `#2`, `[1] #2`: the item from 0 and the attempt from 1; else empty.
    pub label: String,
    /// Bars that happen at the same time lie in different lanes, from 0.
    pub lane: u32,
    /// When it starts.
    pub start: Millis,
    /// When it ends, or the run does.
    pub end: Millis,
    /// The event it starts with.
    pub start_event: EventId,
    /// The event it ends with; the last one when it is still under way then.
    pub end_event: EventId,
    /// What it shows.
    pub kind: BarKind,
    /// How it ended; of a delay: how the attempt before it ended.
    pub status: Status,
}

/// What a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BarKind {
    /// A visit of a state.
    State,
    /// One of several attempts of a visit.
    Attempt,
    /// The delay before the next attempt.
    RetryGap,
    /// A visit of a Wait state.
    Wait,
    /// An iteration or branch, in the row of its Map or Parallel; these lie in the lanes below the visits.
    Iteration,
}

/// Builds the rows. `states` and `strands` are the index of the same trace.
pub(super) fn rows(
    machine: &Machine,
    trace: &Trace,
    states: &[StateIndex],
    strands: &BTreeMap<VisitId, Strands>,
) -> Vec<TimelineRow> {
    let context = bars::Context {
        machine,
        trace,
        strands,
        items: items(trace),
    };
    let mut rows = Vec::new();
    for (state, depth) in in_definition_order(machine) {
        let Some(index) = states
            .get(state.0 as usize)
            .filter(|index| !index.visits.is_empty())
        else {
            continue;
        };
        let label = machine
            .states
            .get(state.0 as usize)
            .map_or_else(String::new, |state| state.name.to_string());
        let (bars, lanes) = context.row(index);
        rows.push(TimelineRow {
            state,
            depth,
            label,
            bars,
            lanes,
        });
    }
    rows
}

/// The innermost item of each scope. A scope's parent is older than the scope.
fn items(trace: &Trace) -> Vec<Option<u32>> {
    let mut items: Vec<Option<u32>> = Vec::with_capacity(trace.scopes.len());
    for scope in &trace.scopes {
        let around = || {
            let parent = trace.visits.get(scope.parent?.0 as usize)?;
            items.get(parent.scope.0 as usize).copied().flatten()
        };
        let item = match scope.kind {
            ScopeKind::Iteration(index) => Some(index),
            _ => around(),
        };
        items.push(item);
    }
    items
}

/// Every state with its depth, those of a Map or Parallel right after it.
pub(crate) fn in_definition_order(machine: &Machine) -> Vec<(StateId, u32)> {
    let mut order = Vec::with_capacity(machine.states.len());
    let mut pending: Vec<(StateId, u32)> = Vec::new();
    let push = |level: LevelId, depth: u32, pending: &mut Vec<(StateId, u32)>| {
        if let Some(level) = machine.levels.get(level.0 as usize) {
            pending.extend(level.states.values().rev().map(|state| (*state, depth)));
        }
    };
    push(LevelId::ROOT, 0, &mut pending);
    while let Some((state, depth)) = pending.pop() {
        order.push((state, depth));
        match machine
            .states
            .get(state.0 as usize)
            .map(|state| &state.kind)
        {
            Some(StateKind::Parallel { branches }) => {
                for branch in branches.iter().rev() {
                    push(*branch, depth + 1, &mut pending);
                }
            }
            Some(StateKind::Map(map)) => {
                if let Some(processor) = map.processor {
                    push(processor, depth + 1, &mut pending);
                }
            }
            _ => {}
        }
    }
    order
}
