//! A JSON value to read: pretty, coloured, with what changed marked.

use asl::Value;
use leptos::prelude::*;

use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::json_lines::{JsonLine, Part, lines};
use crate::ui::show::Show;

/// At first, and with each press of "More".
const LINES: usize = 200;

/// A value. Lines that `other` does not have are marked.
#[component]
pub fn JsonView(
    /// The value.
    value: Value,
    /// What it is compared with.
    #[prop(optional_no_strip)]
    other: Option<Value>,
    /// What it is, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let limit = RwSignal::new(LINES);
    let shown = Memo::new(move |_| lines(&value, other.as_ref(), limit.get()));
    view! {
        <div class="json" role="group" tabindex="0" aria-label=label>
            {move || shown.get().lines.into_iter().map(line).collect_view()}
            <Show when=Signal::derive(move || shown.with(|shown| shown.cut))>
                <button type="button" class="btn small json-more" on:click=move |_| limit.update(|limit| *limit *= 4)>
                    "More lines"
                </button>
            </Show>
        </div>
    }
}

fn line(line: JsonLine) -> AnyView {
    let parts = line
        .parts
        .into_iter()
        .map(|(part, text)| view! { <span class=class(part)>{text}</span> }.into_any());
    let mark = line
        .changed
        .then(|| view! { <span class="unseen">"changed: "</span> }.into_any());
    view! { <div class="json-line" class:changed=line.changed>{mark}{parts.collect_view()}</div> }
        .into_any()
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Key => "k",
        Part::Text => "s",
        Part::Number => "n",
        Part::Literal => "l",
        Part::Punctuation => "p",
    }
}
