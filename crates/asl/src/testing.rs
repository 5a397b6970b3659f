//! Definitions and runs that the tests share.

use std::collections::BTreeMap;

use proptest::prelude::*;

use asl_engine::{Limits, Machine, Mock, Scenario, StateId};

use crate::{Analysis, Run, Value, analyse, run};

/// Jobs one at a time, each retried and caught, then a message.
pub(crate) const PIPELINE: &str = r#"{
  "Comment": "Loads tables one after the other",
  "StartAt": "Load tables",
  "States": {
    "Load tables": {
      "Type": "Map",
      "MaxConcurrency": 1,
      "ItemsPath": "$.tables",
      "ItemProcessor": {
        "StartAt": "Load",
        "States": {
          "Load": {
            "Type": "Task",
            "Resource": "arn:aws:states:::glue:startJobRun.sync",
            "Parameters": {"JobName": "load", "Arguments": {"--table.$": "$.name"}},
            "TimeoutSeconds": 3600,
            "Retry": [{"ErrorEquals": ["Glue.ConcurrentRunsExceededException"], "IntervalSeconds": 60, "MaxAttempts": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Note failure"}],
            "ResultPath": "$.run",
            "End": true
          },
          "Note failure": {"Type": "Pass", "Result": "not loaded", "ResultPath": "$.note", "End": true}
        }
      },
      "ResultPath": "$.loaded",
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:loads", "Message": "Done"},
      "ResultPath": null,
      "End": true
    }
  }
}"#;

/// Two branches, a choice that loops, a wait, and a branch that may fail.
pub(crate) const BRANCHES: &str = r#"{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        {"StartAt": "Poll", "States": {
          "Poll": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:poll", "ResultPath": "$.status", "Next": "Ready?"},
          "Ready?": {"Type": "Choice", "Choices": [
            {"Variable": "$.status.state", "StringEquals": "READY", "Next": "Good"},
            {"Or": [{"Variable": "$.status.state", "StringEquals": "FAILED"}, {"Not": {"Variable": "$.status.state", "IsPresent": true}}], "Next": "Bad"}
          ], "Default": "A minute"},
          "A minute": {"Type": "Wait", "Seconds": 60, "Next": "Poll"},
          "Good": {"Type": "Succeed"},
          "Bad": {"Type": "Fail", "Error": "NotReady", "Cause": "The job failed."}
        }},
        {"StartAt": "Each", "States": {
          "Each": {"Type": "Map", "ItemsPath": "$.items", "End": true, "ItemProcessor": {"StartAt": "Work", "States": {
            "Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "work", "Payload.$": "$"}, "End": true}
          }}}
        }}
      ],
      "Retry": [{"ErrorEquals": ["Flaky"], "IntervalSeconds": 5, "MaxAttempts": 1}],
      "End": true
    }
  }
}"#;

/// Machines of up to six states a level and three levels, with wrong targets among the right ones.
pub(crate) fn machines() -> impl Strategy<Value = String> {
    // A name is unique in the machine by the number of its level.
    level(2).prop_map(|level| level.to_json(&mut 0))
}

#[derive(Clone, Debug)]
struct Level(Vec<(u8, u8, u8, Vec<Level>)>);

fn level(depth: u32) -> BoxedStrategy<Level> {
    let inside = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop::collection::vec(level(depth - 1), 0..3).boxed()
    };
    let state = (0u8..9, any::<u8>(), any::<u8>(), inside);
    prop::collection::vec(state, 1..6).prop_map(Level).boxed()
}

