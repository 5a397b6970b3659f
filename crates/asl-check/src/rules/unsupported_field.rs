//! # `unsupported-field`
//!
//! ## What it checks
//! An object has no field that its kind does not know: no `Retry` on a Pass state, no `TimeoutSeconds` on a Map, no
//! misspelt `Nxt`.
//!
//! ## Why
//! AWS refuses the definition. A field that a state does not know would have no effect, so it is always a mistake.
//!
//! ## Example
//! ```json
//! "Hold": {"Type": "Wait", "Seconds": 5, "Retry": [{"ErrorEquals": ["States.ALL"]}], "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hold": {"Type": "Wait", "Seconds": 5, "End": true}
//! ```
//!
//! ## Source
//! The specification's table of fields; measured on AWS: `Field 'Retry' is not supported` at the state.

use asl_syntax::view::StateType;
use asl_syntax::{Diagnostic, Member};

use crate::context::{Context, ObjectAt, Role, has_placeholder, is_unknown};
use crate::edits::{remove_member, rename_key};
use crate::fields::{COMPARATORS, fields, operand, state_types_with};
use crate::suggest::closest;

pub(super) const CODE: &str = "unsupported-field";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in context.objects.iter().filter(|object| has_known_fields(object)) {
        let known = known_names(object.role);
        for member in object.node.members() {
            let named = !member.key_span.is_empty() && !has_placeholder(&member.key);
            if named && !known.contains(&&*member.key) && !is_elsewhere(object.role, &member.key) {
                found.push(word(context, object, member, &known));
            }
        }
    }
    found
}

/// Of an untyped state and of `Credentials` it is not known what they may hold.
fn has_known_fields(object: &ObjectAt<'_>) -> bool {
    let open = matches!(object.role, Role::UntypedState | Role::Credentials);
    !open && !is_unknown(object.node)
}

fn known_names(role: Role) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = fields(role).iter().map(|field| field.name).collect();
    if matches!(role, Role::ChoiceRule | Role::NestedRule) {
        names.extend(COMPARATORS.iter().map(|(name, _)| *name));
    }
    names
}

/// Whether another rule says it better.
fn is_elsewhere(role: Role, key: &str) -> bool {
    match role {
        Role::Branch | Role::ItemProcessor | Role::Iterator => key == "QueryLanguage",
        // `next-or-end` says where such a state goes.
        Role::State(StateType::Choice | StateType::Succeed | StateType::Fail) => {
            matches!(key, "Next" | "End")
        }
        Role::NestedRule => matches!(key, "Next" | "Condition"),
        _ => false,
    }
}

