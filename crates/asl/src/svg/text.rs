//! Texts and numbers as SVG wants them.

use crate::diagram::{TextStyle, approximate_width};

/// The text with what XML reserves replaced, and what XML forbids left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => {
                out.push(' ');
            }
            other => out.push(other),
        }
    }
    out
}

/// The longest beginning of a text that fits into `room` pixels, escaped.
pub(super) fn fitted(text: &str, style: TextStyle, room: f64) -> String {
    if approximate_width(text, style) <= room {
        return escape(text);
    }
    let mut out = String::new();
    let mut width = approximate_width("…", style);
    for character in text.chars() {
        width += approximate_width(character.encode_utf8(&mut [0; 4]), style);
        if width > room {
            break;
        }
        out.push(character);
    }
    format!("{}…", escape(out.trim_end()))
}

/// A length with at most two decimals.
pub(super) fn number(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}
