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

/// A comparison operator, read once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `BooleanEquals`
    BooleanEquals,
    /// `NumericEquals` and the like.
    Numeric(Relation),
    /// `StringEquals` and the like.
    String(Relation),
    /// `TimestampEquals` and the like.
    Timestamp(Relation),
    /// `StringMatches`
    StringMatches,
    /// `IsNull`
    IsNull,
    /// `IsNumeric`
    IsNumeric,
    /// `IsString`
    IsString,
    /// `IsBoolean`
    IsBoolean,
    /// `IsTimestamp`
    IsTimestamp,
    /// `IsPresent`, which a value alone never passes.
    IsPresent,
    /// Not an operator: nothing passes.
    Unknown,
}

/// How the left side stands to the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the operators' own endings")]
pub enum Relation {
    Equals,
    LessThan,
    LessThanEquals,
    GreaterThan,
    GreaterThanEquals,
}

impl Operator {
    /// The operator of this name, with or without `Path` behind it.
    pub fn parse(name: &str) -> Operator {
        let name = name.strip_suffix("Path").unwrap_or(name);
        let related = |family: &str, operator: fn(Relation) -> Operator| {
            Some(operator(Relation::parse(name.strip_prefix(family)?)?))
        };
        match name {
            "BooleanEquals" => Operator::BooleanEquals,
            "StringMatches" => Operator::StringMatches,
            "IsNull" => Operator::IsNull,
            "IsNumeric" => Operator::IsNumeric,
            "IsString" => Operator::IsString,
            "IsBoolean" => Operator::IsBoolean,
            "IsTimestamp" => Operator::IsTimestamp,
            "IsPresent" => Operator::IsPresent,
            _ => related("Numeric", Operator::Numeric)
                .or_else(|| related("String", Operator::String))
                .or_else(|| related("Timestamp", Operator::Timestamp))
                .unwrap_or(Operator::Unknown),
        }
    }

    /// Whether `left` (the value of `Variable`) passes against `right`.
    pub fn passes(self, left: &Value, right: &Value) -> bool {
        let holds = |relation: Relation, ordering: Option<Ordering>| {
            ordering.is_some_and(|ordering| relation.holds(ordering))
        };
        let is = |it: bool| right.as_bool() == Some(it);
        match self {
            Operator::BooleanEquals => holds(Relation::Equals, booleans(left, right)),
            Operator::Numeric(relation) => holds(relation, numbers(left, right)),
            Operator::String(relation) => holds(relation, strings(left, right)),
            Operator::Timestamp(relation) => holds(relation, timestamps(left, right)),
            Operator::StringMatches => matches_pattern(left, right).unwrap_or(false),
            Operator::IsNull => is(left.is_null()),
            Operator::IsNumeric => is(matches!(left, Value::Number(_))),
            Operator::IsString => is(matches!(left, Value::String(_))),
            Operator::IsBoolean => is(matches!(left, Value::Bool(_))),
            Operator::IsTimestamp => is(left
                .as_str()
                .is_some_and(|text| Timestamp::parse(text).is_some())),
            Operator::IsPresent | Operator::Unknown => false,
        }
    }
}

impl Relation {
    fn parse(name: &str) -> Option<Relation> {
        Some(match name {
            "Equals" => Relation::Equals,
            "LessThan" => Relation::LessThan,
            "LessThanEquals" => Relation::LessThanEquals,
            "GreaterThan" => Relation::GreaterThan,
            "GreaterThanEquals" => Relation::GreaterThanEquals,
            _ => return None,
        })
    }

    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Relation::Equals => ordering.is_eq(),
            Relation::LessThan => ordering.is_lt(),
            Relation::LessThanEquals => ordering.is_le(),
            Relation::GreaterThan => ordering.is_gt(),
            Relation::GreaterThanEquals => ordering.is_ge(),
        }
    }
}

fn matches_pattern(text: &Value, pattern: &Value) -> Option<bool> {
    let pattern = Pattern::parse(pattern.as_str()?).ok()?;
    Some(pattern.matches(text.as_str()?))
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
