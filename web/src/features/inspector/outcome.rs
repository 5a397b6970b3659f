//! How a task ends, edited where it is looked at.

use asl::{Millis, StateId, StateKind, TaskInfo};
use leptos::prelude::*;

use crate::features::app::store;
use crate::features::code::outcomes::items_of;
use crate::features::outcome_menu::{errors_of, succeed};
use crate::reactive::{Memo, RwSignal, Signal, on_change};
use crate::state::durations;
use crate::state::num;
use crate::state::outcomes::{Plan, PlanKind, Rule, Runs};
use crate::state::session::{Change, Session};
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// At most this many items and attempts are listed to choose from.
const MOST_LISTED: u32 = 200;

/// The editor; nothing for states that are no tasks.
#[component]
pub fn OutcomeEditor(
    /// The state.
    state: StateId,
) -> impl IntoView {
    let store = store();
    let task = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        let name = snapshot.run.name(state).to_owned();
        store.request.with(|request| {
            let tasks = &request.as_ref()?.definition.analysis.tasks;
            tasks.iter().find(|task| task.name == name).cloned()
        })
    });
    view! {
        {move || task.get().map(|task| view! { <Editor task state /> }.into_any())}
    }
}

#[component]
fn Editor(task: TaskInfo, state: StateId) -> impl IntoView {
    let store = store();
    let chosen = RwSignal::new(None::<Runs>);
    let name = StoredValue::new(task.name.clone());
    let map = task.in_map;
    // Until the user chooses otherwise, the item that is looked at.
    let runs = Memo::new(move |_| {
        chosen.get().unwrap_or_else(|| Runs {
            item: looked_at(store),
            attempt: None,
        })
    });
    let rule = Memo::new(move |_| {
        let runs = runs.get();
        store.session().with(|session| {
            name.with_value(|name| {
                session
                    .outcomes()
                    .deciding(name, runs.item, runs.attempt.unwrap_or(0))
                    .cloned()
            })
        })
    });
    let kind = Memo::new(move |_| {
        rule.with(|rule| {
            rule.as_ref()
                .map(|rule| rule.plan.kind())
                .unwrap_or_default()
        })
    });
    let plan = move |plan: Plan, duration: Option<Millis>| {
        let runs = runs.get_untracked();
        let state = name.get_value();
        let outcomes = store
            .session()
            .with_untracked(|session| session.outcomes().clone());
        let change = match plan {
            Plan::Succeeds(None) if duration.is_none() => succeed(&outcomes, &state, runs),
            plan => Change::Plan {
                state,
                rule: Rule {
                    duration,
                    ..Rule::new(runs, plan)
                },
            },
        };
        store.update(change);
    };
    let duration = move || rule.with_untracked(|rule| rule.as_ref().and_then(|rule| rule.duration));
    let choose = move |kind: PlanKind| {
        let next = match kind {
            PlanKind::Succeeds => Plan::Succeeds(None),
            PlanKind::TimesOut => Plan::TimesOut,
            PlanKind::Fails => {
                let typical = name
                    .with_value(|name| errors_of(store, name))
                    .into_iter()
                    .next();
                typical.map_or_else(
                    || Plan::fails("States.TaskFailed", ""),
                    |typical| Plan::fails(typical.error, typical.cause),
                )
            }
        };
        plan(next, duration());
    };
    let form = Form {
        runs,
        rule,
        plan: Callback::new(move |(it, duration)| plan(it, duration)),
    };
    view! {
        <section class="group" aria-label="Outcome">
            <h3 class="group-head">"Outcome"</h3>
            <div class="group-body outcome-form">
                <Kinds kind choose=Callback::new(choose) />
                <div class="row">
                    <RunsChoice runs chosen state map />
                </div>
                <DurationField form />
                {move || match kind.get() {
                    PlanKind::Fails => view! { <FailureFields form name=name.get_value() /> }.into_any(),
                    PlanKind::Succeeds => view! { <ResultField form /> }.into_any(),
                    PlanKind::TimesOut => ().into_any(),
                }}
            </div>
        </section>
    }
}

/// The plan being edited, and how to change it.
#[derive(Clone, Copy)]
struct Form {
    runs: Memo<Runs>,
    rule: Memo<Option<Rule>>,
    plan: Callback<(Plan, Option<Millis>)>,
}

