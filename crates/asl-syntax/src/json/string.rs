//! What a quoted string says, escapes resolved.

use std::sync::Arc;

use super::errors;
use crate::Diagnostic;
use crate::span::{Span, offset};

/// The content of the string token at `span` of `text`. Complains about escapes that JSON does not have;
/// they stay in the content as they are written.
pub(super) fn unescape(
    text: &str,
    span: Span,
    closed: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<str> {
    let mut body = span.text(text).chars();
    let quote = body.next().map_or(0, char::len_utf8);
    if closed {
        body.next_back();
    }
    let body = body.as_str();
    if !body.contains(|c: char| c == '\\' || c < ' ') {
        return body.into();
    }
    let mut reader = Reader {
        body,
        base: span.start + offset(quote),
        position: 0,
        diagnostics,
    };
    reader.read().into()
}

struct Reader<'a> {
    body: &'a str,
    /// Offset of the body in the text.
    base: u32,
    position: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self) -> String {
        let mut content = String::with_capacity(self.body.len());
        while let Some(char) = self.bump() {
            match char {
                '\\' => self.escape(&mut content),
                control if control < ' ' => {
                    let span = self.span_from(self.position - 1);
                    self.diagnostics
                        .push(errors::control_character(span, control));
                    content.push(control);
                }
                other => content.push(other),
            }
        }
        content
    }

    /// After a backslash.
    fn escape(&mut self, content: &mut String) {
        let start = self.position - 1;
        let Some(char) = self.bump() else {
            content.push('\\');
            return;
        };
        match char {
            '"' | '\\' | '/' => content.push(char),
            'b' => content.push('\u{8}'),
            'f' => content.push('\u{c}'),
            'n' => content.push('\n'),
            'r' => content.push('\r'),
            't' => content.push('\t'),
            'u' => self.unicode_escape(start, content),
            _ => {
                let span = self.span_from(start);
                self.diagnostics.push(errors::invalid_escape(span, char));
                if char != '\'' {
                    content.push('\\');
                }
                content.push(char);
            }
        }
    }

    /// After `\u`.
    fn unicode_escape(&mut self, start: usize, content: &mut String) {
        let Some(unit) = self.hex4() else {
            let span = self.span_from(start);
            self.diagnostics.push(errors::short_unicode_escape(span));
            content.push_str("\\u");
            return;
        };
        let after_first = self.position;
        let low = (0xd800..0xdc00)
            .contains(&unit)
            .then(|| self.low_surrogate())
            .flatten();
        let code = match low {
            Some(low) => 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00),
            None => unit,
        };
        if let Some(char) = char::from_u32(code) {
            content.push(char);
        } else {
            self.position = after_first;
            let span = self.span_from(start);
            self.diagnostics.push(errors::lone_surrogate(span));
            content.push(char::REPLACEMENT_CHARACTER);
        }
    }

    /// The second half of a surrogate pair, if it follows.
    fn low_surrogate(&mut self) -> Option<u32> {
        let before = self.position;
        let unit = self.rest().starts_with("\\u").then(|| {
            self.position += 2;
            self.hex4()
        });
        let low = unit
            .flatten()
            .filter(|unit| (0xdc00..0xe000).contains(unit));
        if low.is_none() {
            self.position = before;
        }
        low
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let unit = u32::from_str_radix(digits, 16).ok();
        self.position += 4;
        unit
    }

    fn rest(&self) -> &str {
        self.body.get(self.position..).unwrap_or("")
    }

    fn bump(&mut self) -> Option<char> {
        let char = self.rest().chars().next()?;
        self.position += char.len_utf8();
        Some(char)
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(self.base + offset(start), self.base + offset(self.position))
    }
}
