//! The scenarios beside the definition: which one runs, what is expected of each, and what came of them.

use std::sync::Arc;

use asl::Expected;
use leptos::prelude::*;

use super::export::Export;
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::features::code::outcomes::items_of;
use crate::features::wiring::run_all;
use crate::platform::time;
use crate::reactive::{Memo, Signal};
use crate::state::num;
use crate::state::scenario::Scenario;
use crate::state::session::Change;
use crate::state::store::Store;
use crate::state::suite::{Verdict, summary};
use crate::state::surprise;
use crate::ui::each::{Row, each};
use crate::ui::icon::{Glyph, Icon};

/// The statuses that can be expected.
const STATUSES: [&str; 3] = ["SUCCEEDED", "FAILED", "TIMED_OUT"];

/// The list, and what can be done with it.
#[component]
pub fn Scenarios() -> impl IntoView {
    let store = store();
    let rows = move || {
        let session = store.session().get();
        let scenarios = session.scenarios().enumerate();
        let row = |(index, scenario): (usize, &Scenario)| {
            let (name, own) = (scenario.name.to_string(), session.is_own(index));
            Row::new(format!("{index}/{own}/{name}"), move || {
                view! { <ScenarioRow index name own /> }.into_any()
            })
        };
        scenarios.map(row).collect()
    };
    view! {
        <div class="scenarios-bar">
            <Tools />
        </div>
        <table class="scenarios">
            <thead>
                <tr>
                    <th scope="col">"Scenario"</th>
                    <th scope="col">"Expected"</th>
                    <th scope="col">"Came of it"</th>
                    <th scope="col"><span class="unseen">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{each(rows)}</tbody>
        </table>
    }
}

#[component]
fn Tools() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let words = Memo::new(move |_| {
        let verdicts = store.verdicts.get();
        let said = |session: &_| (!verdicts.is_empty()).then(|| summary(session, &verdicts));
        store.session().with(said)
    });
    let add = move |scenario: Scenario| {
        chrome.say(format!("Scenario {} is added.", scenario.name));
        store.update(Change::Add(Box::new(scenario)));
    };
    let surprise = move |_| {
        let seed = u64::from(num::count(time::now()) % 10_000);
        let tasks = store.analysis.get_untracked();
        let items = |task: &asl::TaskInfo| {
            task.in_map
                .map(|_| items_of(store, task.in_map).unwrap_or(1))
        };
        add(surprise::scenario(seed, &tasks.analysis.tasks, items));
    };
    view! {
        <button type="button" class="btn small primary" on:click=move |_| run_all(store, chrome)>
            <Icon glyph=Glyph::Play small=true />
            "Run all"
        </button>
        <button type="button" class="btn small" on:click=move |_| add(Scenario::plain())>
            <Icon glyph=Glyph::Plus small=true />
            "Add"
        </button>
        <button type="button" class="btn small" title="Outcomes by chance, which can be edited" on:click=surprise>
            "Surprise me"
        </button>
        <button
            type="button"
            class="btn small"
            title="A recorded history, a MockConfigFile.json, a file of scenarios, a TestState request"
            on:click=move |_| chrome.import.set(true)
        >
            "Import …"
        </button>
        <Export />
        <span class="quiet" data-testid="verdicts">{words}</span>
    }
}

#[component]
fn ScenarioRow(index: usize, name: String, own: bool) -> impl IntoView {
    let store = store();
    let active = Memo::new(move |_| store.session().with(|session| session.active() == index));
    let verdict = Memo::new(move |_| store.verdicts.with(|verdicts| verdicts.get(index).cloned()));
    let passes = Memo::new(move |_| {
        let expected = expected(store, index);
        verdict.with(|verdict| {
            verdict
                .as_ref()
                .and_then(|verdict| verdict.passes(&expected))
        })
    });
    let title = if own {
        view! { <Name index name=name.clone() /> }.into_any()
    } else {
        view! { <span class="name">{name.clone()}</span> }.into_any()
    };
    let came = move || {
        let verdict = verdict.get()?;
        let words = match (verdict.status, verdict.differences.first()) {
            (_, Some(difference)) => difference.clone(),
            (Some(status), None) => {
                format!("{status} after {}", asl::format_duration(verdict.took))
            }
            (None, None) => String::new(),
        };
        Some(words)
    };
    let glyph = Signal::derive(move || match passes.get() {
        Some(true) => Glyph::Check,
        Some(false) => Glyph::Cross,
        None => Glyph::Dash,
    });
    let judged = move || match passes.get() {
        Some(true) => "passed",
        Some(false) => "failed",
        None => "open",
    };
    view! {
        <tr data-active=move || active.get().to_string() data-verdict=judged>
            <td>
                <span class="scenario-name">
                    <button
                        type="button"
                        class="btn small square"
                        aria-label=format!("Take {name}")
                        aria-pressed=move || active.get().to_string()
                        title="Take this scenario"
                        on:click=move |_| store.update(Change::Scenario(index))
                    >
                        <Icon glyph=Signal::derive(move || if active.get() { Glyph::Check } else { Glyph::Play }) small=true />
                    </button>
                    {title}
                </span>
            </td>
            <td><Expectation index name=name.clone() verdict /></td>
            <td class="came">
                {move || came().map(|words| {
                    view! {
                        <span class="verdict">
                            <Icon glyph small=true />
                            <span class="unseen">{judged()}</span>
                            <span title=words.clone()>{words.clone()}</span>
                        </span>
                    }
                    .into_any()
                })}
            </td>
            <td class="acts"><Acts index name own /></td>
        </tr>
    }
}

