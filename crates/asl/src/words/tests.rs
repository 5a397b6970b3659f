//! Words for real states.

use asl_engine::StateKind;

use super::{caption, error_names, reading_form};
use crate::services::Icon;

/// The reading form of a choice rule.
#[track_caller]
fn check_rule(rule: &str, expected: &str) {
    let definition = format!(
        r#"{{"StartAt": "C", "States": {{"C": {{"Type": "Choice", "Choices": [{rule}]}}, "N": {{"Type": "Succeed"}}}}}}"#
    );
    let analysis = crate::analyse(&definition);
    let StateKind::Choice(choice) = &analysis.machine.states[0].kind else {
        panic!("{rule}")
    };
    assert_eq!(reading_form(&choice.rules[0].test), expected);
}

#[test]
fn comparisons_read_as_signs() {
    let rows = [
        (r#""StringEquals": "gold""#, r#"$.x = "gold""#),
        (
            r#""StringMatches": "log-*.txt""#,
            r#"$.x matches "log-*.txt""#,
        ),
        (r#""NumericGreaterThan": 3"#, "$.x > 3"),
        (r#""NumericGreaterThanEquals": 2.5"#, "$.x ≥ 2.5"),
        (r#""NumericLessThanEqualsPath": "$.limit""#, "$.x ≤ $.limit"),
        (r#""BooleanEquals": true"#, "$.x = true"),
        (
            r#""TimestampLessThan": "2026-01-01T00:00:00Z""#,
            "$.x < 2026-01-01T00:00:00Z",
        ),
        (r#""IsPresent": true"#, "exists $.x"),
        (r#""IsPresent": false"#, "not exists $.x"),
        (r#""IsNull": true"#, "$.x is null"),
        (r#""IsString": false"#, "$.x is not a string"),
    ];
    for (test, expected) in rows {
        check_rule(
            &format!(r#"{{"Variable": "$.x", {test}, "Next": "N"}}"#),
            expected,
        );
    }
}

#[test]
fn tests_combine_with_as_few_parentheses_as_needed() {
    let a = r#"{"Variable": "$.a", "NumericEquals": 1}"#;
    let b = r#"{"Variable": "$.b", "IsPresent": true}"#;
    let rule = |test: &str| format!(r#"{{{test}, "Next": "N"}}"#);
    check_rule(
        &rule(&format!(r#""And": [{a}, {b}]"#)),
        "$.a = 1 and exists $.b",
    );
    check_rule(
        &rule(&format!(r#""Or": [{{"And": [{a}, {b}]}}, {b}]"#)),
        "($.a = 1 and exists $.b) or exists $.b",
    );
    check_rule(
        &rule(&format!(r#""And": [{a}, {{"And": [{b}, {a}]}}]"#)),
        "$.a = 1 and exists $.b and $.a = 1",
    );
    check_rule(&rule(&format!(r#""And": [{a}]"#)), "$.a = 1");
    check_rule(&rule(&format!(r#""Not": {a}"#)), "$.a ≠ 1");
    check_rule(&rule(&format!(r#""Not": {b}"#)), "not exists $.b");
    check_rule(&rule(&format!(r#""Not": {{"Not": {a}}}"#)), "$.a = 1");
    check_rule(
        &rule(&format!(r#""Not": {{"Or": [{a}, {b}]}}"#)),
        "not ($.a = 1 or exists $.b)",
    );
}

#[test]
fn jsonata_reads_as_written() {
    let definition = r#"{"QueryLanguage": "JSONata", "StartAt": "C", "States": {
        "C": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.n > 3\n  and true %}", "Next": "W"}]},
        "W": {"Type": "Wait", "Seconds": "{% $states.input.delay %}", "Next": "M"},
        "M": {"Type": "Map", "MaxConcurrency": "{% $count($states.input) %}", "End": true}
    }}"#;
    let states = &crate::analyse(definition).machine.states;
    let StateKind::Choice(choice) = &states[0].kind else {
        panic!("no choice")
    };
    assert_eq!(
        reading_form(&choice.rules[0].test),
        "$states.input.n > 3 and true"
    );
    assert_eq!(caption(&states[1]).text, "Wait: $states.input.delay s");
    assert_eq!(
        caption(&states[2]).text,
        "Map · $count($states.input) at a time"
    );
}

#[test]
fn endless_tests_are_cut() {
    let a = r#"{"Variable": "$.a", "NumericEquals": 1}"#;
    let deep = format!("{}{a}{}", r#"{"Or": ["#.repeat(100), "]}".repeat(100));
    let wide = vec![a; 500].join(",");
    for test in [
        format!(r#""And": [{deep}, {a}]"#),
        format!(r#""And": [{wide}]"#),
    ] {
        let definition = format!(
            r#"{{"StartAt": "C", "States": {{"C": {{"Type": "Choice", "Choices": [{{{test}, "Next": "C"}}]}}}}}}"#
        );
        let analysis = crate::analyse(&definition);
        let StateKind::Choice(choice) = &analysis.machine.states[0].kind else {
            panic!("{test}")
        };
        let text = reading_form(&choice.rules[0].test);
        assert!(text.contains('…') && text.len() < 700, "{text}");
    }
}

#[test]
fn long_paths_keep_their_last_name() {
    let rows = [
        (r#"$.order.customer.tier = "a.b.c""#, r#"$…tier = "a.b.c""#),
        (
            "($.a = 1 and not exists $.b.c) or $$.Execution.Name = $.d[0].e",
            "($.a = 1 and not exists $…c) or $…Name = $…e",
        ),
        (
            "States.Timeout, Lambda.TooManyRequestsException",
            "States.Timeout, Lambda.TooManyRequestsException",
        ),
        ("($.a.b = 1)", "($…b = 1)"),
    ];
    for (text, expected) in rows {
        assert_eq!(super::short_paths(text), expected);
    }
}

#[test]
fn error_names_read_as_words() {
    assert_eq!(error_names(&["States.ALL".into()]), "any error");
    assert_eq!(
        error_names(&["A".into(), "States.Timeout".into()]),
        "A, States.Timeout"
    );
    assert_eq!(error_names(&[]), "no error");
}

#[track_caller]
fn check_caption(state: &str, expected: &str, icon: Icon) {
    let definition = format!(r#"{{"StartAt": "S", "States": {{"S": {state}}}}}"#);
    let found = caption(&crate::analyse(&definition).machine.states[0]);
    assert_eq!((found.text.as_str(), found.icon), (expected, icon));
}

#[test]
fn captions_say_what_a_state_does() {
    check_caption(
        r#"{"Type": "Task", "Resource": "arn:aws:states:::sns:publish"}"#,
        "SNS: Publish",
        Icon::Sns,
    );
    check_caption(r#"{"Type": "Pass"}"#, "Pass", Icon::Pass);
    check_caption(
        r#"{"Type": "Wait", "Seconds": 90}"#,
        "Wait: 1 min 30 s",
        Icon::Wait,
    );
    check_caption(
        r#"{"Type": "Wait", "SecondsPath": "$.delay"}"#,
        "Wait: $.delay s",
        Icon::Wait,
    );
    check_caption(
        r#"{"Type": "Wait", "TimestampPath": "$.at"}"#,
        "Wait until $.at",
        Icon::Wait,
    );
    check_caption(
        r#"{"Type": "Fail", "Error": "Broken"}"#,
        "Fail: Broken",
        Icon::Fail,
    );
    check_caption(
        r#"{"Type": "Parallel", "Branches": [{}, {}]}"#,
        "Parallel · 2 branches",
        Icon::Parallel,
    );
    check_caption(
        r#"{"Type": "Parallel", "Branches": [{}]}"#,
        "Parallel · 1 branch",
        Icon::Parallel,
    );
    check_caption(
        r#"{"Type": "Map", "MaxConcurrency": 1}"#,
        "Map · one at a time",
        Icon::Map,
    );
    check_caption(
        r#"{"Type": "Map", "MaxConcurrency": 5}"#,
        "Map · 5 at a time",
        Icon::Map,
    );
    check_caption(r#"{"Type": "Map"}"#, "Map", Icon::Map);
    check_caption(
        r#"{"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}}}"#,
        "Distributed Map",
        Icon::Map,
    );
    check_caption(r#"{"Type": "Tsk"}"#, "Tsk (no such type)", Icon::Unknown);
    check_caption("{}", "No Type", Icon::Unknown);
}
