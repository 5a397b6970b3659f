//! The bars of a row: visits, attempts, delays, iterations.

use std::collections::BTreeMap;

use asl_engine::{
    Attempt, AttemptEnd, EventId, Machine, Millis, ScopeKind, StateKind, Status, Trace, Visit,
    VisitId,
};

use super::index::{StateIndex, Strands, count, end_of};
use super::lanes::Lanes;
use super::timeline::{Bar, BarKind};

/// What the bars are made from.
pub(super) struct Context<'a> {
    pub(super) machine: &'a Machine,
    pub(super) trace: &'a Trace,
    pub(super) strands: &'a BTreeMap<VisitId, Strands>,
    /// The innermost item of each scope.
    pub(super) items: Vec<Option<u32>>,
}

/// A moment: its time and its event.
type Moment = (Millis, EventId);

impl Context<'_> {
    /// The bars of a state's row in the order of starting, and how many lanes they need.
    pub(super) fn row(&self, index: &StateIndex) -> (Vec<Bar>, u32) {
        let mut bars = Vec::with_capacity(index.visits.len());
        let mut lanes = Lanes::default();
        for (_, id) in &index.visits {
            if let Some(visit) = self.trace.visits.get(id.0 as usize) {
                let end = self.end_of(visit);
                let lane = lanes.take(visit.entered, end.1);
                self.visit_bars(*id, visit, lane, end, &mut bars);
            }
        }
        let visits = lanes.count();
        let mut below = Lanes::default();
        for (_, id) in &index.visits {
            self.iteration_bars(*id, visits, &mut below, &mut bars);
        }
        bars.sort_by_key(|bar| (bar.start_event, bar.lane));
        (bars, visits + below.count())
    }

    /// One bar for a visit; one for each attempt and each delay where it is retried.
    fn visit_bars(&self, id: VisitId, visit: &Visit, lane: u32, end: Moment, bars: &mut Vec<Bar>) {
        let item = self.items.get(visit.scope.0 as usize).copied().flatten();
        let bar = |kind, attempt, from: Moment, to: Moment, status| Bar {
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
        };
        let retried = visit
            .attempts
            .iter()
            .any(|attempt| attempt.retry_at.is_some());
        if !retried {
            let entered = (visit.entered_at, visit.entered);
            bars.push(bar(self.kind_of(visit), None, entered, end, visit.status));
            return;
        }
        for (number, (index, attempt)) in (1..).zip(visit.attempts.iter().enumerate()) {
            let from = (attempt.started_at, attempt.started);
            let to = (
                attempt.ended_at.unwrap_or(end.0),
                attempt.ended.unwrap_or(end.1),
            );
            let next = visit.attempts.get(index + 1);
            let last = next.is_none() && attempt.retry_at.is_none();
            let status = if last {
                visit.status
            } else {
                status_of(attempt)
            };
            bars.push(bar(BarKind::Attempt, Some(number), from, to, status));
            if attempt.retry_at.is_some() {
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
            let (end, end_event) = scope.ended.unwrap_or_else(|| self.end());
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

    fn kind_of(&self, visit: &Visit) -> BarKind {
        let state = self.machine.states.get(visit.state.0 as usize);
        match state.map(|state| &state.kind) {
            Some(StateKind::Wait(_)) => BarKind::Wait,
            _ => BarKind::State,
        }
    }

    /// When a visit ended, or the run did.
    fn end_of(&self, visit: &Visit) -> Moment {
        let (at, event) = self.end();
        (
            visit.ended_at.unwrap_or(at),
            end_of(visit, self.trace).unwrap_or(event),
        )
    }

    /// The last moment of the run.
    fn end(&self) -> Moment {
        let at = self.trace.events.last().map_or(0, |event| event.at);
        (at, count(self.trace.events.len()))
    }
}

fn status_of(attempt: &Attempt) -> Status {
    match attempt.end {
        None => Status::Running,
        Some(AttemptEnd::Succeeded) => Status::Succeeded,
        Some(AttemptEnd::Failed { .. }) => Status::Failed,
        Some(AttemptEnd::Aborted) => Status::Aborted,
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
