//! The plot of the timeline: axis, bars, and the line of the cursor. Pressing or dragging seeks.

use asl::{BarKind, Status};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::commands::announce;
use crate::platform::pointer;
use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::num;
use crate::state::playback::Playback;
use crate::state::shared::Shared;
use crate::state::snapshot::Snapshot;
use crate::state::text::clock;
use crate::state::timeline::{DrawnBar, Row, kind_name, status_name};
use crate::ui::icon::{Glyph, path};

/// The height of the axis.
const AXIS: f64 = 22.0;

/// At least so far apart are the marks of the axis, in pixels.
const SPACING: f64 = 90.0;

/// A press that moves less than this many pixels is a click.
const CLICK: f64 = 4.0;

/// Up to this many bars follow the run; with more, each is drawn as it ends.
const MOST_LIVE: usize = 400;

/// The plot. Drawn once for each run and width; while playing only the line and the veil move.
#[component]
pub fn Plot(
    /// The run.
    snapshot: Shared<Snapshot>,
    /// Where its bars stand.
    rows: Shared<Vec<Row>>,
    /// How wide the plot is, in pixels.
    width: f64,
) -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let height = rows.last().map_or(0.0, |row| row.y + row.height);
    let live = rows.iter().map(|row| row.bars.len()).sum::<usize>() <= MOST_LIVE;
    let press = RwSignal::new(None::<f64>);
    let dragging = RwSignal::new(false);
    let seek = {
        let snapshot = snapshot.clone();
        move |event: &PointerEvent| {
            if let Some(at) = pointer::within(event) {
                let time = snapshot.axis.time((at.x / width).clamp(0.0, 1.0));
                store.play(|playback, pacing| {
                    playback.pause();
                    playback.seek_time(time, pacing);
                });
            }
        }
    };
    let seek_on = seek.clone();
    let on_down = move |event: PointerEvent| {
        if event.button() == 0 {
            press.set(Some(f64::from(event.client_x())));
            seek(&event);
        }
    };
    let on_move = move |event: PointerEvent| {
        let Some(from) = press.get_untracked() else {
            return;
        };
        // Held from the first move on: before, the press may become a click on a bar.
        if !dragging.get_untracked() && (f64::from(event.client_x()) - from).abs() > CLICK {
            dragging.set(true);
            pointer::capture(&event);
        }
        if dragging.get_untracked() {
            seek_on(&event);
        }
    };
    let on_up = move |_| {
        if press.get_untracked().is_some() {
            press.set(None);
            dragging.set(false);
            announce(store, chrome);
        }
    };
    let summary = format!(
        "{} states over {}",
        rows.len(),
        asl::format_duration(snapshot.run.duration())
    );
    let breaks: Vec<f64> = snapshot.axis.breaks().map(|place| place * width).collect();
    let ticks = snapshot.axis.ticks(SPACING / width);
    let lines = ticks.iter().map(|tick| {
        let x = tick.place * width;
        view! { <line class="tick" x1=x x2=x y1="0" y2=height></line> }.into_any()
    });
    let stripes = rows
        .iter()
        .map(|row| stripe(&snapshot, row, width))
        .collect_view();
    let bars = rows.iter().flat_map(|row| &row.bars).map(|bar| {
        view! { <BarView bar=bar.clone() row_state=bar_state(&snapshot, bar) live /> }.into_any()
    });
    view! {
        <div
            class="timeline-hit"
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_up
        >
            <svg class="axis" width=width + 12.0 height=AXIS aria-hidden="true">
                {ticks.iter().map(|tick| axis_tick(tick.place * width, tick.label.clone())).collect_view()}
                {breaks.iter().map(|x| axis_break(*x)).collect_view()}
                <line class="base" x1="0" x2=width + 12.0 y1=AXIS - 0.5 y2=AXIS - 0.5></line>
                <Knob snapshot=snapshot.clone() width />
            </svg>
            <svg class="plot" width=width + 12.0 height=height role="img" aria-label=format!("Timeline: {summary}. The history lists the same as text.")>
                <defs>
                    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <line class="hatch-line" x1="0" y1="0" x2="0" y2="6"></line>
                    </pattern>
                </defs>
                {stripes}
                {lines.collect_view()}
                {bars.collect_view()}
                <Playhead snapshot=snapshot.clone() width height />
            </svg>
        </div>
    }
}

