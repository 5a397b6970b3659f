//! The timeline: names on the left, the plot on the right. Only the rows in sight exist.

use std::ops::Range;

use leptos::html::Div;
use leptos::prelude::*;

use super::bars::Drawn;
use super::plot::Plot;
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::platform::{dom, surroundings};
use crate::reactive::{Memo, RwSignal, Signal, effect, on_change};
use crate::state::num;
use crate::state::playback::Playback;
use crate::state::shared::Shared;
use crate::state::snapshot::Snapshot;
use crate::state::store::Store;
use crate::state::time_window::TimeWindow;
use crate::state::timeline::{self, Frame, Row};
use crate::state::viewport::Size;
use crate::ui::each;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// The height of the axis.
pub const AXIS: f64 = 22.0;

/// How much a button or a key zooms.
pub const ZOOM: f64 = 1.5;

/// What scrolls.
const SCROLLER: &str = "timeline";

/// So much more than what is seen exists above and below, in pixels.
const BEYOND: f64 = 120.0;

/// A run, and where its rows stand.
type Rows = (Shared<Snapshot>, Shared<Vec<Row>>);

/// What of the timeline is seen, and what there is.
#[derive(Clone, Copy)]
pub struct View {
    /// The run with its rows.
    rows: Memo<Option<Rows>>,
    /// Which of the rows are in sight.
    seen: Memo<Range<usize>>,
    /// The part of the axis that is seen.
    window: RwSignal<TimeWindow>,
    /// How wide the plot is.
    pub width: Memo<f64>,
    /// Where the cursor stands on the axis. It flows, or goes from event to event where motion is to be avoided.
    pub cursor: Memo<f64>,
}

impl View {
    /// The part of the axis that is seen, and on how many pixels.
    pub fn frame(self) -> Frame {
        Frame {
            window: self.window.get(),
            width: self.width.get(),
        }
    }

    /// The run.
    pub fn snapshot(self) -> Option<Shared<Snapshot>> {
        self.rows
            .with(|rows| rows.as_ref().map(|(snapshot, _)| snapshot.clone()))
    }

    /// How high all rows are.
    pub fn height(self) -> f64 {
        let last = |rows: &Shared<Vec<Row>>| rows.last().map(|row| row.y + row.height);
        let height = |(_, rows): &Rows| last(rows);
        self.rows
            .with(|rows| rows.as_ref().and_then(height).unwrap_or_default())
    }

    /// The rows in sight.
    pub fn shown(self) -> Vec<(Shared<Snapshot>, Row)> {
        let (rows, seen) = (self.rows.get(), self.seen.get());
        let Some((snapshot, rows)) = rows else {
            return Vec::new();
        };
        let rows = rows.get(seen).unwrap_or_default().iter();
        rows.map(|row| (snapshot.clone(), *row)).collect()
    }

    /// Magnifies around a place, or around the cursor.
    pub fn zoom(self, factor: f64, around: Option<f64>) {
        let around = around.unwrap_or_else(|| self.cursor.get_untracked());
        self.window
            .update(|window| *window = window.keeping(around).zoomed(factor, around));
    }

    /// Moves what is seen by a part of it.
    pub fn pan(self, by: f64) {
        self.window.update(|window| *window = window.panned(by));
    }

    /// Shows all of the run.
    pub fn fit(self) {
        self.window.set(TimeWindow::WHOLE);
    }
}

/// The timeline of the run.
#[component]
pub fn Timeline() -> impl IntoView {
    let store = store();
    let (scroller, plot) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let (outer, inner) = (surroundings::size_of(scroller), surroundings::size_of(plot));
    let top = RwSignal::new(0.0);
    let view = view_of(store, outer, inner, top);
    follow(store, view, outer, top);
    let empty = Memo::new(move |_| view.height() <= 0.0);
    view! {
        <div
            id=SCROLLER
            class="timeline"
            node_ref=scroller
            on:scroll=move |event| if let Some((now, _)) = dom::scroll_of(&event) { top.set(now) }
        >
            <div class="timeline-names">
                <ZoomTools view />
                {each::each(move || names(store, view))}
            </div>
            <div class="timeline-plot" node_ref=plot>
                <Plot view drawn=drawn(view) />
            </div>
        </div>
        <Show when=empty>
            <p class="empty">"No state was entered yet. Once the definition runs, each state gets a row."</p>
        </Show>
    }
}

