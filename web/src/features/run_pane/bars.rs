//! The bars of a row: one by one, or as a few shapes where there are very many.

use std::fmt::Write;

use asl::{BarKind, Status};
use leptos::prelude::*;

use crate::features::following::following;
use crate::reactive::Signal;
use crate::state::num;
use crate::state::shared::Shared;
use crate::state::snapshot::Snapshot;
use crate::state::text::clock;
use crate::state::timeline::{DENSE, DrawnBar, Frame, Row, bars, kind_name, status_name};
use crate::ui::each;
use crate::ui::icon::{Glyph, path};

/// A row with its bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    snapshot: Shared<Snapshot>,
    place: Row,
    frame: Frame,
    /// The bars that are seen.
    pub bars: Shared<Vec<DrawnBar>>,
}

impl Drawn {
    /// A row of a run, as far as it is seen in the frame.
    pub fn new(snapshot: Shared<Snapshot>, place: Row, frame: Frame) -> Option<Self> {
        let row = snapshot.run.rows().get(place.index)?;
        let bars = Shared::new(bars(row, &place, &snapshot.axis, frame));
        Some(Self {
            snapshot,
            place,
            frame,
            bars,
        })
    }

    /// Whether it is this row of this run in this frame.
    pub fn is(&self, snapshot: &Shared<Snapshot>, place: Row, frame: Frame) -> bool {
        (&self.snapshot, self.place, self.frame) == (snapshot, place, frame)
    }

    /// What is drawn, under a key of its own.
    pub fn row(self) -> each::Row {
        let key = format!(
            "{}/{}/{:?}",
            self.snapshot.number, self.place.index, self.frame
        );
        each::Row::new(key, move || {
            let row = self.snapshot.run.rows().get(self.place.index);
            let state = row.map(|row| self.snapshot.run.name(row.state).to_owned());
            let state = state.unwrap_or_default();
            if self.bars.len() > DENSE {
                dense(&self.bars, &state)
            } else {
                self.bars
                    .iter()
                    .map(|bar| single(bar, &state))
                    .collect_view()
                    .into_any()
            }
        })
    }
}

/// A bar: its box, what is written in it, and how it ended.
fn single(bar: &DrawnBar, state: &str) -> AnyView {
    let (start, end, last) = (bar.start_event, bar.end_event, bar.status);
    let runs = following(move |moment| (start..end).contains(&moment.cursor));
    let status =
        Signal::derive(move || status_name(if runs.get() { Status::Running } else { last }));
    let size = (bar.height - 4.0).clamp(4.0, 12.0);
    let mark_x = if is_narrow(bar) {
        bar.x + bar.width + 1.0
    } else {
        bar.x + bar.width - size - 3.0
    };
    let is_gap = bar.kind == BarKind::RetryGap;
    let label_x = bar.x.max(0.0) + if is_gap { 16.0 } else { 5.0 };
    view! {
        <g class="bar" data-kind=kind_name(bar.kind) data-status=status>
            <rect x=bar.x y=bar.y width=bar.width height=bar.height rx="3"></rect>
            {written(bar).map(|label| view! { <text class="what" x=label_x y=bar.y + bar.height / 2.0 + 4.0>{label}</text> }.into_any())}
            {marked(bar).map(|glyph| view! {
                <path class="mark" transform=format!("translate({:.1} {:.1}) scale({:.3})", mark_x, bar.y + (bar.height - size) / 2.0, size / 16.0) d=path(glyph)></path>
            }.into_any())}
            <title>{describe(bar, state)}</title>
        </g>
    }
    .into_any()
}

