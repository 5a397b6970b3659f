//! Offsets to lines and columns, and to the UTF-16 offsets of browser editors.

use crate::span::offset as to_offset;

/// Where the lines of a text begin and which of its characters are wider than a byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    /// Byte offsets at which lines begin; the first is 0. `\n`, `\r\n` and a lone `\r` end a line.
    starts: Vec<u32>,
    /// The characters outside of ASCII, in order.
    wide: Vec<Wide>,
    /// Length of the text in bytes.
    len: u32,
}

/// A place in a text for people: both numbers begin at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineCol {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// A character of more than one byte, with what all wide characters up to and including it add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wide {
    start: u32,
    end: u32,
    /// Bytes beyond one per character, so far.
    beyond_chars: u32,
    /// Bytes beyond UTF-16 code units, so far.
    beyond_utf16: u32,
}

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        let mut wide = Vec::new();
        let (mut beyond_chars, mut beyond_utf16) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((position, char)) = chars.next() {
            let end = to_offset(position + char.len_utf8());
            let ends_line = char == '\n'
                || (char == '\r' && chars.peek().is_none_or(|&(_, next)| next != '\n'));
            if ends_line {
                starts.push(end);
            }
            if !char.is_ascii() {
                beyond_chars += to_offset(char.len_utf8() - 1);
                beyond_utf16 += to_offset(char.len_utf8() - char.len_utf16());
                wide.push(Wide {
                    start: to_offset(position),
                    end,
                    beyond_chars,
                    beyond_utf16,
                });
            }
        }
        LineIndex {
            starts,
            wide,
            len: to_offset(text.len()),
        }
    }

    /// Line and column of a byte offset. Past the end counts as the end.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let offset = offset.min(self.len);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.starts.get(line))
            .copied()
            .unwrap_or(0);
        let column = offset - start - (self.beyond_chars(offset) - self.beyond_chars(start));
        LineCol {
            line: to_offset(line),
            column: column + 1,
        }
    }

    /// Byte offset at which `line` (from 1) begins, if the text has that line.
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// Number of lines, at least 1.
    pub fn lines(&self) -> u32 {
        to_offset(self.starts.len())
    }

    /// The offset in UTF-16 code units of a byte offset.
    pub fn utf16(&self, offset: u32) -> u32 {
        let offset = offset.min(self.len);
        let before = self.wide.partition_point(|wide| wide.end <= offset);
        offset
            - before
                .checked_sub(1)
                .and_then(|i| self.wide.get(i))
                .map_or(0, |w| w.beyond_utf16)
    }

    /// The byte offset of an offset in UTF-16 code units; inside a surrogate pair: of its character.
    pub fn from_utf16(&self, utf16: u32) -> u32 {
        let before = self
            .wide
            .partition_point(|wide| wide.end - wide.beyond_utf16 <= utf16);
        let beyond = before
            .checked_sub(1)
            .and_then(|i| self.wide.get(i))
            .map_or(0, |w| w.beyond_utf16);
        let offset = utf16.saturating_add(beyond).min(self.len);
        match self.wide.get(before) {
            Some(next) if next.start < offset => next.start,
            _ => offset,
        }
    }

    fn beyond_chars(&self, offset: u32) -> u32 {
        let before = self.wide.partition_point(|wide| wide.end <= offset);
        before
            .checked_sub(1)
            .and_then(|i| self.wide.get(i))
            .map_or(0, |w| w.beyond_chars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, at: &str, line: u32, column: u32, utf16: u32) {
        let offset = to_offset(text.find(at).unwrap());
        let index = LineIndex::new(text);
        assert_eq!(index.line_col(offset), LineCol { line, column });
        assert_eq!(index.utf16(offset), utf16);
        assert_eq!(index.from_utf16(utf16), offset);
    }

    #[test]
    fn lines_end_with_lf_crlf_and_cr() {
        check("ab\ncd", "d", 2, 2, 4);
        check("ab\r\ncd", "c", 2, 1, 4);
        check("ab\rcd", "c", 2, 1, 3);
        check("ab\r\ncd", "\n", 1, 4, 3);
    }

    #[test]
    fn columns_count_characters_and_utf16_counts_units() {
        check("é😀x\n😀y", "x", 1, 3, 3);
        check("é😀x\n😀y", "y", 2, 2, 7);
    }

    #[test]
    fn inside_a_surrogate_pair_is_its_character() {
        assert_eq!(LineIndex::new("a😀b").from_utf16(2), 1);
    }

    #[test]
    fn past_the_end_is_the_end() {
        let index = LineIndex::new("a\n");
        assert_eq!(index.line_col(99), LineCol { line: 2, column: 1 });
        assert_eq!((index.utf16(99), index.from_utf16(99)), (2, 2));
    }

    proptest! {
        #[test]
        fn agrees_with_counting(text in "[a-z\\né😀\\r]{0,40}") {
            let index = LineIndex::new(&text);
            for (position, _) in text.char_indices() {
                let before = &text[..position];
                let offset = to_offset(position);
                let utf16 = to_offset(before.encode_utf16().count());
                prop_assert_eq!(index.utf16(offset), utf16);
                prop_assert_eq!(index.from_utf16(utf16), offset);
                let start = index.line_start(index.line_col(offset).line).unwrap() as usize;
                let column = to_offset(text[start..position].chars().count() + 1);
                prop_assert_eq!(index.line_col(offset).column, column);
            }
        }
    }
}
