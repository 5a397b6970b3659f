//! The effects: runs in slices, playback by frames, keys.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use asl::{Limits, Progress, Run, Runner};
use leptos::task::spawn_local;

use super::chrome::Chrome;
use super::commands;
use super::editors::Editors;
use super::jsonata;
use super::kept;
use super::opening;
use crate::platform::frames::Frames;
use crate::platform::{keyboard, time};
use crate::reactive::effect;
use crate::state::keys;
use crate::state::snapshot::Snapshot;
use crate::state::store::{Request, Store};
use crate::state::suite::{self, Verdict};
use crate::state::understood::lacks_jsonata;

/// A slice of a run, in events and in milliseconds.
const SLICE_EVENTS: u32 = 500;
const SLICE_MILLIS: f64 = 12.0;

/// Sets everything going.
pub fn connect(store: Store, chrome: Chrome, editors: Editors) {
    run_on_request(store, chrome);
    play_by_frames(store, chrome);
    kept::keep_drafts(store);
    jsonata::load_when_used(store);
    opening::follow_address(store, chrome);
    keyboard::on_key(move |key, place| match keys::command(key, place) {
        Some(command) => {
            commands::perform(command, store, chrome, editors);
            true
        }
        None => false,
    });
}

/// Runs what is to be run, and shows it when it is done. A newer request makes an older run stop.
fn run_on_request(store: Store, chrome: Chrome) {
    let newest = Rc::new(Cell::new(0_u64));
    effect(move || {
        let Some(request) = store.request.get() else {
            return;
        };
        chrome.pace.track();
        store.starts.track();
        let number = newest.get() + 1;
        newest.set(number);
        let mut runner = Runner::new(request.machine(), request.scenario(), Limits::default());
        if slice(&mut runner) == Progress::Done {
            return show(store, chrome, runner, &request);
        }
        chrome.busy.set(true);
        let newest = Rc::clone(&newest);
        spawn_local(async move {
            loop {
                time::breathe().await;
                if newest.get() != number {
                    return;
                }
                if slice(&mut runner) == Progress::Done {
                    return show(store, chrome, runner, &request);
                }
            }
        });
    });
}

/// Runs every scenario, in slices, and keeps what came of each.
pub fn run_all(store: Store, chrome: Chrome) {
    let session = store.session().get_untracked();
    let definition = store.analysis.get_untracked();
    if !definition.analysis.runnable {
        return chrome.say("The definition cannot run yet.".into());
    }
    spawn_local(async move {
        let mut verdicts = Vec::new();
        if session
            .scenarios()
            .any(|scenario| lacks_jsonata(&scenario.outcomes))
        {
            jsonata::fetch(store).await;
        }
        let requests = suite::requests(&session, &definition);
        for (scenario, request) in session.scenarios().zip(requests) {
            verdicts.push(match request {
                Ok(request) => {
                    let run = run_in_slices(&request).await;
                    Verdict::of(&run, &scenario.expected)
                }
                Err(reason) => Verdict::unusable(reason),
            });
        }
        // What was edited meanwhile has to be run again.
        let is_same = store.session().with_untracked(|now| {
            now.definition == session.definition && now.scenarios().eq(session.scenarios())
        });
        if is_same {
            chrome.say(suite::summary(&session, &verdicts));
            store.verdicts.set(Arc::new(verdicts));
        }
    });
}

async fn run_in_slices(request: &Request) -> Run {
    let mut runner = Runner::new(request.machine(), request.scenario(), Limits::default());
    while slice(&mut runner) != Progress::Done {
        time::breathe().await;
    }
    runner.finish()
}

fn slice(runner: &mut Runner) -> Progress {
    let start = time::now();
    loop {
        let progress = runner.advance(SLICE_EVENTS);
        if progress == Progress::Done || time::now() - start > SLICE_MILLIS {
            return progress;
        }
    }
}

fn show(store: Store, chrome: Chrome, runner: Runner, request: &Request) {
    let lines = request.definition.lines.clone();
    store.show(Snapshot::new(
        runner.finish(),
        chrome.pace.get_untracked(),
        lines,
    ));
    chrome.busy.set(false);
}

/// Lets real time pass in the playback, as long as something moves.
fn play_by_frames(store: Store, chrome: Chrome) {
    let frames = Frames::new(move |elapsed| {
        let (stops, played) = (store.stops.get_untracked(), store.playing.get_untracked());
        store.play(|playback, pacing| playback.advance(elapsed, pacing, &stops));
        if played && !store.playing.get_untracked() {
            commands::announce(store, chrome);
        }
        store.moving.get_untracked()
    });
    effect(move || {
        if store.moving.get() {
            frames.wake();
        }
    });
}
