//! What the gallery lists: the open example with what to try, the features, the examples found.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Gallery;
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::opening;
use crate::platform::dom;
use crate::reactive::{Memo, Signal};
use crate::state::catalogue::{Catalogue, Entry};

const ITEMS: &str = ".gallery-item";

/// From the search down to the list; Enter opens what was found first.
pub fn on_search_key(event: &KeyboardEvent) {
    match event.key().as_str() {
        "ArrowDown" => dom::focus_first("gallery", ITEMS),
        "Enter" => dom::click_first("gallery", ITEMS),
        _ => return,
    }
    event.prevent_default();
}

/// From example to example.
pub fn on_list_key(event: &KeyboardEvent) {
    match event.key().as_str() {
        "ArrowDown" => dom::focus_next("gallery", ITEMS, true),
        "ArrowUp" => dom::focus_next("gallery", ITEMS, false),
        _ => return,
    }
    event.prevent_default();
}

/// The example that is open, with what to try.
#[component]
pub fn Current(
    /// The list of examples.
    catalogue: StoredValue<Catalogue>,
) -> impl IntoView {
    let store = store();
    let id = Memo::new(move |_| store.session().with(|session| session.example.id.clone()));
    let entry = move || catalogue.with_value(|catalogue| catalogue.entry(&id.get()).cloned());
    let shown = |entry: Entry| {
        let steps = entry
            .steps
            .into_iter()
            .map(|step| view! { <li>{step}</li> }.into_any());
        view! {
            <section class="gallery-current" aria-labelledby="gallery-try">
                <h3 id="gallery-try">{format!("{}: what to try", entry.title)}</h3>
                <ol>{steps.collect_view()}</ol>
            </section>
        }
        .into_any()
    };
    view! { {move || entry().map(shown)} }
}

/// The features, each of which fills the search, or empties it again.
#[component]
pub fn Features(
    /// The list of examples.
    catalogue: StoredValue<Catalogue>,
) -> impl IntoView {
    let query = expect_context::<Gallery>().query;
    let button = |tag: &str| {
        let (tag, label) = (tag.to_owned(), tag.to_owned());
        let pressed = {
            let tag = tag.clone();
            Memo::new(move |_| query.with(|query| *query == tag))
        };
        let toggle = move |_| {
            let off = pressed.get_untracked();
            query.set(if off { String::new() } else { tag.clone() });
        };
        view! {
            <button type="button" class="btn small outlined" aria-pressed=move || pressed.get().to_string() on:click=toggle>
                {label}
            </button>
        }
        .into_any()
    };
    let buttons = catalogue
        .with_value(|catalogue| catalogue.features().into_iter().map(button).collect_view());
    view! { <div class="gallery-features" role="group" aria-label="Features">{buttons}</div> }
}

/// The examples that the search finds.
#[component]
pub fn List(
    /// The list of examples.
    catalogue: StoredValue<Catalogue>,
) -> impl IntoView {
    let query = expect_context::<Gallery>().query;
    let found = Memo::new(move |_| {
        catalogue.with_value(|catalogue| {
            catalogue
                .search(&query.get())
                .into_iter()
                .cloned()
                .collect::<Vec<Entry>>()
        })
    });
    let count = Signal::derive(move || match found.with(Vec::len) {
        0 => "No example has all of these words.".to_owned(),
        1 => "1 example".to_owned(),
        many => format!("{many} examples"),
    });
    view! {
        <p class="quiet" role="status">{count}</p>
        <ul class="gallery-list">
            {move || found.get().into_iter().map(|entry| view! { <Item entry /> }.into_any()).collect_view()}
        </ul>
    }
}

#[component]
fn Item(entry: Entry) -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let level = entry.level();
    let (id, current) = (entry.id.clone(), entry.id);
    let is_current = Signal::derive(move || {
        store
            .session()
            .with(|session| session.example.id == current)
            .then_some("true")
    });
    let choose = move |_| {
        chrome.gallery.set(false);
        opening::example(id.clone(), store, chrome);
    };
    view! {
        <li>
            <button type="button" class="gallery-item" aria-current=is_current on:click=choose>
                <strong>{entry.title}</strong>
                <small class="gallery-level">{level}</small>
                <span>{entry.summary}</span>
                <small>{entry.tags.join(" · ")}</small>
            </button>
        </li>
    }
}
