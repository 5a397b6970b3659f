//! Writing the trace: every event and every step of the data flow goes through here.

use asl_query::Value;

use super::execution::Execution;
use super::strand::{Active, StrandId};
use crate::machine::State;
use crate::trace::{Event, EventId, EventKind};
use crate::visit::{Ending, Field, FlowStep, Status, Visit, VisitId};

impl Execution {
    /// Records an event of a strand, led to by the strand's last one, which it becomes. Answers its
    /// number in the history.
    pub(crate) fn record(&mut self, strand: StrandId, kind: EventKind) -> u32 {
        let previous = self.strands[strand.0].previous;
        let number = self.record_at(strand, previous, kind);
        self.strands[strand.0].previous = number;
        number
    }

    /// Records an event of a strand that does not become its last one.
    pub(crate) fn record_at(&mut self, strand: StrandId, previous: u32, kind: EventKind) -> u32 {
        let entry = &self.strands[strand.0];
        let number = &mut self.histories[entry.history.0 as usize];
        *number += 1;
        self.trace.events.push(Event {
            id: EventId::try_from(self.trace.events.len() + 1).unwrap_or(EventId::MAX),
            history: entry.history,
            number: *number,
            previous,
            at: self.clock,
            scope: entry.scope,
            visit: entry.active.as_ref().map(|active| active.visit),
            kind,
        });
        *number
    }

    /// The newest event's place in the trace.
    pub(crate) fn last_event(&self) -> EventId {
        EventId::try_from(self.trace.events.len()).unwrap_or(EventId::MAX)
    }

    /// Records a step of the data flow of a strand's state.
    pub(crate) fn note(&mut self, strand: StrandId, field: Field, value: &Value) {
        self.note_at(strand, field, value.clone(), self.last_event());
    }

    /// The same, for a step that is known from this event on.
    pub(crate) fn note_at(&mut self, strand: StrandId, field: Field, value: Value, event: EventId) {
        let step = FlowStep {
            field,
            value,
            event,
        };
        if let Some(visit) = self.visit_mut(strand) {
            visit.flow.push(step);
        }
    }

    /// Closes a strand's visit with the newest event.
    pub(crate) fn close_visit(&mut self, strand: StrandId, status: Status) {
        let (event, at) = (self.last_event(), self.clock);
        if let Some(visit) = self.visit_mut(strand) {
            visit.status = status;
            visit.ended = Some(event);
            visit.ended_at = Some(at);
        }
    }

    /// Closes a strand's scope with the newest event.
    pub(crate) fn close_scope(&mut self, strand: StrandId, status: Status) {
        let (event, at) = (self.last_event(), self.clock);
        let scope = self.strands[strand.0].scope;
        if let Some(scope) = self.trace.scopes.get_mut(scope.0 as usize) {
            scope.status = status;
            scope.ended = Some((at, event));
        }
    }

    /// Ends the execution with the newest event; what still runs stops without a word.
    pub(crate) fn end(&mut self, ending: Ending, status: Status) {
        self.trace.ending = Some(ending);
        self.abort_strand(StrandId::ROOT, 0);
        self.close_scope(StrandId::ROOT, status);
    }

    pub(crate) fn active(&self, strand: StrandId) -> Option<&Active> {
        self.strands[strand.0].active.as_ref()
    }

    pub(crate) fn active_mut(&mut self, strand: StrandId) -> Option<&mut Active> {
        self.strands[strand.0].active.as_mut()
    }

    /// The visit of a strand's state.
    pub(crate) fn visit_mut(&mut self, strand: StrandId) -> Option<&mut Visit> {
        let VisitId(visit) = self.active(strand)?.visit;
        self.trace.visits.get_mut(visit as usize)
    }

    /// The definition of a strand's state. The machine is shared, so this borrows nothing of the run.
    pub(crate) fn state<'m>(
        &self,
        machine: &'m crate::Machine,
        strand: StrandId,
    ) -> Option<&'m State> {
        machine.states.get(self.active(strand)?.state.0 as usize)
    }
}
