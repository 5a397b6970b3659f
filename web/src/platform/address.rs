//! The page's address: its fragment, and a note that goes with a place in the browser's history.

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};
use web_sys::{History, Location};

/// The fragment with its `#`, or nothing.
pub fn fragment() -> String {
    let hash = location().and_then(|location| location.hash().ok());
    hash.unwrap_or_default()
}

/// The note of this place in the history, or nothing.
pub fn note() -> String {
    let state = history().and_then(|history| history.state().ok());
    state
        .and_then(|state| state.as_string())
        .unwrap_or_default()
}

/// The page's own address, without its fragment.
pub fn page() -> String {
    let href = location().and_then(|location| location.href().ok());
    let href = href.unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Makes the fragment another one: a step that Back takes back, and that nobody is told about.
pub fn push(fragment: &str, note: &str) {
    if let Some(history) = history() {
        // Browsers refuse it only when it comes too often, and then the address stays as it is.
        let _ = history.push_state_with_url(&note.into(), "", Some(&url(fragment)));
    }
}

/// Makes the fragment another one, in the place of what it was.
pub fn replace(fragment: &str, note: &str) {
    if let Some(history) = history() {
        // As above.
        let _ = history.replace_state_with_url(&note.into(), "", Some(&url(fragment)));
    }
}

/// Calls `act` with each new fragment and note, by hand, by a link or by Back.
pub fn on_change(act: impl Fn(&str, &str) + 'static) {
    let listener = window_event_listener(ev::popstate, move |_| act(&fragment(), &note()));
    on_cleanup(move || listener.remove());
}

/// An empty fragment alone would not take the present one away.
fn url(fragment: &str) -> String {
    format!("{}{fragment}", page())
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

fn location() -> Option<Location> {
    Some(web_sys::window()?.location())
}
