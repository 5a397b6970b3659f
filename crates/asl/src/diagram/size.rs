//! How much room cards, headers and chips take.

use asl_layout::Size;

use super::{StaticBadge, TextStyle};
use crate::words::short_paths;

/// The height of a card.
pub(super) const CARD_HEIGHT: f64 = 52.0;
/// The height of a container's header bar.
pub(super) const HEADER: f64 = 36.0;
/// The room between a container's frame and what is inside.
pub(super) const CONTAINER_PADDING: f64 = 20.0;
/// The diameter of the machine's start and end.
pub(super) const MARK: f64 = 16.0;
/// The height of an edge's chip.
pub(super) const CHIP_HEIGHT: f64 = 20.0;

const CARD_MIN: f64 = 208.0;
const CARD_MAX: f64 = 320.0;
/// Before the text of a card: padding, icon, gap.
const CARD_LEFT: f64 = 44.0;
/// After it.
const CARD_RIGHT: f64 = 12.0;
/// Before a badge.
const BADGE_GAP: f64 = 8.0;
/// For the count and the iteration switch in a header.
const HEADER_CONTROLS: f64 = 136.0;
const HEADER_MAX: f64 = 480.0;
const CHIP_MAX: f64 = 240.0;
const CHIP_PADDING: f64 = 16.0;

/// Sizes from the widths of texts.
pub(super) struct Measure<'a>(pub(super) &'a dyn Fn(&str, TextStyle) -> f64);

impl Measure<'_> {
    /// A card grows with its text to a limit.
    pub(super) fn card(&self, name: &str, caption: &str, badges: &[StaticBadge]) -> Size {
        let text = self
            .width(name, TextStyle::Name)
            .max(self.width(caption, TextStyle::Caption));
        let width = (CARD_LEFT + text + self.badges(badges) + CARD_RIGHT).clamp(CARD_MIN, CARD_MAX);
        Size::new(on_grid(width), CARD_HEIGHT)
    }

    /// The least size of a container, so that its header has room.
    pub(super) fn header(&self, name: &str, caption: &str, badges: &[StaticBadge]) -> Size {
        let text =
            self.width(name, TextStyle::Name) + BADGE_GAP + self.width(caption, TextStyle::Caption);
        let width =
            (CARD_LEFT + text + self.badges(badges) + HEADER_CONTROLS).clamp(CARD_MIN, HEADER_MAX);
        Size::new(on_grid(width), HEADER + 2.0 * CONTAINER_PADDING)
    }

    /// A chip's text, cut to the longest that fits, and its width.
    pub(super) fn chip(&self, full: &str) -> (String, f64) {
        let room = CHIP_MAX - CHIP_PADDING;
        let text = if self.width(full, TextStyle::Label) <= room {
            full.to_owned()
        } else {
            // What a condition compares with tells more than the way to the variable.
            self.cut(&short_paths(full), TextStyle::Label, room)
        };
        let width = self.width(&text, TextStyle::Label).min(room) + CHIP_PADDING;
        (text, width.ceil())
    }

    /// The longest beginning that fits into `room` with an ellipsis, found by halving.
    fn cut(&self, text: &str, style: TextStyle, room: f64) -> String {
        if self.width(text, style) <= room {
            return text.to_owned();
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let shortened = |end: usize| format!("{}…", text.get(..end).unwrap_or_default().trim_end());
        let fitting = ends.partition_point(|end| self.width(&shortened(*end), style) <= room);
        shortened(
            fitting
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .copied()
                .unwrap_or(0),
        )
    }

    /// The room of all badges, each with the gap before it.
    fn badges(&self, badges: &[StaticBadge]) -> f64 {
        badges
            .iter()
            .map(|badge| BADGE_GAP + self.badge(badge))
            .sum()
    }

    fn badge(&self, badge: &StaticBadge) -> f64 {
        match badge {
            StaticBadge::Retry { max } => self.width(&format!("↻ {max}/{max}"), TextStyle::Badge),
            StaticBadge::Timeout { text } => self.width(text, TextStyle::Badge) + 14.0,
            StaticBadge::Catch => 14.0,
        }
    }

    /// A width that is a length, whatever the host measures.
    fn width(&self, text: &str, style: TextStyle) -> f64 {
        let width = (self.0)(text, style);
        if width.is_finite() {
            width.max(0.0)
        } else {
            0.0
        }
    }
}

/// Up to the next multiple of 8 px, so that the middle lies on the 4 px grid.
fn on_grid(width: f64) -> f64 {
    (width / 8.0).ceil() * 8.0
}
