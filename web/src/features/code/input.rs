//! The execution's input.

use std::sync::Arc;

use leptos::prelude::*;

use super::code_editor::CodeEditor;
use crate::features::app::store;
use crate::features::editors::Editors;
use crate::reactive::{Memo, Signal};
use crate::state::session::Change;
use crate::ui::icon::{Glyph, Icon};

/// The input: editor, and what is wrong with it.
#[component]
pub fn Input() -> impl IntoView {
    let store = store();
    let editors: Editors = expect_context();
    let text = Memo::new(move |_| store.session().with(|session| Arc::clone(session.input())));
    let problems = Signal::derive(move || store.input.get().err().into_iter().collect::<Vec<_>>());
    let notice = move || {
        store.input.get().err().map(|problem| {
            let place = problem.place();
            let (from, to) = (problem.from, problem.to);
            let help = problem.help.unwrap_or_else(|| "It is run as soon as it can be read.".into());
            view! {
                <div class="notice" role="alert">
                    <Icon glyph=Glyph::Error />
                    <p>{problem.message}</p>
                    <button type="button" class="btn small number" on:click=move |_| editors.input.go_to(from, to)>
                        {format!("Go to {place}")}
                    </button>
                    <p class="todo">{help} " Until then, the run is that of the last input that could be read."</p>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <div class="input-panel">
            {move || notice()}
            <div class="fill">
                <CodeEditor
                    label="Input"
                    text=text
                    on_change=Callback::new(move |text| store.update(Change::Input(text)))
                    on_cursor=Callback::new(|_| ())
                    problems=problems
                    highlights=Signal::stored(Vec::new())
                    handle=editors.input
                />
            </div>
        </div>
    }
}
