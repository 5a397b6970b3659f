//! Widths of texts where no browser can measure them.

use super::TextStyle;

/// The width of a text in a usual system font, in pixels, some percent on the generous side.
///
/// For hosts without a screen, such as the command line; it depends on nothing but its arguments.
pub fn approximate_width(text: &str, style: TextStyle) -> f64 {
    let size = match style {
        TextStyle::Name => 13.0 * 1.06,
        TextStyle::Caption | TextStyle::Label => 11.0,
        TextStyle::Badge => 11.0 * 1.06,
    };
    text.chars().map(advance).sum::<f64>() * size
}

/// A character's advance in ems.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '|' | '\'' | '.' | ',' | ':' | ';' | '!' | 'I' | ' ' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '-' | '"' | '·' => 0.38,
        'm' | 'M' | 'W' | '@' | '%' => 0.9,
        'w' | 'A'..='Z' | '↻' | '…' => 0.7,
        'a'..='z' | '0'..='9' | '$' | '_' | '=' | '<' | '>' | '≤' | '≥' | '≠' => 0.58,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => 1.05,
        '\u{1f000}'.. => 1.3,
        _ => 0.66,
    }
}
