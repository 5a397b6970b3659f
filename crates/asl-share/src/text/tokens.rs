//! The tokens of a text that may be JSON with comments, and may be broken.

use super::{OTHER, SPACED, VERBATIM};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `{` or `[`.
    Open,
    /// `}` or `]`.
    Close,
    Comma,
    Colon,
    /// `// ...`, without the end of the line.
    LineComment,
    /// `/* ... */`.
    BlockComment,
    /// A string, a number, a word, or what else stands together.
    Value,
}

/// The white space that may stand between tokens.
pub(super) const SPACE: [char; 4] = [' ', '\n', '\r', '\t'];

/// The first token of a text that begins with one, and what follows.
pub(super) fn split(text: &str) -> Option<(Kind, &str, &str)> {
    let first = text.chars().next()?;
    let (kind, len) = match first {
        '{' | '[' => (Kind::Open, 1),
        '}' | ']' => (Kind::Close, 1),
        ',' => (Kind::Comma, 1),
        ':' => (Kind::Colon, 1),
        '"' => (Kind::Value, string(text)),
        _ if text.starts_with("//") => (
            Kind::LineComment,
            text.find(['\n', VERBATIM]).unwrap_or(text.len()),
        ),
        _ if text.starts_with("/*") => {
            let mut pairs = text.as_bytes().windows(2);
            let end = pairs
                .position(|pair| pair == b"*/")
                .map_or(text.len(), |end| end + 2);
            (Kind::BlockComment, end)
        }
        _ => (Kind::Value, word(text, first.len_utf8())),
    };
    let (token, rest) = text.split_at(len);
    Some((kind, token, rest))
}

/// The length of a string with its quotes; one that is not closed ends with its line.
fn string(text: &str) -> usize {
    let mut escaped = true;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return place + 1,
            b'\n' => return place,
            _ => {}
        }
    }
    text.len()
}

/// The length of a word that has a first character of so many bytes.
fn word(text: &str, first: usize) -> usize {
    let ends = |character: char| {
        SPACE.contains(&character)
            || matches!(character, '{' | '}' | '[' | ']' | ',' | ':' | '"' | '/')
            || matches!(character, OTHER | SPACED | VERBATIM)
    };
    let rest = text.get(first..).unwrap_or_default();
    first + rest.find(ends).unwrap_or(rest.len())
}
