//! The page's address: its fragment.

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};
use wasm_bindgen::JsValue;

/// The fragment with its `#`, or nothing.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default()
}

/// Makes the fragment another one: a step that Back takes back, and that nobody is told about.
pub fn go_to(fragment: &str) {
    if fragment == self::fragment() {
        return;
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Browsers refuse it only when it comes too often, and then the address stays as it is.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Calls `act` with each new fragment, by hand, by a link or by Back.
pub fn on_change(act: impl Fn(&str) + 'static) {
    let listener = window_event_listener(ev::hashchange, move |_| act(&fragment()));
    on_cleanup(move || listener.remove());
}
