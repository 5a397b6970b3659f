//! Tests of the YAML parser: source and tree side by side.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::expect;

use crate::Format::Yaml;
use crate::testing::check;
use crate::{Document, Format};

#[test]
fn blocks_and_flows() {
    check(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: {x: [1, two]}\n    End: true\n",
        Yaml,
        expect![[r#"
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"x": [1, "two"]}, "End": true}}}
        "#]],
    );
    check(
        "- a\n-\n  - b\n  - c: d\n    e: f\n- # nothing\n",
        Yaml,
        expect![[r#"
            ["a", ["b", {"c": "d", "e": "f"}], null]
        "#]],
    );
}

#[test]
fn scalars_of_version_1_2() {
    check(
        "[Yes, no, on, True, ~, null, 0x1F, 0o17, 007, +5, 1e3, .5, 1_000, 12:30, .inf, '1', \"x\\ty\", 2026-01-01]",
        Yaml,
        expect![[r#"
            ["Yes", "no", "on", true, null, null, 31, 15, 7, 5, 1e3, 0.5, "1_000", "12:30", ".inf", "1", "x\ty", "2026-01-01"]
        "#]],
    );
}

#[test]
fn block_scalars() {
    check(
        "Query: |\n  select 1\n  from x\nFolded: >-\n  a\n  b\nEnd: true\n",
        Yaml,
        expect![[r#"
            {"Query": "select 1\nfrom x\n", "Folded": "a b", "End": true}
        "#]],
    );
}

#[test]
fn anchors_and_aliases() {
    check(
        "a: &retry\n  - ErrorEquals: [States.ALL]\nb: *retry\nc: *unknown\n",
        Yaml,
        expect![[r#"
            {"a": [{"ErrorEquals": ["States.ALL"]}], "b": [{"ErrorEquals": ["States.ALL"]}]}
            4:1 yaml-syntax `c: *unknown`: This line cannot be read: while parsing node, found unknown anchor.
        "#]],
    );
}

#[test]
fn functions_of_templates() {
    check(
        "a: !Sub 'arn:${AWS::Partition}:x'\nb: !Ref Table\nc: !GetAtt F.Arn\nd: !Join ['', [a, b]]\ne: !!str 1\n",
        Yaml,
        expect![[r#"
            {"a": "arn:${AWS::Partition}:x", "b": "${Table}", "c": "${F.Arn}", "d": _, "e": "1"}
        "#]],
    );
}

#[test]
fn keys_are_strings() {
    check(
        "Yes: 1\ntrue: 2\n3: 4\nYes: 5\n? [a]\n: b\n",
        Yaml,
        expect![[r#"
            {"Yes": 1, "true": 2, "3": 4, "Yes": 5, "": "b"}
            4:1 duplicate-key `Yes`: "Yes" is already a property of this object.
                1: `Yes` the first one
            5:3 expected-property-name `[a]`: Expected a property name before this value.
        "#]],
    );
}

#[test]
fn half_typed_lines_keep_the_others() {
    check(
        "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Ne\n    End: true\n  B:\n    Type:\n",
        Yaml,
        expect![[r#"
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}, "B": {"Type": null}}}
            5:7 expected-colon ``: Expected a colon after this property name.
                5: `Ne` the property name
        "#]],
    );
    check(
        "a: 1\nb: \"open\nc: 3\n",
        Yaml,
        expect![[r#"
            {"a": 1, "c": 3}
            2:1 yaml-syntax `b: "open`: This line cannot be read: invalid indentation in quoted scalar.
        "#]],
    );
    check(
        "a: 1\n\tb: 2\nc: [1, 2\nd: 4\n",
        Yaml,
        expect![[r#"
            {"a": 1, "d": 4}
            2:2 yaml-syntax `b: 2`: This line is indented with a tab.
            3:1 yaml-syntax `c: [1, 2`: This line cannot be read: illegal placement of ':' indicator.
        "#]],
    );
    check(
        "a: b: c\nd: 4\n",
        Yaml,
        expect![[r#"
            {"d": 4}
            1:1 yaml-syntax `a: b: c`: This line cannot be read: mapping values are not allowed in this context.
        "#]],
    );
}

#[test]
fn nothing_and_more_than_one() {
    check(
        "# only a comment\n",
        Yaml,
        expect![[r#"
        _
        1:17 empty-definition ``: There is no definition yet.
    "#]],
    );
    check(
        "a: 1\n---\nb: 2\n",
        Yaml,
        expect![[r#"
        {"a": 1}
        2:1 text-after-end `---
        b: 2`: The definition ended before this text.
    "#]],
    );
}

#[test]
fn spans_are_those_of_the_text() {
    let text = "é: 'x y'\nb:   plain text  # c\nc: |\n  block\n  text\n\nd: [ 1 ]\n";
    let document = Document::parse_as(text, Format::Yaml);
    let spans = document
        .root
        .members()
        .iter()
        .map(|m| (m.key_span.text(text), m.value.span.text(text)));
    let expected = [
        ("é", "'x y'"),
        ("b", "plain text"),
        ("c", "|\n  block\n  text"),
        ("d", "[ 1 ]"),
    ];
    assert_eq!(spans.collect::<Vec<_>>(), expected);
}

#[test]
fn the_notation_is_detected() {
    for (text, format) in [
        ("", Format::Json),
        (" \n// c\n{", Format::Json),
        ("\u{feff}[", Format::Json),
        ("# c\nStartAt: A", Format::Yaml),
        ("StartAt: A", Format::Yaml),
        ("---\n{}", Format::Yaml),
    ] {
        assert_eq!(Format::detect(text), format, "{text:?}");
    }
}
