//! # `task-resource`
//!
//! ## What it checks
//! The `Resource` of a Task is the ARN of a Lambda function or an activity, or names an integration that exists:
//! `arn:aws:states:::service:action` with a pattern (`.sync`, `.waitForTaskToken`) that the integration has.
//!
//! ## Why
//! AWS refuses the definition; a name in place of an ARN is only a warning here, where tasks are mocked. Only some
//! actions of a service have an optimised integration; all of them can be called
//! with `aws-sdk:`.
//!
//! ## Example
//! ```json
//! "Find": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:query", "Parameters": {"TableName": "orders"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Find": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:query", "Parameters": {"TableName": "orders"}, "End": true}
//! ```
//!
//! ## Source
//! Recorded from AWS: `The resource provided arn:aws:states:::dynamodb:query is not recognized`; the developer guide,
//! "Integrating services".

use asl_syntax::integrations::{Integration, all_optimised, optimised};
use asl_syntax::view::{StateType, Text};
use asl_syntax::{Diagnostic, Severity};

use crate::context::{Context, has_placeholder};
use crate::edits::replace_with_string;
use crate::resource::{Resource, parse};
use crate::suggest::closest;

pub(super) const CODE: &str = "task-resource";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let tasks = context.states.iter().filter(|at| at.state.state_type == Some(StateType::Task));
    tasks
        .filter_map(|at| Some((at, at.state.resource()?)))
        .filter(|(_, resource)| !has_placeholder(resource.value))
        .filter_map(|(at, resource)| {
            Some(word(resource, problem(resource.value)?, format!("{}/Resource", at.path)))
        })
        .collect()
}

/// What is wrong, whether that is certain, what to do, and the resource that was meant.
struct Problem {
    severity: Severity,
    message: String,
    help: String,
    meant: Option<String>,
}

fn problem(resource: &str) -> Option<Problem> {
    match parse(resource) {
        Resource::Function | Resource::Activity => None,
        Resource::NotAnArn => Some(not_an_arn(resource)),
        Resource::Other => Some(Problem {
            severity: Severity::Warning,
            message: format!("\"{resource}\" cannot be called by its own ARN."),
            help: "Only Lambda functions and activities can. Call other services with arn:aws:states:::service:action.".to_owned(),
            meant: None,
        }),
        Resource::Integration { service: "aws-sdk", action, pattern } => sdk_problem(resource, action, pattern),
        Resource::Integration { service, action, pattern } => integration_problem(resource, service, action, pattern),
    }
}

/// A name that stands for an ARN runs here, since tasks are mocked by the names of their states; a broken ARN does not
/// stand for anything.
fn not_an_arn(resource: &str) -> Problem {
    let broken = resource.starts_with("arn:") || resource.contains("${");
    let (severity, message) = if broken {
        (Severity::Error, format!("\"{resource}\" is not the ARN of something that a task can call."))
    } else {
        (Severity::Warning, format!("\"{resource}\" is not an ARN."))
    };
    let help = "AWS takes the ARN of a Lambda function or an activity, or arn:aws:states:::service:action.";
    Problem { severity, message, help: help.to_owned(), meant: None }
}

/// The API of an SDK call is not checked, only its form.
fn sdk_problem(resource: &str, action: &str, pattern: &str) -> Option<Problem> {
    let formed = action.split_once(':').is_some_and(|(service, call)| !service.is_empty() && !call.is_empty());
    if formed && matches!(pattern, "" | "waitForTaskToken") {
        return None;
    }
    let (message, meant) = if formed {
        let plain = resource.strip_suffix(&format!(".{pattern}")).map(str::to_owned);
        (format!("An aws-sdk call has no pattern \".{pattern}\"."), plain)
    } else {
        ("An aws-sdk call names a service and an action.".to_owned(), None)
    };
    let help = "Write arn:aws:states:::aws-sdk:service:action, with or without .waitForTaskToken.".to_owned();
    Some(Problem { severity: Severity::Error, message, help, meant })
}

fn integration_problem(resource: &str, service: &str, action: &str, pattern: &str) -> Option<Problem> {
    let services = || all_optimised().iter().map(|row| row.service);
    let actions = || all_optimised().iter().filter(|row| row.service == service).map(|row| row.action);
    if services().all(|known| known != service) {
        let meant = closest(service, services());
        return Some(Problem {
            // There may be newer services than this knows.
            severity: Severity::Warning,
            message: format!("\"{service}\" has no optimised integration that is known here."),
            help: format!("Any service can be called with arn:aws:states:::aws-sdk:{service}:{action}."),
            meant: Some(match meant {
                Some(meant) => resource.replacen(service, meant, 1),
                None => resource.replacen(&format!(":{service}:"), &format!(":aws-sdk:{service}:"), 1),
            }),
        });
    }
    let Some(row) = optimised(service, action) else {
        let known: Vec<&str> = actions().collect();
        let meant = match closest(action, actions()) {
            Some(meant) => resource.replacen(action, meant, 1),
            None => resource.replacen(&format!(":{service}:"), &format!(":aws-sdk:{service}:"), 1),
        };
        return Some(Problem {
            severity: Severity::Error,
            message: format!("\"{service}\" has no optimised integration \"{action}\"."),
            help: format!("It has {}. Everything else goes through aws-sdk:{service}:{action}.", known.join(", ")),
            meant: Some(meant),
        });
    };
    let mut allowed = patterns(row);
    (!pattern.is_empty() && allowed.all(|known| known != pattern)).then(|| Problem {
        severity: Severity::Error,
        message: format!("\"{service}:{action}\" has no pattern \".{pattern}\"."),
        help: pattern_help(row),
        meant: resource.strip_suffix(&format!(".{pattern}")).map(|plain| {
            closest(pattern, patterns(row)).map_or_else(|| plain.to_owned(), |meant| format!("{plain}.{meant}"))
        }),
    })
}

