//! Taking out what is implied.

use super::layout::{Entries, Layout, Unit, space};
use super::tokens::{Kind, split};
use super::{OTHER, SPACED, VERBATIM};

/// The text as it is, behind `=`.
pub(super) fn as_it_is(text: &str) -> String {
    let mut packed = String::with_capacity(text.len() + 1);
    if !text.is_empty() {
        packed.push('=');
    }
    for character in text.chars() {
        match character {
            '\0' => packed.extend([VERBATIM, '@']),
            OTHER => packed.extend([VERBATIM, 'A']),
            SPACED => packed.extend([VERBATIM, 'B']),
            VERBATIM => packed.extend([VERBATIM, 'C']),
            _ => packed.push(character),
        }
    }
    packed
}

/// The text by its tokens, behind the name of its unit. Some broken texts do not come back from it; the
/// caller makes sure.
pub(super) fn laid_out(text: &str, unit: Unit) -> String {
    let mut packed = String::with_capacity(text.len() / 2);
    packed.push(unit.name());
    let mut layout = Layout::new(unit);
    let mut rest = text;
    loop {
        let (gap, body) = space(rest);
        let token = split(body);
        let expected = layout.gap(token.map(|(kind, ..)| kind));
        let is_expected = layout.is(expected, gap);
        match (is_expected, layout.before()) {
            (true, Some(Kind::LineComment)) if !gap.is_empty() => packed.push('\n'),
            (true, _) => {}
            (false, _) => {
                packed.push(VERBATIM);
                packed.push_str(gap);
            }
        }
        let Some((kind, token, after)) = token else {
            return packed;
        };
        packed.push_str(token);
        let entries = (kind == Kind::Open).then(|| entries(after, layout.expected()));
        packed.extend(entries.and_then(|entries| mark(entries, layout.expected())));
        layout.pass(kind, entries);
        rest = after;
    }
}

/// How the entries of a bracket stand, judged by what follows it.
fn entries(after: &str, expected: Entries) -> Entries {
    let (gap, body) = space(after);
    match gap {
        _ if body.is_empty() || body.starts_with(['}', ']']) => expected,
        "" => Entries::Line,
        " " => Entries::SpacedLine,
        _ => Entries::Lines,
    }
}

fn mark(entries: Entries, expected: Entries) -> Option<char> {
    match entries {
        _ if entries == expected => None,
        Entries::SpacedLine => Some(SPACED),
        Entries::Line | Entries::Lines => Some(OTHER),
    }
}
