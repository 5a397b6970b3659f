//! The menu that decides how some runs of a task end.

use asl::TypicalError;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use super::app::store;
use super::chrome::{OutcomeMenu, chrome};
use crate::platform::dom;
use crate::reactive::effect;
use crate::state::outcomes::{Outcomes, Plan, PlanKind, Rule, Runs};
use crate::state::session::Change;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};

/// The icon of a kind of plan.
pub fn glyph_of(kind: PlanKind) -> Glyph {
    match kind {
        PlanKind::Succeeds => Glyph::Check,
        PlanKind::Fails => Glyph::Cross,
        PlanKind::TimesOut => Glyph::Clock,
    }
}

/// The change that makes these runs succeed as the service would.
pub fn succeed(outcomes: &Outcomes, state: &str, runs: Runs) -> Change {
    let mut without = outcomes.clone();
    without.clear(state, runs);
    let decided = without.deciding(state, runs.item, runs.attempt.unwrap_or(0));
    if decided.is_none_or(|rule| rule.plan.kind() == PlanKind::Succeeds) {
        Change::Unplan {
            state: state.to_owned(),
            runs,
        }
    } else {
        Change::Plan {
            state: state.to_owned(),
            rule: Rule::new(runs, Plan::Succeeds(None)),
        }
    }
}

/// The menu, where it is open.
#[component]
pub fn FloatingOutcomeMenu() -> impl IntoView {
    let chrome = chrome();
    let store = store();
    effect(move || {
        if chrome.outcome_menu.get().is_some() {
            request_animation_frame(|| dom::settle_menu("outcome-menu"));
        }
    });
    let menu = move || {
        let menu = chrome.outcome_menu.get()?;
        Some(view! { <Menu menu store /> }.into_any())
    };
    view! { {move || menu()} }
}

#[component]
fn Menu(menu: OutcomeMenu, store: Store) -> impl IntoView {
    let chrome = chrome();
    let opener = menu.opener.clone();
    let close = move |back: bool| {
        chrome.outcome_menu.set(None);
        if back {
            dom::focus(&opener);
        }
    };
    let close_by_key = close.clone();
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => dom::focus_next("outcome-menu", "[role^=menuitem]", true),
            "ArrowUp" => dom::focus_next("outcome-menu", "[role^=menuitem]", false),
            "Escape" => close_by_key(true),
            "Tab" => return close_by_key(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_leave = move |event: FocusEvent| {
        if dom::leaves(&event) {
            chrome.outcome_menu.set(None);
        }
    };
    let errors = errors_of(store, &menu.state);
    let outcomes = store
        .session()
        .with_untracked(|session| session.outcomes().clone());
    let planned = outcomes
        .deciding(&menu.state, menu.runs.item, menu.runs.attempt.unwrap_or(0))
        .map(|rule| rule.plan.clone());
    let (state, runs) = (menu.state.clone(), menu.runs);
    let choose = {
        let state = state.clone();
        move |plan: Plan| {
            let outcomes = store
                .session()
                .with_untracked(|session| session.outcomes().clone());
            let change = match plan {
                Plan::Succeeds(None) => succeed(&outcomes, &state, runs),
                plan => {
                    let duration = outcomes
                        .exactly(&state, runs)
                        .and_then(|rule| rule.duration);
                    Change::Plan {
                        state: state.clone(),
                        rule: Rule {
                            duration,
                            ..Rule::new(runs, plan)
                        },
                    }
                }
            };
            close(true);
            store.update(change);
        }
    };
    let choose = Callback::new(choose);
    let fails = errors.into_iter().map(|TypicalError { error, cause }| {
        let plan = Plan::fails(&*error, &*cause);
        item(
            is_planned(planned.as_ref(), &plan),
            plan,
            error,
            cause,
            choose,
        )
    });
    let fails = fails.collect_view();
    let succeeds = Plan::Succeeds(None);
    let succeeds_is_planned = is_planned(planned.as_ref(), &succeeds);
    let times_out_is_planned = is_planned(planned.as_ref(), &Plan::TimesOut);
    view! {
        <div
            id="outcome-menu"
            class="menu floating"
            role="menu"
            tabindex="-1"
            aria-label=format!("Outcome of {state}")
            style:--menu-x=format!("{}px", menu.at.0)
            style:--menu-y=format!("{}px", menu.at.1)
            on:keydown=on_key
            on:focusout=on_leave
        >
            <p class="menu-title">{format!("{} · {}", state, runs.describe().to_lowercase())}</p>
            {item(succeeds_is_planned, succeeds, "Succeeds".into(), "With the service’s plausible result.".into(), choose)}
            {fails}
            {item(times_out_is_planned, Plan::TimesOut, "Times out".into(), "Does not answer in time.".into(), choose)}
        </div>
    }
}

/// Whether this is what is planned, the cause aside.
fn is_planned(planned: Option<&Plan>, plan: &Plan) -> bool {
    match (planned, plan) {
        (None, Plan::Succeeds(None)) => true,
        (Some(Plan::Fails { error: a, .. }), Plan::Fails { error: b, .. }) => a == b,
        (planned, plan) => planned == Some(plan),
    }
}

fn item(chosen: bool, plan: Plan, name: String, about: String, choose: Callback<Plan>) -> AnyView {
    let (kind, mono) = (plan.kind(), matches!(plan, Plan::Fails { .. }));
    view! {
        <button
            type="button"
            class="menu-item"
            role="menuitemradio"
            tabindex="-1"
            aria-checked=chosen.to_string()
            data-outcome=kind.name()
            on:click=move |_| choose.run(plan.clone())
        >
            <Icon glyph=glyph_of(kind) />
            <span class:mono=mono>{name}</span>
            {chosen.then(|| view! { <Icon glyph=Glyph::Check small=true /> }.into_any())}
            <small>{about}</small>
        </button>
    }
    .into_any()
}

/// The errors that a task typically ends with.
pub fn errors_of(store: Store, state: &str) -> Vec<TypicalError> {
    let request = store.request.get_untracked();
    let tasks = request
        .map(|request| request.definition.analysis.tasks.clone())
        .unwrap_or_default();
    let task = tasks.into_iter().find(|task| task.name == state);
    task.map(|task| task.typical_errors)
        .unwrap_or_default()
        .into_iter()
        .filter(|typical| typical.error != "States.Timeout")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails() -> Plan {
        Plan::fails("E", "")
    }

    #[test]
    fn succeeding_drops_the_plan_where_nothing_else_would_fail_it() {
        let mut outcomes = Outcomes::default();
        outcomes.set("T", Rule::new(Runs::item(1), fails()));
        assert_eq!(
            succeed(&outcomes, "T", Runs::item(1)),
            Change::Unplan {
                state: "T".into(),
                runs: Runs::item(1)
            }
        );
    }

    #[test]
    fn succeeding_is_planned_where_a_general_plan_fails_it() {
        let mut outcomes = Outcomes::default();
        outcomes.set("T", Rule::new(Runs::EVERY, fails()));
        let rule = Rule::new(Runs::item(1), Plan::Succeeds(None));
        assert_eq!(
            succeed(&outcomes, "T", Runs::item(1)),
            Change::Plan {
                state: "T".into(),
                rule
            }
        );
    }
}
