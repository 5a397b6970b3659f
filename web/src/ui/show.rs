//! A view that is there while a condition holds.

use leptos::prelude::*;

use crate::reactive::{Memo, Signal};

/// Its children while the condition holds, and otherwise the fallback. Leptos's own is made anew for each condition and
/// each kind of children, which a page has to download; this one is there once.
#[component]
pub fn Show(
    /// The condition. The children are made anew only when it changes.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown while it holds.
    children: ChildrenFn,
    /// What is shown while it does not.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    view! { {move || if when.get() { children() } else { fallback.run() }} }
}
