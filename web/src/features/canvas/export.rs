//! The diagram to take along: as a picture, bare or as the run stands, or as Mermaid text.

use asl::{Run, Theme};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::features::app::store;
use crate::features::chrome::{self, Chrome, chrome};
use crate::platform::{clipboard, download, surroundings};
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{MenuButton, MenuItem, Opened};

/// The button and its menu.
#[component]
pub fn Export() -> impl IntoView {
    view! {
        <MenuButton id="export" class="btn square" label="Export the diagram".to_owned() title="Export the diagram" items=items>
            <Icon glyph=Glyph::Export />
        </MenuButton>
    }
}

fn items(opened: Opened) -> AnyView {
    let (store, chrome) = (store(), chrome());
    let item = move |words: &'static str, act: fn(Store, Chrome)| {
        view! {
            <MenuItem opened on_press=move || act(store, chrome)>
                <span style:grid-column="2">{words}</span>
            </MenuItem>
        }
        .into_any()
    };
    [
        item("SVG, as the run stands", |store, chrome| {
            save_svg(store, chrome, true);
        }),
        item("PNG, as the run stands", |store, chrome| {
            save_png(store, chrome, true);
        }),
        item("SVG, bare", |store, chrome| save_svg(store, chrome, false)),
        item("PNG, bare", |store, chrome| save_png(store, chrome, false)),
        item("Copy as Mermaid", copy_mermaid),
    ]
    .collect_view()
    .into_any()
}

fn save_svg(store: Store, chrome: Chrome, with_run: bool) {
    if let Some(svg) = svg(store, chrome, with_run) {
        download::save(&name(store, "svg"), "image/svg+xml", &svg);
        chrome.say("The picture is saved.".into());
    }
}

fn save_png(store: Store, chrome: Chrome, with_run: bool) {
    let (Some(svg), name) = (svg(store, chrome, with_run), name(store, "png")) else {
        return;
    };
    spawn_local(async move {
        match download::save_png(&name, &svg).await {
            Ok(()) => chrome.say("The picture is saved.".into()),
            Err(error) => chrome.notice.set(Some(error)),
        }
    });
}

fn copy_mermaid(store: Store, chrome: Chrome) {
    let Some(snapshot) = store.snapshot().get_untracked() else {
        return;
    };
    let at = Some((&snapshot.run, store.cursor.get_untracked()));
    let text = asl::render_mermaid(&snapshot.run.machine, at);
    spawn_local(async move {
        if clipboard::copy(&text).await {
            chrome.say("The Mermaid text is copied.".into());
        } else {
            chrome
                .notice
                .set(Some("The browser refused to copy the text.".into()));
        }
    });
}

fn svg(store: Store, chrome: Chrome, with_run: bool) -> Option<String> {
    let (diagram, snapshot) = (
        store.diagram.get_untracked()?,
        store.snapshot().get_untracked()?,
    );
    let at: Option<(&Run, u32)> = with_run.then(|| (&snapshot.run, store.cursor.get_untracked()));
    let is_dark = match chrome.theme.get_untracked() {
        chrome::Theme::Dark => true,
        chrome::Theme::Light => false,
        chrome::Theme::System => surroundings::prefers_dark(),
    };
    let theme = if is_dark { Theme::Dark } else { Theme::Light };
    Some(asl::render_svg(&diagram, at, theme))
}

/// A file's name: that of the example, which need not be one of the machine.
fn name(store: Store, extension: &str) -> String {
    let id = store
        .session()
        .with_untracked(|session| session.example.id.clone());
    format!("{id}.{extension}")
}
