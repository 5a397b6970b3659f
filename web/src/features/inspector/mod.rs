//! The inspector: one visit of a state, with its outcome, its data flow and its attempts.

pub mod attempts;
pub mod execution;
pub mod explain;
pub mod flow;
pub mod outcome;
pub mod tried;
pub mod variables;

use asl::{Inspection, Phase, StateId};
use leptos::prelude::*;

use super::app::store;
use super::chrome::chrome;
use super::commands::{run_to_here, toggle_break};
use super::editors::Editors;
use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::labels::{phase_name, phase_words};
use crate::state::num;
use crate::state::selection::Selection;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon, of_phase};
use crate::ui::show::Show;

use attempts::Attempts;
use execution::WholeExecution;
use flow::DataFlow;
use outcome::OutcomeEditor;
use tried::{Tried, TryOut};
use variables::{ContextObject, Variables};

/// The pane.
#[component]
pub fn Inspector() -> impl IntoView {
    let store = store();
    let follows = Memo::new(move |_| store.selection().with(Selection::follows));
    let (context, tried) = (RwSignal::new(false), Tried::default());
    view! {
        <section class="pane pane-data" aria-label="Inspector">
            <div class="pane-head">
                <h2>"Inspector"</h2>
                <span class="meta">{move || if follows.get() { "follows the run" } else { "" }}</span>
                <span class="spacer"></span>
                <Show when=Signal::derive(move || !follows.get())>
                    <button
                        type="button"
                        class="btn small"
                        title="Inspect what the run is at (Esc)"
                        on:click=move |_| store.select(Selection::follow)
                    >
                        <Icon glyph=Glyph::Follow small=true />
                        "Follow the run"
                    </button>
                </Show>
            </div>
            <div class="inspect">
                {move || match store.inspected_state.get() {
                    Some(state) => view! { <Inspected state context tried /> }.into_any(),
                    None => view! { <WholeExecution /> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// A state, in the visit that is looked at.
#[component]
fn Inspected(state: StateId, context: RwSignal<bool>, tried: Tried) -> impl IntoView {
    let store = store();
    let inspection = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        snapshot
            .run
            .inspect(store.inspected.get()?, store.cursor.get())
    });
    view! {
        <Head state inspection />
        <Failure inspection />
        <OutcomeEditor state />
        <Show when=Signal::derive(move || inspection.with(Option::is_some)) fallback=move || view! { <NotYet state /> }>
            <DataFlow inspection />
            <Variables />
            <ContextObject open=context />
            <TryOut state tried />
            <Attempts inspection />
        </Show>
    }
}

#[component]
fn Head(state: StateId, inspection: Memo<Option<Inspection>>) -> impl IntoView {
    let store = store();
    let editors: Editors = expect_context();
    let node = Memo::new(move |_| {
        store.diagram.with(|diagram| {
            diagram
                .as_ref()?
                .nodes
                .iter()
                .find(|node| node.state == Some(state))
                .cloned()
        })
    });
    let name = Signal::derive(move || {
        store.snapshot().with(|snapshot| {
            snapshot
                .as_ref()
                .map(|snapshot| snapshot.run.name(state).to_owned())
        })
    });
    let kind = Signal::derive(move || {
        let kind = store.snapshot().with(|snapshot| {
            let machine = snapshot.as_ref().map(|snapshot| &snapshot.run.machine);
            let state = machine.and_then(|machine| machine.states.get(num::index(state.0)));
            state
                .map(|state| state.kind.type_name().to_owned())
                .unwrap_or_default()
        });
        match node.get() {
            // A container's caption begins with the type.
            Some(node) if node.caption.starts_with(&kind) => node.caption,
            Some(node) if !node.caption.is_empty() => format!("{kind} · {}", node.caption),
            _ => kind,
        }
    });
    let glyph = Signal::derive(move || {
        node.get()
            .map_or(Glyph::Of(asl::Icon::Unknown), |node| Glyph::Of(node.icon))
    });
    let phase = Memo::new(move |_| phase(store, state));
    let place = move || {
        let title = inspection
            .get()
            .map(|inspection| inspection.title)
            .unwrap_or_default();
        title.split_once(" · ").map(|(_, place)| place.to_owned())
    };
    let show = move |_| {
        let understood = store.analysis.get_untracked();
        let machine = &understood.analysis.machine;
        let path = store.snapshot().with_untracked(|snapshot| {
            let machine = snapshot.as_ref().map(|snapshot| &snapshot.run.machine);
            machine
                .and_then(|machine| machine.states.get(num::index(state.0)))
                .map(|state| state.path.clone())
        });
        if let Some(state) = machine
            .states
            .iter()
            .find(|state| Some(&state.path) == path.as_ref())
        {
            editors.show(&understood, state.name_span);
        }
    };
    view! {
        <div class="inspect-head">
            <Icon glyph=glyph />
            <h3>{name}</h3>
            <Stop state />
            <button type="button" class="btn small square" aria-label="Show in the definition" title="Show in the definition" on:click=show>
                <Icon glyph=Glyph::Code small=true />
            </button>
            <span class="kind">{kind}</span>
        </div>
        <div class="inspect-where">
            <span class="pill" data-phase=move || phase_name(phase.get())>
                <Icon glyph=Signal::derive(move || of_phase(phase.get())) small=true />
                {move || phase_words(phase.get())}
            </span>
            {move || place().map(|place| view! { <span>{place}</span> }.into_any())}
            <Turns state />
        </div>
    }
}

/// Playing to this state, and stopping at it.
#[component]
fn Stop(state: StateId) -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let is_set = Memo::new(move |_| {
        store.snapshot().with(|snapshot| {
            let machine = snapshot.as_ref().map(|snapshot| &snapshot.run.machine);
            machine.is_some_and(|machine| store.breaks().with(|breaks| breaks.has(machine, state)))
        })
    });
    view! {
        <span class="stop-here">
            <button
                type="button"
                class="btn small square breaks"
                aria-label="Stop whenever this state is entered"
                title="Stop whenever this state is entered (F9)"
                aria-pressed=move || is_set.get().to_string()
                on:click=move |_| toggle_break(store, chrome)
            >
                <Icon glyph=Glyph::Breakpoint small=true />
            </button>
            <button
                type="button"
                class="btn small square"
                aria-label="Run to this state"
                title="Run to this state (Shift F9)"
                on:click=move |_| run_to_here(store, chrome)
            >
                <Icon glyph=Glyph::Here small=true />
            </button>
        </span>
    }
}

/// The phase of the visit that is looked at.
fn phase(store: Store, state: StateId) -> Phase {
    let Some(snapshot) = store.snapshot().get() else {
        return Phase::Idle;
    };
    let cursor = store.cursor.get();
    match store.inspected.get() {
        Some(visit) => snapshot.run.state_of(visit, cursor).phase,
        None => match snapshot.run.state(state, cursor).phase {
            Phase::Unreached => Phase::Unreached,
            _ => Phase::Idle,
        },
    }
}

/// `‹ 2 of 3 ›`: from visit to visit.
#[component]
fn Turns(state: StateId) -> impl IntoView {
    let store = store();
    let turns = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        let inspected = store.inspected.get()?;
        let cursor = store.cursor.get();
        let visits = snapshot.run.visits_of(state, cursor);
        let total = visits.len();
        let at = snapshot
            .run
            .visits_of(state, cursor)
            .position(|visit| visit == inspected)?;
        Some((at, total))
    });
    let go = move |by: isize| {
        let (Some(snapshot), Some((at, _))) =
            (store.snapshot().get_untracked(), turns.get_untracked())
        else {
            return;
        };
        let target = at.checked_add_signed(by).and_then(|at| {
            snapshot
                .run
                .visits_of(state, store.cursor.get_untracked())
                .nth(at)
        });
        if let Some(visit) = target {
            store.select_visit(visit);
        }
    };
    let several = Memo::new(move |_| turns.get().is_some_and(|(_, total)| total > 1));
    view! {
        <span class="spacer"></span>
        <Show when=several>
            <span class="turn" role="group" aria-label="Visits">
                <button
                    type="button"
                    class="btn small square"
                    aria-label="Previous visit"
                    disabled=move || turns.get().is_none_or(|(at, _)| at == 0)
                    on:click=move |_| go(-1)
                >
                    <Icon glyph=Glyph::Left small=true />
                </button>
                {move || turns.get().map(|(at, total)| format!("{} of {total}", at + 1))}
                <button
                    type="button"
                    class="btn small square"
                    aria-label="Next visit"
                    disabled=move || turns.get().is_none_or(|(at, total)| at + 1 >= total)
                    on:click=move |_| go(1)
                >
                    <Icon glyph=Glyph::Right small=true />
                </button>
            </span>
        </Show>
    }
}

