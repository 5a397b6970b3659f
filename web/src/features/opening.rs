//! Opening an example or a link: by the gallery, by the address, and as the page was left.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::{SetValue, WithValue};
use leptos::task::spawn_local;

use super::chrome::Chrome;
use super::kept::{self, Kept, draft_of};
use crate::platform::{address, files};
use crate::reactive::on_change;
use crate::state::address::Target;
use crate::state::catalogue::{self, Catalogue};
use crate::state::examples::{self, Example, Files};
use crate::state::link::{self, Opened, Place};
use crate::state::session::{Change, Draft, Session};
use crate::state::store::Store;

/// The session that the page begins with, and the place in its run: what the address names, else what was open last,
/// else the first example.
pub async fn begin() -> (Session, Place) {
    let asked = Target::of(&address::fragment());
    let last = kept::last();
    if let Some(Target::Link(link)) = &asked
        && let Ok(opened) = link::open(link)
    {
        kept::set_aside(&opened.example, last);
        return (Session::new(opened.example), opened.place);
    }
    let example = asked.filter(|asked| matches!(asked, Target::Example(_)));
    let target = example
        .or_else(|| Target::of(&address::note()))
        .or_else(|| last.and_then(|last| Target::of(&last.address)));
    let (example, place) = match target {
        Some(Target::Link(link)) => match link::open(&link) {
            Ok(opened) => (Ok(opened.example), opened.place),
            Err(error) => (Err(error.to_string()), Place::default()),
        },
        Some(Target::Example(id)) => (load(&id).await, Place::default()),
        None => (Ok(examples::first()), Place::default()),
    };
    // An example that is not to be had leaves its draft where it is.
    let example = example.unwrap_or_else(|_| examples::first());
    let draft = draft_of(&example.id).unwrap_or_default();
    (Session::with_draft(example, draft), place)
}

/// Opens an example, with what was written in it before. Says so when it is not to be had.
pub fn example(id: String, store: Store, chrome: Chrome) {
    chrome.asked_for.set_value(id.clone());
    if store
        .session()
        .with_untracked(|session| session.example.id == id)
    {
        return;
    }
    spawn_local(async move {
        let loaded = load(&id).await;
        // Another one was asked for meanwhile.
        if chrome.asked_for.with_value(|asked| *asked != id) {
            return;
        }
        match loaded {
            Ok(example) => {
                let draft = draft_of(&id);
                chrome.say(format!("{} is open.", example.title));
                store.start_over(Place::default());
                store.update(Change::Open(example, draft));
            }
            Err(error) => chrome.notice.set(Some(excuse(&error))),
        }
    });
}

/// Opens a link as it was made. What was open before is one step away. Says so when the link is broken.
pub fn link(link: &str, store: Store, chrome: Chrome) {
    match link::open(link) {
        Ok(opened) => {
            let now = store.session().with_untracked(Kept::of);
            chrome
                .before
                .set(kept::set_aside(&opened.example, Some(now)));
            show(opened, None, store, chrome);
        }
        Err(error) => chrome.notice.set(Some(broken(&error))),
    }
}

/// Goes back to what was open before a link.
pub fn back(store: Store, chrome: Chrome) {
    let Some(before) = chrome.before.get_untracked() else {
        return;
    };
    kept::set_before(None);
    chrome.before.set(None);
    again(&before, store, chrome);
}

/// Opens something as it was left.
fn again(kept: &Kept, store: Store, chrome: Chrome) {
    match Target::of(&kept.address) {
        Some(Target::Example(id)) => example(id, store, chrome),
        Some(Target::Link(link)) => {
            if let Ok(opened) = link::open(&link) {
                let draft = kept.draft.clone().or_else(|| draft_of(&opened.example.id));
                show(opened, draft, store, chrome);
            }
        }
        None => {}
    }
}

