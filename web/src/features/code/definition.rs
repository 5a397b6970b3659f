//! The definition: editor, problems, and the selected state lit up in the text.

use std::sync::Arc;

use leptos::prelude::*;

use super::code_editor::CodeEditor;
use super::problems::ProblemList;
use crate::features::app::store;
use crate::features::editors::Editors;
use crate::platform::editor::EditorHighlight;
use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::problems::Problem;
use crate::state::session::Change;
use crate::state::store::Store;
use crate::state::text::counted;
use crate::state::understood::Understood;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// The definition.
#[component]
pub fn Definition() -> impl IntoView {
    let store = store();
    let editors: Editors = expect_context();
    let text = Memo::new(move |_| {
        store
            .session()
            .with(|session| Arc::clone(&session.definition))
    });
    let problems = Signal::derive(move || {
        store
            .analysis
            .with(|understood| understood.problems.clone())
    });
    let highlights = Signal::derive(move || highlights(store));
    let summary = Signal::derive(move || {
        store
            .analysis
            .with(|understood| counted(understood.analysis.machine.states.len(), "state"))
    });
    view! {
        <div class="stack">
            <div class="pane-head">
                <h2>"Definition"</h2>
                <span class="meta">{summary}</span>
            </div>
            <div class="fill">
                <CodeEditor
                    label="Definition"
                    text=text
                    on_change=Callback::new(move |text| store.update(Change::Definition(text)))
                    on_cursor=Callback::new(move |offset| select_at(store, offset))
                    problems=problems
                    highlights=highlights
                    handle=editors.definition
                />
            </div>
            <ProblemStrip problems=problems />
        </div>
    }
}

/// Selects the innermost state around an offset of the text.
fn select_at(store: Store, offset: u32) {
    let understood = store.analysis.get_untracked();
    let Some(snapshot) = store.snapshot().get_untracked() else {
        return;
    };
    let Some(path) = state_at(&understood, offset) else {
        return;
    };
    let machine = &snapshot.run.machine;
    let state = machine.states.iter().position(|state| *state.path == *path);
    if let Some(state) = state {
        let state = asl::StateId(crate::state::num::len(state));
        store.select(|selection| selection.select(machine, state));
    }
}

/// The path of the innermost state around an offset (in UTF-16 code units).
fn state_at(understood: &Understood, offset: u32) -> Option<Arc<str>> {
    let offset = understood.lines.from_utf16(offset);
    let states = understood.analysis.machine.states.iter();
    let innermost = states
        .filter(|state| state.span.touches(offset))
        .min_by_key(|state| state.span.len());
    innermost.map(|state| Arc::clone(&state.path))
}

/// The selected state's name in the text.
fn highlights(store: Store) -> Vec<EditorHighlight> {
    let understood = store.analysis.get();
    let machine = &understood.analysis.machine;
    let selected = store.selection().with(|selection| selection.state(machine));
    let state = selected.and_then(|state| machine.states.get(crate::state::num::index(state.0)));
    let highlight = state.map(|state| EditorHighlight {
        from: understood.lines.utf16(state.name_span.start),
        to: understood.lines.utf16(state.name_span.end),
        class: "selected-state".into(),
    });
    highlight.into_iter().collect()
}

/// Under the editor: how many problems, and which.
#[component]
fn ProblemStrip(problems: Signal<Vec<Problem>>) -> impl IntoView {
    let open = RwSignal::new(true);
    let count = Memo::new(move |_| problems.with(Vec::len));
    view! {
        <div class="problems-strip">
            <Show
                when=Signal::derive(move || count.get() > 0)
                fallback=|| view! {
                    <p class="problems-none"><Icon glyph=Glyph::Check small=true />"No problems"</p>
                }
            >
                <button
                    type="button"
                    class="problems-toggle"
                    aria-expanded=move || open.get().to_string()
                    aria-controls="definition-problems"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon glyph=Signal::derive(move || if open.get() { Glyph::Down } else { Glyph::Right }) small=true />
                    <span>{move || counted(count.get(), "problem")}</span>
                    <span class="spacer"></span>
                    <kbd>"F8"</kbd>
                </button>
                <div id="definition-problems" class="problem-list" hidden=move || !open.get()>
                    <ProblemList problems=problems />
                </div>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::examples::first;
    use crate::state::session::Session;

    #[track_caller]
    fn check(before: &str, expected: Option<&str>) {
        let owner = Owner::new();
        owner.with(|| {
            let store = Store::new(Session::new(first()), asl::approximate_width);
            let understood = store.analysis.get_untracked();
            let offset = understood
                .text
                .find(before)
                .map(|at| u32::try_from(at).unwrap())
                .unwrap();
            let path = state_at(&understood, offset);
            assert_eq!(
                path.as_deref().and_then(|path| path.rsplit('/').next()),
                expected
            );
        });
    }

    #[test]
    fn the_cursor_is_in_the_innermost_state() {
        check("\"StartAt\"", None);
        check("\"ItemsPath\"", Some("ProcessJobs"));
        check("\"Catch\"", Some("RunGlueJob"));
        check("\"Result\":", Some("LogError"));
    }
}
