//! # `error-name`
//!
//! ## What it checks
//! An error name in `ErrorEquals` that begins with `States.` or `Lambda.` is one that exists, and `States.Runtime` is not
//! among them.
//!
//! ## Why
//! Names are compared exactly; a misspelt one never matches. `States.Runtime` is never retried or caught, by any name.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
//!   {"ErrorEquals": ["States.TimeOut"]}
//! ]}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
//!   {"ErrorEquals": ["States.Timeout"]}
//! ]}
//! ```
//!
//! ## Source
//! The specification, appendix A; the developer guide, "Handling errors"; recorded from AWS: a catcher for
//! `States.Runtime` is passed over.

use asl_syntax::Diagnostic;
use asl_syntax::view::Text;

use crate::context::{Context, has_placeholder};
use crate::edits::replace_with_string;
use crate::suggest::closest;

pub(super) const CODE: &str = "error-name";

const NAMES: [&str; 22] = [
    "States.ALL",
    "States.HeartbeatTimeout",
    "States.Timeout",
    "States.TaskFailed",
    "States.Permissions",
    "States.ResultPathMatchFailure",
    "States.ParameterPathFailure",
    "States.QueryEvaluationError",
    "States.BranchFailed",
    "States.NoChoiceMatched",
    "States.IntrinsicFailure",
    "States.ExceedToleratedFailureThreshold",
    "States.ItemReaderFailed",
    "States.ResultWriterFailed",
    "States.DataLimitExceeded",
    "States.Http.Socket",
    "Lambda.Unknown",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
    "Lambda.ClientExecutionTimeoutException",
];

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in &context.states {
        let retriers = at.state.retriers().flat_map(|r| r.error_equals().map(move |name| ("Retry", r.index, name)));
        let catchers = at.state.catchers().flat_map(|c| c.error_equals().map(move |name| ("Catch", c.index, name)));
        for (field, index, name) in retriers.chain(catchers) {
            found.extend(word(name, format!("{}/{field}[{index}]/ErrorEquals", at.path)));
        }
    }
    found
}

fn word(name: Text<'_>, path: String) -> Option<Diagnostic> {
    if name.value == "States.Runtime" {
        let diagnostic = Diagnostic::warning(CODE, name.span, "\"States.Runtime\" can be neither retried nor caught.")
            .with_help("It is an error of the definition or its data, such as a path that leads nowhere. Repair that instead.");
        return Some(diagnostic.with_path(path));
    }
    let status = name.value.starts_with("States.Http.StatusCode.");
    let reserved = name.value.to_ascii_lowercase().starts_with("states.");
    let meant = closest(name.value, NAMES);
    let suspicious = reserved || (name.value.starts_with("Lambda.") && meant.is_some());
    if !suspicious || status || NAMES.contains(&name.value) || has_placeholder(name.value) {
        return None;
    }
    let message = format!("There is no error \"{}\".", name.value);
    let mut diagnostic = Diagnostic::warning(CODE, name.span, message)
        .with_help(match meant {
            Some(meant) => format!("Did you mean \"{meant}\"?"),
            None => "Names that begin with States. are reserved; your own errors need other names.".to_owned(),
        })
        .with_path(path);
    diagnostic.fixes.extend(meant.map(|meant| replace_with_string(name.span, meant)));
    Some(diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn names() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "End": true, "Retry": [
    {"ErrorEquals": ["States.TaskFail", "Lambda.ServiceExceptions", "Lambda.Custom", "States.Http.StatusCode.503"]},
    {"ErrorEquals": ["States.Runtime", "States.Other", "MyError"]}
  ]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "End": true, "Retry": [
                    {"ErrorEquals": ["States.TaskFail", "Lambda.ServiceExceptions", "Lambda.Custom", "States.Http.StatusCode.503"]},
                                     ^^^^^^^^^^^^^^^^^ warning: There is no error "States.TaskFail". (/States/A/Retry[0]/ErrorEquals)
                                       help: Did you mean "States.TaskFailed"?
                                       fix: Replace with "States.TaskFailed"
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: There is no error "Lambda.ServiceExceptions". (/States/A/Retry[0]/ErrorEquals)
                                                          help: Did you mean "Lambda.ServiceException"?
                                                          fix: Replace with "Lambda.ServiceException"
                    {"ErrorEquals": ["States.Runtime", "States.Other", "MyError"]}
                                     ^^^^^^^^^^^^^^^^ warning: "States.Runtime" can be neither retried nor caught. (/States/A/Retry[1]/ErrorEquals)
                                       help: It is an error of the definition or its data, such as a path that leads nowhere. Repair that instead.
                                                       ^^^^^^^^^^^^^^ warning: There is no error "States.Other". (/States/A/Retry[1]/ErrorEquals)
                                                         help: Names that begin with States. are reserved; your own errors need other names.
                  ]}
                }}
            "#]],
        );
    }
}
