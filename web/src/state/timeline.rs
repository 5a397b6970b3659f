//! Where the bars of the timeline are drawn.

use std::ops::Range;

use asl::{BarKind, Millis, Status, TimelineRow, VisitId};

use super::axis::Axis;
use super::num;
use super::time_window::TimeWindow;

/// The space above and below the lanes of a row.
const PADDING: f64 = 3.0;

/// At most this many lanes are drawn apart.
const MOST_LANES: u32 = 60;

/// A bar that reaches out of the frame does so by this many pixels.
const OUTSIDE: f64 = 4.0;

/// A bar narrower than this, in pixels, is drawn this wide, and joined with its like beside it.
const NARROWEST: f64 = 2.0;

/// A row with more bars than this draws them as a few shapes.
pub const DENSE: usize = 150;

/// One row: where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Its index among the timeline's rows.
    pub index: usize,
    /// Its top.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// The height of each of its lanes.
    lane: f64,
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

/// Lays rows out below each other.
pub fn rows(rows: &[TimelineRow]) -> Vec<Row> {
    let mut y = 0.0;
    let place = |(index, row): (usize, &TimelineRow)| {
        let lanes = row.lanes.clamp(1, MOST_LANES);
        let lane = lane_height(lanes);
        let placed = Row {
            index,
            y,
            height: f64::from(lanes) * lane + 2.0 * PADDING,
            lane,
        };
        y += placed.height;
        placed
    };
    rows.iter().enumerate().map(place).collect()
}

/// The rows of which something is seen between two heights.
pub fn seen(rows: &[Row], top: f64, bottom: f64) -> Range<usize> {
    let first = rows.partition_point(|row| row.y + row.height < top);
    let last = rows.partition_point(|row| row.y <= bottom);
    first.min(last)..last
}

fn lane_height(lanes: u32) -> f64 {
    match lanes {
        0..=6 => 18.0,
        7..=20 => 10.0,
        _ => 6.0,
    }
}

/// What of the axis is seen, and on how many pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The part that is seen.
    pub window: TimeWindow,
    /// How wide it is drawn.
    pub width: f64,
}

impl Frame {
    /// Where a virtual time stands, in pixels.
    pub fn x(&self, axis: &Axis, time: Millis) -> f64 {
        self.window.part(axis.place(num::millis(time))) * self.width
    }

    /// How much of the axis a length in pixels is.
    pub fn places(&self, length: f64) -> f64 {
        length / self.width * self.window.length()
    }
}

/// The bars of a row that are seen. What reaches out of the frame is cut a little outside of it.
pub fn bars(row: &TimelineRow, place: &Row, axis: &Axis, frame: Frame) -> Vec<DrawnBar> {
    let mut bars: Vec<DrawnBar> = Vec::new();
    let mut last_of_lane = vec![None::<usize>; num::index(MOST_LANES)];
    for bar in &row.bars {
        let (x, end) = (frame.x(axis, bar.start), frame.x(axis, bar.end));
        if end < -OUTSIDE || x > frame.width + OUTSIDE {
            continue;
        }
        let x = x.max(-OUTSIDE);
        let lane = bar.lane % MOST_LANES;
        let drawn = DrawnBar {
            x,
            y: place.y + PADDING + f64::from(lane) * place.lane,
            width: (end.min(frame.width + OUTSIDE) - x).max(NARROWEST),
            height: (place.lane - 2.0).max(2.0),
            visit: bar.visit,
            start_event: bar.start_event,
            end_event: bar.end_event,
            kind: bar.kind,
            status: bar.status,
            label: label(bar.item, bar.attempt),
            time: (bar.start, bar.end),
            joined: 1,
        };
        let Some(last) = last_of_lane.get_mut(num::index(lane)) else {
            continue;
        };
        match last.and_then(|last| bars.get_mut(last)) {
            Some(last) if joins(last, &drawn) => join(last, &drawn),
            _ => {
                *last = Some(bars.len());
                bars.push(drawn);
            }
        }
    }
    bars
}

