//! Reading a path character by character.

use std::sync::Arc;

use super::{PathSyntaxError, Root};
use crate::value::Value;

/// How deep filters, parentheses and function arguments may nest.
const MAX_NESTING: u32 = 24;

/// The text, and where reading has arrived.
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) at: usize,
    nesting: u32,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Cursor {
            text,
            at: 0,
            nesting: 0,
        }
    }

    /// After the first `$`: another `$` is the context object, a name is a variable.
    pub(super) fn root(&mut self) -> Root {
        if self.eat('$') {
            return Root::Context;
        }
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        if end == 0 {
            return Root::Input;
        }
        self.at += end;
        Root::Variable(Arc::from(&rest[..end]))
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        self.at += if found { expected.len_utf8() } else { 0 };
        found
    }

    pub(super) fn eat_str(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        self.at += if found { expected.len() } else { 0 };
        found
    }

    pub(super) fn expect(&mut self, expected: char) -> Result<(), PathSyntaxError> {
        self.space();
        if self.eat(expected) {
            Ok(())
        } else {
            Err(self.error(&format!("Expected character: {expected}")))
        }
    }

    pub(super) fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Goes one level into nested syntax; the caller comes back by [`Cursor::unnest`].
    pub(super) fn nest(&mut self) -> Result<(), PathSyntaxError> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.error(&format!("Path nests more than {MAX_NESTING} levels deep")));
        }
        Ok(())
    }

    pub(super) fn unnest(&mut self) {
        self.nesting -= 1;
    }

    /// The text up to this character, which stays unread.
    pub(super) fn until(&mut self, end: char) -> Result<&'a str, PathSyntaxError> {
        let rest = self.rest();
        let length = rest
            .find(end)
            .ok_or_else(|| self.error(&format!("Expected character: {end}")))?;
        self.at += length;
        Ok(&rest[..length])
    }

    /// A string in single or double quotes; a backslash takes the next character as it is.
    pub(super) fn quoted(&mut self) -> Result<String, PathSyntaxError> {
        let start = self.at;
        let Some(quote @ ('\'' | '"')) = self.peek() else {
            return Err(self.error("Expected a quoted name"));
        };
        self.at += 1;
        let mut out = String::new();
        while let Some(next) = self.peek() {
            self.at += next.len_utf8();
            match next {
                '\\' => {
                    let Some(escaped) = self.peek() else { break };
                    self.at += escaped.len_utf8();
                    match escaped {
                        'n' => out.push('\n'),
                        't' => out.push('\t'),
                        'r' => out.push('\r'),
                        'b' => out.push('\u{8}'),
                        'f' => out.push('\u{c}'),
                        'u' => out.push(self.unicode_escape()?),
                        other => out.push(other),
                    }
                }
                other if other == quote => return Ok(out),
                other => out.push(other),
            }
        }
        Err(PathSyntaxError {
            message: "Property has not been closed - missing closing quote".into(),
            offset: start,
        })
    }

    fn unicode_escape(&mut self) -> Result<char, PathSyntaxError> {
        let code = self
            .rest()
            .get(..4)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(character) = code.and_then(char::from_u32) else {
            return Err(self.error("Expected four hexadecimal digits after \\u"));
        };
        self.at += 4;
        Ok(character)
    }

    /// JSON text that starts here, up to where its brackets are balanced.
    pub(super) fn json(&mut self) -> Result<Value, PathSyntaxError> {
        let start = self.at;
        let (mut depth, mut quote) = (0_u32, None);
        let rest = self.rest();
        let mut characters = rest.char_indices();
        while let Some((at, next)) = characters.next() {
            match (quote, next) {
                (Some(_), '\\') => {
                    characters.next();
                }
                (Some(open), close) if open == close => quote = None,
                (None, '\'' | '"') => quote = Some(next),
                (None, '[' | '{') => depth += 1,
                (None, ']' | '}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && quote.is_none() {
                self.at += at + next.len_utf8();
                return literal(&rest[..at + next.len_utf8()]).ok_or_else(|| PathSyntaxError {
                    message: "Invalid JSON literal".into(),
                    offset: start,
                });
            }
        }
        Err(PathSyntaxError {
            message: "The literal is not closed".into(),
            offset: start,
        })
    }

    pub(super) fn error(&self, message: &str) -> PathSyntaxError {
        PathSyntaxError {
            message: message.into(),
            offset: self.at,
        }
    }
}

/// JSON, or JSON with single quotes as Jayway allows in filters.
fn literal(text: &str) -> Option<Value> {
    Value::from_json(text)
        .or_else(|_| Value::from_json(&text.replace('\'', "\"")))
        .ok()
}
