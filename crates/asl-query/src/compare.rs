//! The data tests of Choice rules, as functions of two values.
//!
//! A test never fails for the types at hand: a mismatch is simply no match. `IsPresent` and what happens to a path
//! without a value are the Choice state's business.

use std::cmp::Ordering;

use crate::timestamp::Timestamp;
use crate::value::Value;

/// The comparison operators of Choice rules, without the `Path` variants and `IsPresent`.
pub const OPERATORS: [&str; 23] = [
    "BooleanEquals",
    "IsBoolean",
    "IsNull",
    "IsNumeric",
    "IsString",
    "IsTimestamp",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "StringEquals",
    "StringGreaterThan",
    "StringGreaterThanEquals",
    "StringLessThan",
    "StringLessThanEquals",
    "StringMatches",
    "TimestampEquals",
    "TimestampGreaterThan",
    "TimestampGreaterThanEquals",
    "TimestampLessThan",
    "TimestampLessThanEquals",
    "IsPresent",
];

/// Whether `left` (the value of `Variable`) passes the operator (as written, `StringEquals` or `StringEqualsPath`)
/// against `right`. An unknown operator passes nothing.
pub fn matches(operator: &str, left: &Value, right: &Value) -> bool {
    let operator = operator.strip_suffix("Path").unwrap_or(operator);
    if let Some(kind) = operator.strip_prefix("Is") {
        return is(kind, left).is_some_and(|is| right.as_bool() == Some(is));
    }
    if operator == "StringMatches" {
        return match (left.as_str(), right.as_str()) {
            (Some(text), Some(pattern)) => {
                Pattern::parse(pattern).is_ok_and(|pattern| pattern.matches(text))
            }
            _ => false,
        };
    }
    let (ordering, relation) = if let Some(relation) = operator.strip_prefix("Boolean") {
        (
            booleans(left, right).filter(|_| relation == "Equals"),
            relation,
        )
    } else if let Some(relation) = operator.strip_prefix("Numeric") {
        (numbers(left, right), relation)
    } else if let Some(relation) = operator.strip_prefix("String") {
        (strings(left, right), relation)
    } else if let Some(relation) = operator.strip_prefix("Timestamp") {
        (timestamps(left, right), relation)
    } else {
        (None, "")
    };
    ordering.is_some_and(|ordering| holds(relation, ordering))
}

fn holds(relation: &str, ordering: Ordering) -> bool {
    match relation {
        "Equals" => ordering.is_eq(),
        "LessThan" => ordering.is_lt(),
        "LessThanEquals" => ordering.is_le(),
        "GreaterThan" => ordering.is_gt(),
        "GreaterThanEquals" => ordering.is_ge(),
        _ => false,
    }
}

/// The type tests, by the operator's name after `Is`.
fn is(kind: &str, value: &Value) -> Option<bool> {
    Some(match kind {
        "Null" => value.is_null(),
        "Numeric" => matches!(value, Value::Number(_)),
        "String" => matches!(value, Value::String(_)),
        "Boolean" => matches!(value, Value::Bool(_)),
        "Timestamp" => value
            .as_str()
            .is_some_and(|text| Timestamp::parse(text).is_some()),
        _ => return None,
    })
}

fn booleans(left: &Value, right: &Value) -> Option<Ordering> {
    Some(left.as_bool()?.cmp(&right.as_bool()?))
}

fn numbers(left: &Value, right: &Value) -> Option<Ordering> {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

/// By UTF-16 code units, without any folding, as Java compares.
fn strings(left: &Value, right: &Value) -> Option<Ordering> {
    Some(
        left.as_str()?
            .encode_utf16()
            .cmp(right.as_str()?.encode_utf16()),
    )
}

/// By instant, whatever the offsets.
fn timestamps(left: &Value, right: &Value) -> Option<Ordering> {
    Some(Timestamp::parse(left.as_str()?)?.cmp(&Timestamp::parse(right.as_str()?)?))
}

/// A parsed pattern of `StringMatches`: `*` stands for any text, `\*` and `\\` for themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The texts between the `*`; there is always one.
    pieces: Vec<String>,
}

/// A backslash in a pattern that escapes neither `*` nor `\`, at this byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenEscape {
    /// The byte of the backslash.
    pub offset: usize,
}

impl Pattern {
    /// Parses a pattern.
    pub fn parse(pattern: &str) -> Result<Pattern, OpenEscape> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        let mut characters = pattern.char_indices();
        while let Some((offset, character)) = characters.next() {
            match character {
                '*' => pieces.push(std::mem::take(&mut piece)),
                '\\' => match characters.next() {
                    Some((_, escaped @ ('*' | '\\'))) => piece.push(escaped),
                    _ => return Err(OpenEscape { offset }),
                },
                other => piece.push(other),
            }
        }
        pieces.push(piece);
        Ok(Pattern { pieces })
    }

    /// Whether the whole text matches. Linear: every piece is sought once, behind the one before.
    pub fn matches(&self, text: &str) -> bool {
        let [first, middle @ .., last] = &self.pieces[..] else {
            return self.pieces.first().is_some_and(|only| only == text);
        };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        for piece in middle {
            let Some(at) = rest.find(piece.as_str()) else {
                return false;
            };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests;
