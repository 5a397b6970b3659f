//! What keys and buttons do.

use asl::Run;

use super::chrome::Chrome;
use super::editors::Editors;
use super::share;
use crate::state::keys::Command;
use crate::state::playback::{Playback, SPEEDS};
use crate::state::problems;
use crate::state::selection::Selection;
use crate::state::snapshot::Snapshot;
use crate::state::store::Store;

/// Does it.
pub fn perform(command: Command, store: Store, chrome: Chrome, editors: Editors) {
    match command {
        Command::Toggle => {
            store.play(Playback::toggle);
            if !store.playing.get_untracked() {
                announce(store, chrome);
            }
        }
        Command::StepForward => step(store, chrome, Playback::step_forward),
        Command::StepBack => step(store, chrome, Playback::step_back),
        Command::ToStart => step(store, chrome, Playback::to_start),
        Command::ToEnd => step(store, chrome, Playback::to_end),
        Command::NextState => to_entry(store, chrome, Snapshot::next_entry),
        Command::PreviousState => to_entry(store, chrome, Snapshot::previous_entry),
        Command::StepOver => walk(store, chrome, Run::step_over),
        Command::StepInto => walk(store, chrome, Run::step_into),
        Command::StepOut => walk(store, chrome, Run::step_out),
        Command::Break => toggle_break(store, chrome),
        Command::RunToHere => run_to_here(store, chrome),
        Command::Slower => change_speed(store, chrome, false),
        Command::Faster => change_speed(store, chrome, true),
        Command::NextProblem => next_problem(store, chrome, editors),
        Command::CopyLink => share::copy_link(store, chrome),
        Command::Find => {
            chrome.pane.set("flow");
            chrome.find.set(true);
        }
        Command::Help => chrome.help.set(true),
        Command::Follow => store.select(Selection::follow),
    }
}

/// Says where the run is. Only after a pause or a step: while playing it would never be silent.
pub fn announce(store: Store, chrome: Chrome) {
    let cursor = store.cursor.get_untracked();
    let snapshot = store.snapshot().get_untracked();
    if let Some(snapshot) = snapshot {
        chrome.say(format!(
            "{}. Event {cursor} of {}",
            snapshot.run.describe(cursor),
            snapshot.run.len()
        ));
    }
}

fn step(
    store: Store,
    chrome: Chrome,
    act: impl FnOnce(&mut Playback, &crate::state::pacing::Pacing),
) {
    store.play(act);
    announce(store, chrome);
}

fn walk(store: Store, chrome: Chrome, find: fn(&Run, u32) -> u32) {
    let Some(snapshot) = store.snapshot().get_untracked() else {
        return;
    };
    let cursor = find(&snapshot.run, store.cursor.get_untracked());
    step(store, chrome, |playback, pacing| {
        playback.seek(cursor, pacing);
    });
}

/// Sets or removes a breakpoint on the inspected state.
pub fn toggle_break(store: Store, chrome: Chrome) {
    let (Some(state), Some(snapshot)) = (
        store.inspected_state.get_untracked(),
        store.snapshot().get_untracked(),
    ) else {
        return;
    };
    let machine = &snapshot.run.machine;
    let mut is_set = false;
    store.set_breaks(|breaks| is_set = breaks.toggle(machine, state));
    let name = snapshot.run.name(state);
    chrome.say(if is_set {
        format!("Breakpoint on {name}")
    } else {
        format!("No breakpoint on {name}")
    });
}

/// Goes to where the inspected state is entered next, or was entered last.
pub fn run_to_here(store: Store, chrome: Chrome) {
    let Some(state) = store.inspected_state.get_untracked() else {
        return;
    };
    to_entry(store, chrome, |snapshot, cursor| {
        snapshot.run.entry_of(state, cursor)
    });
}

fn to_entry(store: Store, chrome: Chrome, find: impl FnOnce(&Snapshot, u32) -> Option<u32>) {
    let Some(snapshot) = store.snapshot().get_untracked() else {
        return;
    };
    if let Some(cursor) = find(&snapshot, store.cursor.get_untracked()) {
        step(store, chrome, |playback, pacing| {
            playback.seek(cursor, pacing);
        });
    }
}

fn change_speed(store: Store, chrome: Chrome, faster: bool) {
    let now = store.playback().with_untracked(Playback::speed);
    let next = if faster {
        SPEEDS.into_iter().find(|speed| *speed > now)
    } else {
        SPEEDS.into_iter().rev().find(|speed| *speed < now)
    };
    if let Some(speed) = next {
        store.play(|playback, _| playback.set_speed(speed));
        chrome.say(format!("Speed {speed}"));
    }
}

fn next_problem(store: Store, chrome: Chrome, editors: Editors) {
    let understood = store.analysis.get_untracked();
    let next = problems::next_after(&understood.problems, editors.definition.cursor());
    match next.and_then(|index| understood.problems.get(index)) {
        Some(problem) => {
            chrome.pane.set("code");
            editors.definition.go_to(problem.from, problem.to);
            chrome.say(format!("Line {}: {}", problem.line, problem.message));
        }
        None => chrome.say("No problems".into()),
    }
}
