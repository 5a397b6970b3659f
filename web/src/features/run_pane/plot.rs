//! The plot of the timeline: axis, bars, and the line of the cursor. Pressing or dragging seeks.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;

use super::bars::Drawn;
use super::timeline::{AXIS, View, ZOOM};
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::commands::announce;
use crate::platform::{dom, pointer};
use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::timeline::bar_at;
use crate::ui::each::each;

/// At least so far apart are the marks of the axis, in pixels.
const SPACING: f64 = 90.0;

/// A press that moves less than this many pixels is a click.
const CLICK: f64 = 4.0;

/// How much a key pans.
const PAN: f64 = 0.25;

/// The plot. Drawn once for each run and frame; while playing only the line and the veil move, over the drawing.
#[component]
pub fn Plot(
    /// What is seen.
    view: View,
    /// The rows in sight.
    drawn: Memo<Vec<Drawn>>,
) -> impl IntoView {
    let rows = move || drawn.get().into_iter().map(Drawn::row).collect();
    let total = move || view.width.get() + 12.0;
    let summary = move || {
        let words = view.snapshot().map(|snapshot| {
            let run = &snapshot.run;
            format!(
                "{} states over {}",
                run.rows().len(),
                asl::format_duration(run.duration())
            )
        });
        format!(
            "Timeline: {}. The history lists the same as text.",
            words.unwrap_or_default()
        )
    };
    view! {
        <Hit view drawn>
            <div class="axis">
                <svg width=total height=AXIS aria-hidden="true">
                    {move || axis(view)}
                    <line class="base" x1="0" x2=total y1=AXIS - 0.5 y2=AXIS - 0.5></line>
                </svg>
                <Knob view />
                <Reach view />
            </div>
            <svg class="plot" width=total height=move || view.height() role="img" aria-label=summary>
                <defs>
                    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <line class="hatch-line" x1="0" y1="0" x2="0" y2="6"></line>
                    </pattern>
                </defs>
                <Stripe view />
                {move || grid(view)}
                {each(rows)}
                <Chosen drawn />
            </svg>
            <Playhead view />
        </Hit>
    }
}

/// What is pressed, dragged, wheeled and focused.
#[component]
fn Hit(view: View, drawn: Memo<Vec<Drawn>>, children: Children) -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let press = RwSignal::new(None::<f64>);
    let dragging = RwSignal::new(false);
    let seek = move |event: &PointerEvent| {
        if let (Some(at), Some(snapshot)) = (pointer::within(event), untrack(|| view.snapshot())) {
            let part = (at.x / view.width.get_untracked()).clamp(0.0, 1.0);
            let time = snapshot
                .axis
                .time(untrack(|| view.frame()).window.place(part));
            store.play(|playback, pacing| {
                playback.pause();
                playback.seek_time(time, pacing);
            });
        }
    };
    let on_down = move |event: PointerEvent| {
        if event.button() == 0 {
            press.set(Some(f64::from(event.client_x())));
            dragging.set(false);
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
            seek(&event);
        }
    };
    let on_up = move |_| {
        if press.get_untracked().is_some() {
            press.set(None);
            announce(store, chrome);
        }
    };
    let on_click = move |event: MouseEvent| {
        let at = pointer::within(&event).filter(|_| !dragging.get_untracked());
        let Some(at) = at else { return };
        let visit = drawn.with_untracked(|rows| {
            let bars = rows.iter().map(|row| bar_at(&row.bars, at.x, at.y - AXIS));
            bars.flatten().map(|bar| bar.visit).next()
        });
        if let Some(visit) = visit {
            store.select_visit(visit);
        }
    };
    view! {
        <div
            class="timeline-hit"
            role="group"
            tabindex="0"
            aria-label="Time. Plus and minus zoom, 0 shows all of it, Shift with the arrow keys moves."
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=on_up
            on:click=on_click
            on:wheel=move |event| on_wheel(&event, view)
            on:keydown=move |event| on_key(&event, view)
        >
            {children()}
        </div>
    }
}

/// With Ctrl, or pinched, it zooms; sideways, or with Shift, it pans; otherwise the rows scroll.
fn on_wheel(event: &WheelEvent, view: View) {
    let (x, y) = (event.delta_x(), event.delta_y());
    let Some(at) = pointer::within(event) else {
        return;
    };
    let width = view.width.get_untracked();
    if event.ctrl_key() || event.meta_key() {
        let place = untrack(|| view.frame())
            .window
            .place((at.x / width).clamp(0.0, 1.0));
        view.zoom((-y * 0.01).clamp(-0.4, 0.4).exp(), Some(place));
    } else if event.shift_key() || x.abs() > y.abs() {
        view.pan((if x == 0.0 { y } else { x }) / width);
    } else {
        return;
    }
    event.prevent_default();
}

