//! What was just replaced, and the way back.

use leptos::prelude::*;

use super::app::store;
use crate::state::session::Change;

/// The note, while there is a way back.
#[component]
pub fn Toast() -> impl IntoView {
    let store = store();
    let what = Memo::new(move |_| {
        store
            .session()
            .with(|session| session.undo.as_ref().map(|undo| undo.what.clone()))
    });
    let dismissed = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| {
        what.get()
            .filter(|what| dismissed.get().as_ref() != Some(what))
    });
    view! {
        <div role="status">
            {move || {
                shown.get().map(|what| {
                    let dismiss = what.clone();
                    view! {
                        <div class="toast">
                            <span>{what}</span>
                            <button type="button" class="btn primary" on:click=move |_| store.update(Change::Undo)>
                                "Undo"
                            </button>
                            <button type="button" class="btn" on:click=move |_| dismissed.set(Some(dismiss.clone()))>
                                "Close"
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}
