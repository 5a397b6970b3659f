//! # `wrong-type`
//!
//! ## What it checks
//! Every field holds the kind of value that it takes, a number in its range, one of its words.
//!
//! ## Why
//! AWS refuses the definition, or, where it does not, the field does not do what it seems to.
//!
//! ## Example
//! ```json
//! "Hold": {"Type": "Wait", "Seconds": "60", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hold": {"Type": "Wait", "Seconds": 60, "End": true}
//! ```
//!
//! ## Source
//! The specification; recorded from AWS: `Value cannot be empty` for an empty `Branches`.

use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Edit, Fix, Member, Node};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::replace_with_string;
use crate::fields::{Field, Operand, Shape, fields, operand};
use crate::suggest::closest;

pub(super) const CODE: &str = "wrong-type";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in context.objects.iter().filter(|object| !is_unknown(object.node)) {
        if !object.node.is_object() {
            if !is_element(object.role) {
                continue;
            }
            let (what, kind) = (object.role.at_start(), object.node.kind_name());
            let message = format!("{what} is an object; this is {kind}.");
            found.push(Diagnostic::error(CODE, object.node.span, message).with_path(object.location()));
            continue;
        }
        let fields = fields(object.role);
        for member in object.node.members() {
            let shape = fields
                .iter()
                .find(|field| *field.name == *member.key && in_language(field, object))
                .map(|field| field.shape)
                .or_else(|| comparator_shape(object.role, &member.key));
            let computed = fields.iter().any(|field| *field.name == *member.key && field.computed);
            let Some(shape) = shape else { continue };
            if computed && is_computed(object.language, &member.value) || is_unknown(&member.value) {
                continue;
            }
            found.extend(problem(shape, member).map(|problem| word(object, member, (shape, computed), problem)));
            found.extend(element_problems(object, member));
        }
    }
    found
}

/// Whether objects of this role are reported as such; others as the field that holds them.
fn is_element(role: Role) -> bool {
    matches!(
        role,
        Role::State(_)
            | Role::UntypedState
            | Role::Branch
            | Role::ChoiceRule
            | Role::NestedRule
            | Role::Retrier
            | Role::Catcher
    )
}

#[derive(Clone, Copy)]
enum Problem {
    Kind,
    Range,
    Word,
    Empty,
}

fn in_language(field: &Field, object: &ObjectAt<'_>) -> bool {
    field.language.is_none_or(|language| language == object.language)
}

fn comparator_shape(role: Role, key: &str) -> Option<Shape> {
    if !matches!(role, Role::ChoiceRule | Role::NestedRule) {
        return None;
    }
    Some(match operand(key)? {
        Operand::Text | Operand::Timestamp => Shape::Text,
        Operand::Number => Shape::Number(f64::MIN, f64::MAX),
        Operand::Boolean => Shape::Boolean,
        Operand::Path => Shape::ReferencePath,
    })
}

/// Whether a JSONata expression stands in place of the value.
fn is_computed(language: QueryLanguage, value: &Node) -> bool {
    language == QueryLanguage::Jsonata && value.as_str().is_some_and(|text| text.starts_with("{%"))
}

fn problem(shape: Shape, member: &Member) -> Option<Problem> {
    let value = &member.value;
    let fits = match shape {
        Shape::Any => true,
        Shape::Text | Shape::Path | Shape::ReferencePath | Shape::PathOrIntrinsic => {
            value.as_str().is_some()
        }
        Shape::PathOrNull | Shape::ReferencePathOrNull => value.as_str().is_some() || value.is_null(),
        Shape::Boolean => value.as_bool().is_some(),
        Shape::Object => value.is_object(),
        Shape::Array => value.is_array(),
        Shape::Filled => match value.items() {
            [] if value.is_array() => return Some(Problem::Empty),
            _ => value.is_array(),
        },
        Shape::Integer(least, most) => match value.as_f64() {
            Some(number) if number.fract() != 0.0 => return Some(Problem::Range),
            Some(_) => {
                let inside = value.as_i64().is_some_and(|n| (least..=most).contains(&n));
                return (!inside).then_some(Problem::Range);
            }
            None => false,
        },
        Shape::Number(least, most) => match value.as_f64() {
            Some(number) => return (!(least..=most).contains(&number)).then_some(Problem::Range),
            None => false,
        },
        Shape::OneOf(words) => match value.as_str() {
            Some(word) => return (!words.contains(&word)).then_some(Problem::Word),
            None => false,
        },
    };
    (!fits).then_some(Problem::Kind)
}

