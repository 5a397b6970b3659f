//! The gallery: every example, searched by words and features.

pub mod list;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::list::{Current, Features, List};
use super::chrome::chrome;
use super::opening;
use crate::reactive::{RwSignal, effect};
use crate::state::catalogue::Catalogue;
use crate::ui::dialog::Dialog;

/// The list of examples: not asked for yet, asked for, or there.
#[derive(Clone, Copy)]
pub struct Gallery {
    catalogue: RwSignal<Option<Result<Catalogue, String>>>,
    query: RwSignal<String>,
}

impl Gallery {
    /// Fetches the list, unless it is there.
    fn load(self) {
        if matches!(self.catalogue.get_untracked(), Some(Ok(_))) {
            return;
        }
        spawn_local(async move {
            self.catalogue.set(Some(opening::catalogue().await));
        });
    }
}

/// The dialog.
#[component]
pub fn GalleryDialog() -> impl IntoView {
    let chrome = chrome();
    let gallery = Gallery {
        catalogue: RwSignal::new(None),
        query: RwSignal::new(String::new()),
    };
    provide_context(gallery);
    effect(move || {
        if chrome.gallery.get() {
            gallery.load();
        }
    });
    let body = move || match gallery.catalogue.get() {
        None => view! { <p class="quiet">"Loading the examples …"</p> }.into_any(),
        Some(Err(error)) => {
            view! { <p class="gallery-none">{opening::excuse(&error)}</p> }.into_any()
        }
        Some(Ok(catalogue)) => {
            let catalogue = StoredValue::new(catalogue);
            view! {
                <Current catalogue />
                <Features catalogue />
                <List catalogue />
            }
            .into_any()
        }
    };
    let search = view! {
        <input
            type="search"
            class="input"
            id="gallery-search"
            placeholder="Search: Catch, Wait, S3 …"
            aria-label="Search examples"
            autocomplete="off"
            autofocus
            prop:value=move || gallery.query.get()
            on:input=move |event| gallery.query.set(event_target_value(&event))
            on:keydown=move |event| list::on_search_key(&event)
        />
    };
    view! {
        <Dialog id="gallery" class="gallery" title="Examples" open=chrome.gallery head=search.into_any()>
            <div class="dialog-body" on:keydown=move |event| list::on_list_key(&event)>{move || body()}</div>
        </Dialog>
    }
}
