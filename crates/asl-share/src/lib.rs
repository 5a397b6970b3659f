//! Links that carry a whole situation: definition, scenarios, options, and the place in the run.
//!
//! A link is the fragment `#version.codec.payload`, specified in `docs/link-format.md`. [`encode`] makes it
//! and [`decode`] reads it; what is read is data, whatever it says. Every link that was ever made opens:
//! a change of what stands in it gets a new version, and a step in `content` that brings the old one up.

mod content;
mod crc32;
mod deflate;
mod error;
mod fragment;
mod head;
mod situation;
mod text;

pub use error::LinkError;
pub use situation::{Options, Scenario, Situation, View};

/// The version of the links that are made.
pub const VERSION: &str = "1";
/// The codec of the links that are made: deflate with the dictionary of ASL's words.
pub const CODEC: &str = "d";
/// The most bytes that a link may hold, packed or unpacked.
pub const MOST_BYTES: usize = 2_000_000;
/// How deep the JSON of a link may be nested.
pub const MOST_LEVELS: usize = 100;

/// Makes a link: the fragment, from its `#` on. The same situation makes the same link everywhere.
pub fn encode(situation: &Situation) -> Result<String, LinkError> {
    let content = content::write(situation)?;
    let stream = deflate::deflate(dictionary().as_bytes(), content.as_bytes());
    Ok(fragment::write(stream))
}

/// Reads a link: a fragment with or without its `#`, or a URL that ends with one.
pub fn decode(link: &str) -> Result<Situation, LinkError> {
    let fragment = fragment::read(link)?;
    let content = fragment.inflate(dictionary().as_bytes())?;
    content::read(&content)
}

/// Whether a text looks like a link, whole or broken: it has a version, a codec and a payload.
pub fn is_link(text: &str) -> bool {
    fragment::parts(text).is_some()
}

/// The words that links refer back to. It belongs to the codec: it never changes.
fn dictionary() -> String {
    let characters = include_str!("dictionary.txt").chars();
    characters
        .filter_map(|character| match character {
            '\n' | '\r' => None,
            '␀' => Some('\0'),
            '␁' => Some('\u{1}'),
            '␊' => Some('\n'),
            other => Some(other),
        })
        .collect()
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
