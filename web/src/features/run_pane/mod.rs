//! The run: playback, result, timeline, history, problems.

pub mod bars;
pub mod debugger;
pub mod export;
pub mod history;
pub mod plot;
pub mod problems;
pub mod result;
pub mod scenarios;
pub mod timeline;
pub mod transport;

use leptos::prelude::*;

use super::app::store;
use super::chrome::chrome;
use crate::reactive::{Memo, RwSignal};
use crate::state::history_limit;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::tabs::{Tab, TabPanel, Tabs};

use history::History;
use problems::Problems;
use result::{RunOutput, RunResult};
use scenarios::Scenarios;
use timeline::Timeline;
use transport::Transport;

/// The pane.
#[component]
pub fn RunPane() -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let problems = move || {
        store.analysis.with(|understood| {
            let bad = understood
                .problems
                .iter()
                .any(|problem| problem.severity == asl::Severity::Error);
            (understood.problems.len(), bad)
        })
    };
    let output = RwSignal::new(false);
    let tabs = vec![
        Tab::new("timeline", "Timeline"),
        Tab::new("history", "History"),
        Tab::new("scenarios", "Scenarios"),
        Tab::counting("problems", "Problems", problems),
    ];
    view! {
        <section class="pane pane-run" aria-label="Run">
            <Transport />
            <div class="run-bar">
                <Tabs label="Run" tabs=tabs chosen=chrome.run_tab />
                <RunResult open=output />
            </div>
            <RunOutput open=output />
            <NearLimit />
            <TabPanel id="timeline" chosen=chrome.run_tab>
                <Timeline />
            </TabPanel>
            <TabPanel id="history" chosen=chrome.run_tab>
                <History />
            </TabPanel>
            <TabPanel id="scenarios" chosen=chrome.run_tab>
                <Scenarios />
            </TabPanel>
            <TabPanel id="problems" chosen=chrome.run_tab>
                <Problems />
            </TabPanel>
        </section>
    }
}

/// A warning where the history comes near its limit.
#[component]
fn NearLimit() -> impl IntoView {
    let store = store();
    let warning = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| history_limit::warning(&snapshot.as_ref()?.run))
    });
    view! {
        {move || warning.get().map(|words| {
            view! { <p class="near-limit" role="status"><Icon glyph=Glyph::Warning small=true /> <span>{words}</span></p> }
                .into_any()
        })}
    }
}
