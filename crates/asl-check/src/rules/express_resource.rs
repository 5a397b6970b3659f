//! # `express-resource`
//!
//! ## What it checks
//! An Express workflow calls no activity and uses neither `.sync` nor `.waitForTaskToken`.
//!
//! ## Why
//! AWS refuses the definition: Express workflows live five minutes and cannot wait for a job or a callback.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Parameters": {"JobName": "load"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun", "Parameters": {"JobName": "load"}, "End": true}
//! ```
//!
//! ## Source
//! Recorded from AWS: `Express state machine does not support '.sync' service integration`.

use asl_syntax::Diagnostic;
use asl_syntax::view::{StateType, Text};

use crate::WorkflowType;
use crate::context::{Context, has_placeholder};
use crate::edits::replace_with_string;
use crate::resource::{Resource, parse};

pub(super) const CODE: &str = "express-resource";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    if context.options.workflow_type != WorkflowType::Express {
        return Vec::new();
    }
    let tasks = context.states.iter().filter(|at| at.state.state_type == Some(StateType::Task));
    tasks
        .filter_map(|at| Some((at, at.state.resource()?)))
        .filter(|(_, resource)| !has_placeholder(resource.value))
        .filter_map(|(at, resource)| word(resource, format!("{}/Resource", at.path)))
        .collect()
}

fn word(resource: Text<'_>, path: String) -> Option<Diagnostic> {
    let (what, plain) = match parse(resource.value) {
        Resource::Activity => ("activities".to_owned(), None),
        Resource::Integration { pattern, .. } if !pattern.is_empty() => {
            (format!(".{pattern}"), resource.value.strip_suffix(&format!(".{pattern}")))
        }
        _ => return None,
    };
    let mut diagnostic =
        Diagnostic::error(CODE, resource.span, format!("An Express workflow has no {what}."))
            .with_help("It cannot wait for what happens outside. Use a Standard workflow, or go on without waiting.")
            .with_path(path);
    diagnostic.fixes.extend(plain.map(|plain| replace_with_string(resource.span, plain)));
    Some(diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::testing::{check, check_options};
    use expect_test::expect;

    const SOURCE: &str = r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:1:activity:a", "Next": "B"},
  "B": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Next": "C"},
  "C": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}
}}"#;

    #[test]
    fn only_express_refuses() {
        check(CODE, SOURCE, expect![[r#"
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:1:activity:a", "Next": "B"},
              "B": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Next": "C"},
              "C": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}
            }}
        "#]]);
        check_options(CODE, SOURCE, Options { workflow_type: WorkflowType::Express }, expect![[r#"
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:1:activity:a", "Next": "B"},
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: An Express workflow has no activities. (/States/A/Resource)
                                                  help: It cannot wait for what happens outside. Use a Standard workflow, or go on without waiting.
              "B": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Next": "C"},
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: An Express workflow has no .waitForTaskToken. (/States/B/Resource)
                                                  help: It cannot wait for what happens outside. Use a Standard workflow, or go on without waiting.
                                                  fix: Replace with "arn:aws:states:::sqs:sendMessage"
              "C": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}
            }}
        "#]]);
    }
}
