//! Files dropped anywhere on the page: a definition, scenarios of any kind, or an input.

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
    let Err(problem) = import::take(&text, store, chrome) else {
        return;
    };
    let is_input = asl::parse_input(&text).is_ok();
    let is_scenarios = ["events", "StateMachines", "scenarios"]
        .iter()
        .any(|member| text.contains(&format!("\"{member}\"")));
    if is_input && !is_scenarios {
        store.update(Change::ReplaceInput(text));
        chrome.say(format!("{name} is the input now."));
    } else {
        let words = "is no definition, no scenarios and no input.";
        chrome.notice.set(Some(format!("{name} {words} {problem}")));
    }
}