fn view_of(store: Store, outer: Signal<Size>, inner: Signal<Size>, top: RwSignal<f64>) -> View {
    let rows = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        let rows = Shared::new(timeline::rows(snapshot.run.rows()));
        Some((snapshot, rows))
    });
    let seen = Memo::new(move |_| {
        let (from, to) = (top.get() - BEYOND, top.get() + outer.get().height + BEYOND);
        rows.with(|rows| {
            rows.as_ref()
                .map_or(0..0, |(_, rows)| timeline::seen(rows, from, to))
        })
    });
    let still = chrome().still;
    View {
        rows,
        seen,
        window: RwSignal::new(TimeWindow::WHOLE),
        // Room for the line at the very end.
        width: Memo::new(move |_| (inner.get().width.floor() - 12.0).max(1.0)),
        cursor: Memo::new(move |_| {
            let Some(snapshot) = store.snapshot().get() else {
                return 0.0;
            };
            let time = if still.get() && store.playback().with(Playback::is_playing) {
                snapshot.run.time_at(store.cursor.get())
            } else {
                store.time()
            };
            snapshot.axis.place(num::millis(time))
        }),
    }
}

/// Keeps the cursor and the state that is inspected in sight, when they move.
fn follow(store: Store, view: View, outer: Signal<Size>, top: RwSignal<f64>) {
    let example = Memo::new(move |_| store.session().with(|session| session.example.id.clone()));
    on_change(move || example.get(), move |_| view.fit());
    on_change(
        move || view.cursor.get(),
        move |cursor| {
            let (now, window) = (view.window, view.window.get_untracked());
            let next = window.keeping(*cursor);
            if next != window {
                now.set(next);
            }
        },
    );
    effect(move || {
        // Once it is as high as it will be.
        let (state, height) = (store.inspected_state.get(), outer.get().height);
        let row = view.rows.with_untracked(|rows| {
            let (snapshot, rows) = rows.as_ref()?;
            let is_it = |row: &&Row| {
                let entry = snapshot.run.rows().get(row.index);
                entry.is_some_and(|entry| Some(entry.state) == state)
            };
            rows.iter().find(is_it).copied()
        });
        let row = row.filter(|row| height > row.height);
        let seen = row.and_then(|row| dom::keep_in_sight(SCROLLER, row.y, row.height + AXIS));
        if let Some((now, _)) = seen {
            top.set(now);
        }
    });
}

/// Zoom in, zoom out, fit.
#[component]
fn ZoomTools(view: View) -> impl IntoView {
    let whole = Memo::new(move |_| view.window.with(|window| window.is_whole()));
    let tool = move |label: &'static str, key: &'static str, glyph: Glyph, act: fn(View)| {
        let disabled = move || (glyph != Glyph::Plus && whole.get()).to_string();
        view! {
            <button
                type="button"
                class="btn square small"
                aria-label=label
                title=format!("{label} ({key})")
                aria-disabled=disabled
                on:click=move |_| act(view)
            >
                <Icon glyph=glyph small=true />
            </button>
        }
        .into_any()
    };
    view! {
        <div class="timeline-corner" role="group" aria-label="Zoom the timeline">
            {tool("Zoom out in time", "−", Glyph::Minus, |view| view.zoom(1.0 / ZOOM, None))}
            {tool("Zoom in on time", "+", Glyph::Plus, |view| view.zoom(ZOOM, None))}
            {tool("Show the whole time", "0", Glyph::Fit, View::fit)}
        </div>
    }
}

fn names(store: Store, view: View) -> Vec<each::Row> {
    let name = |(snapshot, row): (Shared<Snapshot>, Row)| {
        let entry = snapshot.run.rows().get(row.index)?;
        let (state, label, depth) = (entry.state, entry.label.clone(), entry.depth.min(3));
        let key = format!("{}/{}", snapshot.number, row.index);
        Some(each::Row::new(key, move || {
            let select =
                move |_| store.select(|selection| selection.select(&snapshot.run.machine, state));
            let selected = Memo::new(move |_| store.inspected_state.get() == Some(state));
            view! {
                <button
                    type="button"
                    class="timeline-name"
                    data-depth=depth.to_string()
                    style:top=format!("{}px", row.y + AXIS)
                    style:height=format!("{}px", row.height)
                    aria-current=move || selected.get().to_string()
                    on:click=select
                >
                    <span>{label}</span>
                </button>
            }
            .into_any()
        }))
    };
    view.shown().into_iter().filter_map(name).collect()
}

/// The bars of the rows in sight.
fn drawn(view: View) -> Memo<Vec<Drawn>> {
    Memo::new(move |before: Option<&Vec<Drawn>>| {
        let frame = view.frame();
        let draw = |(snapshot, place): (Shared<Snapshot>, Row)| {
            let mut before = before.into_iter().flatten();
            let same = before.find(|drawn| drawn.is(&snapshot, place, frame));
            same.cloned().or_else(|| Drawn::new(snapshot, place, frame))
        };
        view.shown().into_iter().filter_map(draw).collect()
    })
}
