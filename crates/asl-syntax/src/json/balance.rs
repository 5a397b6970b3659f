//! Which bracket is one too few or too many, judged by indentation: the parser meets the consequence much later.

use crate::span::{Span, offset};

/// A pair of brackets whose lines are indented differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Skewed {
    pub(super) opener: Span,
    pub(super) closer: Span,
    pub(super) skew: Skew,
}

/// How the closing bracket is indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skew {
    /// Less than the line of the opening one: it was meant for an outer one, and one is missing before it.
    Outwards,
    /// More than the line of the opening one: it was meant for an inner one, which is closed already.
    Inwards,
}

/// The skew of a pair whose closing bracket is the first on its line.
pub(super) fn skewed(text: &str, opener: Span, closer: Span) -> Option<Skewed> {
    // Most closing brackets of a text on one line end here, at the cost of a few characters.
    let before = text
        .get(..closer.start as usize)?
        .trim_end_matches([' ', '\t']);
    if !before.ends_with('\n') {
        return None;
    }
    let outer = indentation(text, opener.start);
    let own = indentation(text, closer.start);
    if outer.start == own.start || outer.len() == own.len() {
        return None;
    }
    let skew = if own.len() < outer.len() {
        Skew::Outwards
    } else {
        Skew::Inwards
    };
    Some(Skewed {
        opener,
        closer,
        skew,
    })
}

/// Where the bracket that `skewed` lacks belongs: before the first line inside that is not indented deeper than the
/// line of the opening one, and before the comma there.
pub(super) fn place_of_missing(text: &str, skewed: Skewed) -> Option<u32> {
    let opened = indentation(text, skewed.opener.start).len();
    let inside = Span::new(skewed.opener.end, skewed.closer.start).text(text);
    let mut start = skewed.opener.end;
    for (number, line) in inside.split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if number > 0 && !line.trim().is_empty() && offset(indent) <= opened {
            break;
        }
        start += offset(line.len());
    }
    let before = text.get(..start as usize)?.trim_end();
    let before = before.strip_suffix(',').map_or(before, str::trim_end);
    let place = offset(before.len());
    (place > skewed.opener.end).then_some(place)
}

/// The blanks at the beginning of the line of `position`.
fn indentation(text: &str, position: u32) -> Span {
    let before = text.get(..position as usize).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or("");
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    Span::new(offset(start), offset(start + blanks))
}
