//! # `wait-timestamp`
//!
//! ## What it checks
//! A `Timestamp` that is written out, and the operand of a Timestamp comparator, is an RFC 3339 date and time with an
//! upper-case `T`, and with `Z` or an offset.
//!
//! ## Why
//! AWS refuses the definition. The same text read from the input fails only when the state runs.
//!
//! ## Example
//! ```json
//! "Hold": {"Type": "Wait", "Timestamp": "2026-03-14 09:30:00", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hold": {"Type": "Wait", "Timestamp": "2026-03-14T09:30:00Z", "End": true}
//! ```
//!
//! ## Source
//! Recorded from AWS: `String does not match RFC3339 timestamp`.

use asl_syntax::view::{QueryLanguage, StateType};
use asl_syntax::{Diagnostic, Member};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::replace_with_string;
use crate::fields::{Operand, operand};

pub(super) const CODE: &str = "wait-timestamp";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in &context.objects {
        let fields = object.node.members().iter().filter(|m| is_timestamp_field(object.role, &m.key));
        for member in fields.filter(|member| !is_unknown(&member.value)) {
            let Some(text) = member.value.as_str() else { continue };
            let computed = object.language == QueryLanguage::Jsonata && text.starts_with("{%");
            if !computed && !is_rfc3339(text) {
                found.push(word(object, member, text));
            }
        }
    }
    found
}

fn is_timestamp_field(role: Role, key: &str) -> bool {
    match role {
        Role::State(StateType::Wait) => key == "Timestamp",
        Role::ChoiceRule | Role::NestedRule => operand(key) == Some(Operand::Timestamp),
        _ => false,
    }
}

fn word(object: &ObjectAt<'_>, member: &Member, text: &str) -> Diagnostic {
    let message = format!("\"{text}\" is not a timestamp.");
    let mut diagnostic = Diagnostic::error(CODE, member.value.span, message)
        .with_help("Write it like 2026-03-14T09:30:00Z: an upper-case T between date and time, and Z or an offset such as +02:00.")
        .with_path(object.field_path(&member.key));
    let repaired = repair(text).filter(|text| is_rfc3339(text));
    diagnostic.fixes.extend(repaired.map(|text| replace_with_string(member.value.span, &text)));
    diagnostic
}

/// With the upper-case T and the zone that it lacks.
fn repair(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let time = text.get(10..)?.trim_start_matches(['T', 't', ' ']);
    let time = if time.is_empty() { "00:00:00" } else { time };
    let time = time.to_uppercase();
    let zoned = time.contains(['Z', '+', '-']);
    Some(format!("{date}T{time}{}", if zoned { "" } else { "Z" }))
}

/// Whether a text is a timestamp as the language wants it.
fn is_rfc3339(text: &str) -> bool {
    parse(text).is_some()
}

fn parse(text: &str) -> Option<()> {
    let (date, rest) = text.split_at_checked(10)?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let rest = rest.strip_prefix('T')?;
    let (time, rest) = rest.split_at_checked(8)?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
            rest
        }
        None => rest,
    };
    let zone = match rest.strip_prefix(['+', '-']) {
        Some(offset) => {
            let [hour, minute] = numbers(offset, ':', [2, 2])?;
            hour <= 23 && minute <= 59
        }
        None => rest == "Z",
    };
    let valid = (1..=12).contains(&month)
        && (1..=days(year, month)).contains(&day)
        && hour <= 23
        && minute <= 59
        && second <= 60
        && zone;
    valid.then_some(())
}

/// Numbers of these many digits with a separator between them.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn what_is_a_timestamp() {
        let cases = [
            ("2016-03-14T01:59:00Z", true),
            ("2016-03-14T01:59:00.123456+02:00", true),
            ("2024-02-29T00:00:00Z", true),
            ("2023-02-29T00:00:00Z", false),
            ("2016-03-14T01:59:00", false),
            ("2016-03-14t01:59:00Z", false),
            ("2016-03-14T01:59:00z", false),
            ("2016-13-14T01:59:00Z", false),
            ("2016-03-14T25:59:00Z", false),
            ("2016-03-14", false),
            ("14-03-2016T01:59:00Z", false),
            ("2016-03-14T01:59:00.Z", false),
            ("é016-03-14T01:59:00Z", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_rfc3339(text), expected, "{text}");
        }
    }

    #[test]
    fn literals() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Wait", "Timestamp": "2026-03-14", "Next": "B"},
  "B": {"Type": "Choice", "Choices": [{"Variable": "$.t", "TimestampLessThan": "noon", "Next": "A"}]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Wait", "Timestamp": "2026-03-14", "Next": "B"},
                                                     ^^^^^^^^^^^^ error: "2026-03-14" is not a timestamp. (/States/A/Timestamp)
                                                       help: Write it like 2026-03-14T09:30:00Z: an upper-case T between date and time, and Z or an offset such as +02:00.
                                                       fix: Replace with "2026-03-14T00:00:00Z"
                  "B": {"Type": "Choice", "Choices": [{"Variable": "$.t", "TimestampLessThan": "noon", "Next": "A"}]}
                                                                                               ^^^^^^ error: "noon" is not a timestamp. (/States/B/Choices[0]/TimestampLessThan)
                                                                                                 help: Write it like 2026-03-14T09:30:00Z: an upper-case T between date and time, and Z or an offset such as +02:00.
                }}
            "#]],
        );
    }
}
