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

use asl_syntax::view::{State, StateAt};
use asl_syntax::{Diagnostic, Node};

use super::no_terminal_state::is_endless;
use crate::context::{Context, has_placeholder, is_unknown};

pub(super) const CODE: &str = "unreachable-state";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let endless = context.machines.iter().map(|at| is_endless(at.machine));
    let reached: Vec<Option<BTreeSet<usize>>> = endless
        .enumerate()
        .map(|(machine, endless)| if endless { None } else { reached(context, machine) })
        .collect();
    let states = context.states.iter().enumerate();
    let lost = states.filter(|(index, at)| {
        let reached = reached.get(at.machine_index).and_then(Option::as_ref);
        // Of a repeated name only the last state exists.
        let exists = context.index_of(at.machine_index, at.state.name) == Some(*index);
        exists && reached.is_some_and(|reached| !reached.contains(index)) && !has_placeholder(at.state.name)
    });
    lost.map(|(_, at)| word(at)).collect()
}

/// The states that `StartAt` of a machine leads to. None when it cannot be known where the machine goes.
fn reached(context: &Context<'_>, machine: usize) -> Option<BTreeSet<usize>> {
    let start = context.machines.get(machine)?.machine.start_at()?;
    let start = context.index_of(machine, start.value)?;
    let mut reached = BTreeSet::from([start]);
    let mut todo = vec![start];
    while let Some(at) = todo.pop().and_then(|index| context.states.get(index)) {
        if may_go_anywhere(at.state) {
            return None;
        }
        let targets = at.state.transitions().into_iter();
        let next = targets.filter_map(|to| context.index_of(machine, to.target.value));
        todo.extend(next.filter(|index| reached.insert(*index)));
    }
    Some(reached)
}

/// Whether a target of this state is not written yet, or a template puts it in.
fn may_go_anywhere(state: State<'_>) -> bool {
    let targets = |node: &Node| ["Next", "Default"].iter().any(|key| node.get(key).is_some_and(is_unknown));
    is_unknown(state.node)
        || targets(state.node)
        || state.choices().any(|choice| is_unknown(choice.node) || targets(choice.node))
        || state.catchers().any(|catcher| is_unknown(catcher.node) || targets(catcher.node))
}

fn word(at: &StateAt<'_>) -> Diagnostic {
    let message = format!("Nothing leads to \"{}\".", at.state.name);
    Diagnostic::error(CODE, at.state.name_span, message)
        .with_help("Make a \"Next\", \"Default\" or \"StartAt\" lead here, or remove the state.")
        .with_path(&at.path)
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