fn word(
    context: &Context<'_>,
    object: &ObjectAt<'_>,
    member: &Member,
    known: &[&'static str],
) -> Diagnostic {
    let key = &*member.key;
    let owner = object.role.with_article();
    let message = format!("\"{key}\" is not a field of {owner}.");
    let mut diagnostic =
        Diagnostic::error(CODE, member.key_span, message).with_path(object.location());
    let free = known.iter().copied().filter(|name| object.node.get(name).is_none());
    let meant = closest(key, free);
    let elsewhere = state_types_with(key);
    diagnostic.help = match meant {
        Some(meant) => Some(format!("Did you mean \"{meant}\"?")),
        None if operand(key).is_some() => Some(format!("\"{key}\" belongs into a rule of a Choice state.")),
        None if !elsewhere.is_empty() => Some(format!("Only {} have it.", list_types(&elsewhere))),
        None => None,
    };
    diagnostic.fixes.extend(meant.map(|meant| rename_key(member, meant)));
    diagnostic.fixes.extend(remove_member(context.document, object.node, member));
    diagnostic
}

/// `Task, Parallel and Map states`
fn list_types(types: &[StateType]) -> String {
    let names: Vec<&str> = types.iter().map(|state_type| state_type.as_str()).collect();
    match names.split_last() {
        Some((last, [])) => format!("{last} states"),
        Some((last, others)) => format!("{} and {last} states", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn fields_of_other_types() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "TimeoutSeconds": 3, "Next": "B"},
  "B": {"Type": "Map", "Seconds": 1, "ItemProcessor": {"StartAt": "X", "Version": "1.0", "States": {"X": {"Type": "Succeed"}}}, "Next": "C"},
  "C": {"Type": "Choice", "Retry": [], "StringEquals": "x", "Choices": [{"Variable": "$.x", "IsNull": true, "Catch": [], "Next": "A"}]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "TimeoutSeconds": 3, "Next": "B"},
                                        ^^^^^^^^^^^^^^^^ error: "TimeoutSeconds" is not a field of a Pass state. (/States/A)
                                          help: Only Task states have it.
                                          fix: Remove "TimeoutSeconds"
                  "B": {"Type": "Map", "Seconds": 1, "ItemProcessor": {"StartAt": "X", "Version": "1.0", "States": {"X": {"Type": "Succeed"}}}, "Next": "C"},
                                       ^^^^^^^^^ error: "Seconds" is not a field of a Map state. (/States/B)
                                         help: Only Wait states have it.
                                         fix: Remove "Seconds"
                                                                                       ^^^^^^^^^ error: "Version" is not a field of an ItemProcessor. (/States/B/ItemProcessor)
                                                                                         fix: Remove "Version"
                  "C": {"Type": "Choice", "Retry": [], "StringEquals": "x", "Choices": [{"Variable": "$.x", "IsNull": true, "Catch": [], "Next": "A"}]}
                                          ^^^^^^^ error: "Retry" is not a field of a Choice state. (/States/C)
                                            help: Only Task, Parallel and Map states have it.
                                            fix: Remove "Retry"
                                                       ^^^^^^^^^^^^^^ error: "StringEquals" is not a field of a Choice state. (/States/C)
                                                         help: "StringEquals" belongs into a rule of a Choice state.
                                                         fix: Remove "StringEquals"
                                                                                                                            ^^^^^^^ error: "Catch" is not a field of a choice rule. (/States/C/Choices[0])
                                                                                                                              help: Only Task, Parallel and Map states have it.
                                                                                                                              fix: Remove "Catch"
                }}
            "#]],
        );
    }

    #[test]
    fn typos() {
        check(
            CODE,
            r#"{"StartAt": "A", "Coment": "x", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Nxt": "B", "parameters": {},
        "Catch": [{"ErrorEquals": ["E"], "Next": "A", "resultPath": "$.e"}], "Retry": [{"ErrorEquals": ["E"], "MaxAttempt": 1}]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "Coment": "x", "States": {
                                 ^^^^^^^^ error: "Coment" is not a field of the definition. (/)
                                   help: Did you mean "Comment"?
                                   fix: Rename to "Comment"
                                   fix: Remove "Coment"
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Nxt": "B", "parameters": {},
                                                                                      ^^^^^ error: "Nxt" is not a field of a Task state. (/States/A)
                                                                                        help: Did you mean "Next"?
                                                                                        fix: Rename to "Next"
                                                                                        fix: Remove "Nxt"
                                                                                                  ^^^^^^^^^^^^ error: "parameters" is not a field of a Task state. (/States/A)
                                                                                                    help: Did you mean "Parameters"?
                                                                                                    fix: Rename to "Parameters"
                                                                                                    fix: Remove "parameters"
                        "Catch": [{"ErrorEquals": ["E"], "Next": "A", "resultPath": "$.e"}], "Retry": [{"ErrorEquals": ["E"], "MaxAttempt": 1}]}
                                                                      ^^^^^^^^^^^^ error: "resultPath" is not a field of a catcher. (/States/A/Catch[0])
                                                                        help: Did you mean "ResultPath"?
                                                                        fix: Rename to "ResultPath"
                                                                        fix: Remove "resultPath"
                                                                                                                              ^^^^^^^^^^^^ error: "MaxAttempt" is not a field of a retrier. (/States/A/Retry[0])
                                                                                                                                help: Did you mean "MaxAttempts"?
                                                                                                                                fix: Rename to "MaxAttempts"
                                                                                                                                fix: Remove "MaxAttempt"
                }}
            "#]],
        );
    }
}
