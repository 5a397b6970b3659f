//! A JSON value to read: pretty, coloured, with what changed marked. Where it can be asked about, its lines are chosen
//! with the arrow keys or by a press.

use asl::{Step, Value};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::platform::dom;
use crate::reactive::{Memo, RwSignal, Signal};
use crate::state::json_lines::{JsonLine, JsonLines, Part, lines};
use crate::ui::show::Show;

/// At first, and with each press of "More".
const LINES: usize = 100;

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
    /// A name for ids, unique on the page, and what is told the way to a value that is asked about.
    #[prop(optional_no_strip)]
    ask: Option<(String, Callback<Vec<Step>>)>,
) -> impl IntoView {
    let limit = RwSignal::new(LINES);
    let shown = Memo::new(move |_| lines(&value, other.as_ref(), limit.get()));
    let inside = match ask {
        None => {
            let lines = move || {
                shown
                    .get()
                    .lines
                    .into_iter()
                    .map(|line| plain(line).into_any())
                    .collect_view()
            };
            view! { <div class="json" role="group" tabindex="0" aria-label=label>{lines}</div> }
                .into_any()
        }
        Some((id, ask)) => view! { <Lines shown label id ask /> }.into_any(),
    };
    view! {
        {inside}
        <Show when=Signal::derive(move || shown.with(|shown| shown.cut))>
            <button type="button" class="btn small json-more" on:click=move |_| limit.update(|limit| *limit *= 4)>
                "More lines"
            </button>
        </Show>
    }
}

/// Lines to choose from.
#[component]
fn Lines(
    shown: Memo<JsonLines>,
    label: String,
    id: String,
    ask: Callback<Vec<Step>>,
) -> impl IntoView {
    let at = RwSignal::new(None::<usize>);
    let choose = move |index: usize| {
        at.set(Some(index));
        let way = shown.with_untracked(|shown| shown.lines.get(index)?.way.clone());
        if let Some(way) = way {
            ask.run(way);
        }
    };
    let name = StoredValue::new(id);
    let line_id = move |index: usize| name.with_value(|name| format!("{name}-{index}"));
    let on_key = move |event: KeyboardEvent| {
        let (now, count) = (
            at.get_untracked(),
            shown.with_untracked(|shown| shown.lines.len()),
        );
        let next = match event.key().as_str() {
            "ArrowDown" => now.map_or(0, |now| now + 1),
            "ArrowUp" => now.unwrap_or(count).saturating_sub(1),
            "Enter" | " " => {
                event.prevent_default();
                event.stop_propagation();
                return choose(now.unwrap_or_default());
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let next = next.min(count.saturating_sub(1));
        at.set(Some(next));
        dom::reveal(&line_id(next));
    };
    let option = move |(index, line): (usize, JsonLine)| {
        let asks = line.way.is_some();
        view! {
            <div
                role="option"
                id=line_id(index)
                class="json-option"
                class:asks=asks
                aria-selected=move || (at.get() == Some(index)).to_string()
                on:click=move |_| choose(index)
            >
                {plain(line)}
            </div>
        }
        .into_any()
    };
    view! {
        <div
            class="json"
            role="listbox"
            tabindex="0"
            aria-label=format!("{label}. Enter explains where a value comes from.")
            aria-activedescendant=move || at.get().map(line_id)
            on:keydown=on_key
        >
            {move || shown.get().lines.into_iter().enumerate().map(option).collect_view()}
        </div>
    }
}

fn plain(line: JsonLine) -> AnyView {
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
