//! The budget of a run: what no loop, recursion or payload can go past.

use crate::trace::Millis;

/// The largest input, output or result of a state: 256 KiB of UTF-8 (rule N1).
pub(crate) const PAYLOAD_BYTES: u64 = 262_144;

/// All variables of an execution together: 10 MiB (rule F10).
pub(crate) const VARIABLES_BYTES: u64 = 10 * 1_024 * 1_024;

/// What a run may use up before it ends with an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// History events. AWS fails a Standard execution at 25,000.
    pub events: u32,
    /// Virtual time.
    pub virtual_time: Millis,
}

impl Default for Limits {
    /// AWS's history limit, and ten years.
    fn default() -> Self {
        Self {
            events: 25_000,
            virtual_time: 10 * 365 * 24 * 3_600 * 1_000,
        }
    }
}

impl Limits {
    /// For measuring: a history longer than AWS keeps.
    pub fn events(events: u32) -> Self {
        Self {
            events,
            ..Self::default()
        }
    }
}
