//! A list of the definition's problems. Pressing one goes there.

use leptos::prelude::*;

use crate::features::chrome::chrome;
use crate::features::editors::Editors;
use crate::reactive::Signal;
use crate::state::problems::{Problem, severity_name};
use crate::ui::icon::{Glyph, Icon};

/// The list.
#[component]
pub fn ProblemList(
    /// The problems, in the order of the text.
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    view! {
        <ul>
            {move || problems.get().into_iter().map(|problem| view! { <li><Row problem /></li> }.into_any()).collect_view()}
        </ul>
    }
}

#[component]
fn Row(problem: Problem) -> impl IntoView {
    let chrome = chrome();
    let editors: Editors = expect_context();
    let glyph = match problem.severity {
        asl::Severity::Error => Glyph::Error,
        asl::Severity::Warning => Glyph::Warning,
        asl::Severity::Info => Glyph::Info,
    };
    let severity = severity_name(problem.severity);
    let (from, to) = (problem.from, problem.to);
    let go = move |_| {
        chrome.pane.set("code");
        editors.definition.go_to(from, to);
    };
    let place = problem.place();
    let page = problem.page();
    view! {
        <div class="problem" data-severity=severity>
            <Icon glyph=glyph />
            <span>
                <button type="button" class="problem-go" on:click=go>
                    <span class="unseen">{format!("{severity}, {place}: ")}</span>
                    {problem.message}
                </button>
                " "
                <a class="code" href=page target="_blank" rel="noopener" title="About this rule">{problem.code}</a>
            </span>
            <span class="where" aria-hidden="true">{place.clone()}</span>
            {problem.help.map(|help| view! { <span class="help">{help}</span> }.into_any())}
        </div>
    }
}
