//! From text to a call.

use std::sync::Arc;

use super::{Argument, Call, Function, IntrinsicSyntaxError};
use crate::path::Path;
use crate::value::Value;

/// How deep calls may nest; AWS documents ten functions in one field.
const MAX_NESTING: u32 = 32;

pub(super) fn parse(text: &str) -> Result<Call, IntrinsicSyntaxError> {
    let mut reader = Reader {
        text,
        at: 0,
        nesting: 0,
    };
    reader.space();
    let call = reader.call()?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.error("Expected the end of the expression"));
    }
    Ok(call)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    nesting: u32,
}

impl<'a> Reader<'a> {
    fn call(&mut self) -> Result<Call, IntrinsicSyntaxError> {
        let offset = self.at;
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
            .unwrap_or(rest.len());
        let name = &rest[..end];
        let Some(function) = Function::from_name(name) else {
            let message = if name.is_empty() {
                "Expected an intrinsic function or a path".into()
            } else {
                format!("'{name}' is not an intrinsic function")
            };
            return Err(IntrinsicSyntaxError { message, offset });
        };
        self.at += end;
        self.space();
        self.expect('(')?;
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.error(&format!("Calls nest more than {MAX_NESTING} levels deep")));
        }
        let arguments = self.arguments()?;
        self.nesting -= 1;
        Ok(Call {
            function,
            arguments,
            offset,
        })
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, IntrinsicSyntaxError> {
        let mut arguments = Vec::new();
        self.space();
        if self.eat(')') {
            return Ok(arguments);
        }
        loop {
            self.space();
            arguments.push(self.argument()?);
            self.space();
            if self.eat(')') {
                return Ok(arguments);
            }
            self.expect(',')?;
        }
    }

    fn argument(&mut self) -> Result<Argument, IntrinsicSyntaxError> {
        match self.rest().chars().next() {
            Some('\'') => self.string().map(Argument::Text),
            Some('$') => self.path().map(Argument::Path),
            Some('S') => self.call().map(Argument::Call),
            Some(_) => self.literal(),
            None => Err(self.error("The call is not closed")),
        }
    }

    /// The text between single quotes, as written. Only `\'`, `\{`, `\}` and `\\` are escapes; AWS refuses others.
    fn string(&mut self) -> Result<Arc<str>, IntrinsicSyntaxError> {
        let start = self.at;
        self.at += 1;
        let inner: &'a str = self.rest();
        let mut characters = inner.char_indices();
        while let Some((at, character)) = characters.next() {
            let escape = character == '\\';
            if escape && !matches!(characters.next(), Some((_, '\'' | '{' | '}' | '\\'))) {
                self.at += at;
                return Err(self.error("A backslash escapes only ', {, } and \\"));
            }
            if character == '\'' {
                self.at += at + 1;
                return Ok(Arc::from(&inner[..at]));
            }
        }
        Err(IntrinsicSyntaxError {
            message: "The string is not closed".into(),
            offset: start,
        })
    }

    /// A path ends at the comma or parenthesis that is outside of its own brackets, parentheses and quotes.
    fn path(&mut self) -> Result<Path, IntrinsicSyntaxError> {
        let (start, rest) = (self.at, self.rest());
        let (mut depth, mut quote) = (0_u32, None);
        let mut characters = rest.char_indices();
        let mut end = rest.len();
        while let Some((at, character)) = characters.next() {
            match (quote, character) {
                (_, '\\') => {
                    characters.next();
                }
                (Some(open), close) if open == close => quote = None,
                (None, '\'' | '"') if depth > 0 => quote = Some(character),
                (None, '[' | '(') => depth += 1,
                (None, ',' | ')') if depth == 0 => {
                    end = at;
                    break;
                }
                (None, ']' | ')') => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.at += end;
        Path::parse(rest[..end].trim_end()).map_err(|error| IntrinsicSyntaxError {
            message: error.message,
            offset: start + error.offset,
        })
    }

    fn literal(&mut self) -> Result<Argument, IntrinsicSyntaxError> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| c == ',' || c == ')' || c.is_whitespace())
            .unwrap_or(rest.len());
        match Value::from_json(&rest[..end]) {
            Ok(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) => {
                self.at += end;
                Ok(Argument::Literal(value))
            }
            _ => Err(self.error(
                "Expected a string in single quotes, a number, true, false, null, a path or a call",
            )),
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn eat(&mut self, expected: char) -> bool {
        let found = self.rest().starts_with(expected);
        self.at += if found { expected.len_utf8() } else { 0 };
        found
    }

    fn expect(&mut self, expected: char) -> Result<(), IntrinsicSyntaxError> {
        if self.eat(expected) {
            Ok(())
        } else {
            Err(self.error(&format!("Expected '{expected}'")))
        }
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn error(&self, message: &str) -> IntrinsicSyntaxError {
        IntrinsicSyntaxError {
            message: message.into(),
            offset: self.at,
        }
    }
}
