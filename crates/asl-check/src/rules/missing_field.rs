//! # `missing-field`
//!
//! ## What it checks
//! Every object has the fields without which it means nothing: `StartAt` and `States`, the `Type` of a state, the
//! `Resource` of a Task, the `Choices` of a Choice, the `Branches` of a Parallel, the `ItemProcessor` of a Map,
//! `ErrorEquals` of a retrier or catcher, `RoleArn` of `Credentials` and so on.
//!
//! ## Why
//! AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Task", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}
//! ```
//!
//! ## Source
//! The specification; recorded from AWS: `These fields are required: [StartAt]`, `The field 'RoleArn' is required
//! but was missing`.

use asl_syntax::view::{QueryLanguage, StateType};
use asl_syntax::{Diagnostic, Span, quoted};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::insert_member;
use crate::fields::{fields, operand};

pub(super) const CODE: &str = "missing-field";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in &context.objects {
        if object.node.is_object() && !is_unknown(object.node) {
            found.extend(missing(object).iter().map(|field| word(context, object, field)));
        }
    }
    found
}

/// The required fields that an object lacks.
fn missing(object: &ObjectAt<'_>) -> Vec<&'static str> {
    let applies = |language: Option<QueryLanguage>| language.is_none_or(|l| l == object.language);
    let mut missing: Vec<&'static str> = fields(object.role)
        .into_iter()
        .filter(|field| field.required && applies(field.language))
        .map(|field| field.name)
        .filter(|name| object.node.get(name).is_none())
        .collect();
    let has = |name: &str| object.node.get(name).is_some();
    match object.role {
        Role::State(StateType::Map) if !has("ItemProcessor") && !has("Iterator") => {
            missing.push("ItemProcessor");
        }
        Role::Credentials if !has("RoleArn") && !has("RoleArn.$") => missing.push("RoleArn"),
        // A rule in the other language is reported as such.
        Role::ChoiceRule if object.node.members().iter().any(|m| operand(&m.key).is_some()) => {
            missing.retain(|name| *name != "Condition");
        }
        _ => {}
    }
    missing
}

fn word(context: &Context<'_>, object: &ObjectAt<'_>, field: &'static str) -> Diagnostic {
    let message = match field {
        "StartAt" => "There is no \"StartAt\" to say which state comes first.".to_owned(),
        _ => format!("{} needs \"{field}\".", object.role.at_start()),
    };
    let mut diagnostic =
        Diagnostic::error(CODE, place(context, object), message).with_path(object.location());
    if let Some(help) = help(field) {
        diagnostic = diagnostic.with_help(help);
    }
    let value = value(context, object, field);
    let fix = value.and_then(|value| insert_member(context.document, object.node, field, &value));
    diagnostic.fixes.extend(fix);
    diagnostic
}

/// A state's name, otherwise the opening bracket: the whole object would underline too much.
fn place(context: &Context<'_>, object: &ObjectAt<'_>) -> Span {
    if let (Role::State(_) | Role::UntypedState, Some(index)) = (object.role, object.state)
        && let Some(at) = context.states.get(index)
    {
        return at.state.name_span;
    }
    context.opening(object.node)
}

fn help(field: &str) -> Option<&'static str> {
    Some(match field {
        "StartAt" => "Name one of its states.",
        "States" => "List the states: \"States\": { \"Name\": { \"Type\": ... } }.",
        "Type" => "Say what kind of state it is: Task, Wait, Pass, Succeed, Fail, Choice, Parallel or Map.",
        "Resource" => "Say what to call, for example arn:aws:states:::lambda:invoke.",
        "Choices" => "List the rules; the first that holds says where to go.",
        "Branches" => "List the machines that run at the same time.",
        "ItemProcessor" => "Put the machine in that runs for every item.",
        "ErrorEquals" => "List the error names that it is for; [\"States.ALL\"] means all.",
        "Next" => "Name the state to go to.",
        "Condition" => "In a JSONata state a rule holds when its Condition is true: {% ... %}.",
        "RoleArn" => "Name the role to assume.",
        _ => return None,
    })
}

/// What the field most likely is, as JSON.
fn value(context: &Context<'_>, object: &ObjectAt<'_>, field: &str) -> Option<String> {
    match field {
        "StartAt" => {
            let first = object.node.get("States")?.members().iter().find(|m| !m.key_span.is_empty())?;
            Some(quoted(&first.key))
        }
        "States" => {
            let start = object.node.get("StartAt")?.as_str()?;
            Some(format!("{{{}: {{\"Type\": \"Pass\", \"End\": true}}}}", quoted(start)))
        }
        "Type" => Some(quoted(likely_type(object).as_str())),
        "ErrorEquals" => Some("[\"States.ALL\"]".to_owned()),
        "Resource" if object.role == Role::State(StateType::Task) => {
            Some(quoted("arn:aws:states:::lambda:invoke"))
        }
        "Next" => {
            let at = context.states.get(object.state?)?;
            let mut others = at.machine.states().filter(|other| other.name != at.state.name);
            Some(quoted(others.next()?.name))
        }
        _ => None,
    }
}

