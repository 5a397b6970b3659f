//! # `dangling-target`
//!
//! ## What it checks
//! `Next`, `Default` and the `Next` of choice rules and catchers name a state of the same `States` object.
//!
//! ## Why
//! AWS refuses the definition. A transition cannot lead into a branch or a Map's processor, or out of one: what
//! happens inside ends there, and the Parallel or Map state goes on.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Pass", "Next": "Stroe"},
//! "Store": {"Type": "Succeed"}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Pass", "Next": "Store"},
//! "Store": {"Type": "Succeed"}
//! ```
//!
//! ## Source
//! The specification; measured on AWS: `Missing 'Next' target: Stroe`, whichever field it is.

use asl_syntax::Diagnostic;
use asl_syntax::view::{StateAt, Transition, TransitionKind};

use crate::context::{Context, has_placeholder};
use crate::edits::replace_with_string;

pub(super) const CODE: &str = "dangling-target";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in &context.states {
        for transition in at.state.transitions() {
            let name = transition.target.value;
            if context.index_of(at.machine_index, name).is_none() && !has_placeholder(name) {
                found.push(word(context, at, transition));
            }
        }
    }
    found
}

fn word(context: &Context<'_>, at: &StateAt<'_>, transition: Transition<'_>) -> Diagnostic {
    let target = transition.target;
    let path = format!("{}/{}", at.path, transition.kind.field());
    if let Some(other) = context.anywhere(target.value) {
        let crossing = if other.depth > at.depth { "into" } else { "out of" };
        let message = format!("\"{}\" cannot be reached from here.", target.value);
        return Diagnostic::error(CODE, target.span, message)
            .with_help(format!("{} cannot cross {crossing} a branch or a Map's processor.", field(transition.kind)))
            .with_label(other.state.name_span, "the state is in another States object")
            .with_path(path);
    }
    let message = format!("There is no state \"{}\".", target.value);
    let mut diagnostic = Diagnostic::error(CODE, target.span, message).with_path(path);
    let others = at.machine.states().map(|state| state.name).filter(|name| *name != at.state.name);
    if let Some(meant) = context.suggestions.closest(target.value, others) {
        diagnostic.help = Some(format!("Did you mean \"{meant}\"?"));
        diagnostic.fixes.push(replace_with_string(target.span, meant));
    }
    diagnostic
}

fn field(kind: TransitionKind) -> &'static str {
    if kind == TransitionKind::Default { "Default" } else { "Next" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn every_field_that_names_a_state() {
        check(
            CODE,
            r#"{"StartAt": "Load", "States": {
  "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "stroe",
    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Cleanup"}]},
  "Pick": {"Type": "Choice", "Default": "Lod",
    "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "Store!"}]},
  "Store": {"Type": "Pass", "Next": "${Template}"}
}}"#,
            expect![[r#"
                {"StartAt": "Load", "States": {
                  "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "stroe",
                                                                                                 ^^^^^^^ error: There is no state "stroe". (/States/Load/Next)
                                                                                                   help: Did you mean "Store"?
                                                                                                   fix: Replace with "Store"
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Cleanup"}]},
                                                                      ^^^^^^^^^ error: There is no state "Cleanup". (/States/Load/Catch[0]/Next)
                  "Pick": {"Type": "Choice", "Default": "Lod",
                                                        ^^^^^ error: There is no state "Lod". (/States/Pick/Default)
                                                          help: Did you mean "Load"?
                                                          fix: Replace with "Load"
                    "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "Store!"}]},
                                                                            ^^^^^^^^ error: There is no state "Store!". (/States/Pick/Choices[0]/Next)
                                                                              help: Did you mean "Store"?
                                                                              fix: Replace with "Store"
                  "Store": {"Type": "Pass", "Next": "${Template}"}
                }}
            "#]],
        );
    }

    #[test]
    fn no_transition_crosses_a_branch() {
        check(
            CODE,
            r#"{"StartAt": "All", "States": {
  "All": {"Type": "Parallel", "Next": "Inner", "Branches": [
    {"StartAt": "Inner", "States": {"Inner": {"Type": "Pass", "Next": "Done"}}}
  ]},
  "Done": {"Type": "Succeed"}
}}"#,
            expect![[r#"
                {"StartAt": "All", "States": {
                  "All": {"Type": "Parallel", "Next": "Inner", "Branches": [
                                                      ^^^^^^^ error: "Inner" cannot be reached from here. (/States/All/Next)
                                                        help: Next cannot cross into a branch or a Map's processor.
                                                        line 3, "Inner": the state is in another States object
                    {"StartAt": "Inner", "States": {"Inner": {"Type": "Pass", "Next": "Done"}}}
                                                                                      ^^^^^^ error: "Done" cannot be reached from here. (/States/All/Branches[0]/States/Inner/Next)
                                                                                        help: Next cannot cross out of a branch or a Map's processor.
                                                                                        line 5, "Done": the state is in another States object
                  ]},
                  "Done": {"Type": "Succeed"}
                }}
            "#]],
        );
    }
}
