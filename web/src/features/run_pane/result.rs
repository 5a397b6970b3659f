//! How the run ended, where the cursor is at its end.

use asl::{Ending, Value, preview};
use leptos::prelude::*;

use crate::features::app::store;
use crate::state::labels::ending_words;
use crate::ui::copy_button::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::json_view::JsonView;

/// The banner.
#[component]
pub fn RunResult() -> impl IntoView {
    let store = store();
    let ending = Memo::new(move |_| {
        store
            .snapshot()
            .with(|snapshot| snapshot.as_ref()?.run.ending(store.cursor.get()).cloned())
    });
    let open = RwSignal::new(false);
    move || ending.get().map(|ending| view! { <Banner ending open /> })
}

#[component]
fn Banner(ending: Ending, open: RwSignal<bool>) -> impl IntoView {
    let (words, name) = ending_words(&ending);
    let glyph = match ending {
        Ending::Succeeded { .. } => Glyph::Check,
        Ending::OutOfBudget { .. } => Glyph::Warning,
        _ => Glyph::Cross,
    };
    let rest = match ending {
        Ending::Succeeded { output } => view! { <Output output open /> }.into_any(),
        Ending::Failed { error, cause } | Ending::TimedOut { error, cause } => {
            let text = |text: Option<std::sync::Arc<str>>| {
                text.map(|text| text.to_string()).unwrap_or_default()
            };
            view! {
                <span class="mono lead">{text(error)}</span>
                <span class="cause">{text(cause)}</span>
            }
            .into_any()
        }
        Ending::Aborted => {
            view! { <span class="cause">"The execution was aborted."</span> }.into_any()
        }
        Ending::OutOfBudget { explanation } => {
            view! { <span class="cause">{explanation.to_string()}</span> }.into_any()
        }
    };
    view! {
        <div class="result" data-ending=name data-testid="result">
            <Icon glyph=glyph />
            <strong>{words}</strong>
            {rest}
        </div>
    }
}

#[component]
fn Output(output: Value, open: RwSignal<bool>) -> impl IntoView {
    let (short, text) = (preview(&output, 160), output.clone());
    let value = StoredValue::new(output);
    view! {
        <span class="preview" hidden=move || open.get()>{short}</span>
        <span class="spacer" hidden=move || !open.get()></span>
        <button type="button" class="btn small" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
            <Icon glyph=Signal::derive(move || if open.get() { Glyph::Down } else { Glyph::Right }) small=true />
            "Output"
        </button>
        <CopyButton text=move || text.to_pretty() what="the output" />
        <Show when=move || open.get()>
            <div class="result-output">
                <JsonView value=value.get_value() other=None label="Output as JSON" />
            </div>
        </Show>
    }
}
