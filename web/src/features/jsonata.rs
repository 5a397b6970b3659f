//! The engine for JSONata: loaded when a definition uses it, and what is to be said meanwhile.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::store;
use crate::platform::jsonata;
use crate::reactive::{Memo, effect};
use crate::state::jsonata::Jsonata;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};

/// Loads the engine as soon as a definition uses JSONata.
pub fn load_when_used(store: Store) {
    effect(move || {
        if store.waits() && store.jsonata.get_untracked() == Jsonata::Unasked {
            load(store);
        }
    });
}

fn load(store: Store) {
    spawn_local(fetch(store));
}

/// Downloads the engine, and says how that went.
pub async fn fetch(store: Store) {
    store.jsonata.set(Jsonata::Loading);
    store.jsonata.set(match jsonata::load().await {
        Ok(()) => Jsonata::Loaded,
        Err(why) => Jsonata::Failed(why),
    });
}

/// What a definition waits for.
#[component]
pub fn JsonataNote() -> impl IntoView {
    let store = store();
    let shown = Memo::new(move |_| store.waits().then(|| store.jsonata.get()));
    let note = move || {
        match shown.get() {
        Some(Jsonata::Failed(why)) => view! {
            <div class="canvas-note" role="alert">
                <Icon glyph=Glyph::Error />
                <span>{format!("JSONata could not be loaded, which this definition or an outcome uses: {why}.")}</span>
                <button type="button" class="btn small" on:click=move |_| load(store)>"Try again"</button>
                <small>"Check the connection, then try again."</small>
            </div>
        }
        .into_any(),
        Some(_) => view! { <p class="canvas-busy" role="status">"Loading JSONata …"</p> }.into_any(),
        None => ().into_any(),
    }
    };
    view! { {move || note()} }
}