fn on_key(event: &KeyboardEvent, view: View) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || !dom::is_on_itself(event) {
        return;
    }
    match event.key().as_str() {
        "+" | "=" => view.zoom(ZOOM, None),
        "-" | "−" => view.zoom(1.0 / ZOOM, None),
        "0" => view.fit(),
        "ArrowLeft" if event.shift_key() => view.pan(-PAN),
        "ArrowRight" if event.shift_key() => view.pan(PAN),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The marks of the axis with their times, and where long waits are cut short.
fn axis(view: View) -> Option<AnyView> {
    let (snapshot, frame) = (view.snapshot()?, view.frame());
    let x = |place: f64| frame.window.part(place) * frame.width;
    let ticks = snapshot.axis.ticks(frame.window, frame.places(SPACING));
    let ticks = ticks.into_iter().map(|tick| {
        let x = x(tick.place);
        view! {
            <line x1=x x2=x y1="14" y2=AXIS></line>
            <text x=x + 4.0 y="14">{tick.label}</text>
        }
        .into_any()
    });
    let breaks = snapshot.axis.breaks().map(|place| {
        let x = x(place);
        view! {
            <path class="break" d=format!("M{} 20l4 -8M{} 20l4 -8", x - 5.0, x - 1.0)>
                <title>"A long wait, drawn shorter than it is"</title>
            </path>
        }
        .into_any()
    });
    Some(ticks.chain(breaks).collect_view().into_any())
}

/// The lines below the marks: one shape.
fn grid(view: View) -> Option<AnyView> {
    let (snapshot, frame, height) = (view.snapshot()?, view.frame(), view.height());
    let ticks = snapshot.axis.ticks(frame.window, frame.places(SPACING));
    let line = |place: f64| format!("M{:.1} 0v{height}", frame.window.part(place) * frame.width);
    let lines: String = ticks.iter().map(|tick| line(tick.place)).collect();
    Some(view! { <path class="tick" d=lines></path> }.into_any())
}

/// Behind the row of the state that is inspected.
#[component]
fn Stripe(view: View) -> impl IntoView {
    let store = store();
    let place = Memo::new(move |_| {
        let state = store.inspected_state.get()?;
        let of = |row: &asl::TimelineRow| row.state == state;
        let mut shown = view.shown().into_iter();
        let found =
            shown.find(|(snapshot, row)| snapshot.run.rows().get(row.index).is_some_and(of));
        found.map(|(_, row)| (row.y, row.height))
    });
    move || {
        place.get().map(|(y, height)| {
            view! { <rect class="stripe" x="0" y=y width="100%" height=height></rect> }.into_any()
        })
    }
}

/// Around the bar of the visit that is inspected.
#[component]
fn Chosen(drawn: Memo<Vec<Drawn>>) -> impl IntoView {
    let store = store();
    let place = Memo::new(move |_| {
        let visit = store.inspected.get()?;
        drawn.with(|rows| {
            let mut bars = rows.iter().flat_map(|row| row.bars.iter());
            let bar = bars.find(|bar| bar.visit == visit)?;
            Some((bar.x, bar.y, bar.width, bar.height))
        })
    });
    move || {
        place.get().map(|(x, y, width, height)| {
            view! { <rect class="chosen" x=x y=y width=width height=height rx="3"></rect> }
                .into_any()
        })
    }
}

/// Where the cursor stands, in pixels; outside of the plot when it is not seen.
fn place(view: View) -> Memo<f64> {
    Memo::new(move |_| {
        let frame = view.frame();
        frame.window.part(view.cursor.get()) * frame.width
    })
}

fn moved(x: f64) -> String {
    format!("translateX({x:.1}px)")
}

#[component]
fn Playhead(view: View) -> impl IntoView {
    let x = place(view);
    let hidden = move || !(0.0..=view.width.get()).contains(&x.get());
    view! {
        <div class="veil" style:transform=move || moved(x.get().max(0.0))></div>
        <div class="playhead" hidden=hidden style:transform=move || moved(x.get())></div>
    }
}

#[component]
fn Knob(view: View) -> impl IntoView {
    let x = place(view);
    view! {
        <svg class="playhead-knob" width="8" height="8" aria-hidden="true" style:transform=move || moved(x.get() - 4.0)>
            <path d="M0 0h8v4l-4 4-4-4z"></path>
        </svg>
    }
}

/// Which part of the time is seen, while it is not all of it.
#[component]
fn Reach(view: View) -> impl IntoView {
    let window = Signal::derive(move || view.frame().window);
    view! {
        <span
            class="reach"
            hidden=move || window.get().is_whole()
            style:left=move || format!("{:.2}%", window.get().from * 100.0)
            style:width=move || format!("{:.2}%", window.get().length() * 100.0)
        ></span>
    }
}
