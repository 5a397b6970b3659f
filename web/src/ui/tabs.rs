//! Tabs: a list of them, moved in with the arrow keys, and the panel of the chosen one.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::platform::dom;
use crate::reactive::{Memo, RwSignal, Signal};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// Its name for ids and tests.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// A number beside the label, and whether it is of something bad; 0 is not shown.
    pub count: Signal<(usize, bool)>,
}

impl Tab {
    /// A tab without a number.
    pub fn new(id: &'static str, label: &'static str) -> Self {
        Self {
            id,
            label,
            count: Signal::stored((0, false)),
        }
    }

    /// A tab with a number.
    pub fn counting(
        id: &'static str,
        label: &'static str,
        count: impl Fn() -> (usize, bool) + Send + Sync + 'static,
    ) -> Self {
        Self {
            id,
            label,
            count: Signal::derive(count),
        }
    }
}

/// The list of tabs. Each one's panel is a [`TabPanel`] of the same id.
#[component]
pub fn Tabs(
    /// What the tabs are about.
    label: &'static str,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The id of the chosen one.
    chosen: RwSignal<&'static str>,
) -> impl IntoView {
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let on_key = move |event: KeyboardEvent| {
        let at = ids
            .iter()
            .position(|id| *id == chosen.get_untracked())
            .unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % ids.len(),
            "ArrowLeft" => (at + ids.len() - 1) % ids.len(),
            "Home" => 0,
            "End" => ids.len() - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some(id) = ids.get(next) {
            chosen.set(id);
            dom::focus(&format!("tab-{id}"));
        }
    };
    let tabs = tabs
        .into_iter()
        .map(|tab| view! { <TabButton tab chosen /> }.into_any())
        .collect_view();
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {tabs}
        </div>
    }
}

#[component]
fn TabButton(tab: Tab, chosen: RwSignal<&'static str>) -> impl IntoView {
    let Tab { id, label, count } = tab;
    let is_chosen = move || chosen.get() == id;
    view! {
        <button
            type="button"
            class="tab"
            role="tab"
            id=format!("tab-{id}")
            aria-controls=format!("panel-{id}")
            aria-selected=move || is_chosen().to_string()
            tabindex=move || if is_chosen() { "0" } else { "-1" }
            on:click=move |_| chosen.set(id)
        >
            {label}
            {move || {
                let (count, bad) = count.get();
                (count > 0).then(|| view! { <span class="count" class:bad=bad>{count}</span> }.into_any())
            }}
        </button>
    }
}

/// The panel of a tab; its content exists only while the tab is chosen, unless it is `kept`.
#[component]
pub fn TabPanel(
    /// The tab's id.
    id: &'static str,
    /// The id of the chosen one.
    chosen: RwSignal<&'static str>,
    /// Hidden rather than taken away, for what has a state of its own.
    #[prop(optional)]
    kept: bool,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let is_chosen = Memo::new(move |_| chosen.get() == id);
    view! {
        <div
            class="tabpanel"
            role="tabpanel"
            id=format!("panel-{id}")
            aria-labelledby=format!("tab-{id}")
            tabindex="0"
            hidden=move || !is_chosen.get()
        >
            {move || (kept || is_chosen.get()).then(|| children())}
        </div>
    }
}
