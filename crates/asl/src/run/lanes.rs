//! Lanes: bars that happen at the same time lie beside each other.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use asl_engine::EventId;

/// Gives every interval the first lane that is free from its first event on. Intervals come in the order of starting.
#[derive(Default)]
pub(super) struct Lanes {
    free: BTreeSet<u32>,
    busy: BinaryHeap<Reverse<(EventId, u32)>>,
    count: u32,
}

impl Lanes {
    /// How many lanes there are.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The lane of the next interval.
    pub(super) fn take(&mut self, from: EventId, to: EventId) -> u32 {
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
