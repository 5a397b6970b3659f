//! The data flow: each field with the value after it, and what it changed.

use asl::{Field, InspectStep, Inspection, Spot, Stage, Step as Way, Value, VisitId};
use leptos::prelude::*;

use super::explain::Explanation;
use crate::features::app::store;
use crate::features::chrome::{Chrome, chrome};
use crate::reactive::{Memo, RwSignal};
use crate::state::store::Store;
use crate::state::text::bytes;
use crate::ui::copy_button::CopyButton;
use crate::ui::each::{Row, each};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::json_view::JsonView;

/// From this size on a value is not compared by what it says, in bytes.
const LARGE: u64 = 4096;

/// One field, with what its value is compared with.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    shown: InspectStep,
    before: Option<Value>,
    attempt: u32,
    visit: VisitId,
}

impl Step {
    /// What its row shows; `outer` for the first and the last field. A large value is told by its run, which is quicker
    /// than writing it out with each event.
    fn key(&self, outer: bool, run: usize) -> String {
        let Self {
            shown,
            attempt,
            visit,
            ..
        } = self;
        let changed = shown.changed;
        let value = if shown.value.size() > LARGE {
            run.to_string()
        } else {
            shown.value.to_json()
        };
        format!(
            "{}/{}/{attempt}/{outer}/{changed}/{value}",
            visit.0, shown.label
        )
    }
}

/// The fields of a visit, in the order in which AWS applies them.
#[component]
pub fn DataFlow(
    /// The visit that is looked at.
    inspection: Memo<Option<Inspection>>,
) -> impl IntoView {
    let steps = Memo::new(move |_| {
        inspection.with(|inspection| inspection.as_ref().map(steps).unwrap_or_default())
    });
    let (store, chrome) = (store(), chrome());
    // Fields that the user folded, or unfolded, by label.
    let folded = RwSignal::new(std::collections::BTreeMap::<String, bool>::new());
    let rows = move || {
        let last = steps.with(Vec::len).saturating_sub(1);
        let run = store
            .snapshot()
            .with(|snapshot| snapshot.as_ref().map_or(0, |it| it.number));
        let row = |(index, step): (usize, Step)| {
            let outer = index == 0 || index == last;
            Row::new(step.key(outer, run), move || {
                view! { <StepView step outer folded /> }.into_any()
            })
        };
        steps.get().into_iter().enumerate().map(row).collect()
    };
    view! {
        <section class="group" aria-label="Data flow">
            <h3 class="group-head">
                "Data flow" <span class="spacer"></span>
                <CopyButton text=move || call(store, chrome) what="as TestState call" words="Copy as TestState call" />
            </h3>
            {each(rows)}
        </section>
    }
}

#[component]
fn StepView(
    step: Step,
    outer: bool,
    folded: RwSignal<std::collections::BTreeMap<String, bool>>,
) -> impl IntoView {
    let Step {
        shown: step,
        before,
        visit,
        ..
    } = step;
    let label = step.label.clone();
    let usual = outer || step.changed;
    let open = folded
        .with_untracked(|folded| folded.get(&label).copied())
        .unwrap_or(usual);
    // What is folded is made when it is unfolded.
    let built = RwSignal::new(open);
    let remember = {
        let label = label.clone();
        move |event: leptos::ev::Event| {
            let open = crate::platform::dom::is_open(&event);
            built.update(|built| *built |= open);
            folded.update(|folded| {
                folded.insert(label.clone(), open);
            });
        }
    };
    let tag = if step.field == Field::Input {
        None
    } else if step.changed {
        Some(view! { <span class="tag">"changed"</span> }.into_any())
    } else {
        Some(view! { <span class="tag same">"as before"</span> }.into_any())
    };
    let (asked, field) = (RwSignal::new(None::<Spot>), step.field);
    let ask = Callback::new(move |way: Vec<Way>| {
        asked.set(Some(Spot {
            stage: Stage::Flow { visit, field },
            way,
        }));
    });
    let is_built = Memo::new(move |_| built.get());
    let inside = {
        let (value, label) = (step.value.clone(), label.clone());
        move || {
            let (text, value, before) = (value.clone(), value.clone(), before.clone());
            let id = format!("value-{}", label.replace(' ', "-"));
            view! {
                <CopyButton text=move || text.to_pretty() what="the value" />
                <JsonView value other=before label=format!("{label} as JSON") ask=Some((id, ask)) />
                <Explanation asked />
            }
            .into_any()
        }
    };
    view! {
        <details class="flow-step" open=open data-field=label.clone() on:toggle=remember>
            <summary>
                <Icon glyph=Glyph::Right small=true />
                <span class="field-name">{label.clone()}</span>
                {tag}
                <span class="size" data-large=is_large(&step.value).then_some("true") title="Of 256 KiB that AWS allows">{bytes(step.value.size())}</span>
                {step.note.map(|note| view! { <span class="note mono" title=note.clone()>{note.clone()}</span> }.into_any())}
            </summary>
            <div class="flow-value">{move || is_built.get().then(&inside)}</div>
        </details>
    }
}

/// The visit that is looked at as a request for `TestState`.
fn call(store: Store, chrome: Chrome) -> String {
    let (Some(snapshot), Some(request)) = (
        store.snapshot().get_untracked(),
        store.request.get_untracked(),
    ) else {
        return String::new();
    };
    let document = &request.definition.analysis.document;
    let cursor = store.cursor.get_untracked();
    let call = store
        .inspected
        .get_untracked()
        .and_then(|visit| snapshot.run.test_state_call(document, visit, cursor));
    let Some(call) = call else {
        return String::new();
    };
    if !call.notes.is_empty() {
        chrome.notice.set(Some(call.notes.join(" ")));
    }
    serde_json::to_string_pretty(&call.request).unwrap_or_default()
}

/// How much AWS passes from state to state at most, in bytes.
const LARGEST: u64 = 256 * 1024;

/// Whether a value comes near the limit.
fn is_large(value: &Value) -> bool {
    value.size() > LARGEST / 5 * 4
}

/// Each step with what it is read against: what `ResultPath` and Output made of the input is seen best beside the
/// input, everything else beside the step before.
fn steps(inspection: &Inspection) -> Vec<Step> {
    let input = inspection.steps.first().map(|step| &step.value);
    let mut before: Option<&Value> = None;
    let mut steps = Vec::with_capacity(inspection.steps.len());
    for step in &inspection.steps {
        let against = match step.field {
            Field::ResultPath | Field::Output => input,
            _ => before,
        };
        let same = against.is_some_and(|against| against.ptr_eq(&step.value));
        steps.push(Step {
            shown: step.clone(),
            before: against.filter(|_| !same).cloned(),
            attempt: inspection.attempt_count,
            visit: inspection.visit,
        });
        before = Some(&step.value);
    }
    steps
}
