//! A strict JSON reader that says where the text is wrong. It keeps its own stack: deep text cannot exhaust the
//! program's.

use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Array, MAX_DEPTH, Number, ObjectBuilder, Value, write};

/// Why a text is no JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// The byte at which reading stopped.
    pub offset: usize,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at offset {}", self.message, self.offset)
    }
}

impl std::error::Error for JsonError {}

impl Value {
    /// Reads strict JSON. A repeated name keeps the last value in the first place, as Jackson does. An integer
    /// beyond 64 bits becomes a binary64. More than [`MAX_DEPTH`] levels are refused.
    pub fn from_json(text: &str) -> Result<Value, JsonError> {
        Reader::new(text, true).document()
    }

    /// Reads what [`Value::to_json`] writes for a value of as many levels.
    pub(crate) fn from_json_of_levels(text: &str, levels: u32) -> Result<Value, JsonError> {
        let reader = Reader {
            levels,
            ..Reader::new(text, true)
        };
        reader.document()
    }

    /// Reads strict JSON in which no name is repeated within an object.
    #[cfg(feature = "jsonata")]
    pub(crate) fn from_json_without_repeats(text: &str) -> Result<Value, JsonError> {
        Reader::new(text, false).document()
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Whether names may be repeated.
    repeats: bool,
    /// How many levels there may be.
    levels: u32,
    /// The names met so far, so that the objects of a list share theirs.
    names: FxHashMap<&'a str, Arc<str>>,
    /// How many members the last object had: the next one of a list most likely has as many.
    members: usize,
}

/// A container whose end has not been read yet.
enum Open {
    Array(Vec<Value>),
    Object(ObjectBuilder, Arc<str>),
}

impl Open {
    /// Takes a value in; tells whether it took the place of another one.
    fn add(&mut self, value: Value) -> bool {
        match self {
            Open::Array(items) => {
                items.push(value);
                false
            }
            Open::Object(builder, key) => builder.insert(key.clone(), value).is_some(),
        }
    }
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, repeats: bool) -> Self {
        Reader {
            text,
            at: 0,
            repeats,
            levels: MAX_DEPTH,
            names: FxHashMap::default(),
            members: 0,
        }
    }

