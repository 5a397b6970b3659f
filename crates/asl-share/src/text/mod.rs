//! A text as it was typed, without the white space that its layout implies.
//!
//! The first character of a packed text says how: `=` as it is, `1` to `8` and `t` laid out as JSON that is
//! indented by so many spaces or by tabs. Between the tokens of a laid out text stands nothing where the
//! white space is what [`layout`] expects, and a mark where it is something else.

mod layout;
mod pack;
mod tokens;
mod unpack;

/// Right after an opening bracket: it is laid out unlike the bracket around it, on one line where that one
/// has a line for each entry, and the other way round.
const OTHER: char = '\u{1}';
/// Right after an opening bracket: it is laid out on one line, with a space inside of either bracket.
const SPACED: char = '\u{2}';
/// The white space that follows is as it is. In a text that is as it is, the next character stands for the
/// control character 64 before it.
const VERBATIM: char = '\u{3}';

/// Why a text cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnpackError {
    /// Its first character is none of those that say how it is packed.
    Unknown,
    /// It would be longer than the limit.
    TooLarge,
}

/// Packs a text. It holds no character U+0000.
pub(crate) fn pack(text: &str) -> String {
    let as_it_is = pack::as_it_is(text);
    if text.contains(['\0', OTHER, SPACED, VERBATIM]) {
        return as_it_is;
    }
    let laid_out = pack::laid_out(text, layout::Unit::of(text));
    let comes_back = laid_out.len() < as_it_is.len()
        && unpack(&laid_out, text.len()).is_ok_and(|unpacked| unpacked == text);
    if comes_back { laid_out } else { as_it_is }
}

/// The text that was packed, of at most `limit` bytes.
pub(crate) fn unpack(packed: &str, limit: usize) -> Result<String, UnpackError> {
    let mut characters = packed.chars();
    let Some(how) = characters.next() else {
        return Ok(String::new());
    };
    let body = characters.as_str();
    if how == '=' {
        return unpack::as_it_is(body, limit);
    }
    let unit = layout::Unit::named(how).ok_or(UnpackError::Unknown)?;
    unpack::laid_out(body, unit, limit)
}

#[cfg(test)]
mod tests;
