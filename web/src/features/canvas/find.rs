//! Finding states: a field over the canvas, its matches outlined in the diagram.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{CANVAS, View};
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::platform::dom;
use crate::reactive::{Memo, RwSignal, effect};
use crate::state::find;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};

const FIELD: &str = "find-state";

/// What is looked for.
#[derive(Clone, Copy)]
pub struct Search {
    query: RwSignal<String>,
    /// Which of the matches was gone to.
    at: RwSignal<Option<usize>>,
    /// The nodes that match, by their index.
    found: Memo<Vec<usize>>,
}

impl Search {
    /// Nothing yet.
    pub fn new(store: Store) -> Self {
        let (query, open) = (RwSignal::new(String::new()), chrome().find);
        let found = Memo::new(move |_| {
            let (Some(diagram), Some(snapshot)) = (store.diagram.get(), store.snapshot().get())
            else {
                return Vec::new();
            };
            let query = if open.get() {
                query.get()
            } else {
                String::new()
            };
            find::nodes(&diagram, &snapshot.run.machine, &query)
        });
        Self {
            query,
            at: RwSignal::new(None),
            found,
        }
    }

    /// Selects the next match, or the one before, and brings it into sight.
    fn go(self, store: Store, view: View, forward: bool) {
        let found = self.found.get_untracked();
        let count = found.len();
        if count == 0 {
            return;
        }
        let next = match (self.at.get_untracked(), forward) {
            (Some(at), true) => (at + 1) % count,
            (None, true) => 0,
            (at, false) => (at.unwrap_or(0) + count - 1) % count,
        };
        self.at.set(Some(next));
        let (Some(diagram), Some(snapshot)) = (
            store.diagram.get_untracked(),
            store.snapshot().get_untracked(),
        ) else {
            return;
        };
        let node = found.get(next).and_then(|index| diagram.nodes.get(*index));
        if let Some((node, state)) = node.and_then(|node| Some((node, node.state?))) {
            store.select(|selection| selection.select(&snapshot.run.machine, state));
            view.show(node.rect);
        }
    }
}

/// The field, while it is open.
#[component]
pub fn Find(
    /// What is looked for.
    search: Search,
    /// What going to a state changes.
    view: View,
) -> impl IntoView {
    let (store, open) = (store(), chrome().find);
    effect(move || {
        if open.get() {
            request_animation_frame(|| dom::focus(FIELD));
        }
    });
    let close = move || {
        open.set(false);
        dom::focus(CANVAS);
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => search.go(store, view, !event.shift_key()),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_input = move |event| {
        search.query.set(event_target_value(&event));
        search.at.set(None);
    };
    let said = move || {
        let asked = search.query.with(|query| !query.trim().is_empty());
        asked.then(|| find::count(search.at.get(), search.found.with(Vec::len)))
    };
    let step = move |label: &'static str, glyph: Glyph, forward: bool| {
        view! {
            <button type="button" class="btn square small" aria-label=label title=label on:click=move |_| search.go(store, view, forward)>
                <Icon glyph=glyph small=true />
            </button>
        }
        .into_any()
    };
    let field = move || {
        view! {
            <div class="canvas-find" role="search" aria-label="States" on:keydown=on_key>
                <input
                    id=FIELD
                    class="input"
                    type="search"
                    aria-label="Find a state"
                    placeholder="Name, type, resource"
                    prop:value=move || search.query.get()
                    on:input=on_input
                />
                <span class="quiet" role="status">{said}</span>
                {step("Previous (Shift Enter)", Glyph::Left, false)}
                {step("Next (Enter)", Glyph::Right, true)}
                <button type="button" class="btn square small" aria-label="Close" title="Close (Esc)" on:click=move |_| close()>
                    <Icon glyph=Glyph::Cross small=true />
                </button>
            </div>
        }
        .into_any()
    };
    move || open.get().then(field)
}

/// Around the states that were found: one shape.
#[component]
pub fn Found(
    /// What is looked for.
    search: Search,
) -> impl IntoView {
    let store = store();
    let outlines = move || {
        let diagram = store.diagram.get();
        let found = search.found.get();
        let rects = found
            .iter()
            .filter_map(|index| Some(diagram.as_ref()?.nodes.get(*index)?.rect));
        let outline = |rect: asl::Rect| {
            let (width, height) = (rect.width + 12.0, rect.height + 12.0);
            format!(
                "M{:.1} {:.1}h{width:.1}v{height:.1}h-{width:.1}z",
                rect.x - 6.0,
                rect.y - 6.0
            )
        };
        rects.map(outline).collect::<String>()
    };
    view! { <path class="found" d=outlines></path> }
}
