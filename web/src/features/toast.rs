//! What was just replaced, and the way back; and what could not be done.

use leptos::prelude::*;

use super::app::store;
use super::chrome::chrome;
use crate::reactive::{Memo, RwSignal};
use crate::state::session::Change;

/// The note, while there is a way back.
#[component]
pub fn Toast() -> impl IntoView {
    let (store, notice) = (store(), chrome().notice);
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
    let said = move |what: String| {
        view! {
            <div class="toast">
                <span>{what}</span>
                <button type="button" class="btn" on:click=move |_| notice.set(None)>
                    "Close"
                </button>
            </div>
        }
    };
    view! {
        <div role="status">
            {move || notice.get().map(said)}
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
                    .into_any()
                })
            }}
        </div>
    }
}
