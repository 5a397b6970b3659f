//! The state types and their fields, one behaviour a test.

use crate::common::{Case, events};
use asl_engine::{Mock, Outcome};
use expect_test::{Expect, expect};

/// Runs a single state (or several) that starts at `S`.
#[track_caller]
fn check(states: &str, input: &str, expected: &Expect) {
    let definition = format!(r#"{{"StartAt": "S", "States": {{{states}}}}}"#);
    expected.assert_eq(&Case::new(&definition, input).ending());
}

#[test]
fn pass_shapes_its_data_in_order() {
    check(
        r#""S": {"Type": "Pass", "InputPath": "$.a", "Parameters": {"x.$": "$.b", "y": 1},
            "ResultPath": "$.r", "OutputPath": "$.r", "End": true}"#,
        r#"{"a": {"b": 2}}"#,
        &expect![[r#"SUCCEEDED {"x":2,"y":1}"#]],
    );
    check(
        r#""S": {"Type": "Pass", "InputPath": null, "End": true}"#,
        r#"{"a": 1}"#,
        &expect!["SUCCEEDED {}"],
    );
    check(
        r#""S": {"Type": "Pass", "OutputPath": null, "End": true}"#,
        r#"{"a": 1}"#,
        &expect!["SUCCEEDED {}"],
    );
    check(
        r#""S": {"Type": "Pass", "Result": 1, "ResultPath": null, "End": true}"#,
        r#"{"a": 1}"#,
        &expect![[r#"SUCCEEDED {"a":1}"#]],
    );
    check(
        r#""S": {"Type": "Pass", "Result": {"n": 1}, "ResultPath": "$.x.y", "End": true}"#,
        r#"{"a": 1}"#,
        &expect![[r#"SUCCEEDED {"a":1,"x":{"y":{"n":1}}}"#]],
    );
}

#[test]
fn a_path_that_finds_nothing_fails_the_execution() {
    check(
        r#""S": {"Type": "Pass", "InputPath": "$.none", "End": true}"#,
        r#"{"a": 1}"#,
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.none' : No results for path: $['none']"
        ],
    );
    check(
        r#""S": {"Type": "Pass", "OutputPath": "$.no.such", "End": true}"#,
        r#"{"a": 1}"#,
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.no.such' : Missing property in path $['no']"
        ],
    );
    check(
        r#""S": {"Type": "Pass", "Parameters": {"x.$": "$.none"}, "End": true}"#,
        r#"{"a": 1}"#,
        &expect![[
            r#"FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$.none' specified for the field 'x.$' could not be found in the input '{"a":1}'"#
        ]],
    );
}

#[test]
fn a_choice_takes_the_first_rule_that_matches() {
    let choice = r#""S": {"Type": "Choice", "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 10, "Next": "Big"},
        {"And": [{"Variable": "$.n", "IsPresent": true}, {"Not": {"Variable": "$.n", "NumericEquals": 0}}], "Next": "Small"}
        ], "Default": "None"},
        "Big": {"Type": "Pass", "Result": "big", "End": true},
        "Small": {"Type": "Pass", "Result": "small", "End": true},
        "None": {"Type": "Pass", "Result": "none", "End": true}"#;
    check(choice, r#"{"n": 11}"#, &expect![[r#"SUCCEEDED "big""#]]);
    check(choice, r#"{"n": 1}"#, &expect![[r#"SUCCEEDED "small""#]]);
    check(choice, r#"{"n": 0}"#, &expect![[r#"SUCCEEDED "none""#]]);
    check(
        choice,
        r#"{"n": "text"}"#,
        &expect![[r#"SUCCEEDED "small""#]],
    );
    check(
        choice,
        "{}",
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.n': The choice state's condition path references an invalid value."
        ],
    );
}

#[test]
fn a_choice_without_a_match_or_a_default_cannot_go_on() {
    check(
        r#""S": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "A"}]},
            "A": {"Type": "Succeed"}"#,
        r#"{"n": 2}"#,
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."
        ],
    );
}

#[test]
fn a_fail_state_names_its_error() {
    check(
        r#""S": {"Type": "Fail", "Error": "Oops", "Cause": "because"}"#,
        "{}",
        &expect!["FAILED Oops because"],
    );
    check(r#""S": {"Type": "Fail"}"#, "{}", &expect!["FAILED - -"]);
    check(
        r#""S": {"Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.Format('{}!', $.c)"}"#,
        r#"{"e": "E", "c": "C"}"#,
        &expect!["FAILED E C!"],
    );
    check(
        r#""S": {"Type": "Fail", "ErrorPath": "$.none"}"#,
        r#"{"e": "E"}"#,
        &expect![[
            r#"FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$.none' specified for the field 'ErrorPath' could not be found in the input '{"e":"E"}'"#
        ]],
    );
}

#[test]
fn a_succeed_state_ends_its_branch_only() {
    check(
        r#""S": {"Type": "Parallel", "End": true, "Branches": [
            {"StartAt": "A", "States": {"A": {"Type": "Succeed", "OutputPath": "$.x"}}},
            {"StartAt": "B", "States": {"B": {"Type": "Wait", "Seconds": 3, "Next": "C"}, "C": {"Type": "Pass", "Result": 2, "End": true}}}
        ]}"#,
        r#"{"x": 1}"#,
        &expect!["SUCCEEDED [1,2]"],
    );
}

#[test]
fn a_failing_branch_stops_the_others() {
    let case = Case::new(
        r#"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
            {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}},
            {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 30, "End": true}}},
            {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "End": true, "ItemProcessor": {
                "StartAt": "W2", "States": {"W2": {"Type": "Wait", "Seconds": 40, "End": true}}}}}}
        ], "Catch": [{"ErrorEquals": ["Broken"], "ResultPath": "$.caught", "Next": "After"}]},
        "After": {"Type": "Pass", "End": true}}}"#,
        r#"{"items": [1, 2]}"#,
    )
    .mock("T", vec![Mock { duration: Some(10_000), ..Mock::throw("Broken", "no reason") }]);
    expect![[r#"SUCCEEDED {"items":[1,2],"caught":{"Error":"Broken","Cause":"no reason"}}"#]]
        .assert_eq(&case.ending());
    expect![[r"
        P 0..10 Caught
        T|0| 0..10 Failed
        W|1| 0..10 Aborted
        M|2| 0..10 Aborted
        W2[0] 0..10 Aborted
        W2[1] 0..10 Aborted
        After 10..10 Succeeded
    "]]
    .assert_eq(&case.spans());
    expect![[r"
        1<0 ExecutionStarted
        2<0 StateEntered
        3<2 ParallelStateStarted
        4<3 StateEntered
        5<4 LambdaFunctionScheduled
        6<5 LambdaFunctionStarted
        7<3 StateEntered
        8<3 StateEntered
        9<8 MapStateStarted
        10<9 MapIterationStarted
        11<9 MapIterationStarted
        12<10 StateEntered
        13<11 StateEntered
        14<6 LambdaFunctionFailed
        15<14 StateAborted
        16<14 StateAborted
        17<14 StateAborted
        18<14 MapIterationAborted
        19<14 StateAborted
        20<14 MapIterationAborted
        21<14 StateAborted
        22<14 ParallelStateFailed
        23<22 StateExited
        24<23 StateEntered
        25<24 StateExited
        26<25 ExecutionSucceeded
    "]]
    .assert_eq(&events(&case.run()));
}

#[test]
fn retriers_count_for_themselves_and_the_used_up_one_ends_the_scan() {
    let case = Case::new(
        r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
            "Retry": [
                {"ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 2},
                {"ErrorEquals": ["C"], "IntervalSeconds": 5},
                {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 100}],
            "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Caught"}], "End": true},
            "Caught": {"Type": "Pass", "End": true}}}"#,
        "{}",
    )
    .mock(
        "T",
        ["A", "B", "C", "B"].map(|error| Mock { duration: Some(0), ..Mock::throw(error, "") }).to_vec(),
    );
    expect![[r"
        T 0..8 Caught attempts 0..0 1..1 3..3 8..8
        Caught 8..8 Succeeded
    "]]
    .assert_eq(&case.spans());
}

#[test]
fn a_task_times_out_and_the_timeout_is_no_task_failure() {
    let definition = |error: &str| {
        format!(
            r#"{{"StartAt": "T", "States": {{"T": {{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
            "TimeoutSeconds": 7, "Catch": [{{"ErrorEquals": ["{error}"], "Next": "Caught"}}], "End": true}},
            "Caught": {{"Type": "Pass", "End": true}}}}}}"#
        )
    };
    let slow = Mock {
        duration: Some(60_000),
        ..Mock::new(Outcome::Return(asl_query::Value::Null))
    };
    let run = |error: &str| {
        Case::new(&definition(error), "{}")
            .mock("T", vec![slow.clone()])
            .spans()
    };
    expect![[r"
        T 0..7 Caught
        Caught 7..7 Succeeded
    "]]
    .assert_eq(&run("States.Timeout"));
    expect![[r"
        T 0..7 Failed
    "]]
    .assert_eq(&run("States.TaskFailed"));
}

#[test]
fn variables_are_read_by_inner_states_and_end_with_their_strand() {
    check(
        r#""S": {"Type": "Pass", "Assign": {"n": 1, "m.$": "$.x"}, "Next": "P"},
            "P": {"Type": "Parallel", "Next": "T", "Branches": [
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"inner": 5}, "Next": "B"},
                    "B": {"Type": "Pass", "Parameters": {"sum.$": "States.MathAdd($n, $inner)"}, "End": true}}}]},
            "T": {"Type": "Pass", "Parameters": {"n.$": "$n", "m.$": "$m", "branches.$": "$"}, "End": true}"#,
        r#"{"x": [true]}"#,
        &expect![[r#"SUCCEEDED {"n":1,"m":[true],"branches":[{"sum":6}]}"#]],
    );
}

#[test]
fn the_context_object_knows_where_it_is() {
    check(
        r#""S": {"Type": "Map", "MaxConcurrency": 1, "ItemsPath": "$.list",
            "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "all.$": "$.list"},
            "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass",
                "Parameters": {"in.$": "$", "name.$": "$$.State.Name", "entered.$": "$$.State.EnteredTime", "started.$": "$$.Execution.StartTime"}, "End": true}}},
            "End": true}"#,
        r#"{"list": ["a", "b"]}"#,
        &expect![[
            r#"SUCCEEDED [{"in":{"i":0,"v":"a","all":["a","b"]},"name":"A","entered":"2026-01-01T00:00:00Z","started":"2026-01-01T00:00:00Z"},{"in":{"i":1,"v":"b","all":["a","b"]},"name":"A","entered":"2026-01-01T00:00:00Z","started":"2026-01-01T00:00:00Z"}]"#
        ]],
    );
}

