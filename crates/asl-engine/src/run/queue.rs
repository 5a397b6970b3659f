//! The ordered queue of what happens next on the virtual clock.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};

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
    /// What was due at once when it was scheduled, as most actions are: in that order, which is also that of time.
    line: VecDeque<Scheduled>,
    /// Everything else.
    later: BinaryHeap<Scheduled>,
    /// The latest time at which an action was due that has been taken.
    now: Millis,
    /// Taken back, and still scheduled or long gone.
    cancelled: BTreeSet<Ticket>,
    next: Ticket,
}

#[derive(Debug)]
struct Scheduled {
    at: Millis,
    ticket: Ticket,
    action: Action,
}

impl Queue {
    pub(crate) fn push(&mut self, at: Millis, action: Action) -> Ticket {
        let ticket = self.next;
        self.next += 1;
        let scheduled = Scheduled { at, ticket, action };
        if at == self.now {
            self.line.push_back(scheduled);
        } else {
            self.later.push(scheduled);
        }
        ticket
    }

    /// Takes an action back. The clock does not wait for it any more.
    pub(crate) fn cancel(&mut self, ticket: Ticket) {
        self.cancelled.insert(ticket);
        self.drop_cancelled();
    }

    /// When the next action is due.
    pub(crate) fn next_at(&self) -> Option<Millis> {
        self.peek().map(|scheduled| scheduled.at)
    }

    pub(crate) fn pop(&mut self) -> Option<(Millis, Action)> {
        let Scheduled { at, action, .. } = self.take()?;
        self.now = self.now.max(at);
        self.drop_cancelled();
        Some((at, action))
    }

    /// Keeps the invariant that what is due next was not taken back.
    fn drop_cancelled(&mut self) {
        while !self.cancelled.is_empty()
            && let Some(next) = self.peek().map(|next| next.ticket)
            && self.cancelled.remove(&next)
        {
            self.take();
        }
    }

    fn peek(&self) -> Option<&Scheduled> {
        self.line.front().max(self.later.peek())
    }

    fn take(&mut self) -> Option<Scheduled> {
        if self.line.front() > self.later.peek() {
            self.line.pop_front()
        } else {
            self.later.pop()
        }
    }
}

impl Scheduled {
    /// The greatest entry of the heap is the one that is due first.
    fn due(&self) -> Reverse<(Millis, Ticket)> {
        Reverse((self.at, self.ticket))
    }
}

impl Ord for Scheduled {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.due().cmp(&other.due())
    }
}

impl PartialOrd for Scheduled {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Scheduled {
    fn eq(&self, other: &Self) -> bool {
        self.ticket == other.ticket
    }
}

impl Eq for Scheduled {}
