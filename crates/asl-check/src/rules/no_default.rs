//! # `no-default`
//!
//! ## What it checks
//! A Choice state has a `Default`.
//!
//! ## Why
//! When no rule holds and there is no `Default`, the execution fails, and nothing can catch that. AWS accepts it.
//!
//! ## Example
//! ```json
//! "Pick": {"Type": "Choice", "Choices": [{"Variable": "$.kind", "StringEquals": "a", "Next": "Done"}]},
//! "Done": {"Type": "Succeed"}
//! ```
//!
//! ## Instead
//! ```json
//! "Pick": {"Type": "Choice", "Choices": [{"Variable": "$.kind", "StringEquals": "a", "Next": "Done"}], "Default": "Stop"},
//! "Stop": {"Type": "Fail", "Error": "UnknownKind"},
//! "Done": {"Type": "Succeed"}
//! ```
//!
//! ## Source
//! The specification, "Choice State".

use asl_syntax::Diagnostic;
use asl_syntax::view::StateType;

use crate::context::{Context, is_unknown};

pub(super) const CODE: &str = "no-default";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let choices = context.states.iter().filter(|at| at.state.state_type == Some(StateType::Choice));
    choices
        .filter(|at| at.state.field("Default").is_none() && !is_unknown(at.state.node))
        .filter(|at| at.state.choices().next().is_some())
        .map(|at| {
            let message = format!("\"{}\" has no \"Default\".", at.state.name);
            Diagnostic::info(CODE, at.state.name_span, message)
                .with_help("When no rule holds, the execution fails, and nothing can catch that.")
                .with_path(&at.path)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn choices() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}]},
  "B": {"Type": "Choice", "Choices": []}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}]},
                  ^^^ info: "A" has no "Default". (/States/A)
                    help: When no rule holds, the execution fails, and nothing can catch that.
                  "B": {"Type": "Choice", "Choices": []}
                }}
            "#]],
        );
    }
}
