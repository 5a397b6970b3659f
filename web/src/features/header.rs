//! The bar at the top: example, scenario, theme, help.

use leptos::prelude::*;

use super::app::store;
use super::chrome::{Theme, chrome};
use super::opening;
use super::share::ShareButton;
use crate::reactive::{Memo, Signal};
use crate::state::session::{Change, Session};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{MenuButton, MenuItem, Opened};
use crate::ui::show::Show;

/// The bar.
#[component]
pub fn Header() -> impl IntoView {
    let chrome = chrome();
    view! {
        <header class="topbar">
            <h1 class="brand">
                <svg viewBox="0 0 20 20" aria-hidden="true">
                    <rect class="mark-back" width="20" height="20" rx="5"></rect>
                    <path class="mark-front" d="M6 5.500v9M6 6.500l8 3.500-8 3.500"></path>
                </svg>
                <span>"Playstate"</span>
            </h1>
            <span class="crumb" aria-hidden="true">"▸"</span>
            <Examples />
            <Scenarios />
            <Edited />
            <Back />
            <span class="spacer"></span>
            <ShareButton />
            <Themes />
            <button type="button" class="btn square" aria-label="Keys" title="Keys (?)" on:click=move |_| chrome.help.set(true)>
                <Icon glyph=Glyph::Help />
            </button>
        </header>
    }
}

/// The example's title, which opens the gallery.
#[component]
fn Examples() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let title = Memo::new(move |_| {
        store
            .session()
            .with(|session| session.example.title.clone())
    });
    view! {
        <button
            type="button"
            id="button-examples"
            class="btn"
            aria-haspopup="dialog"
            title="Examples, and what to try"
            on:click=move |_| chrome.gallery.set(true)
        >
            <strong class="name">{title}</strong>
            <Icon glyph=Glyph::Down small=true />
        </button>
    }
}

/// The scenario that runs, and the others.
#[component]
fn Scenarios() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let name = Memo::new(move |_| {
        store
            .session()
            .with(|session| session.scenario().name.to_string())
    });
    let items = move |opened: Opened| {
        let session = store.session().get_untracked();
        let item = |(index, name): (usize, String)| {
            let chosen = session.active() == index;
            view! {
                <MenuItem opened=opened checked=Some(chosen) on_press=move || store.update(Change::Scenario(index))>
                    {chosen.then(|| view! { <Icon glyph=Glyph::Check small=true /> }.into_any())}
                    <span style:grid-column="2">{name}</span>
                </MenuItem>
            }
            .into_any()
        };
        let names = session
            .scenarios()
            .map(|scenario| scenario.name.to_string());
        let items = names.enumerate().map(item).collect_view();
        let show_all = move || {
            chrome.pane.set("run");
            chrome.run_tab.set("scenarios");
        };
        view! {
            {items}
            <div class="menu-rule" role="separator"></div>
            <MenuItem opened=opened on_press=show_all>
                <span style:grid-column="2">"Edit, add and run all …"</span>
            </MenuItem>
        }
        .into_any()
    };
    view! {
        <MenuButton id="scenarios" class="btn" title="Scenarios" items=items>
            <span class="label">"Scenario:"</span>
            <span class="name">{name}</span>
            <Icon glyph=Glyph::Down small=true />
        </MenuButton>
    }
}

/// Says that the example was edited, and takes it back.
#[component]
fn Edited() -> impl IntoView {
    let store = store();
    let edited = Memo::new(move |_| store.session().with(Session::is_edited));
    view! {
        <Show when=edited>
            <span class="edited">
                <span>"Edited, kept in this browser"</span>
                <button
                    type="button"
                    class="btn small"
                    aria-label="Reset example"
                    title="Take the example back to how it was. This can be undone."
                    on:click=move |_| store.update(Change::Reset)
                >
                    <Icon glyph=Glyph::Undo small=true />
                    <span class="words">"Reset example"</span>
                </button>
            </span>
        </Show>
    }
}

/// What was open before the link that is.
#[component]
fn Back() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let before = Memo::new(move |_| {
        let is_link = store
            .session()
            .with(|session| session.example.link.is_some());
        chrome
            .before
            .get()
            .filter(|_| is_link)
            .map(|before| before.title)
    });
    let shown = Memo::new(move |_| before.with(Option::is_some));
    let label = move || format!("Back to {}", before.get().unwrap_or_default());
    view! {
        <Show when=shown>
            <button type="button" class="btn small outlined back" aria-label=label title=label on:click=move |_| opening::back(store, chrome)>
                <Icon glyph=Glyph::Left small=true />
                <span class="words">{label}</span>
            </button>
        </Show>
    }
}

#[component]
fn Themes() -> impl IntoView {
    let chrome = chrome();
    let glyph = |theme| match theme {
        Theme::System => Glyph::Screen,
        Theme::Light => Glyph::Sun,
        Theme::Dark => Glyph::Moon,
    };
    let item = move |opened: Opened, theme: Theme| {
        let chosen = chrome.theme.get() == theme;
        view! {
            <MenuItem opened=opened checked=Some(chosen) on_press=move || chrome.theme.set(theme)>
                <Icon glyph=glyph(theme) />
                <span>{theme.label()}</span>
                {chosen.then(|| view! { <Icon glyph=Glyph::Check small=true /> }.into_any())}
            </MenuItem>
        }
        .into_any()
    };
    view! {
        <MenuButton
            id="themes"
            class="btn square"
            label=Signal::derive(move || format!("Theme: {}", chrome.theme.get().label()))
            title="Themes"
            items=move |opened| Theme::ALL.map(|theme| item(opened, theme)).collect_view().into_any()
        >
            <Icon glyph=Signal::derive(move || glyph(chrome.theme.get())) />
        </MenuButton>
    }
}
