//! The playground: a Leptos app over the engine, drawn in the browser.
//!
//! - [`state`]: what the page knows, and the one store;
//! - [`features`]: what the page shows, each feature in its place;
//! - [`ui`]: parts that know nothing of state machines;
//! - [`reactive`]: signals, memos and effects as handles over one type;
//! - [`platform`]: the only user of the browser's interfaces.

pub mod features;
pub mod platform;
pub mod reactive;
pub mod state;
pub mod ui;

use leptos::prelude::*;

/// Puts the playground onto the page.
pub fn start() {
    // Leptos runs tasks only once it is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let (session, place) = features::opening::begin().await;
        mount_to_body(move || view! { <features::app::App session=Some(session) place=place /> });
    });
}
