//! The timeline: a row for each state that was visited, bars for its visits, attempts and waits.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use asl_engine::{
    EventId, LevelId, Machine, Millis, ScopeKind, StateId, StateKind, Status, Trace, Visit, VisitId,
};

use super::index::{StateIndex, Strands, count, end_of};

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
    let context = Context {
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

struct Context<'a> {
    machine: &'a Machine,
    trace: &'a Trace,
    strands: &'a BTreeMap<VisitId, Strands>,
    /// The innermost item of each scope.
    items: Vec<Option<u32>>,
}

impl Context<'_> {
    fn row(&self, index: &StateIndex) -> (Vec<Bar>, u32) {
        let mut bars = Vec::with_capacity(index.visits.len());
        let mut lanes = Lanes::default();
        for (_, id) in &index.visits {
            if let Some(visit) = self.trace.visits.get(id.0 as usize) {
                let end = end_of(visit, self.trace).unwrap_or_else(|| self.last());
                let lane = lanes.take(visit.entered, end);
                self.visit_bars(*id, visit, lane, &mut bars);
            }
        }
        let visits = lanes.count;
        let mut below = Lanes::default();
        for (_, id) in &index.visits {
            self.iteration_bars(*id, visits, &mut below, &mut bars);
        }
        bars.sort_by_key(|bar| (bar.start_event, bar.lane));
        (bars, visits + below.count)
    }

    /// One bar for a visit; one for each attempt and each delay where it has several attempts.
    fn visit_bars(&self, id: VisitId, visit: &Visit, lane: u32, bars: &mut Vec<Bar>) {
        let item = self.items.get(visit.scope.0 as usize).copied().flatten();
        let bar =
            |kind, attempt: Option<u32>, from: (Millis, EventId), to: (Millis, EventId), status| {
                Bar {
                    visit: id,
                    attempt,
                    item,
                    label: bar_label(item, attempt),
                    lane,
                    start: from.0,
                    end: to.0,
                    start_event: from.1,
                    end_event: to.1,
                    kind,
                    status,
                }
            };
        let entered = (visit.entered_at, visit.entered);
        let end = (
            visit.ended_at.unwrap_or_else(|| self.end()),
            end_of(visit, self.trace).unwrap_or_else(|| self.last()),
        );
        let retried = visit.attempts.len() > 1
            || visit
                .attempts
                .iter()
                .any(|attempt| attempt.retry_at.is_some());
        if !retried {
            let state = self.machine.states.get(visit.state.0 as usize);
            let waits = state.is_some_and(|state| matches!(state.kind, StateKind::Wait(_)));
            let kind = if waits { BarKind::Wait } else { BarKind::State };
            bars.push(bar(kind, None, entered, end, visit.status));
            return;
        }
        for (number, (index, attempt)) in (1..).zip(visit.attempts.iter().enumerate()) {
            let from = (attempt.started_at, attempt.started);
            let to = (
                attempt.ended_at.unwrap_or(end.0),
                attempt.ended.unwrap_or(end.1),
            );
            let status = match (&attempt.end, index + 1 == visit.attempts.len()) {
                (_, true) if attempt.retry_at.is_none() => visit.status,
                (None, _) => Status::Running,
                (Some(asl_engine::AttemptEnd::Succeeded), _) => Status::Succeeded,
                (Some(asl_engine::AttemptEnd::Failed { .. }), _) => Status::Failed,
                (Some(asl_engine::AttemptEnd::Aborted), _) => Status::Aborted,
            };
            bars.push(bar(BarKind::Attempt, Some(number), from, to, status));
            if attempt.retry_at.is_some() {
                let next = visit.attempts.get(index + 1);
                let until = next.map_or(end, |next| (next.started_at, next.started));
                bars.push(bar(
                    BarKind::RetryGap,
                    Some(number),
                    to,
                    until,
                    Status::Failed,
                ));
            }
        }
    }

    /// The iterations or branches of a visit, in the lanes from `above` on.
    fn iteration_bars(&self, id: VisitId, above: u32, lanes: &mut Lanes, bars: &mut Vec<Bar>) {
        for (began, scope) in self
            .strands
            .get(&id)
            .map_or(&[][..], |strands| &strands.started)
        {
            let Some(scope) = self.trace.scopes.get(scope.0 as usize) else {
                continue;
            };
            let (ScopeKind::Iteration(index) | ScopeKind::Branch(index)) = scope.kind else {
                continue;
            };
            let (end, end_event) = scope.ended.unwrap_or_else(|| (self.end(), self.last()));
            bars.push(Bar {
                visit: id,
                attempt: None,
                item: Some(index),
                label: bar_label(Some(index), None),
                lane: above + lanes.take(*began, end_event),
                start: scope.started.0,
                end,
                start_event: *began,
                end_event,
                kind: BarKind::Iteration,
                status: scope.status,
            });
        }
    }

    fn last(&self) -> EventId {
        count(self.trace.events.len())
    }

    fn end(&self) -> Millis {
        self.trace.events.last().map_or(0, |event| event.at)
    }
}

/// Gives every interval the first lane that is free from its first event on. Intervals come in the order of starting.
#[derive(Default)]
struct Lanes {
    free: BTreeSet<u32>,
    busy: BinaryHeap<Reverse<(EventId, u32)>>,
    count: u32,
}

impl Lanes {
    fn take(&mut self, from: EventId, to: EventId) -> u32 {
        while let Some(Reverse((end, lane))) = self.busy.peek().copied() {
            if end > from {
                break;
            }
            self.busy.pop();
            self.free.insert(lane);
        }
        let lane = self.free.pop_first().unwrap_or_else(|| {
            self.count += 1;
            self.count - 1
        });
        self.busy.push(Reverse((to, lane)));
        lane
    }
}

fn bar_label(item: Option<u32>, attempt: Option<u32>) -> String {
    match (item, attempt) {
        (Some(item), Some(attempt)) => format!("[{item}] #{attempt}"),
        (Some(item), None) => format!("[{item}]"),
        (None, Some(attempt)) => format!("#{attempt}"),
        (None, None) => String::new(),
    }
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
