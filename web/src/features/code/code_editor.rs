//! A code editor bound to a text of the session, and a plain field where it cannot be loaded.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::features::editors::EditorHandle;
use crate::platform::editor::{
    Editor, EditorDiagnostic, EditorHighlight, EditorLanguage, EditorOptions, EditorSeverity,
    unix_lines,
};
use crate::reactive::{Memo, RwSignal, Signal, effect};
use crate::state::problems::Problem;

/// An editor. The session has the last word on the text; the editor tells it of each change.
#[component]
pub fn CodeEditor(
    /// Its accessible name.
    label: &'static str,
    /// The text.
    text: Memo<Arc<str>>,
    /// Told of each change by the user.
    on_change: Callback<String>,
    /// Told of the cursor's offset when the user moves it.
    on_cursor: Callback<u32>,
    /// The problems shown in the text.
    problems: Signal<Vec<Problem>>,
    /// The ranges lit up.
    highlights: Signal<Vec<EditorHighlight>>,
    /// Where others find the editor.
    handle: EditorHandle,
) -> impl IntoView {
    let parent = NodeRef::<Div>::new();
    let failed = RwSignal::new(None::<String>);
    effect(move || {
        let Some(parent) = parent.get() else { return };
        let options = EditorOptions {
            doc: unix_lines(&text.get_untracked()).into_owned(),
            label: label.into(),
            language: EditorLanguage::Json,
            read_only: false,
            on_change: Box::new(move |text| on_change.run(text)),
            on_selection: Box::new(move |offset| on_cursor.run(offset)),
            complete: None,
            hover: None,
        };
        spawn_local(async move {
            match Editor::mount(parent.unchecked_ref(), options).await {
                Ok(editor) => handle.mounted(editor),
                Err(error) => failed.set(Some(error.to_string())),
            }
        });
    });
    effect(move || handle.with(|editor| editor.set_text(&unix_lines(&text.get()))));
    effect(move || {
        handle.with(|editor| {
            editor.set_diagnostics(&problems.get().iter().map(diagnostic).collect::<Vec<_>>());
        });
    });
    effect(move || handle.with(|editor| editor.highlight(&highlights.get())));
    view! {
        <div class="editor" node_ref=parent hidden=move || failed.get().is_some()></div>
        {move || {
            failed.get().map(|why| {
                view! {
                    <div class="editor plain">
                        <p class="notice">{why} " Reload the page to try again; this plain field works meanwhile."</p>
                        <textarea
                            class="plain-text mono"
                            aria-label=label
                            spellcheck="false"
                            prop:value=move || text.get().to_string()
                            on:input=move |event| on_change.run(event_target_value(&event))
                        ></textarea>
                    </div>
                }
                .into_any()
            })
        }}
    }
}

fn diagnostic(problem: &Problem) -> EditorDiagnostic {
    let help = problem
        .help
        .as_ref()
        .map(|help| format!("\n{help}"))
        .unwrap_or_default();
    EditorDiagnostic {
        from: problem.from,
        to: problem.to,
        severity: match problem.severity {
            asl::Severity::Error => EditorSeverity::Error,
            asl::Severity::Warning => EditorSeverity::Warning,
            asl::Severity::Info => EditorSeverity::Info,
        },
        message: format!("{}{help}", problem.message),
        source: Some(problem.code.to_owned()),
        actions: Vec::new(),
    }
}
