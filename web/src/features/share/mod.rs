//! Sharing: the link of all that is there, by a key, and its other forms in a dialog.

pub mod dialog;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chrome::{Chrome, chrome};
use crate::platform::{address, clipboard, download, time};
use crate::reactive::Signal;
use crate::state::link::{self, Place};
use crate::state::share::{Form, Share};
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};

/// How long the button says that the link is copied, in milliseconds.
const SHOWN: u32 = 1_600;

/// The button that opens the dialog.
#[component]
pub fn ShareButton() -> impl IntoView {
    let Chrome {
        share: open,
        copied,
        ..
    } = chrome();
    view! {
        <button
            type="button"
            id="button-share"
            class="btn outlined"
            aria-haspopup="dialog"
            aria-label="Share"
            title="Share (Ctrl S copies the link)"
            on:click=move |_| open.set(true)
        >
            <Icon glyph=Signal::derive(move || if copied.get() { Glyph::Check } else { Glyph::Share }) />
            <span class="words">{move || if copied.get() { "Copied" } else { "Share" }}</span>
        </button>
    }
}

/// What is there now, to be shared.
pub fn now(store: Store, chrome: Chrome) -> Share {
    let place = Place {
        tabs: chrome.tabs(),
        ..store.place()
    };
    let session = store.session().get_untracked();
    let situation = link::situation(&session, &place);
    let snapshot = store.snapshot().get_untracked();
    let run = snapshot.as_ref().map(|snapshot| &snapshot.run);
    let name = match session.example.link {
        None => session.example.title.as_str(),
        Some(_) => "State machine",
    };
    let title = match run.filter(|_| place.at > 1) {
        Some(run) => format!("{name}: {}", run.describe(place.at)),
        None => name.to_owned(),
    };
    Share {
        page: address::page(),
        fragment: asl_share::encode(&situation),
        mermaid: run.map(|run| asl::render_mermaid(&run.machine, Some((run, place.at)))),
        situation,
        title,
    }
}

/// Copies the link of what is there. Where that does not do, the dialog says why and offers more.
pub fn copy_link(store: Store, chrome: Chrome) {
    let share = now(store, chrome);
    if share.fragment.is_err() {
        return chrome.share.set(true);
    }
    spawn_local(async move {
        if clipboard::copy(&share.text(Form::Link)).await {
            chrome.say("The link is copied.".to_owned());
            if share.is_long() {
                chrome.share.set(true);
            }
            chrome.copied.set(true);
            time::sleep(SHOWN).await;
            chrome.copied.set(false);
        } else {
            chrome.refused.set(Some(share.link()));
            chrome.share.set(true);
        }
    });
}

/// Saves what is shared as a file.
fn save(share: &Share) {
    download::save(
        "state-machine.playstate.json",
        "application/json",
        &share.file(),
    );
}