impl Form {
    fn change(self, act: impl FnOnce(&mut Plan, &mut Option<Millis>)) {
        let rule = self.rule.get_untracked();
        let (mut plan, mut duration) = rule.map_or((Plan::Succeeds(None), None), |rule| {
            (rule.plan, rule.duration)
        });
        act(&mut plan, &mut duration);
        self.plan.run((plan, duration));
    }
}

/// The item that the inspector looks at.
fn looked_at(store: Store) -> Option<u32> {
    let snapshot = store.snapshot().get()?;
    let visit = store.inspected.get();
    visit
        .and_then(|visit| snapshot.run.item_of(visit))
        .or_else(|| store.focus().into_values().next_back())
}

/// For which runs the outcome is planned.
#[component]
fn RunsChoice(
    runs: Memo<Runs>,
    chosen: RwSignal<Option<Runs>>,
    state: StateId,
    map: Option<StateId>,
) -> impl IntoView {
    let store = store();
    let items = Memo::new(move |_| items_of(store, map).unwrap_or(0).min(MOST_LISTED));
    let attempts = Memo::new(move |_| attempts_of(store, state).min(MOST_LISTED));
    let number = |text: String| text.parse::<u32>().ok();
    let by_item = move |event| {
        chosen.set(Some(Runs {
            item: number(event_target_value(&event)),
            ..runs.get_untracked()
        }));
    };
    let by_attempt = move |event| {
        chosen.set(Some(Runs {
            attempt: number(event_target_value(&event)),
            ..runs.get_untracked()
        }));
    };
    let value = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    let options = |count: u32| {
        (0..count)
            .map(|it| {
                view! { <option value=it.to_string()>{(it + 1).to_string()}</option> }.into_any()
            })
            .collect_view()
    };
    view! {
            <Show when=map.is_some()>
                <label class="field">
                    <span>"Item"</span>
                    <select class="select" prop:value=move || { items.track(); value(runs.get().item) } on:change=by_item>
                        <option value="">"All"</option>
                        {move || options(items.get())}
                    </select>
                </label>
            </Show>
            <Show when=Signal::derive(move || attempts.get() > 1)>
                <label class="field">
                    <span>"Attempt"</span>
                    <select class="select" prop:value=move || { attempts.track(); value(runs.get().attempt) } on:change=by_attempt>
                        <option value="">"All"</option>
                        {move || options(attempts.get())}
                    </select>
                </label>
            </Show>
    }
}

/// How many attempts the definition allows a state.
fn attempts_of(store: Store, state: StateId) -> u32 {
    store.snapshot().with(|snapshot| {
        let machine = snapshot.as_ref().map(|snapshot| &snapshot.run.machine);
        let state = machine.and_then(|machine| machine.states.get(num::index(state.0)));
        let Some(state) = state.filter(|state| matches!(state.kind, StateKind::Task(_))) else {
            return 0;
        };
        state
            .retriers
            .iter()
            .map(|retrier| retrier.max_attempts)
            .max()
            .map_or(1, |retries| retries.saturating_add(1))
    })
}