/// The name of one's own scenario, to edit.
#[component]
fn Name(index: usize, name: String) -> impl IntoView {
    let store = store();
    let rename = move |event| store.update(Change::Rename(index, event_target_value(&event)));
    view! {
        <input class="input name" aria-label="Name" spellcheck="false" prop:value=name on:change=rename />
    }
}

/// What is expected of a scenario.
#[component]
fn Expectation(index: usize, name: String, verdict: Memo<Option<Verdict>>) -> impl IntoView {
    let store = store();
    let value = Memo::new(move |_| {
        let expected = expected(store, index);
        let is_plain =
            expected.output.is_none() && expected.error.is_none() && expected.cause.is_none();
        match &expected.status {
            None if is_plain => String::new(),
            Some(status) if is_plain => status.clone(),
            _ => "whole".to_owned(),
        }
    });
    let whole = Memo::new(move |_| {
        let expected = expected(store, index);
        let status = expected.status.clone().unwrap_or_default();
        let with = match (&expected.error, &expected.output) {
            (Some(error), _) => format!(" with {error}"),
            (None, Some(_)) => " with its output".to_owned(),
            (None, None) => String::new(),
        };
        format!("{status}{with}")
    });
    let choose = move |event| {
        let expected = match event_target_value(&event).as_str() {
            "whole" => return,
            "found" => verdict.with_untracked(|verdict| {
                verdict
                    .as_ref()
                    .map(|verdict| Expected::clone(&verdict.found))
                    .unwrap_or_default()
            }),
            status => Expected {
                status: Some(status.to_owned()).filter(|status| !status.is_empty()),
                ..Expected::default()
            },
        };
        store.update(Change::Expect(index, Box::new(expected)));
    };
    let statuses =
        STATUSES.map(|status| view! { <option value=status>{status}</option> }.into_any());
    view! {
        <select
            class="select"
            aria-label=format!("Expected of {name}")
            prop:value=move || { verdict.track(); whole.track(); value.get() }
            on:change=choose
        >
            <option value="">"anything"</option>
            {statuses.collect_view()}
            {move || (value.get() == "whole").then(|| view! { <option value="whole">{whole}</option> }.into_any())}
            {move || {
                let is_known = verdict.with(|verdict| verdict.as_ref().is_some_and(|verdict| verdict.status.is_some()));
                is_known.then(|| view! { <option value="found">"exactly what came of it"</option> }.into_any())
            }}
        </select>
    }
}

#[component]
fn Acts(index: usize, name: String, own: bool) -> impl IntoView {
    let store = store();
    let copy = move |_| {
        let scenario = store
            .session()
            .with_untracked(|session| session.scenarios().nth(index).cloned());
        if let Some(scenario) = scenario {
            store.update(Change::Add(Box::new(scenario)));
        }
    };
    view! {
        <button type="button" class="btn small square" aria-label=format!("Copy {name}") title="Copy" on:click=copy>
            <Icon glyph=Glyph::Copy small=true />
        </button>
        {own.then(|| {
            view! {
                <button
                    type="button"
                    class="btn small square"
                    aria-label=format!("Remove {name}")
                    title="Remove"
                    on:click=move |_| store.update(Change::Remove(index))
                >
                    <Icon glyph=Glyph::Cross small=true />
                </button>
            }
            .into_any()
        })}
    }
}

fn expected(store: Store, index: usize) -> Arc<Expected> {
    store.session().with(|session| {
        let scenario = session.scenarios().nth(index);
        scenario
            .map(|scenario| Arc::clone(&scenario.expected))
            .unwrap_or_default()
    })
}
