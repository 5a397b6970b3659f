//! The ordered queue of what happens next on the virtual clock.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use asl_query::Value;

use super::strand::StrandId;
use crate::trace::Millis;
use crate::visit::StateId;
use crate::world::Outcome;

/// Identifies a scheduled action; an action whose ticket its strand no longer holds is stale.
pub(crate) type Ticket = u64;

/// What happens next.
#[derive(Debug)]
pub(crate) enum Action {
    /// A strand enters a state.
    Enter {
        strand: StrandId,
        state: StateId,
        input: Value,
    },
    /// A task comes to its outcome.
    TaskEnds { strand: StrandId, outcome: Outcome },
    /// A retrier's delay is over.
    Retry { strand: StrandId },
    /// A Wait state's time is over.
    Wake { strand: StrandId, input: Value },
    /// The machine's `TimeoutSeconds` are over.
    MachineTimeout,
}

/// Actions by time; at the same time, in the order in which they were scheduled.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    order: BinaryHeap<Reverse<(Millis, Ticket)>>,
    actions: std::collections::BTreeMap<Ticket, Action>,
    next: Ticket,
}

impl Queue {
    pub(crate) fn push(&mut self, at: Millis, action: Action) -> Ticket {
        let ticket = self.next;
        self.next += 1;
        self.order.push(Reverse((at, ticket)));
        self.actions.insert(ticket, action);
        ticket
    }

    /// Takes an action back. The clock does not wait for it any more.
    pub(crate) fn cancel(&mut self, ticket: Ticket) {
        self.actions.remove(&ticket);
    }

    /// When the next action is due; a cancelled one may still stand for it.
    pub(crate) fn next_at(&self) -> Option<Millis> {
        self.order.peek().map(|Reverse((at, _))| *at)
    }

    pub(crate) fn pop(&mut self) -> Option<(Millis, Action)> {
        while let Some(Reverse((at, ticket))) = self.order.pop() {
            if let Some(action) = self.actions.remove(&ticket) {
                return Some((at, action));
            }
        }
        None
    }
}
