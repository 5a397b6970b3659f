//! What is kept in the browser's storage: drafts, what was open last, and what was open before a link.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::ImmediateEffect;
use serde::{Deserialize, Serialize};

use crate::platform::storage;
use crate::state::examples::Example;
use crate::state::session::{Draft, Session};
use crate::state::store::Store;

/// The id of what was written in last; web/shell/boot.js finds its draft by it.
const LAST: &str = "playstate.example";
/// What was open last.
const OPEN: &str = "playstate.open";
/// What was open before a link.
const BEFORE: &str = "playstate.before";

/// Something that was open.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Kept {
    /// Its address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// What was written in it, where that is not kept as its draft: a link that was opened anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

impl Kept {
    /// What is open now.
    pub fn of(session: &Session) -> Self {
        Self {
            address: session.example.address(),
            title: session.example.title.clone(),
            draft: None,
        }
    }
}

/// What was open last.
pub fn last() -> Option<Kept> {
    read(OPEN)
}

/// What was open before a link.
pub fn before() -> Option<Kept> {
    read(BEFORE)
}

/// Remembers what was open before a link, or forgets it.
pub fn set_before(kept: Option<&Kept>) {
    storage::write(BEFORE, text(kept).as_deref());
}

/// What was written in an example before.
pub fn draft_of(id: &str) -> Option<Draft> {
    read(&draft_key(id))
}

/// A link is about to be opened as it was made, in place of what is open `now`: whatever was written is one step away
/// from then on. That is what was written in the very link before, if anything was.
pub fn set_aside(example: &Example, now: Option<Kept>) -> Option<Kept> {
    let address = example.address();
    let aside = match draft_of(&example.id) {
        Some(draft) => Some(Kept {
            title: "my version".to_owned(),
            address,
            draft: Some(draft),
        }),
        None => now.filter(|now| now.address != address).or_else(before),
    };
    set_before(aside.as_ref());
    storage::write(&draft_key(&example.id), None);
    aside
}

/// Stores what differs from the example, with each change and before anything is made of it: what is typed is there
/// again even when the page stops over it. A link that is only looked at leaves no trace.
pub fn keep_drafts(store: Store) {
    let session = store.session();
    let begun = AtomicBool::new(false);
    ImmediateEffect::new_scoped(move || {
        let (id, draft, kept, is_link) = session.with(|session| {
            let Example { id, link, .. } = &*session.example;
            (
                id.clone(),
                session.draft(),
                Kept::of(session),
                link.is_some(),
            )
        });
        // The first time round everything is as it was stored.
        if begun.swap(true, Ordering::Relaxed) {
            storage::write(&draft_key(&id), text(draft.as_ref()).as_deref());
            if draft.is_some() || !is_link {
                storage::write(LAST, Some(&id));
                storage::write(OPEN, text(Some(&kept)).as_deref());
            }
        }
    });
}

fn draft_key(id: &str) -> String {
    format!("playstate.draft.{id}")
}

fn read<T: for<'a> Deserialize<'a>>(key: &str) -> Option<T> {
    serde_json::from_str(&storage::read(key)?).ok()
}

fn text<T: Serialize>(value: Option<&T>) -> Option<String> {
    value.and_then(|value| serde_json::to_string(value).ok())
}
