//! The timeline: a row for each state that was visited, with bars over virtual time.

use asl::{BarKind, Run, Status};
use serde::Serialize;
use tsify::Tsify;

/// A state's row.
#[derive(Debug, Serialize, Tsify)]
pub struct TimelineRow {
    /// The state's path.
    pub path: String,
    /// The state's name.
    pub name: String,
    /// How many Map and Parallel states are around it.
    pub depth: u32,
    /// How many lanes its bars need.
    pub lanes: u32,
    /// Its bars, in the order of starting.
    pub bars: Vec<TimelineBar>,
}

/// A span of virtual time in a row.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct TimelineBar {
    /// What it shows.
    pub kind: TimelineBarKind,
    /// How it ended; of a delay: how the attempt before it ended.
    pub status: VisitStatus,
    /// `[1]`, `#2`, `[1] #2`: the item from 0 and the attempt from 1; else empty.
    pub label: String,
    /// Bars that happen at the same time lie in different lanes, from 0.
    pub lane: u32,
    /// When it starts, in virtual milliseconds.
    #[tsify(type = "number")]
    pub start: asl::Millis,
    /// When it ends, or the run does.
    #[tsify(type = "number")]
    pub end: asl::Millis,
    /// The cursor at which it starts.
    pub start_event: u32,
    /// The cursor at which it ends.
    pub end_event: u32,
    /// The attempt, from 1, where the visit has several.
    pub attempt: Option<u32>,
    /// The innermost item around it, from 0.
    pub item: Option<u32>,
}

/// What a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum TimelineBarKind {
    /// A visit of a state.
    State,
    /// One of several attempts of a visit.
    Attempt,
    /// The delay before the next attempt.
    Delay,
    /// A visit of a Wait state.
    Wait,
    /// An iteration or branch, in the row of its Map or Parallel.
    Iteration,
}

/// How far a visit, an attempt or an iteration has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum VisitStatus {
    /// It runs, or waits.
    Running,
    /// It ended well.
    Succeeded,
    /// It failed, and nothing caught it there.
    Failed,
    /// It failed, and a catcher took the error.
    Caught,
    /// It was stopped because something beside or above it failed.
    Aborted,
}

/// The rows of a run, in the order of the definition.
pub(crate) fn rows(run: &Run) -> Vec<TimelineRow> {
    run.rows()
        .iter()
        .map(|row| TimelineRow {
            path: path_of(run, row.state),
            name: row.label.clone(),
            depth: row.depth,
            lanes: row.lanes,
            bars: row.bars.iter().map(TimelineBar::new).collect(),
        })
        .collect()
}

/// A state's path.
pub(crate) fn path_of(run: &Run, state: asl::StateId) -> String {
    let state = run.machine.states.get(state.0 as usize);
    state.map_or_else(String::new, |state| state.path.to_string())
}

impl TimelineBar {
    fn new(bar: &asl::Bar) -> Self {
        Self {
            kind: match bar.kind {
                BarKind::State => TimelineBarKind::State,
                BarKind::Attempt => TimelineBarKind::Attempt,
                BarKind::RetryGap => TimelineBarKind::Delay,
                BarKind::Wait => TimelineBarKind::Wait,
                BarKind::Iteration => TimelineBarKind::Iteration,
            },
            status: bar.status.into(),
            label: bar.label.clone(),
            lane: bar.lane,
            start: bar.start,
            end: bar.end,
            start_event: bar.start_event,
            end_event: bar.end_event,
            attempt: bar.attempt,
            item: bar.item,
        }
    }
}

impl From<Status> for VisitStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Running => Self::Running,
            Status::Succeeded => Self::Succeeded,
            Status::Failed => Self::Failed,
            Status::Caught => Self::Caught,
            Status::Aborted => Self::Aborted,
        }
    }
}
