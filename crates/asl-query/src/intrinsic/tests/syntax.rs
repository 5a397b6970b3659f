//! Arguments, broken calls, hostile text.

use proptest::prelude::*;

use super::*;

#[test]
fn missing_arguments_name_the_whole_expression() {
    let input = r#"{"other":1,"items":[1,2]}"#;
    for (expression, argument) in [
        ("States.Format('{}', $.nope)", "$.nope"),
        ("States.Format('{}',$.nope)", "$.nope"),
        ("States.Format('{} {}', $.other, $.a.b)", "$.a.b"),
        ("States.Format('{}', States.Format('{}', $.nope))", "$.nope"),
        ("States.Format($.nope, 1)", "$.nope"),
        ("States.ArrayLength($.nope)", "$.nope"),
        ("States.Format('{}', $.items[5])", "$.items[5]"),
        ("States.Format('{}', $.items[5].x)", "$.items[5].x"),
        ("States.Format('{}', $$.Nope.Deep)", "$.Nope.Deep"),
    ] {
        check_error(
            expression,
            input,
            &format!(
                "The JsonPath argument for the field '{argument}' could not be found in the input '{}'",
                Value::from_json(input).unwrap()
            ),
        );
    }
    check_error(
        "States.Format('{}', $.other[0])",
        input,
        "Filter: [0] can only be applied to arrays. Current context is: 1",
    );
    assert_eq!(
        eval_on("States.ArrayLength($.items[*].nope)", input)
            .unwrap()
            .to_string(),
        "0"
    );
}

#[test]
fn paths_end_where_the_argument_ends() {
    let input = r#"{"a":[{"b":"x,y)"},{"b":"z"}]}"#;
    for (expression, expected) in [
        ("States.ArrayLength($.a[?(@.b == 'x,y)')])", "1"),
        ("States.Array($.a.length(), $['a'][1].b)", r#"[2,"z"]"#),
        ("States.Array($.a[0,1].b , 1)", r#"[["x,y)","z"],1]"#),
    ] {
        assert_eq!(
            eval_on(expression, input).unwrap().to_string(),
            expected,
            "{expression}"
        );
    }
}

#[test]
fn broken_calls_say_why() {
    for (text, message, offset) in [
        (
            "States.Foo()",
            "'States.Foo' is not an intrinsic function",
            0,
        ),
        (
            "states.format('x')",
            "'states.format' is not an intrinsic function",
            0,
        ),
        ("", "Expected an intrinsic function or a path", 0),
        ("States.Array", "Expected '('", 12),
        ("States.Array(", "The call is not closed", 13),
        ("States.Array(1", "Expected ','", 14),
        (
            "States.Array(1,)",
            "Expected a string in single quotes, a number, true, false, null, a path or a call",
            15,
        ),
        (
            "States.Array(1) x",
            "Expected the end of the expression",
            16,
        ),
        ("States.Array('a", "The string is not closed", 13),
        (
            "States.Array(\"a\")",
            "Expected a string in single quotes, a number, true, false, null, a path or a call",
            13,
        ),
        (
            "States.Format('He said, \\\"Hi\\\"')",
            "A backslash escapes only ', {, } and \\",
            24,
        ),
        (
            "States.Format('a\\nb')",
            "A backslash escapes only ', {, } and \\",
            16,
        ),
        (
            "States.Array($.)",
            "Path must not end with a '.' or '..'",
            15,
        ),
        ("States.Array(1, $.a[)", "Could not parse token", 20),
    ] {
        let error = Intrinsic::parse(text).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.offset),
            (message, offset),
            "{text}"
        );
    }
    let nested = "States.Array(".repeat(10_000) + &")".repeat(10_000);
    assert!(
        Intrinsic::parse(&nested)
            .unwrap_err()
            .message
            .contains("32 levels")
    );
}

#[test]
fn all_eighteen_have_names() {
    for function in Function::ALL {
        assert_eq!(Function::from_name(function.name()), Some(function));
    }
}

#[test]
fn text_has_a_limit() {
    let input = format!(r#"{{"s":"{}"}}"#, "x".repeat(1024 * 1024));
    let expression = format!("States.Format('{}'{})", "{}".repeat(9), ", $.s".repeat(9));
    assert!(
        eval_on(&expression, &input)
            .unwrap_err()
            .cause
            .ends_with("is longer than 8388608 bytes")
    );
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,40}") {
        let _ = Intrinsic::parse(&text);
    }

    #[test]
    fn whatever_parses_evaluates(
        name in prop::sample::select(Function::ALL.to_vec()),
        arguments in prop::collection::vec(
            prop::sample::select(vec!["1", "-2.5", "'a,b'", "''", "null", "true", "$.list", "$.o", "$.nope", "$.name",
                "9e300", "-9223372036854775808", "'MD5'", "States.Array(1,1)", "'{}'", "'{'"]),
            0..5,
        ),
    ) {
        let _ = eval_on(&format!("{name}({})", arguments.join(", ")), INPUT);
    }
}
