//! From the scanner's character indices to byte offsets.

use crate::span::offset;

/// Byte offsets of the characters of a text.
pub(super) struct Offsets {
    /// One for each character; empty when every character is one byte.
    of: Vec<u32>,
    len: u32,
}

impl Offsets {
    pub(super) fn new(text: &str) -> Offsets {
        let of = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .map(|(position, _)| offset(position))
                .collect()
        };
        Offsets {
            of,
            len: offset(text.len()),
        }
    }

    /// The byte offset of the character at `index`; past the end the length.
    pub(super) fn byte(&self, index: usize) -> u32 {
        if self.of.is_empty() {
            offset(index).min(self.len)
        } else {
            self.of.get(index).copied().unwrap_or(self.len)
        }
    }
}