fn show(opened: Opened, draft: Option<Draft>, store: Store, chrome: Chrome) {
    let Opened {
        example,
        place,
        notes,
    } = opened;
    chrome.asked_for.set_value(example.id.clone());
    chrome.say(format!("{} is open.", example.title));
    chrome.to_front(&place.tabs);
    store.start_over(place);
    store.update(Change::Open(example, draft));
    if !notes.is_empty() {
        chrome.notice.set(Some(notes.join(" ")));
    }
}

/// Opens what the address names, whenever it changes, and keeps it true: after an edit it does not name the link any more.
pub fn follow_address(store: Store, chrome: Chrome) {
    said_at_first(store, chrome);
    address::on_change(move |fragment, note| match Target::of(fragment) {
        Some(Target::Example(id)) => example(id, store, chrome),
        Some(Target::Link(address)) => {
            let is_shown = store.session().with_untracked(|session| {
                session.example.link.as_ref() == Some(&address) && !session.is_edited()
            });
            if !is_shown {
                link(&address, store, chrome);
            }
        }
        None => {
            let (address, title) = (note.to_owned(), String::new());
            let is_open = store
                .session()
                .with_untracked(|session| session.example.address() == address);
            if !is_open {
                again(
                    &Kept {
                        address,
                        title,
                        draft: None,
                    },
                    store,
                    chrome,
                );
            }
        }
    });
    let before = RefCell::new(
        store
            .session()
            .with_untracked(|session| session.example.address()),
    );
    on_change(
        move || store.session().get(),
        move |session| {
            let address = session.example.address();
            let is_changed = session.example.link.is_some() && session.is_edited();
            let is_other = before.replace(address.clone()) != address;
            keep_true(if is_changed { "" } else { &address }, &address, is_other);
        },
    );
}

/// Makes the address show a fragment; one that shows none remembers what is open in a note.
fn keep_true(fragment: &str, open: &str, is_other: bool) {
    let shown = address::fragment();
    if shown == fragment && !shown.is_empty() {
        return;
    }
    let is_noted = shown.is_empty() && address::note() == open;
    if is_other && !is_noted {
        address::push(fragment, open);
    } else if asl_share::is_link(&shown) || asl_share::is_link(open) {
        address::replace(fragment, open);
    }
}

/// What was wrong with the address that the page began with.
fn said_at_first(store: Store, chrome: Chrome) {
    let open = store
        .session()
        .with_untracked(|session| session.example.address());
    let fragment = address::fragment();
    match Target::of(&fragment) {
        _ if fragment.is_empty() => address::replace("", &open),
        Some(Target::Example(id)) if fragment != open => {
            chrome.notice.set(Some(excuse(&format!("“{id}”"))));
        }
        Some(Target::Link(link)) => match link::open(&link) {
            Err(error) => chrome.notice.set(Some(broken(&error))),
            Ok(opened) if opened.notes.is_empty() => {}
            Ok(opened) => chrome.notice.set(Some(opened.notes.join(" "))),
        },
        _ => {}
    }
}

/// The list of examples.
pub async fn catalogue() -> Result<Catalogue, String> {
    let texts = files::texts(&[catalogue::INDEX.to_owned()]).await?;
    Catalogue::parse(texts.first().map_or("", String::as_str))
}

/// What is said when examples are not to be had.
pub fn excuse(error: &str) -> String {
    format!("The example could not be loaded. Check the address and the connection. ({error})")
}

fn broken(error: &asl_share::LinkError) -> String {
    format!("{error} What you had written is as you left it.")
}

async fn load(id: &str) -> Result<Arc<Example>, String> {
    let first = examples::first();
    if first.id == id {
        return Ok(first);
    }
    let catalogue = catalogue().await?;
    let entry = catalogue
        .entry(id)
        .ok_or_else(|| format!("there is no “{id}”"))?;
    let paths = catalogue::FILES.map(|file| format!("examples/{id}/{file}"));
    let texts = files::texts(&paths).await?;
    let [definition, input, scenarios] = texts.as_slice() else {
        return Err(format!("“{id}” is not whole"));
    };
    let files = Files {
        definition,
        input,
        scenarios,
    };
    Example::read(id, &entry.title, files).map(Arc::new)
}