#[component]
fn Kinds(kind: Memo<PlanKind>, choose: Callback<PlanKind>) -> impl IntoView {
    let button = move |it: PlanKind| {
        view! {
            <button
                type="button"
                data-outcome=it.name()
                aria-pressed=move || (kind.get() == it).to_string()
                on:click=move |_| choose.run(it)
            >
                {it.label()}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="segmented" role="group" aria-label="How it ends">
            {[PlanKind::Succeeds, PlanKind::Fails, PlanKind::TimesOut].map(button).collect_view()}
        </div>
    }
}

#[component]
fn FailureFields(form: Form, name: String) -> impl IntoView {
    let store = store();
    let field = move |which: fn(&str, &str) -> String| {
        form.rule
            .with(|rule| match rule.as_ref().map(|rule| &rule.plan) {
                Some(Plan::Fails { error, cause, .. }) => which(error, cause),
                _ => String::new(),
            })
    };
    let set_error = move |event| {
        let text = event_target_value(&event);
        form.change(|plan, _| {
            if let Plan::Fails { error, .. } = plan {
                *error = text;
            }
        });
    };
    let set_cause = move |event| {
        let text = event_target_value(&event);
        form.change(|plan, _| {
            if let Plan::Fails { cause, .. } = plan {
                *cause = text;
            }
        });
    };
    let typical = errors_of(store, &name);
    let options = typical
        .into_iter()
        .map(|it| view! { <option value=it.error></option> }.into_any())
        .collect_view();
    view! {
        <label class="field">
            <span>"Error"</span>
            <input
                class="input mono"
                list="typical-errors"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || field(|error, _| error.into())
                on:input=set_error
            />
        </label>
        <datalist id="typical-errors">{options}</datalist>
        <label class="field">
            <span>"Cause"</span>
            <textarea class="input" rows="1" prop:value=move || field(|_, cause| cause.into()) on:input=set_cause></textarea>
        </label>
    }
}

/// The result of a task that succeeds: the service's plausible one, one's own, or what an expression gives.
#[component]
fn ResultField(form: Form) -> impl IntoView {
    let store = store();
    let draft = RwSignal::new(None::<String>);
    let own = Memo::new(move |_| {
        form.rule
            .with(|rule| rule.as_ref().map(|rule| rule.plan.result_text()))
    });
    let problem = Memo::new(move |_| {
        store.jsonata.track();
        draft.with(|text| Plan::checked(text.as_deref()?).err())
    });
    // What is typed stays until other runs are looked at, or the result is decided elsewhere.
    on_change(
        move || {
            let active = store.session().with(Session::active);
            let plan = form.rule.with(|rule| Some(rule.as_ref()?.plan.clone()));
            (active, form.runs.get(), plan)
        },
        move |(_, _, plan)| {
            let typed = |text: &String| Plan::succeeds_with(text).ok();
            let is_it =
                |text: &Option<String>| plan.is_some() && text.as_ref().and_then(typed) == *plan;
            if !draft.with_untracked(is_it) {
                draft.set(None);
            }
        },
    );
    let set = move |event| {
        let text = event_target_value(&event);
        if let Ok(next) = Plan::checked(&text) {
            form.change(|plan, _| *plan = next);
        }
        draft.set(Some(text).filter(|text| !text.trim().is_empty()));
    };
    view! {
        <label class="field">
            <span>"Result: JSON, or {% JSONata %}"</span>
            <textarea
                class="input mono"
                rows="2"
                spellcheck="false"
                placeholder="Empty: what the service plausibly answers"
                aria-invalid=move || problem.get().is_some().to_string()
                prop:value=move || draft.get().or_else(|| own.get()).unwrap_or_default()
                on:input=set
            ></textarea>
        </label>
        {move || problem.get().map(|message| {
            view! {
                <p class="field-problem">
                    <Icon glyph=Glyph::Error small=true />
                    {format!("{message}. The last result that could be read is in use.")}
                </p>
            }
            .into_any()
        })}
    }
}

#[component]
fn DurationField(form: Form) -> impl IntoView {
    let set = move |event| {
        let text = event_target_value(&event);
        let seconds = text
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
        let millis = seconds.map(|seconds| num::to_millis(seconds * 1000.0));
        form.change(|_, duration| *duration = millis);
    };
    let planned = Memo::new(move |_| form.rule.with(|rule| rule.as_ref()?.duration));
    let slide = move |event| {
        if let Ok(stop) = event_target_value(&event).parse() {
            form.change(|_, duration| *duration = Some(durations::at(stop)));
        }
    };
    let words = move || {
        planned
            .get()
            .map_or_else(|| "a plausible time".to_owned(), asl::format_duration)
    };
    view! {
        <div class="field takes">
            <span>"Takes " <output>{words}</output></span>
            <input
                type="range"
                class="slider"
                aria-label="How long it takes"
                aria-valuetext=words
                min="0"
                max=durations::LAST.to_string()
                step="1"
                data-unset=move || planned.get().is_none().then_some("true")
                prop:value=move || durations::nearest(planned.get().unwrap_or_default()).to_string()
                on:input=slide
            />
            <input
                class="input number"
                type="number"
                min="0"
                step="any"
                aria-label="Takes, in seconds"
                placeholder="seconds"
                prop:value=move || form.rule.with(|rule| seconds(rule.as_ref()))
                on:change=set
            />
        </div>
    }
}

/// How long the task takes by a rule, as it is typed.
fn seconds(rule: Option<&Rule>) -> String {
    let duration = rule.and_then(|rule| rule.duration);
    duration.map_or_else(String::new, |duration| {
        (num::millis(duration) / 1000.0).to_string()
    })
}
