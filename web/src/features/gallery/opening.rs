//! Opening an example: by the gallery, by the address, and as the page was left.

use std::sync::Arc;

use leptos::prelude::{SetValue, WithValue};
use leptos::task::spawn_local;

use crate::features::chrome::Chrome;
use crate::features::wiring::{self, draft_of};
use crate::platform::{address, files};
use crate::reactive::{Memo, on_change};
use crate::state::catalogue::{self, Catalogue};
use crate::state::examples::{self, Example, Files};
use crate::state::session::{Change, Session};
use crate::state::store::Store;

/// The session that the page begins with: the example of the address, else the one that was open last, else the first.
pub async fn begin() -> Session {
    let fragment = address::fragment();
    let id = catalogue::example_in(&fragment)
        .map(str::to_owned)
        .or_else(wiring::last_example);
    let example = match id {
        Some(id) => load(&id).await,
        None => Ok(examples::first()),
    };
    // An example that is not to be had leaves its draft where it is.
    let example = example.unwrap_or_else(|_| examples::first());
    let draft = draft_of(&example.id).unwrap_or_default();
    Session::with_draft(example, draft)
}

/// Opens an example, with what was written in it before. Says so when it is not to be had.
pub fn open(id: String, store: Store, chrome: Chrome) {
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
                store.start_over();
                store.update(Change::Open(example, draft));
            }
            Err(error) => chrome.notice.set(Some(excuse(&error))),
        }
    });
}

/// Opens what the address names, whenever it changes, and keeps it true when an example is opened otherwise.
pub fn follow_address(store: Store, chrome: Chrome) {
    let opened = store
        .session()
        .with_untracked(|session| session.example.id.clone());
    let fragment = address::fragment();
    if let Some(id) = catalogue::example_in(&fragment).filter(|id| *id != opened) {
        chrome.notice.set(Some(excuse(&format!("“{id}”"))));
    }
    address::on_change(move |fragment| {
        if let Some(id) = catalogue::example_in(fragment) {
            open(id.to_owned(), store, chrome);
        }
    });
    let id = Memo::new(move |_| store.session().with(|session| session.example.id.clone()));
    on_change(
        move || id.get(),
        |id| address::go_to(&catalogue::fragment(id)),
    );
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
