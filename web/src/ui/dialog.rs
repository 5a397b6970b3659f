//! A dialog over the page: Escape, its button and a press beside it close it.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::platform::dom;
use crate::reactive::{RwSignal, effect};

/// The dialog. It is there all the time, and shown while `open`.
#[component]
pub fn Dialog(
    /// Its id, unique on the page.
    id: &'static str,
    /// Its title.
    title: &'static str,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// More classes of the dialog.
    #[prop(optional)]
    class: &'static str,
    /// What stands beside the title.
    #[prop(optional)]
    head: Option<AnyView>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    effect(move || dom::set_open(id, open.get()));
    let close = move || open.set(false);
    let (title_id, labelled_by) = (format!("{id}-title"), format!("{id}-title"));
    view! {
        <dialog
            id=id
            class=format!("dialog {class}")
            aria-labelledby=labelled_by
            on:close=move |_| close()
            on:click=move |event| if dom::is_on_itself(&event) { close() }
        >
            <div class="dialog-head">
                <h2 id=title_id>{title}</h2>
                {head}
                <button type="button" class="btn square" aria-label="Close" on:click=move |_| close()>
                    <Icon glyph=Glyph::Cross />
                </button>
            </div>
            {children()}
        </dialog>
    }
}
