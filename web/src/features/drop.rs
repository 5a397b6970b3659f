//! Files dropped anywhere on the page: a definition, scenarios of any kind, or an input.

use asl::Machine;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::store;
use super::chrome::{Chrome, chrome};
use super::import;
use crate::platform::files;
use crate::reactive::RwSignal;
use crate::state::session::Change;
use crate::state::store::Store;
use crate::ui::show::Show;

/// What shows that a file can be dropped, while one is over the page.
#[component]
pub fn Drop() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let over = RwSignal::new(false);
    // Told again and again while the file is there; the page itself would open it.
    let on_over = window_event_listener(ev::dragover, move |event| {
        if files::is_dragged(&event) && !event.default_prevented() {
            event.prevent_default();
            if !over.get_untracked() {
                over.set(true);
            }
        }
    });
    let on_leave = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let on_drop = window_event_listener(ev::drop, move |event| {
        over.set(false);
        let file = files::dropped(&event).filter(|_| !event.default_prevented());
        let Some(file) = file else { return };
        event.prevent_default();
        spawn_local(async move {
            let name = file.name();
            match files::text_of(file).await {
                Ok(text) => take(&name, text, store, chrome),
                Err(error) => chrome.notice.set(Some(error)),
            }
        });
    });
    on_cleanup(move || {
        on_over.remove();
        on_leave.remove();
        on_drop.remove();
    });
    view! {
        <Show when=over>
            <div class="drop" role="status">
                <p><strong>"Drop the file to open it"</strong> "A definition, a recorded history, scenarios, or an input"</p>
            </div>
        </Show>
    }
}

/// Takes a file for what it is. What it replaces comes back by undo.
fn take(name: &str, text: String, store: Store, chrome: Chrome) {
    if !asl::analyse(&text).machine.states.is_empty() {
        store.update(Change::Replace(text, None));
        return chrome.say(format!("{name} is open as the definition."));
    }
    if is_input(&text, &store.analysis.get_untracked().analysis.machine) {
        store.update(Change::ReplaceInput(text));
        return chrome.say(format!("{name} is the input now."));
    }
    if let Err(problem) = import::take(&text, store, chrome) {
        let words = "is no definition, no scenarios and no input.";
        chrome.notice.set(Some(format!("{name} {words} {problem}")));
    }
}

/// Whether a text is an input: JSON that is nothing that is imported. Outcomes are told by the states they are for.
fn is_input(text: &str, machine: &Machine) -> bool {
    const IMPORTED: [&str; 4] = ["events", "StateMachines", "scenarios", "definition"];
    let Ok(json) = serde_json::from_str::<serde_json::Value>(text) else {
        return false;
    };
    let names_state = |member: &String| machine.states.iter().any(|state| *state.name == **member);
    let is_imported = |member: &String| IMPORTED.contains(&member.as_str()) || names_state(member);
    json.as_object()
        .is_some_and(|object| !object.keys().any(is_imported))
}