/// `ErrorEquals` holds strings.
fn element_problems(object: &ObjectAt<'_>, member: &Member) -> Vec<Diagnostic> {
    if &*member.key != "ErrorEquals" {
        return Vec::new();
    }
    let wrong = member.value.items().iter().enumerate();
    wrong
        .filter(|(_, item)| item.as_str().is_none() && !is_unknown(item))
        .map(|(index, item)| {
            let message = format!("An error name is a string; this is {}.", item.kind_name());
            let path = object.field_path(&format!("ErrorEquals[{index}]"));
            Diagnostic::error(CODE, item.span, message).with_path(path)
        })
        .collect()
}

fn word(
    object: &ObjectAt<'_>,
    member: &Member,
    (shape, computed): (Shape, bool),
    problem: Problem,
) -> Diagnostic {
    let key = &*member.key;
    let value = &member.value;
    let mut wanted = wanted(shape);
    if computed && object.language == QueryLanguage::Jsonata {
        wanted.push_str(", or {% ... %}");
    }
    let message = match problem {
        Problem::Kind => format!("\"{key}\" is {wanted}, not {}.", value.kind_name()),
        Problem::Range => format!("\"{key}\" is {wanted}; {} is not.", value.as_number().unwrap_or("this")),
        Problem::Word => format!("\"{key}\" is {wanted}, not \"{}\".", value.as_str().unwrap_or("")),
        Problem::Empty => format!("\"{key}\" may not be empty."),
    };
    let mut diagnostic =
        Diagnostic::error(CODE, value.span, message).with_path(object.field_path(key));
    diagnostic.fixes.extend(fix(shape, value));
    diagnostic
}

/// The value that fits, when the wrong one says which it is.
fn fix(shape: Shape, value: &Node) -> Option<Fix> {
    let text = value.as_str();
    let replacement = match shape {
        Shape::Integer(..) | Shape::Number(..) => text.filter(|text| text.parse::<f64>().is_ok())?,
        Shape::Boolean => text.filter(|text| matches!(*text, "true" | "false"))?,
        Shape::OneOf(words) => return Some(replace_with_string(value.span, closest(text?, words.iter().copied())?)),
        _ => return None,
    };
    let edits = vec![Edit { span: value.span, text: replacement.to_owned() }];
    Some(Fix { title: format!("Replace with {replacement}"), edits })
}

