//! What runs for long, or for ever, ends all the same.

use crate::common::Case;
use asl_engine::{Mock, Outcome};
use expect_test::expect;

#[test]
fn a_wait_of_a_year_costs_no_time() {
    let case = Case::new(
        r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 31536000, "End": true}}}"#,
        r#"{"a": 1}"#,
    );
    expect![[r"
        W 0..31536000 Succeeded
    "]]
    .assert_eq(&case.spans());
}

#[test]
fn a_loop_without_an_end_ends_at_the_history_limit() {
    let case = Case::new(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}"#,
        "{}",
    );
    expect!["OUT OF BUDGET The history has reached its limit of 25000 events. The state 'A' alone was entered 6250 times. A Standard execution fails here on AWS: end the loop, or hand parts of the work to child executions."].assert_eq(&case.ending());
    assert_eq!(case.run().events.len(), 25_000);
}

const LOOP_OF_WAITS: &str =
    r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 20000000, "Next": "W"}}}"#;

#[test]
fn an_execution_takes_a_year_at_the_most() {
    let case = Case::new(LOOP_OF_WAITS, "{}");
    expect!["TIMED_OUT States.Timeout -"].assert_eq(&case.ending());
}

#[test]
fn an_express_execution_takes_five_minutes_at_the_most() {
    let mut case = Case::new(
        r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 200, "Next": "W"}}}"#,
        "{}",
    );
    case.scenario.express = true;
    expect!["TIMED_OUT States.Timeout -"].assert_eq(&case.ending());
}

#[test]
fn a_loop_of_long_waits_ends_at_the_virtual_time_limit() {
    let mut case = Case::new(LOOP_OF_WAITS, "{}");
    case.limits.virtual_time = 25_000_000_000;
    expect!["OUT OF BUDGET The execution would still run after 0 years of virtual time. A Standard execution runs for at most one year on AWS: shorten the waits, or give the task a TimeoutSeconds."].assert_eq(&case.ending());
}

#[test]
fn a_task_that_never_answers_is_named() {
    let case = Case::new(
        r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}}}"#,
        "{}",
    )
    .mock("T", vec![Mock::new(Outcome::Never)]);
    expect!["OUT OF BUDGET Nothing is left to happen: the task 'T' never answers and has no timeout. Give it an outcome, or a TimeoutSeconds."].assert_eq(&case.ending());
}

#[test]
fn a_payload_that_doubles_for_ever_ends_at_the_payload_limit() {
    let case = Case::new(
        r#"{"StartAt": "D", "States": {"D": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "Next": "D"}}}"#,
        r#"{"x": "some text"}"#,
    );
    expect!["FAILED States.DataLimitExceeded The state/task 'D' returned a result with a size exceeding the maximum number of bytes service limit."].assert_eq(&case.ending());
}

#[test]
fn a_machine_times_out() {
    let case = Case::new(
        r#"{"TimeoutSeconds": 5, "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 6, "End": true}}}"#,
        "{}",
    );
    expect!["TIMED_OUT States.Timeout -"].assert_eq(&case.ending());
}