/// What may follow the action, without its dot.
fn patterns(row: &Integration) -> impl Iterator<Item = &'static str> + use<> {
    let all = [(row.sync.is_some(), "sync"), (row.sync2.is_some(), "sync:2"), (row.token, "waitForTaskToken")];
    all.into_iter().filter_map(|(has, pattern)| has.then_some(pattern))
}

fn pattern_help(row: &Integration) -> String {
    let allowed: Vec<String> = patterns(row).map(|pattern| format!(".{pattern}")).collect();
    if allowed.is_empty() {
        "It answers at once and has none.".to_owned()
    } else {
        format!("It has {}.", allowed.join(", "))
    }
}

fn word(resource: Text<'_>, problem: Problem, path: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(CODE, problem.severity, resource.span, problem.message)
        .with_help(problem.help)
        .with_path(path);
    diagnostic.fixes.extend(problem.meant.map(|meant| replace_with_string(resource.span, &meant)));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn resources() {
        let resources = [
            "arn:aws:states:::dynamodb:query",
            "arn:aws:states:::glue:startJobrun.sync",
            "arn:aws:states:::lambda:invoke.sync",
            "arn:aws:states:::states:startExecution.sync2",
            "arn:aws:states:::dynamo:putItem",
            "arn:aws:states:::aws-sdk:s3:getObject.sync",
            "arn:aws:states:::aws-sdk:s3",
            "arn:aws:lambda:us-east-1:1:function:f:",
            "arn:aws:sns:us-east-1:1:topic",
            "LoadOrder",
            "arn:aws:states:::ecs:runTask.waitForTaskToken",
        ];
        let states: Vec<String> = (0..)
            .zip(resources)
            .map(|(n, resource)| format!("\"S{n}\": {{\"Type\": \"Task\", \"Resource\": \"{resource}\"}}"))
            .collect();
        check(CODE, &format!("{{\"StartAt\": \"S0\", \"States\": {{\n{}\n}}}}", states.join(",\n")), expect![[r#"
            {"StartAt": "S0", "States": {
            "S0": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:query"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "dynamodb" has no optimised integration "query". (/States/S0/Resource)
                                                 help: It has deleteItem, getItem, putItem, updateItem. Everything else goes through aws-sdk:dynamodb:query.
                                                 fix: Replace with "arn:aws:states:::aws-sdk:dynamodb:query"
            "S1": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobrun.sync"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "glue" has no optimised integration "startJobrun". (/States/S1/Resource)
                                                 help: It has startJobRun. Everything else goes through aws-sdk:glue:startJobrun.
                                                 fix: Replace with "arn:aws:states:::glue:startJobRun.sync"
            "S2": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.sync"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "lambda:invoke" has no pattern ".sync". (/States/S2/Resource)
                                                 help: It has .waitForTaskToken.
                                                 fix: Replace with "arn:aws:states:::lambda:invoke"
            "S3": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync2"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "states:startExecution" has no pattern ".sync2". (/States/S3/Resource)
                                                 help: It has .sync, .sync:2, .waitForTaskToken.
                                                 fix: Replace with "arn:aws:states:::states:startExecution.sync"
            "S4": {"Type": "Task", "Resource": "arn:aws:states:::dynamo:putItem"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: "dynamo" has no optimised integration that is known here. (/States/S4/Resource)
                                                 help: Any service can be called with arn:aws:states:::aws-sdk:dynamo:putItem.
                                                 fix: Replace with "arn:aws:states:::dynamodb:putItem"
            "S5": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject.sync"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: An aws-sdk call has no pattern ".sync". (/States/S5/Resource)
                                                 help: Write arn:aws:states:::aws-sdk:service:action, with or without .waitForTaskToken.
                                                 fix: Replace with "arn:aws:states:::aws-sdk:s3:getObject"
            "S6": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: An aws-sdk call names a service and an action. (/States/S6/Resource)
                                                 help: Write arn:aws:states:::aws-sdk:service:action, with or without .waitForTaskToken.
            "S7": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f:"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "arn:aws:lambda:us-east-1:1:function:f:" is not the ARN of something that a task can call. (/States/S7/Resource)
                                                 help: AWS takes the ARN of a Lambda function or an activity, or arn:aws:states:::service:action.
            "S8": {"Type": "Task", "Resource": "arn:aws:sns:us-east-1:1:topic"},
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: "arn:aws:sns:us-east-1:1:topic" cannot be called by its own ARN. (/States/S8/Resource)
                                                 help: Only Lambda functions and activities can. Call other services with arn:aws:states:::service:action.
            "S9": {"Type": "Task", "Resource": "LoadOrder"},
                                               ^^^^^^^^^^^ warning: "LoadOrder" is not an ARN. (/States/S9/Resource)
                                                 help: AWS takes the ARN of a Lambda function or an activity, or arn:aws:states:::service:action.
            "S10": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.waitForTaskToken"}
            }}
        "#]]);
    }
}