#[test]
fn a_map_over_nothing_or_over_no_array() {
    let map = r#""S": {"Type": "Map", "ItemsPath": "$.list", "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, "End": true}"#;
    check(map, r#"{"list": []}"#, &expect!["SUCCEEDED []"]);
    check(
        map,
        r#"{"list": {"a": 1}}"#,
        &expect![[
            r#"FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Reference path "$.list" must point to array."#
        ]],
    );
    check(
        map,
        "{}",
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.list' : No results for path: $['list']"
        ],
    );
}

#[test]
fn broken_definitions_fail_where_they_are_reached() {
    check(
        r#""S": {"Type": "Pass", "Next": "Nowhere"}"#,
        "{}",
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). The state points to 'Nowhere', which does not exist beside it."
        ],
    );
    check(
        r#""S": {"Type": "Pass"}"#,
        "{}",
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."
        ],
    );
    check(
        r#""S": {"Type": "Pasta", "End": true}"#,
        "{}",
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). There is no state type 'Pasta'."
        ],
    );
    check(
        r#""S": {}"#,
        "{}",
        &expect![
            "FAILED States.Runtime An error occurred while executing the state 'S' (entered at the event id #2). The state has no Type."
        ],
    );
    check(
        r#""A": {"Type": "Succeed"}"#,
        "{}",
        &expect!["FAILED States.Runtime StartAt names the state 'S', which does not exist."],
    );
    expect!["FAILED States.Runtime The definition has no StartAt to begin with."]
        .assert_eq(&Case::new("{", "{}").ending());
    expect!["FAILED States.Runtime The definition has no StartAt to begin with."]
        .assert_eq(&Case::new("", "{}").ending());
}
