//! Reading, writing, sizes, equality and sharing of values.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Array, MAX_DEPTH, Object, Value};

#[track_caller]
fn parse(text: &str) -> Value {
    Value::from_json(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn numbers_print_as_java_prints_them() {
    for (text, printed) in [
        ("0", "0"),
        ("-0", "0"),
        ("-0.0", "-0.0"),
        ("1.0", "1.0"),
        ("100.0", "100.0"),
        ("3.30", "3.3"),
        ("0.1", "0.1"),
        ("0.001", "0.001"),
        ("0.0001", "1.0E-4"),
        ("0.00012", "1.2E-4"),
        ("1e3", "1000.0"),
        ("1234567.5", "1234567.5"),
        ("9999999", "9999999"),
        ("1e7", "1.0E7"),
        ("12345678.9", "1.23456789E7"),
        ("-1.5e300", "-1.5E300"),
        ("9223372036854775807", "9223372036854775807"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "1.8446744073709552E19"),
    ] {
        let value = parse(text);
        assert_eq!(value.to_string(), printed, "{text}");
        assert_eq!(value.size(), printed.len() as u64, "{text}");
    }
}

#[test]
fn numbers_compare_by_value() {
    for (a, b, same) in [
        ("1", "1.0", true),
        ("0", "-0.0", true),
        ("1", "1.1", false),
        ("9007199254740993", "9007199254740992.0", false),
        ("1e300", "1e300", true),
        ("1", "\"1\"", false),
        ("[1,{\"a\":1,\"b\":2}]", "[1.0,{\"b\":2,\"a\":1}]", true),
    ] {
        assert_eq!(parse(a) == parse(b), same, "{a} {b}");
    }
}

#[test]
fn strings_are_escaped_as_jackson_does() {
    let value = parse(r#""\u001f\u0000\b\t\n\f\r\"\\\/é\ud83d\ude00""#);
    assert_eq!(
        value.to_string(),
        "\"\\u001F\\u0000\\b\\t\\n\\f\\r\\\"\\\\/é😀\""
    );
    assert_eq!(value.size(), value.to_string().len() as u64);
}

#[test]
fn broken_json_says_where_and_why() {
    for (text, message, offset) in [
        ("", "The text ends where a value is expected", 0),
        ("{", "Expected a member name in double quotes", 1),
        ("[1 2]", "Expected ',' or ']'", 3),
        ("[1", "The text ends before ']'", 2),
        ("{\"a\" 1}", "Expected ':' after a member name", 5),
        ("{a:1}", "Expected a member name in double quotes", 1),
        ("[1,]", "Expected a value", 3),
        ("nul", "Expected a value", 0),
        ("nulls", "Expected a value", 0),
        ("\"abc", "The string is not closed", 0),
        ("\"\\x\"", "Unknown escape in a string", 1),
        (
            "\"\\ud800x\"",
            "A surrogate without its pair is no character",
            1,
        ),
        ("\"\\u12\"", "Expected four hexadecimal digits after \\u", 1),
        (
            "\"a\nb\"",
            "A control character in a string must be escaped",
            2,
        ),
        ("01", "A number must not start with 0", 0),
        ("1.", "Expected a digit after the decimal point", 2),
        ("-", "Expected a digit", 1),
        ("1e", "Expected a digit in the exponent", 2),
        ("1e999", "The number is too large", 0),
        ("1 2", "Expected the end of the text", 2),
    ] {
        let error = Value::from_json(text).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.offset),
            (message, offset),
            "{text}"
        );
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert_eq!(parse(&nested(512)).depth(), MAX_DEPTH);
    let error = Value::from_json(&nested(513)).unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.offset),
        ("The value is nested more than 512 levels deep", 512)
    );
    assert!(Value::from_json(&nested(100_000)).is_err());
}

#[test]
fn values_of_any_depth_can_be_dropped() {
    let mut value = Value::Null;
    for level in 0..200_000 {
        value = if level % 2 == 0 {
            Value::from(vec![value])
        } else {
            Value::Object(Object::default().with("k".into(), value))
        };
    }
    assert_eq!(value.depth(), 200_000);
    // Half of them are `[` and `]`, half are `{"k":` and `}`.
    assert_eq!(value.size(), 100_000 * (2 + 6) + 4);
}

