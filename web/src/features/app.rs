//! The page: its frame and what stands in it.

use leptos::prelude::*;

use super::canvas::Canvas;
use super::chrome::{Chrome, chrome};
use super::code::CodePane;
use super::drop::Drop;
use super::editors::Editors;
use super::following::Followers;
use super::gallery::GalleryDialog;
use super::header::Header;
use super::help::Help;
use super::import::Import;
use super::inspector::Inspector;
use super::outcome_menu::FloatingOutcomeMenu;
use super::run_pane::RunPane;
use super::share::dialog::ShareDialog;
use super::toast::Toast;
use super::wiring;
use crate::platform::{dom, measure};
use crate::reactive::RwSignal;
use crate::state::examples::first;
use crate::state::link::Place;
use crate::state::panes::Pane;
use crate::state::session::Session;
use crate::state::store::Store;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::split::Separator;

/// The playground.
#[component]
pub fn App(
    /// What it begins with; the first example otherwise.
    #[prop(optional_no_strip)]
    session: Option<Session>,
    /// The place in its run.
    #[prop(optional)]
    place: Place,
) -> impl IntoView {
    let session = session.unwrap_or_else(|| Session::new(first()));
    let store = Store::new(session, measure::width);
    let chrome = Chrome::restore();
    chrome.to_front(&place.tabs);
    store.start_over(place);
    let editors = Editors::new();
    provide_context(store);
    provide_context(chrome);
    provide_context(editors);
    provide_context(Followers::new(store));
    wiring::connect(store, chrome, editors);
    let page = dom::page_width();
    let px = move |pane: Pane, chosen: RwSignal<Option<f64>>| {
        format!(
            "{}px",
            chosen.get().unwrap_or_else(|| pane.usual(page)).round()
        )
    };
    view! {
        <div class="frame" data-pane=chrome.pane>
            <Header />
            <main
                class="work"
                style:--w-code=move || px(Pane::Code, chrome.code)
                style:--w-data=move || px(Pane::Data, chrome.data)
                style:--h-run=move || px(Pane::Run, chrome.run)
            >
                <CodePane />
                <Separator label="Width of the code" pane=Pane::Code chosen=chrome.code class="split-code" />
                <Canvas />
                <Separator label="Width of the inspector" pane=Pane::Data chosen=chrome.data class="split-data" />
                <Inspector />
                <Separator label="Height of the run" pane=Pane::Run chosen=chrome.run class="split-run" />
                <RunPane />
                <FloatingOutcomeMenu />
                <Toast />
            </main>
            <PaneSwitch />
        </div>
        <Help />
        <Import />
        <Drop />
        <GalleryDialog />
        <ShareDialog />
        <div class="unseen" role="status" aria-live="polite" data-testid="live">
            {move || chrome.said.get()}
        </div>
    }
}

/// The page's store.
pub fn store() -> Store {
    expect_context()
}

/// On a small screen: which pane is seen.
#[component]
fn PaneSwitch() -> impl IntoView {
    let chrome = chrome();
    let panes = [
        ("code", "Code", Glyph::Code),
        ("flow", "Flow", Glyph::Flow),
        ("run", "Run", Glyph::Run),
        ("data", "Data", Glyph::Data),
    ];
    let button = move |(id, label, glyph): (&'static str, &'static str, Glyph)| {
        view! {
            <button
                type="button"
                aria-pressed=move || (chrome.pane.get() == id).to_string()
                on:click=move |_| chrome.pane.set(id)
            >
                <Icon glyph=glyph />
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <nav class="switch" aria-label="Panes">
            {panes.map(button).collect_view()}
        </nav>
    }
}
