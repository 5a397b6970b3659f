//! Taking scenarios over from elsewhere: a history recorded on AWS, a `MockConfigFile.json`, a file of scenarios, a
//! `TestState` request.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::store;
use super::chrome::{Chrome, chrome};
use super::opening;
use crate::platform::files;
use crate::reactive::RwSignal;
use crate::state::import;
use crate::state::link;
use crate::state::session::Change;
use crate::state::store::Store;
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Glyph, Icon};

/// The dialog.
#[component]
pub fn Import() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let (text, problem) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let take = move |_| {
        let refused = take(&text.get_untracked(), store, chrome).err();
        if refused.is_none() {
            text.set(String::new());
            chrome.import.set(false);
        }
        problem.set(refused);
    };
    let take_file = move |file: Option<files::File>| {
        let Some(file) = file else { return };
        spawn_local(async move {
            match files::text_of(file).await {
                Ok(read) => {
                    problem.set(None);
                    text.set(read);
                }
                Err(error) => problem.set(Some(error)),
            }
        });
    };
    let drop = move |event: leptos::ev::DragEvent| {
        let file = files::dropped(&event);
        if file.is_some() {
            event.prevent_default();
        }
        take_file(file);
    };
    view! {
        <Dialog id="import" title="Import scenarios" open=chrome.import>
            <div class="dialog-body import" on:dragover=move |event| event.prevent_default() on:drop=drop>
                <p class="quiet">
                    "Paste, drop or choose a history recorded on AWS (the answer of GetExecutionHistory, of this very state machine), a MockConfigFile.json, a file of scenarios, a TestState request, or a link or file from Share, which opens in place of what is here. It stays in your browser."
                </p>
                <label class="field">
                    <span>"As JSON"</span>
                    <textarea
                        class="input mono"
                        rows="8"
                        spellcheck="false"
                        aria-invalid=move || problem.get().is_some().to_string()
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </label>
                <label class="field">
                    <span>"Or a file"</span>
                    <input type="file" accept=".json,application/json" on:change=move |event| take_file(files::chosen(&event)) />
                </label>
                <div role="alert">
                    {move || problem.get().map(|problem| view! { <p class="field-problem"><Icon glyph=Glyph::Error small=true /> {problem}</p> }.into_any())}
                </div>
                <button type="button" class="btn primary" on:click=take>"Import"</button>
            </div>
        </Dialog>
    }
}

/// Adds the scenarios that a text holds, or opens the link in it; what is wrong with it otherwise.
pub fn take(text: &str, store: Store, chrome: Chrome) -> Result<(), String> {
    if let Some(link) = link::within(text) {
        opening::link(&link?, store, chrome);
        return Ok(());
    }
    let understood = store.analysis.get_untracked();
    let imported = import::read(text, &understood.analysis)?;
    let count = imported.scenarios.len();
    let mut definition = imported.definition;
    for scenario in imported.scenarios.into_iter().map(Box::new) {
        store.update(match definition.take() {
            Some(definition) => Change::Replace(definition, Some(scenario)),
            None => Change::Add(scenario),
        });
    }
    chrome.say(if count == 1 {
        "1 scenario is added.".to_owned()
    } else {
        format!("{count} scenarios are added.")
    });
    if !imported.notes.is_empty() {
        chrome.notice.set(Some(imported.notes.join(" ")));
    }
    Ok(())
}
