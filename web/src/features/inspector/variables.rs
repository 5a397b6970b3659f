//! The variables that the inspected state sees.

use asl::Value;
use leptos::prelude::*;

use crate::features::app::store;
use crate::reactive::Memo;
use crate::ui::json_view::JsonView;

/// The group; nothing where no variable has been assigned.
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