/// The state whose visit a bar shows.
fn bar_state(snapshot: &Snapshot, bar: &DrawnBar) -> String {
    let state = snapshot.run.visit(bar.visit).map(|visit| visit.state);
    state
        .map(|state| snapshot.run.name(state).to_owned())
        .unwrap_or_default()
}

fn axis_tick(x: f64, label: String) -> AnyView {
    view! {
        <line x1=x x2=x y1="14" y2=AXIS></line>
        <text x=x + 4.0 y="14">{label}</text>
    }
    .into_any()
}

/// Where a long wait is cut short.
fn axis_break(x: f64) -> AnyView {
    view! {
        <path class="break" d=format!("M{} 20l4 -8M{} 20l4 -8", x - 5.0, x - 1.0)>
            <title>"A long wait, drawn shorter than it is"</title>
        </path>
    }
    .into_any()
}

fn stripe(snapshot: &Snapshot, row: &Row, width: f64) -> AnyView {
    let store = store();
    let state = snapshot.run.rows().get(row.index).map(|entry| entry.state);
    let (y, height) = (row.y, row.height);
    let selected = Memo::new(move |_| state.is_some() && store.inspected_state.get() == state);
    view! {
        <rect class="stripe" class:selected=move || selected.get() x="0" y=y width=width + 12.0 height=height></rect>
    }
    .into_any()
}

/// Where the cursor's line stands, in pixels. It flows, or goes from event to event where motion is to be avoided.
fn place(snapshot: Shared<Snapshot>, width: f64) -> Memo<f64> {
    let store = store();
    let still = chrome().still;
    Memo::new(move |_| {
        let time = if still.get() && store.playback().with(Playback::is_playing) {
            snapshot.run.time_at(store.cursor.get())
        } else {
            store.time()
        };
        snapshot.axis.place(num::millis(time)) * width
    })
}

#[component]
fn Playhead(snapshot: Shared<Snapshot>, width: f64, height: f64) -> impl IntoView {
    let x = place(snapshot, width);
    view! {
        <rect class="veil" x=x y="0" width=move || (width - x.get()).max(0.0) height=height></rect>
        <line class="playhead" x1=x x2=x y1="0" y2=height></line>
    }
}

#[component]
fn Knob(snapshot: Shared<Snapshot>, width: f64) -> impl IntoView {
    let x = place(snapshot, width);
    let d = Signal::derive(move || format!("M{:.1} 14h8v4l-4 4-4-4z", x.get() - 4.0));
    view! { <path class="playhead-knob" d=d></path> }
}

/// A bar: its box, what is written in it, and how it ended.
#[component]
fn BarView(bar: DrawnBar, row_state: String, live: bool) -> impl IntoView {
    let store = store();
    let status = {
        let (start, end, last) = (bar.start_event, bar.end_event, bar.status);
        move || {
            if live && (start..end).contains(&store.cursor.get()) {
                Status::Running
            } else {
                last
            }
        }
    };
    let status = Memo::new(move |_| status_name(status()));
    let visit = bar.visit;
    let selected = Memo::new(move |_| live && store.inspected.get() == Some(visit));
    let title = describe(&bar, &row_state);
    let label = written(&bar);
    let mark = marked(&bar);
    let size = (bar.height - 4.0).clamp(4.0, 12.0);
    let mark_x = if is_narrow(&bar) {
        bar.x + bar.width + 1.0
    } else {
        bar.x + bar.width - size - 3.0
    };
    let label_x = bar.x
        + if bar.kind == BarKind::RetryGap {
            16.0
        } else {
            5.0
        };
    view! {
        <g
            class="bar"
            class:selected=move || selected.get()
            data-kind=kind_name(bar.kind)
            data-status=status
            on:click=move |_| store.select_visit(visit)
        >
            <rect x=bar.x y=bar.y width=bar.width height=bar.height rx="3"></rect>
            {label.map(|label| view! { <text class="what" x=label_x y=bar.y + bar.height / 2.0 + 4.0>{label}</text> }.into_any())}
            {mark.map(|glyph| view! {
                <path class="mark" transform=format!("translate({:.1} {:.1}) scale({:.3})", mark_x, bar.y + (bar.height - size) / 2.0, size / 16.0) d=path(glyph)></path>
            }.into_any())}
            <title>{title}</title>
        </g>
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
    if bar.kind == BarKind::RetryGap || bar.joined > 1 {
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
