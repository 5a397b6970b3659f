//! # `no-terminal-state`
//!
//! ## What it checks
//! Every machine has a state that ends it: one with `"End": true`, a Succeed or a Fail.
//!
//! ## Why
//! AWS refuses the definition: the execution could never finish.
//!
//! ## Example
//! ```json
//! "Poll": {"Type": "Wait", "Seconds": 5, "Next": "Check"},
//! "Check": {"Type": "Pass", "Next": "Poll"}
//! ```
//!
//! ## Instead
//! ```json
//! "Poll": {"Type": "Wait", "Seconds": 5, "Next": "Check"},
//! "Check": {"Type": "Choice", "Choices": [{"Variable": "$.done", "BooleanEquals": true, "Next": "Done"}], "Default": "Poll"},
//! "Done": {"Type": "Succeed"}
//! ```
//!
//! ## Source
//! Measured on AWS: `MISSING_END_STATE`, "Workflow has no terminal state", without a location.

use asl_syntax::view::{Machine, State, StateType};
use asl_syntax::Diagnostic;

use crate::context::{Context, is_unknown};

pub(super) const CODE: &str = "no-terminal-state";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let endless = context.machines.iter().filter(|at| is_endless(at.machine));
    endless
        .map(|at| {
            // The definition as a whole has no location for AWS.
            let what = if at.owner.is_none() { "execution" } else { "branch or iteration" };
            let states = at.machine.node.member("States");
            let place = states.map_or_else(|| context.opening(at.machine.node), |states| states.key_span);
            Diagnostic::error(CODE, place, format!("No state ends: the {what} could never finish."))
                .with_help("End with \"End\": true, a Succeed or a Fail state.")
                .with_path(&at.path)
        })
        .collect()
}

/// Whether every state of a machine surely goes on.
pub(super) fn is_endless(machine: Machine<'_>) -> bool {
    let mut states = machine.states().peekable();
    states.peek().is_some() && states.all(goes_on)
}

/// Whether a state surely goes on. One that does not say where to go is reported as such and may well end.
fn goes_on(state: State<'_>) -> bool {
    let node = state.node;
    let next = node.get("Next").is_some();
    match state.state_type {
        None | Some(StateType::Succeed | StateType::Fail) => false,
        Some(StateType::Choice) => true,
        Some(_) => next && !is_unknown(node) && node.get("End").is_none_or(|end| end.as_bool() == Some(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn loops() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Next": "B"},
  "B": {"Type": "Map", "Next": "A", "ItemProcessor":
    {"StartAt": "X", "States": {"X": {"Type": "Pass", "Next": "X"}}}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                                 ^^^^^^^^ error: No state ends: the execution could never finish. ()
                                   help: End with "End": true, a Succeed or a Fail state.
                  "A": {"Type": "Pass", "Next": "B"},
                  "B": {"Type": "Map", "Next": "A", "ItemProcessor":
                    {"StartAt": "X", "States": {"X": {"Type": "Pass", "Next": "X"}}}}
                                     ^^^^^^^^ error: No state ends: the branch or iteration could never finish. (/States/B/ItemProcessor)
                                       help: End with "End": true, a Succeed or a Fail state.
                }}
            "#]],
        );
    }

    #[test]
    fn a_state_that_is_still_being_typed_may_end() {
        check(CODE, "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\"}}}", expect![[r#"
            {"StartAt": "A", "States": {"A": {"Type": "Pass"}}}
        "#]]);
    }
}
