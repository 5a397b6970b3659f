//! Machines as Mermaid text.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::escape::escape;
use super::render_mermaid;
use crate::testing::{BRANCHES, PIPELINE, machines, pipeline_run, runnable};

#[track_caller]
fn check(definition: &str, expected: &Expect) {
    expected.assert_eq(&render_mermaid(&runnable(definition).machine, None));
}

#[test]
fn a_map_is_a_composite_state() {
    check(
        PIPELINE,
        &expect![[r#"
        stateDiagram-v2
            state "Load tables" as s0 {
                state "Load" as s1
                state "Note failure" as s2
                [*] --> s1
                s1 --> [*]
                s1 --> s2 : Catch any error
                s2 --> [*]
            }
            state "Tell" as s3
            [*] --> s0
            s0 --> s3
            s3 --> [*]
    "#]],
    );
}

#[test]
fn branches_are_concurrent_regions_and_choices_say_their_conditions() {
    check(
        BRANCHES,
        &expect![[r#"
        stateDiagram-v2
            state "Both" as s0 {
                state "Poll" as s1
                state "Ready?" as s2
                state "A minute" as s3
                state "Good" as s4
                state "Bad" as s5
                [*] --> s1
                s1 --> s2
                s2 --> s4 : $.status.state = #34;READY#34;
                s2 --> s5 : $.status.state = #34;FAILED#34; or not exists $.status.state
                s2 --> s3 : Default
                s3 --> s1
                s4 --> [*]
                --
                state "Each" as s6 {
                    state "Work" as s7
                    [*] --> s7
                    s7 --> [*]
                }
                [*] --> s6
                s6 --> [*]
            }
            [*] --> s0
            s0 --> [*]
    "#]],
    );
}

#[test]
fn states_that_do_not_exist_are_named() {
    check(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Gone"}}}"#,
        &expect![[r#"
            stateDiagram-v2
                state "A" as s0
                [*] --> s0
                state "Gone (no such state)" as missing0
                s0 --> missing0
        "#]],
    );
}

#[test]
fn names_may_be_any_text() {
    check(
        r#"{"StartAt": "end", "States": {"end": {"Type": "Pass", "Next": "a \"b\": {c}; #d\n--> [*] <i>"},
            "a \"b\": {c}; #d\n--> [*] <i>": {"Type": "Succeed"}}}"#,
        &expect![[r#"
            stateDiagram-v2
                state "end" as s0
                state "a #34;b#34;#58; #123;c#125;#59; #35;d --#62; #91;#42;#93; #60;i#62;" as s1
                [*] --> s0
                s0 --> s1
                s1 --> [*]
        "#]],
    );
}

#[test]
fn a_run_is_shown_by_classes() {
    let run = pipeline_run();
    let text = render_mermaid(&run.machine, Some((&run, run.len())));
    let classes: Vec<&str> = text
        .lines()
        .filter(|line| line.trim().starts_with("class "))
        .collect();
    expect!["    class s0, s1, s2, s3 succeeded"].assert_eq(&classes.join("\n"));
    let before = render_mermaid(&run.machine, Some((&run, 0)));
    assert!(!before.contains("class "), "{before}");
}

proptest! {
    #[test]
    fn escaped_texts_have_nothing_that_ends_them(text in any::<String>()) {
        let escaped = escape(&text);
        let ends = escaped.contains(['"', ':', '<', '>', '\n', '\r', '\u{2028}', '{', '}', '%']);
        prop_assert!(!ends);
        // What is left of `#` and `;` are entity codes.
        let parts: Vec<&str> = escaped.split('#').skip(1).collect();
        for part in &parts {
            prop_assert!(part.split_once(';').is_some_and(|(code, _)| code.parse::<u32>().is_ok()));
        }
        prop_assert_eq!(escaped.matches(';').count(), parts.len());
    }

    #[test]
    fn every_machine_is_written_with_its_braces_closed(definition in machines()) {
        let machine = crate::analyse(&definition).machine;
        let text = render_mermaid(&machine, None);
        let (mut open, mut most) = (0_i32, 0);
        for line in text.lines() {
            if line.ends_with(" {") { open += 1; }
            if line.trim() == "}" { open -= 1; }
            prop_assert!(open >= 0);
            most = most.max(open);
        }
        prop_assert_eq!(open, 0);
        let declared = text.lines().filter(|line| line.trim().starts_with("state \"")).count();
        let missing = text.matches("(no such state)").count();
        prop_assert_eq!(declared, machine.states.len() + missing);
    }
}
