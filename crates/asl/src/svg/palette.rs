//! The colours of the page's two themes.

use crate::run::Phase;

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// The colours of a theme.
pub(super) struct Palette {
    pub(super) canvas: &'static str,
    pub(super) surface: &'static str,
    pub(super) line: &'static str,
    pub(super) edge: &'static str,
    pub(super) text: &'static str,
    pub(super) quiet: &'static str,
    pub(super) idle: Colours,
    pub(super) running: Colours,
    pub(super) waiting: Colours,
    pub(super) succeeded: Colours,
    pub(super) caught: Colours,
    pub(super) failed: Colours,
}

/// The ink (border, sign) and the tint (fill) of a status.
#[derive(Clone, Copy)]
pub(super) struct Colours {
    pub(super) ink: &'static str,
    pub(super) tint: &'static str,
}

impl Theme {
    pub(super) fn palette(self) -> &'static Palette {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

impl Palette {
    pub(super) fn of(&self, phase: Phase) -> Colours {
        match phase {
            Phase::Idle | Phase::Aborted | Phase::Unreached => self.idle,
            Phase::Running => self.running,
            Phase::Waiting => self.waiting,
            Phase::Succeeded => self.succeeded,
            Phase::Caught => self.caught,
            Phase::Failed => self.failed,
        }
    }
}

const fn colours(ink: &'static str, tint: &'static str) -> Colours {
    Colours { ink, tint }
}

const LIGHT: Palette = Palette {
    canvas: "#fafbfd",
    surface: "#ffffff",
    line: "#c5cddc",
    edge: "#a3adc0",
    text: "#1a2130",
    quiet: "#616b80",
    idle: colours("#5f697e", "#ffffff"),
    running: colours("#1a5fd0", "#e9f1fe"),
    waiting: colours("#6d35c0", "#f3edfd"),
    succeeded: colours("#15713e", "#e8f6ed"),
    caught: colours("#8d5300", "#fdf2de"),
    failed: colours("#bd2821", "#fdecea"),
};

const DARK: Palette = Palette {
    canvas: "#0f141d",
    surface: "#141924",
    line: "#3a455a",
    edge: "#4d586e",
    text: "#e3e8f1",
    quiet: "#8f9ab0",
    idle: colours("#929db3", "#171d29"),
    running: colours("#78aeff", "#14243f"),
    waiting: colours("#c0a0ff", "#251c3c"),
    succeeded: colours("#58cb8b", "#11291d"),
    caught: colours("#f0b45a", "#32260f"),
    failed: colours("#ff877f", "#381a1c"),
};
