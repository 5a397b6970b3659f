//! What a debugger has beside playback: steps over, into and out of states, and what playing stops at.

use leptos::prelude::*;

use super::transport::Button;
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::reactive::{Memo, Signal};
use crate::state::breaks::Breaks;
use crate::state::keys::Command;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{MenuButton, MenuItem, Opened};

/// The steps, and the menu of stops.
#[component]
pub fn Debugger() -> impl IntoView {
    view! {
        <span class="debugger" role="group" aria-label="Steps and stops">
            <Button command=Command::StepOver glyph=Glyph::StepOver label="Step over the state" key="F10" />
            <Button command=Command::StepInto glyph=Glyph::StepInto label="Step into the state" key="F11" />
            <Button command=Command::StepOut glyph=Glyph::StepOut label="Step out of the Map or Parallel" key="Shift F11" />
            <Stops />
        </span>
    }
}

/// What playing stops at.
#[component]
fn Stops() -> impl IntoView {
    let store = store();
    let set = Memo::new(move |_| store.breaks().with(Breaks::describe));
    let label = Signal::derive(move || {
        let set = set.get();
        if set.is_empty() {
            "Stops: none".to_owned()
        } else {
            format!("Stops: {set}")
        }
    });
    view! {
        <MenuButton id="stops" class="btn small stops" label title="What playing stops at" items=items>
            <Icon glyph=Glyph::Breakpoint small=true />
            <span class="count">{move || Some(set.get()).filter(|set| !set.is_empty())}</span>
        </MenuButton>
    }
}

fn items(opened: Opened) -> AnyView {
    let (store, chrome) = (store(), chrome());
    let breaks = store.breaks().get_untracked();
    let (errors, tasks, states) = (breaks.errors, breaks.tasks, breaks.states.len());
    let toggle_errors = move || {
        store.set_breaks(|breaks| breaks.errors = !errors);
        chrome.say(
            if errors {
                "Errors are passed"
            } else {
                "Playing stops at errors"
            }
            .into(),
        );
    };
    let toggle_tasks = move || {
        store.set_breaks(|breaks| breaks.tasks = !tasks);
        chrome.say(
            if tasks {
                "Tasks are passed"
            } else {
                "Playing stops at tasks, to decide their outcome"
            }
            .into(),
        );
    };
    let clear = move || {
        store.set_breaks(|breaks| breaks.states.clear());
        chrome.say("No breakpoints on states".into());
    };
    let mark = |on: bool| on.then(|| view! { <Icon glyph=Glyph::Check small=true /> });
    view! {
        <MenuItem opened on_press=toggle_errors checked=Some(errors) alone=true>
            {mark(errors)}
            <span style:grid-column="2">"When something fails"</span>
        </MenuItem>
        <MenuItem opened on_press=toggle_tasks checked=Some(tasks) alone=true>
            {mark(tasks)}
            <span style:grid-column="2">"At tasks, to decide their outcome"</span>
        </MenuItem>
        {(states > 0)
            .then(|| {
                view! {
                    <MenuItem opened on_press=clear>
                        <span style:grid-column="2">"Remove the breakpoints on states"</span>
                    </MenuItem>
                }
            })}
    }
    .into_any()
}
