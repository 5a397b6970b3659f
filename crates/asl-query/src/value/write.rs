//! JSON text, compact as AWS writes it, or indented for reading.

use std::fmt;

use super::{Value, number};

impl fmt::Display for Value {
    /// Compact JSON, as AWS writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_json())
    }
}

impl Value {
    /// Compact JSON, as AWS writes it.
    pub fn to_json(&self) -> String {
        let mut out = String::with_capacity(usize::try_from(self.size()).unwrap_or(0));
        write_compact(self, &mut out);
        out
    }

    /// Appends what [`Value::to_json`] gives.
    pub(crate) fn write_to(&self, out: &mut String) {
        write_compact(self, out);
    }

    /// JSON indented by two spaces. Empty arrays and objects stay on one line.
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        write_pretty(self, 0, &mut out);
        out
    }
}

/// Appends the compact JSON text. Recurses once a level, see [`super::MAX_DEPTH`].
pub(super) fn write_compact(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => number::write(number, out),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_compact(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                write_compact(member, out);
            }
            out.push('}');
        }
    }
}

fn write_pretty(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                new_line(index > 0, indent + 1, out);
                write_pretty(item, indent + 1, out);
            }
            new_line(false, indent, out);
            out.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                new_line(index > 0, indent + 1, out);
                write_string(key, out);
                out.push_str(": ");
                write_pretty(member, indent + 1, out);
            }
            new_line(false, indent, out);
            out.push('}');
        }
        other => write_compact(other, out),
    }
}

fn new_line(comma: bool, indent: usize, out: &mut String) {
    out.push_str(if comma { ",\n" } else { "\n" });
    for _ in 0..indent {
        out.push_str("  ");
    }
}

/// Writes a string as Jackson does: only what must be escaped is, and hexadecimal digits are capitals.
pub(crate) fn write_string(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('"');
    let mut rest = text;
    loop {
        let (plain, special) = rest.split_at(plain_prefix(rest));
        out.push_str(plain);
        let Some(byte) = special.bytes().next() else {
            break;
        };
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            8 => out.push_str("\\b"),
            9 => out.push_str("\\t"),
            10 => out.push_str("\\n"),
            12 => out.push_str("\\f"),
            13 => out.push_str("\\r"),
            control => {
                out.push_str("\\u00");
                out.push(char::from(HEX[usize::from(control >> 4)]));
                out.push(char::from(HEX[usize::from(control & 15)]));
            }
        }
        // What has to be escaped is ASCII, of one byte.
        rest = special.get(1..).unwrap_or_default();
    }
    out.push('"');
}

/// How many bytes at the start of a text need no escape in JSON: a boundary of characters.
pub(super) fn plain_prefix(text: &str) -> usize {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let special = |byte: &u8| escaped_size(*byte) != 1;
    for (at, word) in words.iter().enumerate() {
        if !is_plain(u64::from_ne_bytes(*word))
            && let Some(within) = word.iter().position(special)
        {
            return 8 * at + within;
        }
    }
    let end = rest.iter().position(special).unwrap_or(rest.len());
    8 * words.len() + end
}

/// The bytes of a string's JSON text, quotes included.
pub(super) fn string_size(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let word_size = |word: &[u8; 8]| {
        if is_plain(u64::from_ne_bytes(*word)) {
            8
        } else {
            word.iter().copied().map(escaped_size).sum()
        }
    };
    let rest: u64 = rest.iter().copied().map(escaped_size).sum();
    2 + words.iter().map(word_size).sum::<u64>() + rest
}

/// Whether eight bytes are all ASCII and none of them has to be escaped.
///
/// Of ASCII bytes alone, one less than `n` shows as a high bit after subtracting `n` from each; a borrow can only lead
/// to another high bit beside one that is rightly there.
const fn is_plain(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let controls = word.wrapping_sub(ONES * 0x20);
    let quotes = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslashes = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (word | controls | quotes | backslashes) & (ONES << 7) == 0
}

const fn escaped_size(byte: u8) -> u64 {
    match byte {
        b'"' | b'\\' | 8 | 9 | 10 | 12 | 13 => 2,
        0..0x20 => 6,
        _ => 1,
    }
}
