//! The panes that can be sized, and their sizes.

use serde::{Deserialize, Serialize};

/// What one press of an arrow key adds, in pixels; with Shift, this many times as much.
const STEP: f64 = 16.0;
const SHIFTED: f64 = 4.0;

/// A pane that can be sized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The code column's width.
    Code,
    /// The inspector's width.
    Data,
    /// The run's height.
    Run,
    /// The height of input and outcomes.
    Lower,
}

impl Pane {
    /// The smallest and the largest size.
    pub fn limits(self) -> (f64, f64) {
        match self {
            Self::Code | Self::Data => (180.0, 900.0),
            Self::Run => (96.0, 800.0),
            Self::Lower => (34.0, 800.0),
        }
    }

    /// The size to begin with on a page that is so many pixels wide.
    pub fn usual(self, page: f64) -> f64 {
        match self {
            Self::Code => (page * 0.28).round().clamp(240.0, 400.0),
            Self::Data => (page * 0.24).round().clamp(220.0, 340.0),
            Self::Run => 252.0,
            Self::Lower => 190.0,
        }
    }

    /// Whether its height is sized, not its width.
    pub fn is_height(self) -> bool {
        matches!(self, Self::Run | Self::Lower)
    }

    /// What moving its separator right or down by this much adds to it.
    pub fn growth(self, moved: f64) -> f64 {
        if self == Self::Code { moved } else { -moved }
    }

    /// The nearest size that it may have.
    pub fn bounded(self, size: f64) -> f64 {
        let (least, most) = self.limits();
        size.clamp(least, most)
    }

    /// The size after a key on its separator, if the key sizes it.
    pub fn after_key(self, key: &str, shift: bool, size: f64, page: f64) -> Option<f64> {
        let step = if shift { STEP * SHIFTED } else { STEP };
        let moved = match (key, self.is_height()) {
            ("ArrowLeft", false) | ("ArrowUp", true) => -step,
            ("ArrowRight", false) | ("ArrowDown", true) => step,
            ("Home", _) => return Some(self.limits().0),
            ("End", _) => return Some(self.limits().1),
            ("Enter", _) => return Some(self.usual(page)),
            _ => return None,
        };
        Some(self.bounded(size + self.growth(moved)))
    }
}

/// The sizes as they are remembered: those that the user chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Sizes {
    /// [`Pane::Code`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<f64>,
    /// [`Pane::Data`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<f64>,
    /// [`Pane::Run`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<f64>,
    /// [`Pane::Lower`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<f64>,
}

impl Sizes {
    /// Sizes from a text that [`Sizes::to_text`] wrote, bounded.
    pub fn from_text(text: &str) -> Self {
        let sizes: Self = serde_json::from_str(text).unwrap_or_default();
        Self {
            code: sizes.code.map(|size| Pane::Code.bounded(size)),
            data: sizes.data.map(|size| Pane::Data.bounded(size)),
            run: sizes.run.map(|size| Pane::Run.bounded(size)),
            lower: sizes.lower.map(|size| Pane::Lower.bounded(size)),
        }
    }

    /// The text to remember, when the user chose any.
    pub fn to_text(self) -> Option<String> {
        (self != Self::default()).then(|| serde_json::to_string(&self).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pane: Pane, key: &str, shift: bool, expected: Option<f64>) {
        assert_eq!(pane.after_key(key, shift, 300.0, 1440.0), expected);
    }

    #[test]
    fn arrow_keys_move_the_line() {
        check(Pane::Code, "ArrowRight", false, Some(316.0));
        check(Pane::Data, "ArrowRight", false, Some(284.0));
        check(Pane::Run, "ArrowUp", true, Some(364.0));
        check(Pane::Run, "ArrowLeft", false, None);
        check(Pane::Code, "Home", false, Some(180.0));
        check(Pane::Code, "Enter", false, Some(400.0));
        check(Pane::Code, "a", false, None);
    }

    #[test]
    fn a_narrow_page_leaves_room_for_the_diagram() {
        let columns = |page| Pane::Code.usual(page) + Pane::Data.usual(page);
        assert!(columns(1440.0) > 700.0);
        assert!(columns(1024.0) < 540.0);
    }

    #[test]
    fn sizes_are_remembered_and_bounded() {
        let sizes = Sizes {
            code: Some(500.0),
            ..Sizes::default()
        };
        assert_eq!(Sizes::from_text(&sizes.to_text().unwrap()), sizes);
        assert_eq!(Sizes::default().to_text(), None);
        assert_eq!(Sizes::from_text(r#"{"code": 1e9}"#).code, Some(900.0));
        assert_eq!(Sizes::from_text("nonsense"), Sizes::default());
    }
}
