//! The colours of the page's two themes.

use std::fmt::Write as _;

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

/// The style that turns a light drawing dark, by the light colours themselves: where it does not count, as in an old
/// viewer or under a policy against inline styles, the drawing stays light and whole.
pub(super) fn adapting() -> String {
    let mut rules = String::new();
    for (light, dark) in LIGHT.all().into_iter().zip(DARK.all()) {
        // Quotes would not survive everything that prints HTML.
        let colour = light.replace('#', "\\#");
        for property in ["fill", "stroke"] {
            // Writing to a String cannot fail.
            let _ = write!(
                rules,
                ".asl-diagram [{property}={colour}]{{{property}:light-dark({light},{dark})}}"
            );
        }
    }
    format!(
        "<style>svg:root{{color-scheme:light dark}}.asl-diagram{{max-width:100%;height:auto}}@media screen{{{rules}}}</style>"
    )
}

impl Palette {
    /// Every colour, in one order for all palettes.
    fn all(&self) -> [&'static str; 18] {
        let [idle, running, waiting] = [self.idle, self.running, self.waiting];
        let [succeeded, caught, failed] = [self.succeeded, self.caught, self.failed];
        [
            self.canvas,
            self.surface,
            self.line,
            self.edge,
            self.text,
            self.quiet,
            idle.ink,
            idle.tint,
            running.ink,
            running.tint,
            waiting.ink,
            waiting.tint,
            succeeded.ink,
            succeeded.tint,
            caught.ink,
            caught.tint,
            failed.ink,
            failed.tint,
        ]
    }

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

/// No two of its colours are the same, so that each can be told by itself ([`adapting`]).
const LIGHT: Palette = Palette {
    canvas: "#fafbfd",
    surface: "#ffffff",
    line: "#c5cddc",
    edge: "#a3adc0",
    text: "#1a2130",
    quiet: "#616b80",
    idle: colours("#5f697e", "#fefeff"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_light_colour_tells_which_dark_one_it_becomes() {
        let mut light = LIGHT.all();
        light.sort_unstable();
        for pair in light.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }
}
