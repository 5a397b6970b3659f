//! What the page looks like around the session: theme, tabs, sizes, what is open, what was just said.

use leptos::prelude::*;

use super::kept::{self, Kept};
use crate::platform::{dom, storage, surroundings};
use crate::reactive::{RwSignal, Signal, on_change};
use crate::state::outcomes::Runs;
use crate::state::pacing::Pace;
use crate::state::panes::Sizes;

/// The tabs under the definition, and under the transport; the first is in front at first.
const CODE_TABS: [&str; 2] = ["outcomes", "input"];
const RUN_TABS: [&str; 4] = ["timeline", "history", "scenarios", "problems"];

const THEME: &str = "playstate.theme";
const SIZES: &str = "playstate.panes";

/// The page around the session.
#[derive(Clone, Copy, Debug)]
pub struct Chrome {
    /// The chosen theme.
    pub theme: RwSignal<Theme>,
    /// The pane that a small screen shows: "code", "flow", "run" or "data".
    pub pane: RwSignal<&'static str>,
    /// The tab under the definition.
    pub code_tab: RwSignal<&'static str>,
    /// The tab under the transport.
    pub run_tab: RwSignal<&'static str>,
    /// The code column's width, where the user chose one; so for the other sizes.
    pub code: RwSignal<Option<f64>>,
    /// The inspector's width.
    pub data: RwSignal<Option<f64>>,
    /// The run's height.
    pub run: RwSignal<Option<f64>>,
    /// The height of input and outcomes.
    pub lower: RwSignal<Option<f64>>,
    /// Whether the list of keys is open.
    pub help: RwSignal<bool>,
    /// Whether the field that finds states is open.
    pub find: RwSignal<bool>,
    /// Whether the dialog that imports scenarios is open.
    pub import: RwSignal<bool>,
    /// Whether the dialog that shares is open.
    pub share: RwSignal<bool>,
    /// Whether a link was copied just now.
    pub copied: RwSignal<bool>,
    /// The text that the browser refused to copy, until the dialog closes.
    pub refused: RwSignal<Option<String>>,
    /// The id of the example that was asked for last.
    pub asked_for: StoredValue<String>,
    /// What was open before a link.
    pub before: RwSignal<Option<Kept>>,
    /// Whether the gallery is open.
    pub gallery: RwSignal<bool>,
    /// The outcome menu, where it is open.
    pub outcome_menu: RwSignal<Option<OutcomeMenu>>,
    /// What becomes of long waits.
    pub pace: RwSignal<Pace>,
    /// Whether motion is to be avoided.
    pub still: Signal<bool>,
    /// Whether a run is under way.
    pub busy: RwSignal<bool>,
    /// What could not be done, until it is closed.
    pub notice: RwSignal<Option<String>>,
    /// What screen readers were told last.
    pub said: RwSignal<String>,
}

/// A menu of outcomes for some runs of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeMenu {
    /// The task's state name.
    pub state: String,
    /// The runs.
    pub runs: Runs,
    /// Where it opens, in pixels of the page.
    pub at: (f64, f64),
    /// The id of what opened it, for the focus to return to.
    pub opener: String,
}

/// The themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name, as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "Like the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

impl Chrome {
    /// The page as it was left.
    pub fn restore() -> Self {
        let theme = storage::read(THEME);
        let theme = Theme::ALL
            .into_iter()
            .find(|known| theme.as_deref() == Some(known.name()));
        let sizes = Sizes::from_text(&storage::read(SIZES).unwrap_or_default());
        let chrome = Self {
            theme: RwSignal::new(theme.unwrap_or_default()),
            pane: RwSignal::new("flow"),
            code_tab: RwSignal::new(CODE_TABS[0]),
            run_tab: RwSignal::new(RUN_TABS[0]),
            code: RwSignal::new(sizes.code),
            data: RwSignal::new(sizes.data),
            run: RwSignal::new(sizes.run),
            lower: RwSignal::new(sizes.lower),
            help: RwSignal::new(false),
            find: RwSignal::new(false),
            import: RwSignal::new(false),
            share: RwSignal::new(false),
            copied: RwSignal::new(false),
            refused: RwSignal::new(None),
            asked_for: StoredValue::new(String::new()),
            before: RwSignal::new(kept::before()),
            gallery: RwSignal::new(false),
            outcome_menu: RwSignal::new(None),
            pace: RwSignal::new(Pace::default()),
            still: surroundings::prefers_stillness(),
            busy: RwSignal::new(false),
            notice: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        };
        chrome.remember();
        chrome
    }

    /// Tells screen readers.
    pub fn say(&self, what: String) {
        self.said.set(what);
    }

    /// The names of the tabs in front that are not in front at first.
    pub fn tabs(&self) -> Vec<String> {
        let tabs = [(self.code_tab, CODE_TABS[0]), (self.run_tab, RUN_TABS[0])];
        let other = tabs.map(|(tab, usual)| Some(tab.get_untracked()).filter(|tab| *tab != usual));
        other.into_iter().flatten().map(str::to_owned).collect()
    }

    /// Brings these tabs to the front; those that are not named are as at first. Unknown names are left out.
    pub fn to_front(&self, names: &[String]) {
        let front = |tabs: &[&'static str]| {
            let mut known = tabs.iter().copied();
            let found = known.find(|tab| names.iter().any(|name| name == tab));
            found.unwrap_or(tabs[0])
        };
        self.code_tab.set(front(&CODE_TABS));
        self.run_tab.set(front(&RUN_TABS));
    }

    fn remember(self) {
        let theme = move || self.theme.get();
        on_change(theme, |theme| {
            dom::set_theme(theme.name());
            let chosen = Some(theme.name()).filter(|_| *theme != Theme::System);
            storage::write(THEME, chosen);
        });
        let sizes = move || Sizes {
            code: self.code.get(),
            data: self.data.get(),
            run: self.run.get(),
            lower: self.lower.get(),
        };
        on_change(sizes, |sizes| {
            storage::write(SIZES, sizes.to_text().as_deref());
        });
    }
}

/// The page's chrome.
pub fn chrome() -> Chrome {
    expect_context()
}
