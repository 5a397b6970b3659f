//! The code column: the definition with its problems, over input and outcomes.

pub mod code_editor;
pub mod definition;
pub mod input;
pub mod outcomes;
pub mod problems;

use leptos::prelude::*;

use super::app::store;
use super::chrome::chrome;
use crate::state::panes::Pane;
use crate::ui::split::Separator;
use crate::ui::tabs::{Tab, TabPanel, Tabs};

use definition::Definition;
use input::Input;
use outcomes::OutcomesPanel;

/// The column.
#[component]
pub fn CodePane() -> impl IntoView {
    let chrome = chrome();
    let store = store();
    let wrong = move || (usize::from(store.input.with(Result::is_err)), true);
    let planned = move || {
        let planned = store.session().with(|session| {
            session
                .outcomes()
                .iter()
                .map(|(_, rules)| rules.len())
                .sum()
        });
        (planned, false)
    };
    let tabs = vec![
        Tab::counting("outcomes", "Outcomes", planned),
        Tab::counting("input", "Input", wrong),
    ];
    view! {
        <section class="pane pane-code" aria-label="Code">
            <Definition />
            <Separator label="Height of input and outcomes" pane=Pane::Lower chosen=chrome.lower class="split-lower" />
            <div class="stack-lower" style:--h-lower=move || format!("{}px", chrome.lower.get().unwrap_or_else(|| Pane::Lower.usual(0.0)).round())>
                <Tabs label="Input and outcomes" tabs=tabs chosen=chrome.code_tab />
                <TabPanel id="outcomes" chosen=chrome.code_tab>
                    <OutcomesPanel />
                </TabPanel>
                <TabPanel id="input" chosen=chrome.code_tab kept=true>
                    <Input />
                </TabPanel>
            </div>
        </section>
    }
}
