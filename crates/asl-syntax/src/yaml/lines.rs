//! Lines of a text as byte ranges, without their line breaks.

use std::ops::Range;

/// The line around a position.
pub(super) fn around(text: &str, position: usize) -> Range<usize> {
    let before = text.get(..position.min(text.len())).unwrap_or(text);
    let start = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or("");
    start..start + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The lines near a position that hold something: its own, the one before, the one after, and two before.
pub(super) fn near(text: &str, position: usize) -> Vec<Range<usize>> {
    let own = around(text, position);
    let before = previous(text, &own);
    let after = following(text, &own);
    let two_before = before.as_ref().and_then(|line| previous(text, line));
    let lines = [Some(own), before, after, two_before].into_iter().flatten();
    lines.filter(|line| !is_blank(text, line)).collect()
}

/// The text with spaces in place of a line.
pub(super) fn blanked(text: &str, line: &Range<usize>) -> String {
    let mut blanked = text.to_owned();
    blanked.replace_range(line.clone(), &" ".repeat(line.len()));
    blanked
}

/// The last line before this one that holds something.
fn previous(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..line.start)?.trim_end();
    (!before.is_empty()).then(|| around(text, before.len()))
}

/// The next line after this one that holds something.
fn following(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(line.end..)?;
    let blank = rest.len() - rest.trim_start().len();
    (blank < rest.len()).then(|| around(text, line.end + blank))
}

fn is_blank(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone())
        .is_none_or(|line| line.trim().is_empty())
}
