//! How the run ended, where the cursor is at its end. It stands beside the tabs, so that nothing moves when it comes.

use std::sync::Arc;

use asl::{Ending, preview};
use leptos::prelude::*;

use crate::features::app::store;
use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::labels::ending_words;
use crate::ui::copy_button::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::json_view::JsonView;

/// The result in one line.
#[component]
pub fn RunResult(
    /// Whether all of it is shown, below.
    open: RwSignal<bool>,
) -> impl IntoView {
    let ending = ending();
    view! {
        {move || ending.get().map(|ending| view! { <Line ending open /> }.into_any())}
    }
}

#[component]
fn Line(ending: Ending, open: RwSignal<bool>) -> impl IntoView {
    let (words, name) = ending_words(&ending);
    let glyph = match ending {
        Ending::Succeeded { .. } => Glyph::Check,
        Ending::OutOfBudget { .. } | Ending::UnusableOutcome { .. } => Glyph::Warning,
        _ => Glyph::Cross,
    };
    let (lead, rest, more) = match &ending {
        Ending::Succeeded { output } => (String::new(), preview(output, 200), "Output"),
        Ending::Failed { error, cause } | Ending::TimedOut { error, cause } => {
            (text(error.as_ref()), text(cause.as_ref()), "Details")
        }
        Ending::Aborted => (
            String::new(),
            "The execution was aborted.".to_owned(),
            "Details",
        ),
        Ending::OutOfBudget { explanation } | Ending::UnusableOutcome { explanation } => {
            (String::new(), explanation.to_string(), "Details")
        }
    };
    let is_json = matches!(ending, Ending::Succeeded { .. });
    view! {
        <div class="result" data-ending=name data-testid="result">
            <Icon glyph=glyph />
            <strong>{words}</strong>
            {(!lead.is_empty()).then(|| view! { <span class="lead mono">{lead}</span> }.into_any())}
            <span class="rest" class:mono=is_json title=rest.clone()>{rest.clone()}</span>
            <button
                type="button"
                class="btn small"
                aria-expanded=move || open.get().to_string()
                aria-controls="run-output"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph=Signal::derive(move || if open.get() { Glyph::Down } else { Glyph::Right }) small=true />
                {more}
            </button>
            <CopyButton text=move || whole(&ending) what="the result" />
        </div>
    }
}

/// All of the result.
#[component]
pub fn RunOutput(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let ending = ending();
    let shown = move || ending.get().filter(|_| open.get());
    view! {
        <div id="run-output" class="result-output" hidden=move || shown().is_none()>
            {move || shown().map(|ending| match ending {
                Ending::Succeeded { output } => view! { <JsonView value=output other=None ask=None label="Output as JSON" /> }.into_any(),
                other => view! { <p class="result-text">{whole(&other)}</p> }.into_any(),
            })}
        </div>
    }
}

/// How the run ended, once the cursor is at its end.
fn ending() -> Memo<Option<Ending>> {
    let store = store();
    Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| snapshot.as_ref()?.run.ending(store.cursor.get()).cloned())
    })
}

/// The result as a text to copy.
fn whole(ending: &Ending) -> String {
    match ending {
        Ending::Succeeded { output } => output.to_pretty(),
        Ending::Failed { error, cause } | Ending::TimedOut { error, cause } => {
            format!("{}\n{}", text(error.as_ref()), text(cause.as_ref()))
        }
        Ending::Aborted => "The execution was aborted.".to_owned(),
        Ending::OutOfBudget { explanation } | Ending::UnusableOutcome { explanation } => {
            explanation.to_string()
        }
    }
}

fn text(text: Option<&Arc<str>>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
