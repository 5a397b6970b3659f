//! Texts as Mermaid reads them back.

use std::fmt::Write as _;

/// The text in one line, with all that means something to Mermaid or to HTML as an entity code: `#58;` for `:`.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            control if control.is_control() => out.push(' '),
            // Line separators end a line in JavaScript.
            '\u{2028}' | '\u{2029}' => out.push(' '),
            '"' | '#' | ';' | ':' | '<' | '>' | '&' | '%' | '{' | '}' | '[' | ']' | '`' | '\\'
            | '*' | '_' | '~' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "#{};", u32::from(character));
            }
            other => out.push(other),
        }
    }
    // An empty text is no text to Mermaid.
    if out.trim().is_empty() {
        "#32;".to_owned()
    } else {
        out
    }
}
