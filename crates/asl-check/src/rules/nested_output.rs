//! # `nested-output`
//!
//! ## What it checks
//! After `startExecution.sync:2` the `Output` of the nested execution is not parsed once more with `$parse` or
//! `States.StringToJson`.
//!
//! ## Why
//! `.sync:2` gives `Output` as a value, `.sync` as text. Parsing a value that is not text fails when the state runs.
//!
//! ## Example
//! ```json
//! "Nested": {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::states:startExecution.sync:2",
//!   "Arguments": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:nested"},
//!   "Output": "{% $parse($states.result.Output) %}", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Nested": {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::states:startExecution.sync:2",
//!   "Arguments": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:nested"},
//!   "Output": "{% $states.result.Output %}", "End": true}
//! ```
//!
//! ## Source
//! Recorded from AWS: objects after `.sync:2`, text after `.sync`.

use asl_syntax::Diagnostic;

use crate::context::Context;
use crate::templates::strings_in;

pub(super) const CODE: &str = "nested-output";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in &context.states {
        let nested = at.state.resource().is_some_and(|r| r.value.ends_with(":states:startExecution.sync:2"));
        if !nested {
            continue;
        }
        for field in ["Output", "Assign", "ResultSelector"] {
            let Some(value) = at.state.field(field) else { continue };
            for (node, text) in strings_in(value) {
                let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                if squeezed.contains("$parse($states.result.Output)") || squeezed.contains("States.StringToJson($.Output)") {
                    found.push(
                        Diagnostic::warning(CODE, node.span, "After .sync:2 \"Output\" is a value already.")
                            .with_help("Use it as it is. Only .sync gives it as text.")
                            .with_path(format!("{}/{field}", at.path)),
                    );
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn both_languages() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Next": "B",
    "ResultSelector": {"out.$": "States.StringToJson($.Output)"}},
  "B": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "End": true,
    "ResultSelector": {"out.$": "States.StringToJson($.Output)"}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Next": "B",
                    "ResultSelector": {"out.$": "States.StringToJson($.Output)"}},
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: After .sync:2 "Output" is a value already. (/States/A/ResultSelector)
                                                  help: Use it as it is. Only .sync gives it as text.
                  "B": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "End": true,
                    "ResultSelector": {"out.$": "States.StringToJson($.Output)"}}
                }}
            "#]],
        );
    }
}
