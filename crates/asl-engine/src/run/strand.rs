//! Strands: what runs at the same time. The execution is one, and so is each branch and iteration.

use std::sync::Arc;

use asl_query::{Array, Object, Uuid, Value};

use super::context::{ChildExecution, MapItem};
use super::map_run::MapRun;
use super::queue::Ticket;
use crate::machine::LevelId;
use crate::trace::EventId;
use crate::visit::{ScopeId, StateId, VisitId};

/// An index into the execution's strands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StrandId(pub(crate) usize);

impl StrandId {
    pub(crate) const ROOT: Self = Self(0);
}

/// One strand. It ends by losing its `active` state for good; it is never reused.
#[derive(Debug)]
pub(crate) struct Strand {
    pub(crate) scope: ScopeId,
    /// The execution it belongs to: that of a distributed Map's child, or the root.
    pub(crate) history: ScopeId,
    pub(crate) level: LevelId,
    /// The strand whose Parallel or Map state started this one, and the place among its children.
    pub(crate) parent: Option<(StrandId, u32)>,
    /// The `previousEventId` of its next event.
    pub(crate) previous: u32,
    /// The workflow variables it can read: its own over those of the strands around it.
    pub(crate) variables: Object,
    /// The `Map` part of its context object.
    pub(crate) map_context: Option<MapItem>,
    /// Below a Map Run: the child execution that it belongs to.
    pub(crate) child_execution: Option<Arc<ChildExecution>>,
    /// The state it is in, between Entered and its end.
    pub(crate) active: Option<Active>,
    /// An action scheduled between two states.
    pub(crate) upcoming: Option<Ticket>,
}

/// The state that a strand is in.
#[derive(Debug)]
pub(crate) struct Active {
    pub(crate) visit: VisitId,
    pub(crate) state: StateId,
    /// The state's input, before `InputPath`.
    pub(crate) input: Value,
    pub(crate) entered: EventId,
    /// The `previousEventId` of its Entered event, which evaluation failures repeat.
    pub(crate) before: u32,
    /// How often each retrier has been used in this visit.
    pub(crate) retries: Vec<u32>,
    /// The attempt, from 0.
    pub(crate) attempt: u32,
    /// The action it waits for.
    pub(crate) ticket: Option<Ticket>,
    /// After which time its task times out, counted from the attempt's beginning.
    pub(crate) deadline: Option<crate::trace::Millis>,
    /// What passes at the deadline is a heartbeat, not the timeout.
    pub(crate) heartbeat: bool,
    /// The task that the host has to answer.
    pub(crate) awaits_host: bool,
    /// The token of a `.waitForTaskToken` task.
    pub(crate) token: Option<Uuid>,
    /// The branches or iterations of a Parallel or Map state.
    pub(crate) children: Option<Box<Children>>,
}

/// The children of a Parallel or Map state.
#[derive(Debug)]
pub(crate) struct Children {
    /// The running ones, in the order of starting.
    pub(crate) running: Vec<StrandId>,
    /// The output of each, in definition or item order.
    pub(crate) outputs: Vec<Option<Value>>,
    pub(crate) finished: usize,
    /// Of a Map: the items, the next to start, and how many may run at a time.
    pub(crate) items: Array,
    pub(crate) next_item: usize,
    pub(crate) limit: usize,
    /// Of a Map: the items are the members of an object.
    pub(crate) members: bool,
    /// Of a Map: where its items come from, where the context object tells it.
    pub(crate) source: Option<Arc<str>>,
    /// Of a Map: its effective input, which `ItemSelector` reads.
    pub(crate) input: Value,
    /// Of a distributed Map: its Map Run.
    pub(crate) map_run: Option<MapRun>,
}

impl Children {
    /// A child has ended. Strands are numbered in the order of starting, so the running ones are sorted.
    pub(crate) fn stops_running(&mut self, child: StrandId) {
        if let Ok(at) = self.running.binary_search(&child) {
            self.running.remove(at);
        }
    }

    /// Every one has ended, well or tolerably.
    pub(crate) fn is_done(&self) -> bool {
        self.finished == self.outputs.len()
    }
}
