//! Trying an expression on what the inspected state sees at the cursor.

use asl::{Field, StateId};
use leptos::prelude::*;

use crate::features::app::store;
use crate::reactive::{Memo, RwSignal, Signal};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::json_view::JsonView;
use crate::ui::show::Show;

/// What is being tried. It stays when another state is inspected.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    text: RwSignal<String>,
    over: RwSignal<Field>,
}

impl Default for Tried {
    /// Nothing yet.
    fn default() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            over: RwSignal::new(Field::Input),
        }
    }
}

/// The field for it, and what comes of it.
#[component]
pub fn TryOut(
    /// The state.
    state: StateId,
    /// What is being tried.
    tried: Tried,
) -> impl IntoView {
    let store = store();
    let Tried { text, over } = tried;
    let jsonata = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| snapshot.as_ref().is_some_and(|it| it.run.is_jsonata(state)))
    });
    let steps = Memo::new(move |_| {
        let inspection = store
            .snapshot()
            .get()?
            .run
            .inspect(store.inspected.get()?, store.cursor.get())?;
        let step = |step: asl::InspectStep| (step.field, step.label);
        Some(inspection.steps.into_iter().map(step).collect::<Vec<_>>())
    });
    // A value that is not known at the cursor stands back for the input.
    let over_now = Memo::new(move |_| {
        let over = over.get();
        let is_known = steps.with(|steps| steps.iter().flatten().any(|(field, _)| *field == over));
        if is_known { over } else { Field::Input }
    });
    let found = Memo::new(move |_| {
        let text = text.get();
        if text.trim().is_empty() {
            return None;
        }
        let snapshot = store.snapshot().get()?;
        let (visit, cursor) = (store.inspected.get()?, store.cursor.get());
        Some(snapshot.run.evaluate(visit, cursor, over_now.get(), &text))
    });
    let choose = move |event| {
        let label = event_target_value(&event);
        let chosen = steps.with_untracked(|steps| {
            let mut steps = steps.iter().flatten();
            steps.find(|(_, of)| *of == label).map(|(field, _)| *field)
        });
        over.set(chosen.unwrap_or(Field::Input));
    };
    let chosen = move || {
        let over = over_now.get();
        steps.with(|steps| {
            let mut steps = steps.iter().flatten();
            let chosen = steps.find(|(field, _)| *field == over);
            chosen.map(|(_, label)| label.clone()).unwrap_or_default()
        })
    };
    let options = move || {
        let steps = steps.get().unwrap_or_default().into_iter();
        steps
            .map(|(_, label)| {
                view! { <option value=label.clone()>{label.clone()}</option> }.into_any()
            })
            .collect_view()
    };
    let language = Signal::derive(move || if jsonata.get() { "JSONata" } else { "JSONPath" });
    view! {
        <section class="group" aria-label="Try an expression">
            <h3 class="group-head">"Try an expression" <span class="tag same">{language}</span></h3>
            <div class="group-body outcome-form">
                <textarea
                    class="input mono"
                    rows="2"
                    spellcheck="false"
                    aria-label=move || format!("Expression in {}", language.get())
                    aria-invalid=move || found.with(|found| matches!(found, Some(Err(_)))).to_string()
                    placeholder=move || if jsonata.get() {
                        "$states.input.name & '!'"
                    } else {
                        "$.name   States.Format('{}', $.name)   {\"a.$\": \"$$.State.Name\"}"
                    }
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <Show when=Signal::derive(move || !jsonata.get())>
                    <label class="field over">
                        <span>"$ is the value after"</span>
                        <select class="select" prop:value=chosen on:change=choose>{options}</select>
                    </label>
                </Show>
                <div role="status" class="tried">{move || found.get().map(shown)}</div>
            </div>
        </section>
    }
}

fn shown(found: Result<asl::Value, asl::EvaluationError>) -> AnyView {
    match found {
        Ok(value) => {
            view! { <JsonView value other=None ask=None label="Value of the expression as JSON" /> }
                .into_any()
        }
        Err(error) => {
            let place = error
                .offset
                .map(|offset| format!(" At character {}.", offset + 1));
            view! {
                <p class="field-problem">
                    <Icon glyph=Glyph::Error small=true />
                    <span>{error.message.trim_end_matches('.').to_owned()} "." {place}</span>
                </p>
            }
            .into_any()
        }
    }
}
