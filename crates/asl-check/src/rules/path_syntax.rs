//! # `path-syntax`
//!
//! ## What it checks
//! `InputPath`, `OutputPath` and `Variable` are paths. `ResultPath`, `ItemsPath`, `SecondsPath` and the other fields that
//! end in `Path` are reference paths: they name one place, without wildcards, filters or slices. `ResultPath` writes
//! into the state input, so it names neither the context object nor a variable. `ErrorPath` and `CausePath` are paths or
//! intrinsic functions that return a string.
//!
//! ## Why
//! AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Pass", "ResultPath": "result", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Pass", "ResultPath": "$.result", "End": true}
//! ```
//!
//! ## Source
//! The specification, "Paths" and "Reference Paths".

use asl_query::intrinsic::{Function, Intrinsic};
use asl_query::path::Root;
use asl_query::reference::ReferencePath;
use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Fix, Member, Node, Severity};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::replace_with_string;
use crate::expressions::{Fault, intrinsic_fault, is_call_like, path_fault, reference_fault};
use crate::fields::{Operand, Shape, fields, operand};

pub(super) const CODE: &str = "path-syntax";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in context.objects.iter().filter(|o| o.language == QueryLanguage::JsonPath) {
        let fields = fields(object.role);
        for member in object.node.members() {
            let Some(text) = member.value.as_str().filter(|_| !is_unknown(&member.value)) else { continue };
            let shape = fields.iter().find(|field| *field.name == *member.key).map(|field| field.shape);
            let wanted = shape.and_then(wanted).or_else(|| comparator(object.role, &member.key));
            let fault = wanted.and_then(|wanted| Some((wanted, fault(wanted, &member.key, text)?)));
            found.extend(fault.map(|(wanted, fault)| word(context, object, member, wanted, fault)));
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Path,
    ReferencePath,
    PathOrIntrinsic,
}

fn wanted(shape: Shape) -> Option<Wanted> {
    match shape {
        Shape::Path | Shape::PathOrNull => Some(Wanted::Path),
        Shape::ReferencePath | Shape::ReferencePathOrNull => Some(Wanted::ReferencePath),
        Shape::PathOrIntrinsic => Some(Wanted::PathOrIntrinsic),
        _ => None,
    }
}

fn comparator(role: Role, key: &str) -> Option<Wanted> {
    let in_rule = matches!(role, Role::ChoiceRule | Role::NestedRule);
    (in_rule && operand(key) == Some(Operand::Path)).then_some(Wanted::Path)
}

fn fault(wanted: Wanted, key: &str, text: &str) -> Option<Fault> {
    match wanted {
        Wanted::ReferencePath if key == "ResultPath" => reference_fault(text).or_else(|| target_fault(text)),
        Wanted::ReferencePath => reference_fault(text),
        Wanted::PathOrIntrinsic if is_call_like(text) => intrinsic_fault(text).or_else(|| result_fault(text)),
        Wanted::Path | Wanted::PathOrIntrinsic => path_fault(text),
    }
}

/// Why a reference path is no place to write to.
fn target_fault(text: &str) -> Option<Fault> {
    let message = match ReferencePath::parse(text).ok()?.path().root() {
        Root::Input => return None,
        Root::Context => "the context object cannot be written to",
        Root::Variable(_) => "it writes into the state input; \"Assign\" sets variables",
    };
    Some(Fault { message: message.to_owned(), offset: 0, severity: Severity::Error, meant: None })
}

/// Why a call does not give a string.
fn result_fault(text: &str) -> Option<Fault> {
    let function = Intrinsic::parse(text).ok()?.call().function;
    let may_be_text = matches!(
        function,
        Function::ArrayGetItem
            | Function::Base64Encode
            | Function::Base64Decode
            | Function::Format
            | Function::JsonToString
            | Function::Hash
            | Function::Uuid
    );
    let message = format!("{} does not return a string", function.name());
    (!may_be_text).then_some(Fault { message, offset: 0, severity: Severity::Error, meant: None })
}

fn word(context: &Context<'_>, object: &ObjectAt<'_>, member: &Member, wanted: Wanted, fault: Fault) -> Diagnostic {
    let (what, help) = match wanted {
        Wanted::Path => ("a path", "A path starts with $, as in $.order.items[0]."),
        Wanted::ReferencePath => (
            "a reference path",
            "It starts with $ and names one place, as in $.order.items[0]; no *, .., ?, : or @.",
        ),
        Wanted::PathOrIntrinsic => (
            "a path or an intrinsic function",
            "Write $.error.Cause, or States.Format('...', $.x).",
        ),
    };
    let message = format!("\"{}\" takes {what}: {}.", member.key, fault.message);
    let span = context.inside(&member.value, fault.offset);
    let mut diagnostic = Diagnostic::new(CODE, fault.severity, span, message)
        .with_help(help)
        .with_path(object.field_path(&member.key));
    let fix = fault.meant.map(|meant| replace_with_string(member.value.span, &meant));
    diagnostic.fixes.extend(fix.or_else(|| repaired(&member.value, wanted)));
    diagnostic
}

/// With the `$.` that was left out.
fn repaired(value: &Node, wanted: Wanted) -> Option<Fix> {
    let text = value.as_str()?;
    let start = text.trim_start_matches(['.', '/']);
    let named = start.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let path = format!("$.{start}");
    let plain = named && !text.contains(['(', '{', ' ']);
    (plain && fault(wanted, "", &path).is_none()).then(|| replace_with_string(value.span, &path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn paths() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "InputPath": "$.a[", "OutputPath": "order", "Next": "B"},
  "B": {"Type": "Choice", "Default": "C", "Choices": [
    {"Variable": "States.ArrayLength($.x)", "NumericEquals": 1, "Next": "C"},
    {"Variable": "$.x", "StringEqualsPath": "$.y", "Next": "C"}]},
  "C": {"Type": "Wait", "SecondsPath": "$.waits[*]", "Next": "D"},
  "D": {"Type": "Pass", "InputPath": "$.labels[?(@.Name==Receipt)]", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "InputPath": "$.a[", "OutputPath": "order", "Next": "B"},
                                                     ^^^^^^ error: "InputPath" takes a path: could not parse token. (/States/A/InputPath)
                                                       help: A path starts with $, as in $.order.items[0].
                                                                            ^^^^^ error: "OutputPath" takes a path: path must start with '$'. (/States/A/OutputPath)
                                                                              help: A path starts with $, as in $.order.items[0].
                                                                              fix: Replace with "$.order"
                  "B": {"Type": "Choice", "Default": "C", "Choices": [
                    {"Variable": "States.ArrayLength($.x)", "NumericEquals": 1, "Next": "C"},
                                  ^^^^^^^^^^^^^^^^^^^^^^^ error: "Variable" takes a path: path must start with '$'. (/States/B/Choices[0]/Variable)
                                    help: A path starts with $, as in $.order.items[0].
                    {"Variable": "$.x", "StringEqualsPath": "$.y", "Next": "C"}]},
                  "C": {"Type": "Wait", "SecondsPath": "$.waits[*]", "Next": "D"},
                                                                ^^ error: "SecondsPath" takes a reference path: a Reference Path identifies a single node: '@', ',', ':', '?', '*' and '..' are not allowed. (/States/C/SecondsPath)
                                                                  help: It starts with $ and names one place, as in $.order.items[0]; no *, .., ?, : or @.
                  "D": {"Type": "Pass", "InputPath": "$.labels[?(@.Name==Receipt)]", "End": true}
                                                                         ^^^^^^^^^ warning: "InputPath" takes a path: expected a string, a number, true, false, null, a path or a regular expression. (/States/D/InputPath)
                                                                           help: A path starts with $, as in $.order.items[0].
                }}
            "#]],
        );
    }

    #[test]
    fn result_paths() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "ResultPath": "$$.Execution", "Next": "B"},
  "B": {"Type": "Pass", "ResultPath": "$counter", "Next": "C"},
  "C": {"Type": "Pass", "ResultPath": "$.a[0]['b c']", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "ResultPath": "$$.Execution", "Next": "B"},
                                                       ^^^^^^^^^^^^ error: "ResultPath" takes a reference path: the context object cannot be written to. (/States/A/ResultPath)
                                                         help: It starts with $ and names one place, as in $.order.items[0]; no *, .., ?, : or @.
                  "B": {"Type": "Pass", "ResultPath": "$counter", "Next": "C"},
                                                       ^^^^^^^^ error: "ResultPath" takes a reference path: it writes into the state input; "Assign" sets variables. (/States/B/ResultPath)
                                                         help: It starts with $ and names one place, as in $.order.items[0]; no *, .., ?, : or @.
                  "C": {"Type": "Pass", "ResultPath": "$.a[0]['b c']", "End": true}
                }}
            "#]],
        );
    }

    #[test]
    fn error_paths() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Fail", "ErrorPath": "States.Format('{}', $.code)", "CausePath": "States.ArrayLength($.x)"},
  "B": {"Type": "Fail", "ErrorPath": "code", "CausePath": "States.Fromat('x')"}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Fail", "ErrorPath": "States.Format('{}', $.code)", "CausePath": "States.ArrayLength($.x)"},
                                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^ error: "CausePath" takes a path or an intrinsic function: States.ArrayLength does not return a string. (/States/A/CausePath)
                                                                                                    help: Write $.error.Cause, or States.Format('...', $.x).
                  "B": {"Type": "Fail", "ErrorPath": "code", "CausePath": "States.Fromat('x')"}
                                                      ^^^^ error: "ErrorPath" takes a path or an intrinsic function: path must start with '$'. (/States/B/ErrorPath)
                                                        help: Write $.error.Cause, or States.Format('...', $.x).
                                                        fix: Replace with "$.code"
                                                                           ^^^^^^^^^^^^^^^^^^ error: "CausePath" takes a path or an intrinsic function: 'States.Fromat' is not an intrinsic function. (/States/B/CausePath)
                                                                             help: Write $.error.Cause, or States.Format('...', $.x).
                                                                             fix: Replace with "States.Format('x')"
                }}
            "#]],
        );
    }
}
