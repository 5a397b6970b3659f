//! Where the bars of the timeline are drawn.

use asl::{BarKind, Millis, Status, TimelineRow, VisitId};

use super::axis::Axis;
use super::num;

/// The space above and below the lanes of a row.
const PADDING: f64 = 3.0;

/// At most this many lanes are drawn apart.
const MOST_LANES: u32 = 60;

/// A bar narrower than this, in pixels, is drawn this wide, and joined with its like beside it.
const NARROWEST: f64 = 2.0;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The row's index among the timeline's rows.
    pub index: usize,
    /// Its top.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// Its bars.
    pub bars: Vec<DrawnBar>,
}

/// One bar, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnBar {
    /// Its left edge.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The visit that a click selects.
    pub visit: VisitId,
    /// The event it starts with: its cursor.
    pub start_event: u32,
    /// The event it ends with.
    pub end_event: u32,
    /// What it stands for.
    pub kind: BarKind,
    /// How it ended.
    pub status: Status,
    /// Its label.
    pub label: String,
    /// When it starts and ends.
    pub time: (Millis, Millis),
    /// How many bars are joined in it.
    pub joined: u32,
}

/// Lays rows out below each other; `width` is the plot's, in pixels.
pub fn lay_out(rows: &[TimelineRow], axis: &Axis, width: f64) -> Vec<Row> {
    let mut y = 0.0;
    let mut placed = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let lanes = row.lanes.clamp(1, MOST_LANES);
        let lane = lane_height(lanes);
        let height = f64::from(lanes) * lane + 2.0 * PADDING;
        let bars = bars_of(row, axis, width, (y + PADDING, lane));
        placed.push(Row {
            index,
            y,
            height,
            bars,
        });
        y += height;
    }
    placed
}

fn lane_height(lanes: u32) -> f64 {
    match lanes {
        0..=6 => 18.0,
        7..=20 => 10.0,
        _ => 6.0,
    }
}

fn bars_of(row: &TimelineRow, axis: &Axis, width: f64, (top, lane): (f64, f64)) -> Vec<DrawnBar> {
    let mut bars: Vec<DrawnBar> = Vec::new();
    for bar in &row.bars {
        let x = axis.place(num::millis(bar.start)) * width;
        let end = axis.place(num::millis(bar.end)) * width;
        let drawn = DrawnBar {
            x,
            y: top + f64::from(bar.lane % MOST_LANES) * lane,
            width: (end - x).max(NARROWEST),
            height: (lane - 2.0).max(2.0),
            visit: bar.visit,
            start_event: bar.start_event,
            end_event: bar.end_event,
            kind: bar.kind,
            status: bar.status,
            label: label(bar.item, bar.attempt),
            time: (bar.start, bar.end),
            joined: 1,
        };
        match bars.last_mut() {
            Some(last) if joins(last, &drawn) => join(last, &drawn),
            _ => bars.push(drawn),
        }
    }
    bars
}

/// The item and the attempt, counted from 1: "2", "#3", "2 #3".
fn label(item: Option<u32>, attempt: Option<u32>) -> String {
    let item = item.map(|item| (item + 1).to_string());
    let attempt = attempt.map(|attempt| format!("#{attempt}"));
    item.into_iter()
        .chain(attempt)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Bars too narrow to be told apart become one, so that there are never more than the plot has room for.
fn joins(last: &DrawnBar, next: &DrawnBar) -> bool {
    let narrow = |bar: &DrawnBar| bar.width <= NARROWEST || bar.joined > 1;
    narrow(last)
        && next.width <= NARROWEST
        && (last.kind, last.status) == (next.kind, next.status)
        && (last.y - next.y).abs() < 0.5
        && next.x < last.x + last.width + 1.0
}

fn join(last: &mut DrawnBar, next: &DrawnBar) {
    last.width = (next.x + next.width - last.x).max(last.width);
    last.end_event = last.end_event.max(next.end_event);
    last.time.1 = last.time.1.max(next.time.1);
    last.joined += 1;
    last.label = format!("{}×", last.joined);
}

/// A status's name for style sheets and tests.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Running => "running",
        Status::Succeeded => "succeeded",
        Status::Failed => "failed",
        Status::Caught => "caught",
        Status::Aborted => "aborted",
    }
}

/// A kind's name for style sheets and tests.
pub fn kind_name(kind: BarKind) -> &'static str {
    match kind {
        BarKind::State => "state",
        BarKind::Attempt => "attempt",
        BarKind::RetryGap => "gap",
        BarKind::Wait => "wait",
        BarKind::Iteration => "iteration",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{Bar, StateId};

    fn bar(start: Millis, end: Millis, lane: u32) -> Bar {
        Bar {
            visit: VisitId(0),
            attempt: None,
            item: None,
            label: String::new(),
            lane,
            start,
            end,
            start_event: 1,
            end_event: 2,
            kind: BarKind::State,
            status: Status::Succeeded,
        }
    }

    fn row(bars: Vec<Bar>) -> TimelineRow {
        let lanes = bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(1);
        TimelineRow {
            state: StateId(0),
            depth: 0,
            label: "A".into(),
            bars,
            lanes,
        }
    }

    #[track_caller]
    fn check(bars: Vec<Bar>, expected: &[(f64, f64, f64, u32)]) {
        let axis = Axis::new(&[0, 500, 1000]);
        let rows = lay_out(&[row(bars)], &axis, 1000.0);
        let found: Vec<_> = rows[0]
            .bars
            .iter()
            .map(|bar| (bar.x, bar.y, bar.width, bar.joined))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn bars_are_to_scale_and_lanes_below_each_other() {
        check(
            vec![bar(0, 500, 0), bar(250, 1000, 1)],
            &[(0.0, 3.0, 500.0, 1), (250.0, 21.0, 750.0, 1)],
        );
    }

    #[test]
    fn items_and_attempts_are_counted_from_one() {
        assert_eq!(label(Some(1), None), "2");
        assert_eq!(label(Some(1), Some(3)), "2 #3");
        assert_eq!(label(None, None), "");
    }

    #[test]
    fn an_instant_is_still_seen() {
        check(vec![bar(500, 500, 0)], &[(500.0, 3.0, 2.0, 1)]);
    }

    #[test]
    fn a_loop_of_instants_is_one_bar() {
        let instants = (0..1000).map(|at| bar(at, at, 0)).collect();
        check(instants, &[(0.0, 3.0, 1001.0, 1000)]);
    }

    #[test]
    fn rows_are_below_each_other() {
        let rows = [row(vec![bar(0, 1, 0), bar(0, 1, 1)]), row(vec![])];
        let placed = lay_out(&rows, &Axis::new(&[0, 1]), 100.0);
        let found: Vec<_> = placed.iter().map(|row| (row.y, row.height)).collect();
        assert_eq!(found, [(0.0, 42.0), (42.0, 24.0)]);
    }
}