#[test]
fn a_changed_object_shares_the_rest() {
    let value = parse(r#"{"a":{"deep":[1,2,3]},"b":[true],"c":"text"}"#);
    let object = value.as_object().unwrap();
    let changed = object
        .with("b".into(), Value::Null)
        .with("d".into(), Value::from("new"));
    assert_eq!(
        Value::from(changed.clone()).to_string(),
        r#"{"a":{"deep":[1,2,3]},"b":null,"c":"text","d":"new"}"#
    );
    assert!(changed.get("a").unwrap().ptr_eq(object.get("a").unwrap()));
    assert_eq!(
        Value::from(object.without("a")).to_string(),
        r#"{"b":[true],"c":"text"}"#
    );
    assert!(object.without("nope").ptr_eq(object));
    assert_eq!(
        value.to_string(),
        r#"{"a":{"deep":[1,2,3]},"b":[true],"c":"text"}"#
    );
}

#[test]
fn a_repeated_name_keeps_the_last_value_in_the_first_place() {
    let value = parse(r#"{"a":1,"b":2,"a":[3]}"#);
    assert_eq!(value.to_string(), r#"{"a":[3],"b":2}"#);
    assert_eq!(value.size(), 15);
}

#[test]
fn pretty_text_is_indented_by_two() {
    let value = parse(r#"{"a":[1,{"b":[]}],"c":{}}"#);
    assert_eq!(
        value.to_pretty(),
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}"
    );
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5)
                .prop_map(|items| Value::Array(Array::from(items))),
            prop::collection::vec((any::<String>(), inner), 0..5).prop_map(|members| members
                .into_iter()
                .map(|(key, value)| (Arc::from(key), value))
                .collect::<Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(value in any_value()) {
        let text = value.to_string();
        prop_assert_eq!(value.size(), text.len() as u64);
        prop_assert_eq!(&Value::from_json(&text).unwrap(), &value);
        prop_assert_eq!(&Value::from_json(&value.to_pretty()).unwrap(), &value);
        prop_assert_eq!(Value::from(serde_json::Value::from(&value)), value);
    }

    #[test]
    fn reading_agrees_with_serde_json(text in "[\\[\\]{}\",:0-9.eE+\\- a-u\\\\]{0,24}") {
        let ours = Value::from_json(&text);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok());
        // serde_json rounds fractions differently in the last digit.
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) && !text.contains(['.', 'e', 'E']) {
            prop_assert_eq!(ours, Value::from(theirs));
        }
    }

    #[test]
    fn sizes_stay_right_when_members_change(value in any_value(), key in "[a-c]", member in any_value()) {
        if let Value::Object(object) = value {
            let changed = Value::from(object.with(Arc::from(key.as_str()), member));
            prop_assert_eq!(changed.size(), changed.to_string().len() as u64);
            let without = Value::from(object.without(&key));
            prop_assert_eq!(without.size(), without.to_string().len() as u64);
        }
    }
}

#[test]
fn objects_of_any_length_find_their_members() {
    for length in [0, 1, 7, 8, 9, 10, 100] {
        let name = |at: usize| -> Arc<str> { format!("m{at}").into() };
        let members = (0..length).map(|at| (name(at), Value::from(at as u64)));
        let object: Object = members.collect();
        assert_eq!(object.len(), length);
        for at in 0..length {
            assert_eq!(object.get(&name(at)), Some(&Value::from(at as u64)));
            let changed = object.with(name(at), Value::Null);
            assert!(changed.keys().eq(object.keys()));
            assert_eq!(changed.get(&name(at)), Some(&Value::Null));
            assert_eq!(object.without(&name(at)).len(), length - 1);
        }
        assert_eq!(object.get("m"), None);
        let reversed: Object = object
            .iter()
            .rev()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        assert_eq!(object, reversed);
        assert_eq!(
            parse(&Value::from(object.clone()).to_json()),
            Value::from(object)
        );
    }
}

proptest! {
    #[test]
    fn the_size_of_a_string_is_that_of_its_text(text in "[\\u{0}-\\u{22}\\\\a-zé\\u{7f}-\\u{81}😀]{0,40}") {
        let value = Value::from(text.as_str());
        prop_assert_eq!(value.size(), value.to_json().len() as u64);
    }
}
