//! Outcomes that are expressions, and the context objects that states see.

use asl_engine::{Ending, Mock, Outcome, VisitId};
use expect_test::{Expect, expect};

use crate::common::{Case, ending};

const EACH: &str = r#"{"StartAt": "Set", "States": {
  "Set": {"Type": "Pass", "Assign": {"rate": 2}, "ResultPath": null, "Next": "Each"},
  "Each": {"Type": "Map", "ItemsPath": "$.orders", "MaxConcurrency": 1, "End": true, "ItemProcessor": {"StartAt": "Charge", "States": {
    "Charge": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true, "Parameters": {"order.$": "$.id"},
      "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "MaxAttempts": 2}]}}}}}}"#;

fn charged(mocks: Vec<Mock>) -> Case {
    Case::new(EACH, r#"{"orders": [{"id": 7}, {"id": 8}]}"#).mock("Charge", mocks)
}

fn evaluates(expression: &str) -> Mock {
    Mock {
        duration: Some(3_000),
        ..Mock::new(Outcome::Evaluate(expression.into()))
    }
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better in rows of a table"
)]
fn check(expression: &str, expected: Expect) {
    expected.assert_eq(&charged(vec![evaluates(expression)]).ending());
}

#[test]
fn an_expression_reads_what_the_task_was_sent_the_context_and_the_variables() {
    check(
        r#"{"charged": $states.input.order * $rate}"#,
        expect![[r#"SUCCEEDED [{"charged":14},{"charged":16}]"#]],
    );
    check(
        "$states.context.Map.Item.Index & ' of ' & $states.context.Execution.Name & ' at ' & $states.context.State.EnteredTime",
        expect![[
            r#"SUCCEEDED ["0 of playstate at 2026-01-01T00:00:00Z","1 of playstate at 2026-01-01T00:00:03Z"]"#
        ]],
    );
}

#[test]
fn it_is_evaluated_when_the_task_ends() {
    check(
        "$now()",
        expect![[r#"SUCCEEDED ["2026-01-01T00:00:03.000Z","2026-01-01T00:00:06.000Z"]"#]],
    );
}

#[test]
fn what_it_draws_by_chance_differs_and_changes_nothing_else() {
    let case = charged(vec![evaluates("$uuid()")]);
    let trace = case.run();
    let Some(Ending::Succeeded { output }) = &trace.ending else {
        panic!("{}", ending(&trace));
    };
    assert_ne!(output.index(0), output.index(1));
    let token = |case: &Case| {
        let trace = case.run();
        let at = trace.context(&case.machine, &case.scenario, VisitId(3), u32::MAX);
        at.unwrap().get("Task").cloned().unwrap()
    };
    assert_eq!(token(&case), token(&charged(vec![evaluates("1")])));
}

#[test]
fn what_cannot_be_evaluated_stops_the_run_and_fails_nothing() {
    check(
        "$states.input.order + 'x'",
        expect![[
            r#"UNUSABLE The outcome of the task 'Charge' for item 1 cannot be used. The JSONata expression '$states.input.order + 'x'' specified for the field 'Return' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number. The run stops here: change this outcome in the scenario. The definition is not at fault."#
        ]],
    );
    check(
        "$states.input.nothing",
        expect![
            "UNUSABLE The outcome of the task 'Charge' for item 1 cannot be used. The JSONata expression '$states.input.nothing' specified for the field 'Return' returned nothing (undefined). The run stops here: change this outcome in the scenario. The definition is not at fault."
        ],
    );
    check(
        "$states.input.",
        expect![
            "UNUSABLE The outcome of the task 'Charge' for item 1 cannot be used. The JSONata expression '$states.input.' specified for the field 'Return' threw an error during evaluation. S0207: Unexpected end of expression. The run stops here: change this outcome in the scenario. The definition is not at fault."
        ],
    );
    let trace = charged(vec![evaluates("$sum")]).run();
    assert!(matches!(trace.ending, Some(Ending::UnusableOutcome { .. })));
    let last = format!("{:?}", trace.events.last().unwrap().kind);
    assert!(last.starts_with("TaskSubmitted"), "{last}");
}

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better in rows of a table"
)]
fn check_context(visit: u32, cursor: u32, expected: Expect) {
    let busy = Mock {
        attempt: Some(0),
        item: Some(1),
        ..Mock::throw("Busy", "")
    };
    let case = charged(vec![busy, evaluates("{}")]);
    let trace = case.run();
    let context = trace.context(&case.machine, &case.scenario, VisitId(visit), cursor);
    expected.assert_eq(&context.expect("the visit exists").to_pretty());
}

#[test]
fn the_context_object_is_what_the_state_saw() {
    check_context(
        0,
        2,
        expect![[r#"
        {
          "Execution": {
            "Id": "arn:aws:states:us-east-1:123456789012:execution:StateMachine:playstate",
            "Input": {
              "orders": [
                {
                  "id": 7
                },
                {
                  "id": 8
                }
              ]
            },
            "StartTime": "2026-01-01T00:00:00Z",
            "Name": "playstate",
            "RoleArn": "arn:aws:iam::123456789012:role/StepFunctionsRole",
            "RedriveCount": 0
          },
          "StateMachine": {
            "Id": "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine",
            "Name": "StateMachine"
          },
          "State": {
            "Name": "Set",
            "EnteredTime": "2026-01-01T00:00:00Z"
          }
        }"#]],
    );
    check_context(
        3,
        1_000,
        expect![[r#"
        {
          "Execution": {
            "Id": "arn:aws:states:us-east-1:123456789012:execution:StateMachine:playstate",
            "Input": {
              "orders": [
                {
                  "id": 7
                },
                {
                  "id": 8
                }
              ]
            },
            "StartTime": "2026-01-01T00:00:00Z",
            "Name": "playstate",
            "RoleArn": "arn:aws:iam::123456789012:role/StepFunctionsRole",
            "RedriveCount": 0
          },
          "StateMachine": {
            "Id": "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine",
            "Name": "StateMachine"
          },
          "State": {
            "Name": "Charge",
            "EnteredTime": "2026-01-01T00:00:03Z",
            "RetryCount": 1
          },
          "Task": {
            "Token": "b27a48e2-9a23-4673-8930-48c49bff69c8"
          },
          "Map": {
            "Item": {
              "Index": 1,
              "Value": {
                "id": 8
              },
              "Source": "STATE_DATA"
            }
          }
        }"#]],
    );
}
