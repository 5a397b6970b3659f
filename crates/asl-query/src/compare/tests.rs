//! Every operator over values of every type.

use super::{OpenEscape, Operator, Pattern};
use crate::value::Value;

#[track_caller]
fn check(left: &str, operator: &str, right: &str, expected: bool) {
    let (left, right) = (
        Value::from_json(left).unwrap(),
        Value::from_json(right).unwrap(),
    );
    assert_eq!(
        Operator::parse(operator).passes(&left, &right),
        expected,
        "{left} {operator} {right}"
    );
    if !operator.starts_with("Is") && operator != "StringMatches" {
        assert_eq!(
            Operator::parse(&format!("{operator}Path")).passes(&left, &right),
            expected,
            "{left} {operator}Path {right}"
        );
    }
}

#[test]
fn equality_needs_the_type() {
    check("true", "BooleanEquals", "true", true);
    check("false", "BooleanEquals", "true", false);
    check("\"true\"", "BooleanEquals", "true", false);
    check("0", "BooleanEquals", "false", false);
    check("null", "BooleanEquals", "false", false);
    check("0", "NumericEquals", "0.0", true);
    check("1", "NumericEquals", "1.1", false);
    check("\"1\"", "NumericEquals", "1", false);
    check("\"a\"", "StringEquals", "\"a\"", true);
    check("\"a\"", "StringEquals", "\"A\"", false);
    check("123", "StringEquals", "\"123\"", false);
    check("\"\\u00e9\"", "StringEquals", "\"e\\u0301\"", false);
    check(
        "\"2012-10-09T19:00:55Z\"",
        "TimestampEquals",
        "\"2012-10-09T20:00:55+01:00\"",
        true,
    );
    check(
        "\"2012-10-09T19:00:55\"",
        "TimestampEquals",
        "\"2012-10-09T19:00:55\"",
        false,
    );
    check("1", "NoSuchOperator", "1", false);
    check("true", "BooleanLessThan", "true", false);
}

#[test]
fn orders() {
    for (left, right, less, equal) in [
        ("1", "2", true, false),
        ("2", "2", false, true),
        ("2.5", "2", false, false),
    ] {
        check(left, "NumericLessThan", right, less);
        check(left, "NumericLessThanEquals", right, less || equal);
        check(left, "NumericGreaterThan", right, !less && !equal);
        check(left, "NumericGreaterThanEquals", right, !less);
    }
    check(
        "9007199254740993",
        "NumericGreaterThan",
        "9007199254740992",
        true,
    );
    check("\"A\"", "StringLessThan", "\"AB\"", true);
    check("\"AB\"", "StringGreaterThan", "\"A\\t\\n\"", true);
    check("\"\"", "StringLessThanEquals", "\"\"", true);
    check("\"Z\"", "StringLessThan", "\"a\"", true);
    // U+1F600 is below U+FF5E by UTF-16 code units, and above it by code points.
    check("\"\u{1F600}\"", "StringLessThan", "\"\u{FF5E}\"", true);
    check(
        "\"2012-10-09T19:00:55Z\"",
        "TimestampLessThan",
        "\"2012-10-09T19:00:56Z\"",
        true,
    );
    check(
        "\"2012-10-09T19:00:55Z\"",
        "TimestampLessThan",
        "\"2012-10-09T19:00:54-01:00\"",
        true,
    );
    check(
        "\"2012-10-09T19:00:55.1Z\"",
        "TimestampGreaterThan",
        "\"2012-10-09T19:00:55Z\"",
        true,
    );
    check("1", "StringLessThan", "\"2\"", false);
    check("null", "NumericLessThan", "1", false);
}

#[test]
fn types() {
    for (value, kind) in [
        ("null", "Null"),
        ("1.5", "Numeric"),
        ("\"x\"", "String"),
        ("false", "Boolean"),
        ("\"2012-10-09T19:00:55+01:00\"", "Timestamp"),
    ] {
        for other in ["Null", "Numeric", "String", "Boolean", "Timestamp"] {
            let is = kind == other || (kind == "Timestamp" && other == "String");
            check(value, &format!("Is{other}"), "true", is);
            check(value, &format!("Is{other}"), "false", !is);
        }
    }
    for value in [
        "[]",
        "{}",
        "\"2012-10-09T19:00:55\"",
        "\"2023-02-24\"",
        "\"2012-10-09t19:00:55z\"",
        "1",
    ] {
        check(value, "IsTimestamp", "true", false);
        check(value, "IsTimestamp", "false", true);
    }
}

#[test]
fn patterns_match_whole_strings() {
    for (text, pattern, expected) in [
        ("log-2023.txt", "log-*.txt", true),
        ("log-.txt", "log-*.txt", true),
        ("xlog-1.txt", "log-*.txt", false),
        ("log-1.txt2", "log-*.txt", false),
        ("abc", "abc", true),
        ("abc", "ABC", false),
        ("", "*", true),
        ("", "", true),
        ("a", "", false),
        ("aXbXc", "a*b*c", true),
        ("ab", "a*b*b", false),
        ("aa", "a*a", true),
        ("a", "a*a", false),
        ("a*b", "a\\*b", true),
        ("axb", "a\\*b", false),
        ("a\\b", "a\\\\b", true),
        ("a\\xb", "a\\\\*b", true),
        ("***", "**", true),
        ("日本語", "日*語", true),
    ] {
        check(
            &Value::from(text).to_string(),
            "StringMatches",
            &Value::from(pattern).to_string(),
            expected,
        );
    }
    check("123", "StringMatches", "\"123\"", false);
    assert_eq!(Pattern::parse("a\\b"), Err(OpenEscape { offset: 1 }));
    assert_eq!(Pattern::parse("ab\\"), Err(OpenEscape { offset: 2 }));
}

#[test]
fn a_hostile_pattern_ends() {
    let pattern = Pattern::parse(&"*a".repeat(50_000)).unwrap();
    assert!(!pattern.matches(&"a".repeat(49_999)));
    assert!(pattern.matches(&"a".repeat(100_000)));
}
