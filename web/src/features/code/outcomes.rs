//! How each task ends: a chip for every item, and the plans in words.

use std::sync::Arc;

use asl::{StateId, TaskInfo};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::features::app::store;
use crate::features::chrome::{OutcomeMenu, chrome};
use crate::features::outcome_menu::glyph_of;
use crate::platform::pointer;
use crate::reactive::{Memo, Signal};
use crate::state::outcomes::{PlanKind, Rule, Runs};
use crate::state::session::Change;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// At most this many items get a chip of their own.
const MOST_CHIPS: u32 = 24;

/// The panel.
#[component]
pub fn OutcomesPanel() -> impl IntoView {
    let store = store();
    let tasks = Memo::new(move |_| {
        store.request.with(|request| {
            request
                .as_ref()
                .map(|request| request.definition.analysis.tasks.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <Show
            when=Signal::derive(move || tasks.with(|tasks| !tasks.is_empty()))
            fallback=|| view! { <p class="outcome-hint">"No Task states yet. Add one to the definition to decide how it ends."</p> }
        >
            {move || tasks.get().into_iter().map(|task| view! { <TaskOutcomes task /> }.into_any()).collect_view()}
        </Show>
    }
}

/// How many items the Map around a task has, in the run that is shown.
pub fn items_of(store: Store, map: Option<StateId>) -> Option<u32> {
    let map = map?;
    let snapshot = store.snapshot().get()?;
    let view = snapshot.run.state(map, snapshot.run.len());
    Some(view.iterations.map_or(0, |iterations| iterations.total))
}

#[component]
fn TaskOutcomes(task: TaskInfo) -> impl IntoView {
    let store = store();
    let name: Arc<str> = task.name.as_str().into();
    let map = task.in_map;
    let items = Memo::new(move |_| items_of(store, map));
    let rules = {
        let name = Arc::clone(&name);
        Memo::new(move |_| {
            store.session().with(|session| {
                let (outcomes, rules) = (session.outcomes(), session.outcomes().of(&name));
                let row = |(index, rule): (usize, &Rule)| {
                    (outcomes.describe_runs(&name, index), rule.clone())
                };
                rules.iter().enumerate().map(row).collect::<Vec<_>>()
            })
        })
    };
    let every = {
        let (name, label) = (
            Arc::clone(&name),
            if map.is_some() {
                "Every item"
            } else {
                "Every run"
            },
        );
        view! { <Chip name runs=Runs::EVERY label=label.to_owned() /> }
    };
    let chips = {
        let name = Arc::clone(&name);
        move || {
            let count = items.get().unwrap_or(0).min(MOST_CHIPS);
            let chip = |item: u32| {
                view! { <Chip name=Arc::clone(&name) runs=Runs::item(item) label=(item + 1).to_string() /> }.into_any()
            };
            (0..count).map(chip).collect_view()
        }
    };
    let (heading, about) = (name.to_string(), format!("Outcomes of {name}"));
    view! {
        <section class="outcome-task" aria-label=about>
            <div class="outcome-head">
                <h3>{heading}</h3>
                <span class="service">{task.service}</span>
            </div>
            <div class="chips">{move || chips()} {every}</div>
            <Show when=Signal::derive(move || items.get().is_some_and(|items| items > MOST_CHIPS))>
                <p class="quiet">{format!("Items from {} on: select the task in the diagram and choose the item there.", MOST_CHIPS + 1)}</p>
            </Show>
            <ul class="rules">
                {move || rules.get().into_iter().map(|(runs, rule)| view! { <RuleRow name=Arc::clone(&name) runs rule /> }.into_any()).collect_view()}
            </ul>
        </section>
    }
}

/// One item, or all: how it ends. Pressing it opens the menu.
#[component]
fn Chip(name: Arc<str>, runs: Runs, label: String) -> impl IntoView {
    let store = store();
    let chrome = chrome();
    let kind = {
        let name = Arc::clone(&name);
        Memo::new(move |_| {
            store.session().with(|session| {
                let rule = session
                    .outcomes()
                    .deciding(&name, runs.item, 0)
                    .filter(|rule| runs.item.is_some() || rule.runs == runs);
                rule.map(|rule| rule.plan.kind()).unwrap_or_default()
            })
        })
    };
    let id = format!(
        "chip-{}-{}",
        name,
        runs.item
            .map_or_else(|| "every".into(), |item| item.to_string())
    );
    let is_open = {
        let id = id.clone();
        move || {
            chrome
                .outcome_menu
                .with(|menu| menu.as_ref().is_some_and(|menu| menu.opener == id))
        }
    };
    let open = {
        let (name, id) = (Arc::clone(&name), id.clone());
        move |event: MouseEvent| {
            let at = pointer::below(&event).unwrap_or_default();
            chrome.outcome_menu.set(Some(OutcomeMenu {
                state: name.to_string(),
                runs,
                at,
                opener: id.clone(),
            }));
        }
    };
    let spoken = {
        // What is seen is part of what is said.
        let what = match runs.item {
            Some(_) => runs.describe().to_lowercase(),
            None => label.clone(),
        };
        Signal::derive(move || format!("{name}, {what}: {}", kind.get().label().to_lowercase()))
    };
    view! {
        <button
            type="button"
            class="chip"
            id=id
            data-outcome=move || kind.get().name()
            aria-label=spoken
            aria-haspopup="menu"
            aria-expanded=move || is_open().to_string()
            on:click=open
        >
            {label}
            <Icon glyph=Signal::derive(move || glyph_of(kind.get())) small=true />
        </button>
    }
}

#[component]
fn RuleRow(name: Arc<str>, runs: String, rule: Rule) -> impl IntoView {
    let store = store();
    let takes = rule
        .duration
        .map(|duration| format!(" after {}", asl::format_duration(duration)))
        .unwrap_or_default();
    let text = format!("{runs} {}{takes}", rule.plan.describe());
    let runs = rule.runs;
    let kind: PlanKind = rule.plan.kind();
    let remove = move |_| {
        store.update(Change::Unplan {
            state: name.to_string(),
            runs,
        });
    };
    view! {
        <li class="rule" data-outcome=kind.name()>
            <Icon glyph=glyph_of(kind) />
            <span class="what" title=text.clone()>{text.clone()}</span>
            <button type="button" class="btn small square" aria-label=format!("Drop: {text}") title="Drop" on:click=remove>
                <Icon glyph=Glyph::Cross small=true />
            </button>
        </li>
    }
}