fn wanted(shape: Shape) -> String {
    match shape {
        Shape::Any => "any value".to_owned(),
        Shape::Text => "a string".to_owned(),
        Shape::Boolean => "true or false".to_owned(),
        Shape::Object => "an object".to_owned(),
        Shape::Array | Shape::Filled => "an array".to_owned(),
        Shape::Integer(least, i64::MAX) => format!("a whole number from {least}"),
        Shape::Integer(least, most) => format!("a whole number from {least} to {most}"),
        Shape::Number(f64::MIN, _) => "a number".to_owned(),
        Shape::Number(least, f64::MAX) => format!("a number from {least:?}"),
        Shape::Number(least, most) => format!("a number from {least} to {most}"),
        Shape::OneOf(words) => match words.split_last() {
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        },
        Shape::Path => "a JSONPath".to_owned(),
        Shape::PathOrNull => "a JSONPath or null".to_owned(),
        Shape::ReferencePath => "a reference path".to_owned(),
        Shape::ReferencePathOrNull => "a reference path or null".to_owned(),
        Shape::PathOrIntrinsic => "a JSONPath or an intrinsic function".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn kinds() {
        check(
            CODE,
            r#"{"StartAt": 1, "Comment": null, "States": {
  "A": {"Type": "Task", "Resource": ["x"], "Retry": {"ErrorEquals": ["E"]}, "End": "true"},
  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "NumericEquals": "1", "Next": "A"}, "rule"]},
  "C": "Pass",
  "D": {"Type": "Map", "ItemsPath": null, "ItemProcessor": [], "End": true},
  "E": {"Type": "Parallel", "Branches": [], "InputPath": null, "End": true}
}}"#,
            expect![[r#"
                {"StartAt": 1, "Comment": null, "States": {
                            ^ error: "StartAt" is a string, not a number. (/StartAt)
                                          ^^^^ error: "Comment" is a string, not null. (/Comment)
                  "A": {"Type": "Task", "Resource": ["x"], "Retry": {"ErrorEquals": ["E"]}, "End": "true"},
                                                    ^^^^^ error: "Resource" is a string, not an array. (/States/A/Resource)
                                                                    ^^^^^^^^^^^^^^^^^^^^^^ error: "Retry" is an array, not an object. (/States/A/Retry)
                                                                                                   ^^^^^^ error: "End" is true or false, not a string. (/States/A/End)
                                                                                                     fix: Replace with true
                  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "NumericEquals": "1", "Next": "A"}, "rule"]},
                                                                                           ^^^ error: "NumericEquals" is a number, not a string. (/States/B/Choices[0]/NumericEquals)
                                                                                             fix: Replace with 1
                                                                                                              ^^^^^^ error: A choice rule is an object; this is a string. (/States/B/Choices[1])
                  "C": "Pass",
                       ^^^^^^ error: A state is an object; this is a string. (/States/C)
                  "D": {"Type": "Map", "ItemsPath": null, "ItemProcessor": [], "End": true},
                                                    ^^^^ error: "ItemsPath" is a reference path, not null. (/States/D/ItemsPath)
                                                                           ^^ error: "ItemProcessor" is an object, not an array. (/States/D/ItemProcessor)
                  "E": {"Type": "Parallel", "Branches": [], "InputPath": null, "End": true}
                                                        ^^ error: "Branches" may not be empty. (/States/E/Branches)
                }}
            "#]],
        );
    }

    #[test]
    fn ranges_and_words() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 0, "End": true,
    "Retry": [
      {"ErrorEquals": ["E", 1], "IntervalSeconds": 0, "MaxAttempts": -1, "BackoffRate": 0.5, "MaxDelaySeconds": 99999999, "JitterStrategy": "full"},
      {"ErrorEquals": [], "IntervalSeconds": 1.5, "MaxAttempts": 0, "BackoffRate": 1}
    ]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 0, "End": true,
                                                                                                        ^ error: "TimeoutSeconds" is a whole number from 1 to 99999999; 0 is not. (/States/A/TimeoutSeconds)
                    "Retry": [
                      {"ErrorEquals": ["E", 1], "IntervalSeconds": 0, "MaxAttempts": -1, "BackoffRate": 0.5, "MaxDelaySeconds": 99999999, "JitterStrategy": "full"},
                                            ^ error: An error name is a string; this is a number. (/States/A/Retry[0]/ErrorEquals[1])
                                                                   ^ error: "IntervalSeconds" is a whole number from 1 to 99999999; 0 is not. (/States/A/Retry[0]/IntervalSeconds)
                                                                                     ^^ error: "MaxAttempts" is a whole number from 0 to 99999999; -1 is not. (/States/A/Retry[0]/MaxAttempts)
                                                                                                        ^^^ error: "BackoffRate" is a number from 1.0; 0.5 is not. (/States/A/Retry[0]/BackoffRate)
                                                                                                                                ^^^^^^^^ error: "MaxDelaySeconds" is a whole number from 1 to 31622399; 99999999 is not. (/States/A/Retry[0]/MaxDelaySeconds)
                                                                                                                                                            ^^^^^^ error: "JitterStrategy" is FULL or NONE, not "full". (/States/A/Retry[0]/JitterStrategy)
                                                                                                                                                              fix: Replace with "FULL"
                      {"ErrorEquals": [], "IntervalSeconds": 1.5, "MaxAttempts": 0, "BackoffRate": 1}
                                      ^^ error: "ErrorEquals" may not be empty. (/States/A/Retry[1]/ErrorEquals)
                                                             ^^^ error: "IntervalSeconds" is a whole number from 1 to 99999999; 1.5 is not. (/States/A/Retry[1]/IntervalSeconds)
                    ]}
                }}
            "#]],
        );
    }

    #[test]
    fn jsonata_computes() {
        check(
            CODE,
            r#"{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
  "A": {"Type": "Wait", "Seconds": "{% $states.input.wait %}", "Next": "B"},
  "B": {"Type": "Wait", "Seconds": "soon", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "QueryLanguage": "JSONata", "States": {
                  "A": {"Type": "Wait", "Seconds": "{% $states.input.wait %}", "Next": "B"},
                  "B": {"Type": "Wait", "Seconds": "soon", "End": true}
                                                   ^^^^^^ error: "Seconds" is a whole number from 0 to 99999999, or {% ... %}, not a string. (/States/B/Seconds)
                }}
            "#]],
        );
    }

    #[test]
    fn templates_are_left_alone() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": {"Fn::GetAtt": ["Function", "Arn"]}, "TimeoutSeconds": "${Timeout}", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": {"Fn::GetAtt": ["Function", "Arn"]}, "TimeoutSeconds": "${Timeout}", "End": true}
                }}
            "#]],
        );
    }
}
