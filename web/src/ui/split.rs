//! The line between two panes, moved with the pointer or the arrow keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use crate::platform::{dom, pointer};
use crate::reactive::{Memo, RwSignal};
use crate::state::panes::Pane;

/// A separator that sizes one pane.
#[component]
pub fn Separator(
    /// What it sizes, for screen readers: "Width of the code".
    label: &'static str,
    /// Which pane, with its limits.
    pane: Pane,
    /// The size that the user chose, in pixels; `None` for the usual one.
    chosen: RwSignal<Option<f64>>,
    /// Its place in the grid.
    class: &'static str,
) -> impl IntoView {
    let horizontal = pane.is_height();
    let width = dom::page_width();
    let size = Memo::new(move |_| chosen.get().unwrap_or_else(|| pane.usual(width)));
    let drag = RwSignal::new(None::<(f64, f64)>);
    let along = move |event: &PointerEvent| {
        f64::from(if horizontal {
            event.client_y()
        } else {
            event.client_x()
        })
    };
    let start = move |event: PointerEvent| {
        event.prevent_default();
        pointer::capture(&event);
        drag.set(Some((along(&event), size.get_untracked())));
    };
    let move_on = move |event: PointerEvent| {
        if let Some((from, was)) = drag.get_untracked() {
            chosen.set(Some(pane.bounded(was + pane.growth(along(&event) - from))));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if let Some(next) =
            pane.after_key(&event.key(), event.shift_key(), size.get_untracked(), width)
        {
            event.prevent_default();
            chosen.set(Some(next));
        }
    };
    view! {
        <div
            class=format!("separator {class}")
            class:dragging=move || drag.get().is_some()
            role="separator"
            tabindex="0"
            aria-label=label
            aria-orientation=if horizontal { "horizontal" } else { "vertical" }
            aria-valuemin=pane.limits().0.to_string()
            aria-valuemax=pane.limits().1.to_string()
            aria-valuenow=move || size.get().round().to_string()
            on:pointerdown=start
            on:pointermove=move_on
            on:pointerup=move |_| drag.set(None)
            on:pointercancel=move |_| drag.set(None)
            on:dblclick=move |_| chosen.set(None)
            on:keydown=on_key
        ></div>
    }
}
