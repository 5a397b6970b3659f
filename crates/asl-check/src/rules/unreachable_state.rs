//! # `unreachable-state`
//!
//! ## What it checks
//! Every state can be reached from `StartAt` of its machine.
//!
//! ## Why
//! AWS refuses the definition. Mostly a transition leads somewhere else than was meant.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Pass", "End": true},
//! "Store": {"Type": "Pass", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Pass", "Next": "Store"},
//! "Store": {"Type": "Pass", "End": true}
//! ```
//!
//! ## Source
//! Measured on AWS: `MISSING_TRANSITION_TARGET`, `State "Store" is not reachable.`, and nothing of the kind when the
//! machine has no terminal state.

use std::collections::BTreeSet;

use asl_syntax::view::{Machine, State};
use asl_syntax::{Diagnostic, Node};

use super::no_terminal_state::is_endless;
use crate::context::{Context, has_placeholder, is_unknown};

pub(super) const CODE: &str = "unreachable-state";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in &context.machines {
        let states = unreachable(at.machine);
        found.extend(states.into_iter().map(|state| word(state, &at.path)));
    }
    found
}

/// The states that nothing leads to. None when it cannot be known where the machine goes.
fn unreachable(machine: Machine<'_>) -> Vec<State<'_>> {
    let start = machine.start_at().and_then(|start| machine.state(start.value));
    let Some(start) = start.filter(|_| !is_endless(machine)) else {
        return Vec::new();
    };
    let mut reached = BTreeSet::from([start.name]);
    let mut todo = vec![start];
    while let Some(state) = todo.pop() {
        if may_go_anywhere(state) {
            return Vec::new();
        }
        for transition in state.transitions() {
            let Some(next) = machine.state(transition.target.value) else { continue };
            if reached.insert(next.name) {
                todo.push(next);
            }
        }
    }
    machine
        .states()
        .filter(|state| !reached.contains(state.name) && !has_placeholder(state.name))
        .collect()
}

/// Whether a target of this state is not written yet, or a template puts it in.
fn may_go_anywhere(state: State<'_>) -> bool {
    let targets = |node: &Node| ["Next", "Default"].iter().any(|key| node.get(key).is_some_and(is_unknown));
    is_unknown(state.node)
        || targets(state.node)
        || state.choices().any(|choice| is_unknown(choice.node) || targets(choice.node))
        || state.catchers().any(|catcher| is_unknown(catcher.node) || targets(catcher.node))
}

fn word(state: State<'_>, machine_path: &str) -> Diagnostic {
    let message = format!("Nothing leads to \"{}\".", state.name);
    Diagnostic::error(CODE, state.name_span, message)
        .with_help("Make a \"Next\", \"Default\" or \"StartAt\" lead here, or remove the state.")
        .with_path(format!("{machine_path}/States/{}", state.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn only_what_nothing_leads_to() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}], "Default": "C"},
  "B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [{"ErrorEquals": ["E"], "Next": "D"}]},
  "C": {"Type": "Succeed"},
  "D": {"Type": "Fail"},
  "E": {"Type": "Pass", "Next": "F"},
  "F": {"Type": "Pass", "Next": "E"}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}], "Default": "C"},
                  "B": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [{"ErrorEquals": ["E"], "Next": "D"}]},
                  "C": {"Type": "Succeed"},
                  "D": {"Type": "Fail"},
                  "E": {"Type": "Pass", "Next": "F"},
                  ^^^ error: Nothing leads to "E". (/States/E)
                    help: Make a "Next", "Default" or "StartAt" lead here, or remove the state.
                  "F": {"Type": "Pass", "Next": "E"}
                  ^^^ error: Nothing leads to "F". (/States/F)
                    help: Make a "Next", "Default" or "StartAt" lead here, or remove the state.
                }}
            "#]],
        );
    }

    #[test]
    fn a_template_may_lead_anywhere() {
        check(
            CODE,
            "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"${Next}\"}, \"B\": {\"Type\": \"Succeed\"}}}",
            expect![[r#"
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "${Next}"}, "B": {"Type": "Succeed"}}}
            "#]],
        );
    }
}