/// The type that the other fields of a state speak for.
fn likely_type(object: &ObjectAt<'_>) -> StateType {
    let by_field = [
        ("Resource", StateType::Task),
        ("Choices", StateType::Choice),
        ("Branches", StateType::Parallel),
        ("ItemProcessor", StateType::Map),
        ("Iterator", StateType::Map),
        ("Seconds", StateType::Wait),
        ("Timestamp", StateType::Wait),
        ("SecondsPath", StateType::Wait),
        ("TimestampPath", StateType::Wait),
        ("Cause", StateType::Fail),
        ("Error", StateType::Fail),
    ];
    let found = by_field.iter().find(|(field, _)| object.node.get(field).is_some());
    found.map_or(StateType::Pass, |(_, state_type)| *state_type)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn the_definition() {
        check(CODE, "{}", expect![[r#"
            {}
            ^ error: There is no "StartAt" to say which state comes first. (/)
              help: Name one of its states.
            ^ error: The definition needs "States". (/)
              help: List the states: "States": { "Name": { "Type": ... } }.
        "#]]);
        check(CODE, "{\n  \"States\": {\"A\": {\"Type\": \"Succeed\"}}\n}", expect![[r#"
            {
            ^ error: There is no "StartAt" to say which state comes first. (/)
              help: Name one of its states.
              fix: Add "StartAt"
              "States": {"A": {"Type": "Succeed"}}
            }
        "#]]);
        check(CODE, "{\"StartAt\": \"A\"}", expect![[r#"
            {"StartAt": "A"}
            ^ error: The definition needs "States". (/)
              help: List the states: "States": { "Name": { "Type": ... } }.
              fix: Add "States"
        "#]]);
    }

    #[test]
    fn states() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Next": "B", "Seconds": 3},
  "B": {"Type": "Task", "Next": "C", "Catch": [{"Next": "C"}, {"ErrorEquals": ["E"]}], "Retry": [{}], "Credentials": {}},
  "C": {"Type": "Choice"},
  "D": {"Type": "Parallel", "Branches": [{}]},
  "E": {"Type": "Map", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Next": "B", "Seconds": 3},
                  ^^^ error: A state needs "Type". (/States/A)
                    help: Say what kind of state it is: Task, Wait, Pass, Succeed, Fail, Choice, Parallel or Map.
                    fix: Add "Type"
                  "B": {"Type": "Task", "Next": "C", "Catch": [{"Next": "C"}, {"ErrorEquals": ["E"]}], "Retry": [{}], "Credentials": {}},
                  ^^^ error: A Task state needs "Resource". (/States/B)
                    help: Say what to call, for example arn:aws:states:::lambda:invoke.
                    fix: Add "Resource"
                                                               ^ error: A catcher needs "ErrorEquals". (/States/B/Catch[0])
                                                                 help: List the error names that it is for; ["States.ALL"] means all.
                                                                 fix: Add "ErrorEquals"
                                                                              ^ error: A catcher needs "Next". (/States/B/Catch[1])
                                                                                help: Name the state to go to.
                                                                                fix: Add "Next"
                                                                                                                 ^ error: A retrier needs "ErrorEquals". (/States/B/Retry[0])
                                                                                                                   help: List the error names that it is for; ["States.ALL"] means all.
                                                                                                                   fix: Add "ErrorEquals"
                                                                                                                                     ^ error: Credentials needs "RoleArn". (/States/B/Credentials)
                                                                                                                                       help: Name the role to assume.
                  "C": {"Type": "Choice"},
                  ^^^ error: A Choice state needs "Choices". (/States/C)
                    help: List the rules; the first that holds says where to go.
                  "D": {"Type": "Parallel", "Branches": [{}]},
                                                         ^ error: There is no "StartAt" to say which state comes first. (/States/D/Branches[0])
                                                           help: Name one of its states.
                                                         ^ error: A branch needs "States". (/States/D/Branches[0])
                                                           help: List the states: "States": { "Name": { "Type": ... } }.
                  "E": {"Type": "Map", "End": true}
                  ^^^ error: A Map state needs "ItemProcessor". (/States/E)
                    help: Put the machine in that runs for every item.
                }}
            "#]],
        );
    }

    #[test]
    fn rules_of_both_languages() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Next": "B"}, {"Condition": true}]},
  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true}]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{"Next": "B"}, {"Condition": true}]},
                                                                                  ^ error: A choice rule needs "Condition". (/States/A/Choices[0])
                                                                                    help: In a JSONata state a rule holds when its Condition is true: {% ... %}.
                                                                                                 ^ error: A choice rule needs "Next". (/States/A/Choices[1])
                                                                                                   help: Name the state to go to.
                                                                                                   fix: Add "Next"
                  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true}]}
                                                      ^ error: A choice rule needs "Next". (/States/B/Choices[0])
                                                        help: Name the state to go to.
                                                        fix: Add "Next"
                }}
            "#]],
        );
    }

    #[test]
    fn half_typed_objects_are_left_alone() {
        check(CODE, "{\"StartAt\": \"A\", \"States\": {\"A\": , \"B\": ${B} }}", expect![[r#"
            {"StartAt": "A", "States": {"A": , "B": ${B} }}
        "#]]);
    }
}
