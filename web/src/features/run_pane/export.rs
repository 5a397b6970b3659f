//! The scenarios to take along: as a file of scenarios, or as a `MockConfigFile.json`.

use asl::NamedScenario;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::features::app::store;
use crate::features::chrome::{Chrome, chrome};
use crate::platform::{clipboard, download};
use crate::state::scenario::Scenario;
use crate::state::store::Store;
use crate::state::text::listed;
use crate::ui::menu::{MenuButton, MenuItem, Opened};

/// How much of what is left out is listed.
const LISTED: usize = 6;

/// The button and its menu.
#[component]
pub fn Export() -> impl IntoView {
    view! {
        <MenuButton id="export-scenarios" class="btn small" title="Export all scenarios" items=items>
            "Export …"
        </MenuButton>
    }
}

fn items(opened: Opened) -> AnyView {
    let (store, chrome) = (store(), chrome());
    let item = move |words: &'static str, about: &'static str, act: fn(Store, Chrome)| {
        view! {
            <MenuItem opened on_press=move || act(store, chrome)>
                <span style:grid-column="2">{words}</span>
                <small>{about}</small>
            </MenuItem>
        }
        .into_any()
    };
    [
        item("Copy as JSON", "All of it, as “asl test” takes it.", copy),
        item("Save scenarios.json", "The same, as a file.", save),
        item(
            "Save MockConfigFile.json",
            "The outcomes, for Step Functions Local.",
            save_config,
        ),
    ]
    .collect_view()
    .into_any()
}

fn copy(store: Store, chrome: Chrome) {
    let text = scenarios_file(store);
    spawn_local(async move {
        let words = if clipboard::copy(&text).await {
            "All scenarios are copied."
        } else {
            "The browser refused to copy."
        };
        chrome.say(words.into());
    });
}

fn save(store: Store, chrome: Chrome) {
    download::save("scenarios.json", JSON, &scenarios_file(store));
    chrome.say("The scenarios are saved.".into());
}

fn save_config(store: Store, chrome: Chrome) {
    let file = asl::write_mock_config(&named(store), "StateMachine");
    download::save("MockConfigFile.json", JSON, &pretty(&file.file));
    chrome.say("The outcomes are saved.".into());
    if !file.left_out.is_empty() {
        let left_out = listed(&file.left_out, LISTED);
        chrome.notice.set(Some(format!(
            "MockConfigFile.json has no words for some of it. Left out: {left_out}."
        )));
    }
}

const JSON: &str = "application/json";

fn scenarios_file(store: Store) -> String {
    pretty(&asl::write_scenarios(&named(store)))
}

/// All scenarios, each with its input.
fn named(store: Store) -> Vec<NamedScenario> {
    store.session().with_untracked(|session| {
        let named = |scenario: &Scenario| {
            let input = asl::parse_input(session.input_of(scenario)).ok();
            scenario.named(input)
        };
        session.scenarios().map(named).collect()
    })
}

fn pretty(json: &serde_json::Value) -> String {
    serde_json::to_string_pretty(json).unwrap_or_default()
}
