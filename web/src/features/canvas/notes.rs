//! What is to be said about the picture: that it is of an older definition, that a run is under way, what is missing.

use leptos::prelude::*;

use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::editors::Editors;
use crate::features::jsonata::JsonataNote;
use crate::reactive::{Memo, Signal};
use crate::state::problems::Problem;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// The notes.
#[component]
pub fn Notes() -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let editors: Editors = expect_context();
    let stale = Memo::new(move |_| store.is_stale() && !store.waits());
    let empty = Memo::new(move |_| store.diagram.with(Option::is_none) && !store.waits());
    let go = move |_| {
        if let Some(problem) = worst(store) {
            chrome.pane.set("code");
            editors.definition.go_to(problem.from, problem.to);
        }
    };
    view! {
        <Show when=stale>
            <div class="canvas-note" role="status">
                <Icon glyph=Glyph::Error />
                <span>{move || first_words(store)}</span>
                <button type="button" class="btn small" on:click=go>"Go there"</button>
                <small>"Shown is the last version that could run."</small>
            </div>
        </Show>
        <Show when=Signal::derive(move || empty.get() && !chrome.busy.get())>
            <div class="canvas-empty">
                <div>
                    <strong>"Nothing to draw yet"</strong>
                    <p>"A state machine needs a StartAt and at least one state in States. The problems under the definition say what is missing."</p>
                </div>
            </div>
        </Show>
        <JsonataNote />
        <Show when=chrome.busy>
            <p class="canvas-busy" role="status">"Running …"</p>
        </Show>
    }
}

/// The first error, or the first problem at all.
fn worst(store: Store) -> Option<Problem> {
    store.analysis.with(|understood| {
        let problems = &understood.problems;
        problems
            .iter()
            .min_by_key(|problem| (problem.severity, problem.from))
            .cloned()
    })
}

fn first_words(store: Store) -> String {
    match worst(store) {
        Some(problem) => format!("Line {}: {}", problem.line, problem.message),
        None => "The definition can't run yet.".into(),
    }
}
