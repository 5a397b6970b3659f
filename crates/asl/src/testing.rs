//! Definitions and runs that the tests share.

use std::collections::BTreeMap;

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