/// The bar at a point; the last drawn, where several lie over each other.
pub fn bar_at(bars: &[DrawnBar], x: f64, y: f64) -> Option<&DrawnBar> {
    bars.iter().rev().find(|bar| {
        (bar.x - 1.0..=bar.x + bar.width + 1.0).contains(&x)
            && (bar.y - 1.0..=bar.y + bar.height + 1.0).contains(&y)
    })
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
    fn check(window: TimeWindow, bars: Vec<Bar>, expected: &[(f64, f64, f64, u32)]) {
        let axis = Axis::new(&[0, 500, 1000]);
        let row = row(bars);
        let frame = Frame {
            window,
            width: 1000.0,
        };
        let place = rows(std::slice::from_ref(&row))[0];
        let found: Vec<_> = super::bars(&row, &place, &axis, frame)
            .iter()
            .map(|bar| (bar.x.round(), bar.y, bar.width.round(), bar.joined))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn bars_are_to_scale_and_lanes_below_each_other() {
        check(
            TimeWindow::WHOLE,
            vec![bar(0, 500, 0), bar(250, 1000, 1)],
            &[(0.0, 3.0, 500.0, 1), (250.0, 21.0, 750.0, 1)],
        );
    }

    #[test]
    fn of_a_part_only_what_is_seen_is_drawn() {
        let window = TimeWindow {
            from: 0.5,
            to: 0.75,
        };
        check(
            window,
            vec![
                bar(0, 400, 0),
                bar(250, 600, 0),
                bar(600, 1000, 0),
                bar(900, 1000, 0),
            ],
            &[(-4.0, 3.0, 404.0, 1), (400.0, 3.0, 604.0, 1)],
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
        check(
            TimeWindow::WHOLE,
            vec![bar(500, 500, 0)],
            &[(500.0, 3.0, 2.0, 1)],
        );
    }

    #[test]
    fn instants_beside_each_other_are_one_bar_in_each_lane() {
        let instants = (0..1000).map(|at| bar(at, at, 0)).collect();
        check(TimeWindow::WHOLE, instants, &[(0.0, 3.0, 1001.0, 1000)]);
        let by_turns = (0..1000)
            .map(|at| bar(at, at, u32::from(at % 2 == 1)))
            .collect();
        check(
            TimeWindow::WHOLE,
            by_turns,
            &[(0.0, 3.0, 1000.0, 500), (1.0, 21.0, 1000.0, 500)],
        );
    }

    #[test]
    fn a_bar_is_found_by_where_it_is() {
        let row = row(vec![bar(0, 500, 0), bar(250, 1000, 1)]);
        let place = rows(std::slice::from_ref(&row))[0];
        let frame = Frame {
            window: TimeWindow::WHOLE,
            width: 1000.0,
        };
        let bars = super::bars(&row, &place, &Axis::new(&[0, 500, 1000]), frame);
        let lanes = [(300.0, 8.0), (300.0, 25.0), (600.0, 8.0)].map(|(x, y)| {
            bar_at(&bars, x, y).map(|found| bars.iter().position(|bar| bar == found))
        });
        assert_eq!(lanes, [Some(Some(0)), Some(Some(1)), None]);
    }

    #[test]
    fn rows_are_below_each_other_and_only_some_are_seen() {
        let placed = rows(&[row(vec![bar(0, 1, 0), bar(0, 1, 1)]), row(vec![])]);
        let found: Vec<_> = placed.iter().map(|row| (row.y, row.height)).collect();
        assert_eq!(found, [(0.0, 42.0), (42.0, 24.0)]);
        assert_eq!(seen(&placed, 0.0, 30.0), 0..1);
        assert_eq!(seen(&placed, 43.0, 90.0), 1..2);
        assert_eq!(seen(&placed, 0.0, 90.0), 0..2);
        assert_eq!(seen(&[], 0.0, 90.0), 0..0);
    }
}