impl Level {
    fn to_json(&self, count: &mut usize) -> String {
        let own = *count;
        *count += 1;
        let target = |number: u8| format!("S{own}-{}", usize::from(number) % (self.0.len() + 1));
        let mut states = Vec::new();
        for (index, (kind, a, b, inside)) in self.0.iter().enumerate() {
            let next = if a % 4 == 0 {
                r#""End": true"#.to_owned()
            } else {
                format!(r#""Next": "{}""#, target(*a))
            };
            let mut levels: Vec<String> = inside.iter().map(|level| level.to_json(count)).collect();
            let catch = format!(
                r#""Catch": [{{"ErrorEquals": ["States.ALL"], "Next": "{}"}}]"#,
                target(*b)
            );
            let body = match kind {
                0 => format!(r#""Type": "Pass", {next}"#),
                1 => format!(
                    r#""Type": "Task", "Resource": "arn:aws:states:::sns:publish", {next}, {catch}"#
                ),
                2 => format!(
                    r#""Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", {next}, "Retry": [{{"ErrorEquals": ["E"], "MaxAttempts": 2}}]"#
                ),
                3 => format!(
                    r#""Type": "Choice", "Choices": [{{"Variable": "$.n", "NumericEquals": {b}, "Next": "{}"}}], "Default": "{}""#,
                    target(*a),
                    target(*b)
                ),
                4 => format!(r#""Type": "Wait", "Seconds": {b}, {next}"#),
                5 => r#""Type": "Fail", "Error": "E""#.to_owned(),
                6 => format!(
                    r#""Type": "Parallel", "Branches": [{}], {next}, {catch}"#,
                    levels.join(",")
                ),
                7 => format!(
                    r#""Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": {}, "ItemProcessor": {}, {next}"#,
                    a % 3,
                    levels.pop().unwrap_or_default() + if inside.is_empty() { "{}" } else { "" }
                ),
                _ => r#""Type": "Succeed""#.to_owned(),
            };
            states.push(format!(r#""S{own}-{index}": {{{body}}}"#));
        }
        format!(
            r#"{{"StartAt": "S{own}-0", "States": {{{}}}}}"#,
            states.join(",")
        )
    }
}

/// Analyses a definition that must be fit to run.
#[track_caller]
pub(crate) fn runnable(definition: &str) -> Analysis {
    let analysis = analyse(definition);
    assert!(analysis.runnable, "{:?}", analysis.diagnostics);
    analysis
}

/// Runs a definition with an input and outcomes by state name.
#[track_caller]
pub(crate) fn run_of(definition: &str, input: &str, outcomes: &[(&str, Vec<Mock>)]) -> Run {
    let outcomes: BTreeMap<String, Vec<Mock>> = outcomes
        .iter()
        .map(|(name, mocks)| ((*name).to_owned(), mocks.clone()))
        .collect();
    let scenario = Scenario {
        input: crate::parse_input(input).unwrap(),
        outcomes,
        ..Scenario::default()
    };
    run(runnable(definition).machine, scenario, Limits::default())
}

/// A mock for one item.
pub(crate) fn for_item(item: u32, mock: Mock) -> Mock {
    Mock {
        item: Some(item),
        ..mock
    }
}

/// A result from JSON text.
pub(crate) fn returns(json: &str) -> Mock {
    Mock::new(asl_engine::Outcome::Return(Value::from_json(json).unwrap()))
}

/// The pipeline with three tables, of which the second finds the job busy and then fails.
#[track_caller]
pub(crate) fn pipeline_run() -> Run {
    let mocks = vec![
        Mock {
            attempt: Some(0),
            ..for_item(
                1,
                Mock::throw("Glue.ConcurrentRunsExceededException", "Busy"),
            )
        },
        for_item(1, Mock::throw("Glue.JobRunException", "No such file")),
    ];
    run_of(
        PIPELINE,
        r#"{"tables": [{"name": "a"}, {"name": "b"}, {"name": "c"}]}"#,
        &[("Load", mocks)],
    )
}

/// The state of this name.
#[track_caller]
pub(crate) fn state(machine: &Machine, name: &str) -> StateId {
    let index = machine
        .states
        .iter()
        .position(|state| &*state.name == name)
        .unwrap();
    StateId(u32::try_from(index).unwrap())
}
