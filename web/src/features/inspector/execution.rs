//! The execution itself, where the event at the cursor belongs to no state: its input, and at the end what came of it.

use asl::{Ending, Value};
use leptos::prelude::*;

use crate::features::app::store;
use crate::reactive::{Memo, Signal};
use crate::state::labels::ending_words;
use crate::ui::copy_button::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::json_view::JsonView;

/// Input and result of the execution.
#[component]
pub fn WholeExecution() -> impl IntoView {
    let store = store();
    let input = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| Some(snapshot.as_ref()?.run.scenario.input.clone()))
    });
    let ending = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| snapshot.as_ref()?.run.ending(store.cursor.get()).cloned())
    });
    let output = Memo::new(move |_| match ending.get() {
        Some(Ending::Succeeded { output }) => Some(output),
        _ => None,
    });
    let status = Signal::derive(move || {
        ending.with(|ending| {
            ending
                .as_ref()
                .map_or("running", |ending| ending_words(ending).1)
        })
    });
    let words = Signal::derive(move || {
        ending.with(|ending| {
            ending
                .as_ref()
                .map_or("running", |ending| ending_words(ending).0)
                .to_lowercase()
                .replace('_', " ")
        })
    });
    view! {
        <div class="inspect-head">
            <Icon glyph=Glyph::Of(asl::Icon::StepFunctions) />
            <h3>"The execution"</h3>
            <span class="kind">"Step forward, or select a state, to see what each state does."</span>
        </div>
        <div class="inspect-where">
            <span class="pill" data-phase=status>
                <Icon glyph=Signal::derive(move || match status.get() {
                    "running" => Glyph::Spinner,
                    "succeeded" => Glyph::Check,
                    _ => Glyph::Cross,
                }) small=true />
                {words}
            </span>
        </div>
        {move || output.get().map(|output| view! { <Part label="Output" value=output /> }.into_any())}
        {move || input.get().map(|input| view! { <Part label="Input" value=input /> }.into_any())}
    }
}

#[component]
fn Part(label: &'static str, value: Value) -> impl IntoView {
    let text = value.clone();
    view! {
        <section class="group" aria-label=label>
            <h3 class="group-head">{label} <span class="spacer"></span> <CopyButton text=move || text.to_pretty() what="the value" /></h3>
            <JsonView value=value other=None ask=None label=format!("{label} of the execution as JSON") />
        </section>
    }
}
