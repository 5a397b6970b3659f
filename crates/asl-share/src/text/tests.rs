//! Texts come back as they were typed, and the usual layouts cost nothing.

use proptest::prelude::*;

use super::{UnpackError, pack, unpack};

/// A text packs to this, and comes back.
#[track_caller]
fn check(text: &str, expected: &str) {
    let packed = pack(text);
    assert_eq!(packed, expected);
    assert_eq!(unpack(&packed, text.len()).as_deref(), Ok(text));
    if let Some(less) = text.len().checked_sub(1) {
        assert_eq!(unpack(&packed, less), Err(UnpackError::TooLarge));
    }
}

#[test]
fn what_every_printer_of_json_makes_costs_nothing() {
    let value = r#"{"a":[1,2.50,{"b":"x, y: {z}\" //"}],"c":{},"d":[],"e":null}"#;
    check(value, &format!("={value}"));
    let lines = "{\n  \"a\": [\n    1,\n    2.50\n  ],\n  \"c\": {},\n  \"d\": []\n}";
    check(lines, r#"2{"a":[1,2.50],"c":{},"d":[]}"#);
    check(
        &lines.replace("  ", "    "),
        r#"4{"a":[1,2.50],"c":{},"d":[]}"#,
    );
    check(
        &lines.replace("  ", "\t"),
        r#"t{"a":[1,2.50],"c":{},"d":[]}"#,
    );
    check(
        r#"{"a": [1, {"b": 2}], "c": {}}"#,
        "2{\u{1}\"a\":[1,{\"b\":2}],\"c\":{}}",
    );
}

#[test]
fn what_people_make_of_it_costs_little() {
    check(
        "{\n  \"a\": [\"x\", \"y\"],\n  \"b\": [{\n    \"c\": { \"d\": 1 }\n  }]\n}\n",
        "2{\"a\":[\u{1}\"x\",\"y\"],\"b\":[\u{1}{\u{1}\"c\":{\u{2}\"d\":1}}]}\u{3}\n",
    );
    check(
        "{\n  // first\n  \"a\": 1, // one\n\n  /* b */\n  \"b\" : 2\n  // last\n}",
        "2{// first\n\"a\":1,\u{3} // one\u{3}\n\n  /* b */\"b\"\u{3} :2\u{3}\n  // last\n}",
    );
}

#[test]
fn anything_else_stays_as_it_is() {
    check("", "");
    check(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n",
        "=StartAt: A\nStates:\n  A:\n    Type: Pass\n",
    );
    check("a\0b\u{1}\u{2}\u{3}é", "=a\u{3}@b\u{3}A\u{3}B\u{3}Cé");
    check(
        "{\n  \"half\n  \"typed: [\n",
        "={\n  \"half\n  \"typed: [\n",
    );
    check("{\r\n  \"a\": 1\r\n}", "={\r\n  \"a\": 1\r\n}");
}

#[test]
fn what_is_no_packed_text_is_refused() {
    assert_eq!(unpack("9{}", 100), Err(UnpackError::Unknown));
    assert_eq!(unpack("x", 100), Err(UnpackError::Unknown));
    assert_eq!(unpack("=\u{3}", 100), Err(UnpackError::Unknown));
    assert_eq!(unpack("=\u{3}!", 100), Err(UnpackError::Unknown));
}

#[test]
fn indentation_is_no_bomb() {
    assert_eq!(
        unpack(&format!("8{}", "[".repeat(100_000)), 1_000_000),
        Err(UnpackError::TooLarge)
    );
}

fn texts() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\\"\"", "\"", "1", "x", "// c", "/* c */", "/",
        "*", " ", "  ", "\n", "\n  ", "\n    ", "\t", "\r\n", "\u{0}", "\u{1}", "\u{2}", "\u{3}",
        "é", "#",
    ];
    proptest::collection::vec(proptest::sample::select(PARTS), 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_comes_back(text in texts()) {
        let packed = pack(&text);
        prop_assert!(!packed.contains('\0'));
        prop_assert_eq!(unpack(&packed, text.len()), Ok(text));
    }

    #[test]
    fn any_packed_text_is_read_or_refused(text in texts(), how in proptest::sample::select(vec!['=', '1', '8', 't', '9'])) {
        if let Ok(unpacked) = unpack(&format!("{how}{text}"), 5_000) {
            prop_assert!(unpacked.len() <= 5_000);
        }
    }
}