#[component]
fn Failure(inspection: Memo<Option<Inspection>>) -> impl IntoView {
    let error = Memo::new(move |_| {
        inspection.with(|inspection| {
            let inspection = inspection.as_ref()?;
            let (error, cause) = inspection.error.clone()?;
            Some((error, cause, inspection.status))
        })
    });
    let failure = move || {
        error.get().map(|(error, cause, status)| {
            let caught = matches!(
                status,
                asl::Status::Caught | asl::Status::Succeeded | asl::Status::Running
            );
            view! {
                <div class="failure" class:caught=caught>
                    <strong class="mono">{error}</strong>
                    <span>{cause}</span>
                </div>
            }
            .into_any()
        })
    };
    view! { {move || failure()} }
}

/// The state was not entered yet, or never.
#[component]
fn NotYet(state: StateId) -> impl IntoView {
    let store = store();
    let first = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        let visit = snapshot.run.visits_of(state, u32::MAX).next()?;
        snapshot.run.visit(visit).map(|visit| visit.entered)
    });
    let go = move |_| {
        if let Some(cursor) = first.get_untracked() {
            store.play(|playback, pacing| playback.seek(cursor, pacing));
        }
    };
    view! {
        <p class="outcome-hint">
            {move || if first.get().is_some() {
                "Not entered at this event."
            } else {
                "This run never comes here. Change an outcome or the input to lead it here."
            }}
        </p>
        <Show when=Signal::derive(move || first.get().is_some())>
            <p class="outcome-hint">
                <button type="button" class="btn outlined" on:click=go>"Go to its first visit"</button>
            </p>
        </Show>
    }
}
