//! One event of a run, for a list.

use asl::HistoryRow;
use serde::Serialize;
use tsify::Tsify;

/// An event in a line.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct EventRow {
    /// The cursor at which it has just happened, from 1.
    pub cursor: u32,
    /// When it happened, in virtual milliseconds since the start.
    #[tsify(type = "number")]
    pub time: asl::Millis,
    /// When it happened, in RFC 3339.
    pub timestamp: String,
    /// `TaskStateEntered` ...
    #[serde(rename = "type")]
    pub event_type: String,
    /// The state's name.
    pub state: Option<String>,
    /// What it says.
    pub summary: String,
}

impl EventRow {
    pub(crate) fn new(row: HistoryRow) -> Self {
        Self {
            cursor: row.id,
            time: row.time,
            timestamp: row.timestamp,
            event_type: row.event_type,
            state: row.state,
            summary: row.summary,
        }
    }
}
