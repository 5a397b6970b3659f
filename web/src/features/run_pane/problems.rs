//! The definition's problems, in a tab of their own.

use leptos::prelude::*;

use crate::features::app::store;
use crate::features::code::problems::ProblemList;
use crate::reactive::Signal;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::show::Show;

/// The tab.
#[component]
pub fn Problems() -> impl IntoView {
    let store = store();
    let problems = Signal::derive(move || {
        store
            .analysis
            .with(|understood| understood.problems.clone())
    });
    view! {
        <Show
            when=Signal::derive(move || problems.with(|problems| !problems.is_empty()))
            fallback=|| view! { <p class="problems-none"><Icon glyph=Glyph::Check />"The definition has no problems."</p> }
        >
            <ProblemList problems=problems />
        </Show>
    }
}
