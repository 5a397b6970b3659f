//! Tests of the JSON parser: source and diagnostics side by side.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use crate::Format::Json;
use crate::testing::check;
use crate::{Document, Format};

#[test]
fn plain_json_is_silent() {
    check(
        r#" {"a": [1, -2.5e+3, "x\u00e9\ud83d\ude00\n\/"], "b": {"c": null}, "d": true, "": false} "#,
        Json,
        expect![[r#"
            {"a": [1, -2.5e+3, "xé😀\n/"], "b": {"c": null}, "d": true, "": false}
        "#]],
    );
}

#[test]
fn comments_and_byte_order_mark_are_silent() {
    check(
        "\u{feff}// first\n{ /* a */ \"a\": 1 // last\n}\n// end",
        Json,
        expect![[r#"
            {"a": 1}
        "#]],
    );
}

#[test]
fn slips_that_only_need_quotes_or_no_comma() {
    check(
        "{a: 'it\\'s \"b\"', \"c\": [1, 2,],}",
        Json,
        expect![[r#"
        {"a": "it's \"b\"", "c": [1, 2]}
        1:2 unquoted-key `a`: JSON property names have double quotes.
        1:5 single-quotes `'it\'s "b"'`: JSON strings have double quotes.
        1:8 invalid-escape `\'`: `\'` is not an escape of JSON.
        1:28 trailing-comma `,`: A comma before `]` is not JSON.
        1:30 trailing-comma `,`: A comma before `}` is not JSON.
    "#]],
    );
}

#[test]
fn a_missing_comma() {
    check(
        "{\n  \"A\": 1\n  \"B\": [1 2]\n}",
        Json,
        expect![[r#"
        {"A": 1, "B": [1, 2]}
        2:9 expected-comma ``: Expected a comma before this property.
            3: `"B"` this property follows without a comma
        3:10 expected-comma ``: Expected a comma before this element.
            3: `2` this element follows without a comma
    "#]],
    );
}

#[test]
fn a_missing_colon() {
    check(
        "{\"A\" 1, \"B\" = 2; \"C\": 3}",
        Json,
        expect![[r#"
        {"A": 1, "B": 2, "C": 3}
        1:5 expected-colon ``: Expected a colon after this property name.
            1: `"A"` the property name
        1:13 expected-comma `=`: Expected `:` here, not `=`.
        1:16 expected-comma `;`: Expected `,` here, not `;`.
    "#]],
    );
}

#[test]
fn half_typed_properties_keep_the_others() {
    check(
        "{\"A\": {\"Type\": , \"End\": true},\n \"Ne\n \"B\": 2,\n \"C\"\n}",
        Json,
        expect![[r#"
            {"A": {"Type": _, "End": true}, "Ne": _, "B": 2, "C": _}
            1:15 expected-value ``: Expected a value for "Type" here.
            2:2 unterminated-string `"Ne`: This string has no closing ".
            2:5 expected-comma ``: Expected a comma before this property.
                3: `"B"` this property follows without a comma
            4:5 expected-value ``: Expected a value for "C" here.
        "#]],
    );
    check(
        "{\"A\": \n \"B\": 2, \"C\" \"D\": 4, \"E",
        Json,
        expect![[r#"
            {"A": _, "B": 2, "C": _, "D": 4, "E": _}
            1:6 expected-value ``: Expected a value for "A" here.
            2:13 expected-value ``: Expected a value for "C" here.
            2:22 unterminated-string `"E`: This string has no closing ".
            2:24 unclosed-bracket ``: Expected `}` before the end of the text.
                1: `{` this bracket is never closed
        "#]],
    );
    check(
        "{\"A\": \"Foo,\n \"B\": 2}",
        Json,
        expect![[r#"
        {"A": "Foo", "B": 2}
        1:7 unterminated-string `"Foo`: This string has no closing ".
    "#]],
    );
}

#[test]
fn missing_brackets() {
    check(
        "{\"a\": [{\"b\": 1",
        Json,
        expect![[r#"
        {"a": [{"b": 1}]}
        1:15 unclosed-bracket ``: Expected 3 closing brackets, `}]}`, before the end of the text.
            1: `{` this bracket is never closed
    "#]],
    );
    check(
        "{\"a\": [1, 2, \"b\": 3}",
        Json,
        expect![[r#"
            {"a": [1, 2], "b": 3}
            1:12 unclosed-bracket ``: Expected `]` here.
                1: `[` to close this bracket
                1: `"b"` the property that follows
        "#]],
    );
    check(
        "{\"a\": [{\"b\": 1]}",
        Json,
        expect![[r#"
        {"a": [{"b": 1}]}
        1:15 unclosed-bracket ``: Expected `}` here.
            1: `{` to close this bracket
            1: `]` this closes an outer bracket
    "#]],
    );
}

#[test]
fn indentation_tells_which_bracket_it_is() {
    let missing = "{\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\",\n      \"Next\": \"B\",\n    \"B\": {\n      \"Type\": \"Succeed\"\n    }\n  }\n}\n";
    check(
        missing,
        Json,
        expect![[r#"
        {"States": {"A": {"Type": "Pass", "Next": "B", "B": {"Type": "Succeed"}}}}
        3:10 unclosed-bracket `{`: This bracket is not closed: there is no `}` for it.
            9: `}` by its indentation this closes an outer bracket
            10: `` here one is missing
    "#]],
    );
    let surplus = "{\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\"\n    }\n    },\n    \"B\": {\n      \"Type\": \"Succeed\"\n    }\n  }\n}\n";
    check(
        surplus,
        Json,
        expect![[r#"
            {"States": {"A": {"Type": "Pass"}}, "B": {"Type": "Succeed"}}
            6:5 stray-bracket `}`: This bracket is one too many.
                11: `}` so this is outside of the definition
        "#]],
    );
    for text in [missing, surplus] {
        let document = Document::parse_as(text, Json);
        let fix = &document.diagnostics[0].fixes[0].edits[0];
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
        assert_eq!(Document::parse_as(&fixed, Json).diagnostics, [], "{fixed}");
    }
}

#[test]
fn brackets_too_many() {
    check(
        "{\"a\": {\"b\": 1}}, \"c\": 2}",
        Json,
        expect![[r#"
        {"a": {"b": 1}, "c": 2}
        1:15 closed-too-early `}`: This `}` ends the definition, but more follows.
            1: `,` this comes after the end
    "#]],
    );
    check(
        "{\"a\": 1]}}",
        Json,
        expect![[r#"
        {"a": 1}
        1:8 stray-bracket `]`: This `]` closes nothing.
        1:10 stray-bracket `}`: This `}` closes nothing.
    "#]],
    );
    check(
        "}",
        Json,
        expect![[r#"
        _
        1:1 stray-bracket `}`: This `}` closes nothing.
    "#]],
    );
}

#[test]
fn not_a_definition() {
    check(
        "",
        Json,
        expect![[r#"
        _
        1:1 empty-definition ``: There is no definition yet.
    "#]],
    );
    check(
        "{} trailing words",
        Json,
        expect![[r#"
        {}
        1:4 text-after-end `trailing words`: The definition ended before this text.
    "#]],
    );
    check(
        "{1, {}, [2]: 3}",
        Json,
        expect![[r#"
        {"1": _, "": {}, "": [2], "3": _}
        1:2 unquoted-key `1`: JSON property names have double quotes.
        1:3 expected-value ``: Expected a value for "1" here.
        1:5 expected-property-name `{}`: Expected a property name before this value.
        1:9 expected-property-name `[2]`: Expected a property name before this value.
        1:12 unexpected-character `:`: Did not expect `:` here.
        1:14 unquoted-key `3`: JSON property names have double quotes.
        1:15 expected-value ``: Expected a value for "3" here.
    "#]],
    );
}

#[test]
fn words_and_numbers_that_json_does_not_have() {
    check(
        "[True, None, Pass, 007, .5, 5., +1, 0x1F, -, NaN]",
        Json,
        expect![[r#"
            [true, null, "Pass", 7, 0.5, 5, 1, 31, "-", "NaN"]
            1:2 misspelt-literal `True`: JSON writes `true`, not `True`.
            1:8 misspelt-literal `None`: JSON writes `null`, not `None`.
            1:14 unquoted-string `Pass`: `Pass` is not a value: strings need double quotes.
            1:20 invalid-number `007`: `007` is not a JSON number.
            1:25 invalid-number `.5`: `.5` is not a JSON number.
            1:29 invalid-number `5.`: `5.` is not a JSON number.
            1:33 invalid-number `+1`: `+1` is not a JSON number.
            1:37 invalid-number `0x1F`: `0x1F` is not a JSON number.
            1:43 unquoted-string `-`: `-` is not a value: strings need double quotes.
            1:46 unquoted-string `NaN`: `NaN` is not a value: strings need double quotes.
        "#]],
    );
}

#[test]
fn strings_that_json_does_not_have() {
    check(
        "[\"\\d \\' \\u12\", \"a\tb\", \"\\ud800\", “Type”, `x`]",
        Json,
        expect![[r#"
            ["\\d ' \\u12", "a\tb", "�", "Type", "x"]
            1:3 invalid-escape `\d`: `\d` is not an escape of JSON.
            1:6 invalid-escape `\'`: `\'` is not an escape of JSON.
            1:9 invalid-escape `\u`: `\u` needs four hexadecimal digits.
            1:18 control-character `	`: A string cannot hold this control character as it is.
            1:24 lone-surrogate `\ud800`: Half of a surrogate pair is not a character.
            1:33 other-quotes `“Type”`: JSON strings have straight quotes, not curly ones.
            1:41 other-quotes ``x``: JSON strings have double quotes, not backticks.
        "#]],
    );
}

#[test]
fn template_placeholders_are_holes() {
    check(
        "{\"Resource\": ${LambdaArn}, \"Seconds\": ${Wait}\n}",
        Json,
        expect![[r#"
            {"Resource": _, "Seconds": _}
            1:14 template-placeholder `${LambdaArn}`: `${LambdaArn}` stands for a value that is not known here.
            1:39 template-placeholder `${Wait}`: `${Wait}` stands for a value that is not known here.
        "#]],
    );
}

#[test]
fn an_unclosed_comment() {
    check(
        "{\"a\": 1 /* no end",
        Json,
        expect![[r#"
        {"a": 1}
        1:9 unclosed-comment `/* no end`: This comment is never closed with `*/`.
        1:18 unclosed-bracket ``: Expected `}` before the end of the text.
            1: `{` this bracket is never closed
    "#]],
    );
}

#[test]
fn repeated_keys() {
    check(
        "{\"a\": 1, \"b\": 2, \"a\": 3}",
        Json,
        expect![[r#"
        {"a": 1, "b": 2, "a": 3}
        1:18 duplicate-key `"a"`: "a" is already a property of this object.
            1: `"a"` the first one
    "#]],
    );
}

#[test]
fn brackets_without_end_do_not_overflow_the_stack() {
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        let document = Document::parse_as(&open.repeat(1_000_000), Format::Json);
        let too_deep = document
            .diagnostics
            .iter()
            .filter(|d| d.code == "nested-too-deeply")
            .count();
        assert_eq!(too_deep, 1, "{open}");
    }
    let document = Document::parse_as(
        &format!("[{}{}, 7]", "[".repeat(10_000), "]".repeat(10_000)),
        Format::Json,
    );
    assert_eq!(
        document.root.items()[1].as_number(),
        Some("7"),
        "what follows is kept"
    );
}
