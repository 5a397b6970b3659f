//! What the inspected state sees beside its input: the variables, and the context object.

use asl::Value;
use leptos::prelude::*;

use crate::features::app::store;
use crate::platform::dom;
use crate::reactive::{Memo, RwSignal};
use crate::ui::copy_button::CopyButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::json_view::JsonView;

/// The variables; nothing where none has been assigned.
#[component]
pub fn Variables() -> impl IntoView {
    let store = store();
    let seen = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        let variables = snapshot
            .run
            .variables(store.inspected.get()?, store.cursor.get());
        (!variables.is_empty()).then_some(Value::Object(variables))
    });
    view! {
        {move || seen.get().map(|value| {
            view! {
                <section class="group" aria-label="Variables">
                    <h3 class="group-head">"Variables"</h3>
                    <JsonView value other=None ask=None label="Variables as JSON" />
                </section>
            }
            .into_any()
        })}
    }
}

/// The context object, folded at first.
#[component]
pub fn ContextObject(
    /// Whether it is unfolded.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = store();
    let seen = Memo::new(move |_| {
        let snapshot = store.snapshot().get()?;
        snapshot
            .run
            .context(store.inspected.get()?, store.cursor.get())
    });
    let inside = move || {
        let value = seen.get().filter(|_| open.get())?;
        let text = value.clone();
        Some(
            view! {
                <div class="flow-value">
                    <CopyButton text=move || text.to_pretty() what="the context object" />
                    <JsonView value other=None ask=None label="Context object as JSON" />
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <details class="flow-step" open=open.get_untracked() data-field="Context object" on:toggle=move |event| open.set(dom::is_open(&event))>
            <summary>
                <Icon glyph=Glyph::Right small=true />
                <span class="field-name">"Context object"</span>
                <span class="note mono">"$$ · $states.context"</span>
            </summary>
            {inside}
        </details>
    }
}