    fn document(mut self) -> Result<Value, JsonError> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let Some(mut value) = self.begin(&mut open)? else {
                continue;
            };
            // A value is complete: hand it to its container, and close containers as long as they end here.
            loop {
                let Some(container) = open.last_mut() else {
                    return self.end(value);
                };
                if container.add(value) && !self.repeats {
                    return Err(self.error("A member name is repeated"));
                }
                if !self.closes(container)? {
                    break;
                }
                value = match open.pop() {
                    Some(Open::Array(items)) => Value::Array(Array::from(items)),
                    Some(Open::Object(builder, _)) => {
                        let object = builder.build();
                        // A list of objects that take turns in size must not reserve for the largest.
                        self.members = object.len().min(8);
                        Value::Object(object)
                    }
                    None => return Err(self.error("Unexpected end of a container")),
                };
            }
        }
    }

    /// Reads a scalar or an empty container, or opens a container and returns `None`.
    fn begin(&mut self, open: &mut Vec<Open>) -> Result<Option<Value>, JsonError> {
        self.space();
        match self.peek() {
            Some(b'[') => {
                self.deepen(open.len())?;
                if self.empty(b']') {
                    return Ok(Some(Value::Array(Array::default())));
                }
                open.push(Open::Array(Vec::new()));
                Ok(None)
            }
            Some(b'{') => {
                self.deepen(open.len())?;
                if self.empty(b'}') {
                    return Ok(Some(Value::Object(super::Object::default())));
                }
                let key = self.key()?;
                open.push(Open::Object(
                    ObjectBuilder::with_capacity(self.members),
                    key,
                ));
                Ok(None)
            }
            Some(b'"') => {
                let text = match self.plain() {
                    Some(text) => Arc::from(text),
                    None => Arc::from(self.string()?),
                };
                Ok(Some(Value::String(text)))
            }
            Some(b'-' | b'0'..=b'9') => self.number().map(Some),
            Some(_) => self.word().map(Some),
            None => Err(self.error("The text ends where a value is expected")),
        }
    }

    /// After a value: whether the container ends here. Otherwise reads the comma, and the next name of an object.
    fn closes(&mut self, container: &mut Open) -> Result<bool, JsonError> {
        self.space();
        let end = if matches!(container, Open::Array(_)) {
            b']'
        } else {
            b'}'
        };
        match self.peek() {
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(true)
            }
            Some(b',') => {
                self.at += 1;
                if let Open::Object(_, key) = container {
                    *key = self.key()?;
                }
                Ok(false)
            }
            Some(_) => Err(self.error(&format!("Expected ',' or '{}'", char::from(end)))),
            None => Err(self.error(&format!("The text ends before '{}'", char::from(end)))),
        }
    }

    fn end(mut self, value: Value) -> Result<Value, JsonError> {
        self.space();
        if self.at < self.text.len() {
            return Err(self.error("Expected the end of the text"));
        }
        Ok(value)
    }

    fn deepen(&mut self, depth: usize) -> Result<(), JsonError> {
        if depth >= self.levels as usize {
            return Err(self.error(&format!(
                "The value is nested more than {} levels deep",
                self.levels
            )));
        }
        self.at += 1;
        Ok(())
    }

    fn empty(&mut self, end: u8) -> bool {
        self.space();
        let empty = self.peek() == Some(end);
        self.at += usize::from(empty);
        empty
    }

    fn key(&mut self) -> Result<Arc<str>, JsonError> {
        self.space();
        if self.peek() != Some(b'"') {
            return Err(self.error("Expected a member name in double quotes"));
        }
        let key = self.name()?;
        self.space();
        if self.peek() != Some(b':') {
            return Err(self.error("Expected ':' after a member name"));
        }
        self.at += 1;
        Ok(key)
    }

    /// A name without escapes is shared with the same name elsewhere in the text.
    fn name(&mut self) -> Result<Arc<str>, JsonError> {
        let Some(name) = self.plain() else {
            return self.string().map(Arc::from);
        };
        Ok(self
            .names
            .entry(name)
            .or_insert_with(|| Arc::from(name))
            .clone())
    }

    /// Reads a string that is closed and has no escapes; otherwise stays where it is.
    fn plain(&mut self) -> Option<&'a str> {
        let rest: &'a str = self.text.get(self.at + 1..)?;
        let end = write::plain_prefix(rest);
        if rest.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at += end + 2;
        rest.get(..end)
    }

    fn string(&mut self) -> Result<String, JsonError> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        let mut plain_from = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    out.push_str(&self.text[plain_from..self.at]);
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    out.push_str(&self.text[plain_from..self.at]);
                    out.push(self.escape()?);
                    plain_from = self.at;
                }
                Some(0..0x20) => {
                    return Err(self.error("A control character in a string must be escaped"));
                }
                Some(_) => self.at += 1,
                None => {
                    return Err(JsonError {
                        message: "The string is not closed".into(),
                        offset: start,
                    });
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 2;
        let plain = match self.text.as_bytes().get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => {
                return Err(JsonError {
                    message: "Unknown escape in a string".into(),
                    offset: start,
                });
            }
        };
        Ok(plain)
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, JsonError> {
        let wrong = |message: &str| JsonError {
            message: message.into(),
            offset: start,
        };
        let unit = self
            .hex4()
            .ok_or_else(|| wrong("Expected four hexadecimal digits after \\u"))?;
        let code = match unit {
            0xD800..0xDC00 => {
                let paired = self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\\u");
                self.at += 2;
                let low = if paired { self.hex4() } else { None };
                match low {
                    Some(low @ 0xDC00..0xE000) => {
                        0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                    }
                    _ => return Err(wrong("A surrogate without its pair is no character")),
                }
            }
            unit => unit,
        };
        char::from_u32(code).ok_or_else(|| wrong("A surrogate without its pair is no character"))
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
        let mut unit = 0;
        for &digit in digits {
            unit = unit * 16 + char::from(digit).to_digit(16)?;
        }
        self.at += 4;
        Some(unit)
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.digits() > 0 {
                return Err(JsonError {
                    message: "A number must not start with 0".into(),
                    offset: start,
                });
            }
        } else if self.digits() == 0 {
            return Err(self.error("Expected a digit"));
        }
        let mut integer = true;
        if self.peek() == Some(b'.') {
            self.at += 1;
            integer = false;
            if self.digits() == 0 {
                return Err(self.error("Expected a digit after the decimal point"));
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            integer = false;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            if self.digits() == 0 {
                return Err(self.error("Expected a digit in the exponent"));
            }
        }
        let text = &self.text[start..self.at];
        number_from(text, integer).ok_or_else(|| JsonError {
            message: "The number is too large".into(),
            offset: start,
        })
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn word(&mut self) -> Result<Value, JsonError> {
        let rest: &'a str = &self.text[self.at..];
        for (word, value) in [
            ("null", Value::Null),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
        ] {
            if let Some(after) = rest.strip_prefix(word)
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
            {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.error("Expected a value"))
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn error(&self, message: &str) -> JsonError {
        JsonError {
            message: message.into(),
            offset: self.at,
        }
    }
}

/// A number of valid syntax; `None` when it exceeds the range of binary64.
fn number_from(text: &str, integer: bool) -> Option<Value> {
    if integer {
        if let Ok(number) = text.parse::<i64>() {
            return Some(Value::Number(number.into()));
        }
        if let Ok(number) = text.parse::<u64>() {
            return Some(Value::Number(number.into()));
        }
    }
    Number::from_f64(text.parse().ok()?).map(Value::Number)
}
