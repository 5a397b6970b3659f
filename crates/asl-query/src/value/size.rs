//! The size of a container's JSON text, counted when somebody first asks for it, and then kept.
//!
//! Most values are never asked: they pass from field to field, and only what leaves a state is held to a limit.

use std::sync::atomic::{AtomicU64, Ordering};

/// A size that may not have been counted yet. Every thread counts the same, so it does not matter whose count stays.
pub(super) struct Size(AtomicU64);

/// No container's text is empty.
const UNKNOWN: u64 = 0;

/// Every so many levels a container is counted when it is made, so that counting never goes deeper than this.
const STRIDE: u32 = 64;

impl Size {
    /// The size of a container about to be made, unless it is known. The parts count themselves.
    pub(super) fn new(known: Option<u64>, depth: u32, count: impl FnOnce() -> u64) -> Self {
        let known = known.or_else(|| depth.is_multiple_of(STRIDE).then(count));
        Size(AtomicU64::new(known.unwrap_or(UNKNOWN)))
    }

    pub(super) fn known(&self) -> Option<u64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|size| *size != UNKNOWN)
    }

    pub(super) fn get(&self, count: impl FnOnce() -> u64) -> u64 {
        self.known().unwrap_or_else(|| {
            let size = count();
            self.0.store(size, Ordering::Relaxed);
            size
        })
    }
}
