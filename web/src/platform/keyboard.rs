//! Keys pressed anywhere on the page.

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};
use wasm_bindgen::JsCast;

use crate::state::keys::Place;

/// Calls `act` with each key and where it was pressed; when it returns `true` the key has done its work.
pub fn on_key(act: impl Fn(&str, Place) -> bool + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if act(
            &event.key(),
            Place {
                modified,
                commanding: (event.ctrl_key() || event.meta_key())
                    && !event.alt_key()
                    && !event.shift_key(),
                shifted: event.shift_key(),
                ..place(&event)
            },
        ) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn place(event: &ev::KeyboardEvent) -> Place {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return Place::default();
    };
    let is_in = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
    Place {
        typing: is_in(
            "input:not([type=range]), textarea, select, [contenteditable=true], dialog[open]",
        ),
        pressable: is_in("button, summary, a[href], [role=button], [role=tab], [role=menuitem]"),
        arrows: is_in(
            "input[type=range], [role=tablist], [role=menu], [role=separator], [role=listbox], .canvas",
        ),
        ends: is_in("input[type=range], [role=tablist], [role=separator], [role=listbox]"),
        modified: false,
        commanding: false,
        shifted: false,
    }
}