/// Very many bars: a shape for each way to end, and a shape of all their marks. Failures lie over what went well.
fn dense(bars: &[DrawnBar], state: &str) -> AnyView {
    const ENDS: [Status; 5] = [
        Status::Running,
        Status::Succeeded,
        Status::Aborted,
        Status::Caught,
        Status::Failed,
    ];
    let mut shapes = Vec::new();
    for status in ENDS {
        for kind in [BarKind::State, BarKind::Wait, BarKind::RetryGap] {
            let is_of = |bar: &&DrawnBar| bar.status == status && drawn_as(bar.kind) == kind;
            let (mut boxes, mut marks) = (String::new(), String::new());
            for bar in bars.iter().filter(is_of) {
                let DrawnBar {
                    x,
                    y,
                    width,
                    height,
                    ..
                } = bar;
                // Writing into a string never fails.
                let _ = write!(boxes, "M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z");
                if marked(bar).is_some() {
                    let _ = write!(marks, "{}", small_mark(bar));
                }
            }
            if !boxes.is_empty() {
                shapes.push(
                    view! {
                        <g class="bar" data-kind=kind_name(kind) data-status=status_name(status)>
                            <path class="box" d=boxes></path>
                            <path class="mark" d=marks></path>
                        </g>
                    }
                    .into_any(),
                );
            }
        }
    }
    let title = format!("{state}: {} bars. Press one to inspect it.", bars.len());
    view! { <g class="dense">{shapes} <title>{title}</title></g> }.into_any()
}

/// Attempts and iterations look like states.
fn drawn_as(kind: BarKind) -> BarKind {
    match kind {
        BarKind::Wait | BarKind::RetryGap => kind,
        _ => BarKind::State,
    }
}

/// A cross for a failure, an angle for what was caught, at the end of a bar.
fn small_mark(bar: &DrawnBar) -> String {
    let size = (bar.height - 1.0).clamp(3.0, 6.0);
    let (x, y) = (
        (bar.x + bar.width - size - 1.0).max(bar.x),
        bar.y + (bar.height - size) / 2.0,
    );
    if bar.status == Status::Failed {
        format!("M{x:.1} {y:.1}l{size:.1} {size:.1}m0 -{size:.1}l-{size:.1} {size:.1}")
    } else {
        let half = size / 2.0;
        format!("M{x:.1} {y:.1}l{half:.1} {size:.1}l{half:.1} -{size:.1}")
    }
}

/// What is written in a bar, where there is room: the item, the attempt, or how long a gap lasts.
fn written(bar: &DrawnBar) -> Option<String> {
    let text = match bar.kind {
        BarKind::RetryGap | BarKind::Wait => asl::format_duration(bar.time.1 - bar.time.0),
        _ => bar.label.clone(),
    };
    let aside = bar.kind == BarKind::RetryGap || marked(bar).is_some();
    let room = bar.width - 8.0 - if aside { 14.0 } else { 0.0 };
    let fits = num::real(text.chars().count()) * 6.2 <= room && bar.height >= 14.0;
    (fits && !text.is_empty()).then_some(text)
}

/// Too narrow for a mark, which then stands beside it.
fn is_narrow(bar: &DrawnBar) -> bool {
    bar.width < 18.0
}

/// Failures are marked, and those that were caught with a shield.
fn marked(bar: &DrawnBar) -> Option<Glyph> {
    if bar.kind == BarKind::RetryGap {
        return None;
    }
    match bar.status {
        Status::Failed => Some(Glyph::Cross),
        Status::Caught => Some(Glyph::Shield),
        _ => None,
    }
}

fn describe(bar: &DrawnBar, state: &str) -> String {
    let (from, to) = (clock(bar.time.0, false), clock(bar.time.1, false));
    let took = asl::format_duration(bar.time.1 - bar.time.0);
    let what = match bar.kind {
        BarKind::RetryGap => "waits to try again".to_owned(),
        BarKind::Wait => "waits".to_owned(),
        _ => status_name(bar.status).to_owned(),
    };
    let label = if bar.label.is_empty() {
        String::new()
    } else {
        format!(" {}", bar.label)
    };
    format!("{state}{label}: {what}, {from} to {to} ({took})")
}
