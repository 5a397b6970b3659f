//! # `payload-template`
//!
//! ## What it checks
//! In a payload template, the value of a key that ends in `.$` is a path or a call of an intrinsic function, and no
//! other key has the same name without the `.$`.
//!
//! ## Why
//! AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Pass", "Parameters": {"id.$": "order.id"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Pass", "Parameters": {"id.$": "$.order.id"}, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Payload Template"; recorded from AWS: `The value for the field 'id.$' must be a valid JSONPath or
//! a valid intrinsic function call`.

use asl_syntax::Diagnostic;

use crate::context::{Context, is_unknown};
use crate::edits::{remove_member, rename_key, replace_with_string};
use crate::expressions::{Fault, intrinsic_fault, is_call_like, is_path_like, path_fault};
use crate::templates::{Entry, Template, payload_templates};

pub(super) const CODE: &str = "payload-template";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in payload_templates(context) {
        for entry in template.entries() {
            let Some(name) = entry.member.key.strip_suffix(".$") else { continue };
            if let Some(plain) = entry.object.member(name) {
                found.push(twice_word(context, &template, entry, plain));
            }
            if !is_unknown(&entry.member.value) {
                found.extend(problem(entry).map(|problem| word(context, &template, entry, name, &problem)));
            }
        }
    }
    found
}

enum Problem {
    /// The value is no string.
    Kind,
    /// It starts like a path or a call.
    Expression(Fault),
    /// It is neither a path nor a call.
    Text,
}

fn problem(entry: Entry<'_>) -> Option<Problem> {
    let Some(text) = entry.member.value.as_str() else {
        return Some(Problem::Kind);
    };
    if is_path_like(text) {
        path_fault(text).map(Problem::Expression)
    } else if is_call_like(text) {
        intrinsic_fault(text).map(Problem::Expression)
    } else {
        Some(Problem::Text)
    }
}

fn word(context: &Context<'_>, template: &Template<'_>, entry: Entry<'_>, name: &str, problem: &Problem) -> Diagnostic {
    let key = &*entry.member.key;
    let value = &entry.member.value;
    let error = |message: String| Diagnostic::error(CODE, value.span, message);
    let diagnostic = match problem {
        Problem::Kind => error(format!("\"{key}\" takes a path or an intrinsic function, not {}.", value.kind_name())),
        Problem::Text => error(format!("\"{key}\" is neither a path nor an intrinsic function.")),
        Problem::Expression(fault) => {
            let message = format!("\"{key}\" cannot be evaluated: {}.", fault.message);
            Diagnostic::new(CODE, fault.severity, context.inside(value, fault.offset), message)
        }
    };
    let help = format!("A path starts with $, a function with States. For a constant write \"{name}\" without .$.");
    let mut diagnostic = diagnostic.with_help(help).with_path(&template.path);
    let meant = match problem {
        Problem::Expression(fault) => fault.meant.clone(),
        Problem::Text => value.as_str().and_then(path_without_root),
        Problem::Kind => None,
    };
    diagnostic.fixes.extend(meant.map(|meant| replace_with_string(value.span, &meant)));
    let constant = matches!(problem, Problem::Kind | Problem::Text);
    if constant && !name.is_empty() && entry.object.get(name).is_none() {
        diagnostic.fixes.push(rename_key(entry.member, name));
    }
    diagnostic
}

/// The path that a text becomes with the `$.` that was left out.
fn path_without_root(text: &str) -> Option<String> {
    let path = format!("$.{}", text.trim_start_matches('.'));
    let named = text.starts_with(|c: char| c.is_alphabetic() || c == '.');
    (named && !text.contains(['(', ' ']) && path_fault(&path).is_none()).then_some(path)
}

fn twice_word(
    context: &Context<'_>,
    template: &Template<'_>,
    entry: Entry<'_>,
    plain: &asl_syntax::Member,
) -> Diagnostic {
    let message = format!("\"{}\" and \"{}\" make the same field.", plain.key, entry.member.key);
    let mut diagnostic = Diagnostic::error(CODE, entry.member.key_span, message)
        .with_help("The .$ is not part of the name. Keep one of them.")
        .with_label(plain.key_span, "the other one")
        .with_path(&template.path);
    diagnostic.fixes.extend(remove_member(context.document, entry.object, plain));
    diagnostic.fixes.extend(remove_member(context.document, entry.object, entry.member));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn values() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Parameters": {
    "a.$": 1,
    "b.$": "order.id",
    "c.$": "$.items[?(@.x",
    "d.$": "some words",
    "e": [{"f.$": "$.x", "f": 1}],
    "j.$": "States.Uuid()", "k.$": "States.Format('{}'",
    "g.$": "$variable.x", "h.$": "$$.Task.Token", "i.$": "${Template}"
  }}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Parameters": {
                    "a.$": 1,
                           ^ error: "a.$" takes a path or an intrinsic function, not a number. (/States/A/Parameters)
                             help: A path starts with $, a function with States. For a constant write "a" without .$.
                             fix: Rename to "a"
                    "b.$": "order.id",
                           ^^^^^^^^^^ error: "b.$" is neither a path nor an intrinsic function. (/States/A/Parameters)
                             help: A path starts with $, a function with States. For a constant write "b" without .$.
                             fix: Replace with "$.order.id"
                             fix: Rename to "b"
                    "c.$": "$.items[?(@.x",
                           ^^^^^^^^^^^^^^^ error: "c.$" cannot be evaluated: expected character: ). (/States/A/Parameters)
                             help: A path starts with $, a function with States. For a constant write "c" without .$.
                    "d.$": "some words",
                           ^^^^^^^^^^^^ error: "d.$" is neither a path nor an intrinsic function. (/States/A/Parameters)
                             help: A path starts with $, a function with States. For a constant write "d" without .$.
                             fix: Rename to "d"
                    "e": [{"f.$": "$.x", "f": 1}],
                           ^^^^^ error: "f" and "f.$" make the same field. (/States/A/Parameters)
                             help: The .$ is not part of the name. Keep one of them.
                             line 7, "f": the other one
                             fix: Remove "f"
                             fix: Remove "f.$"
                    "j.$": "States.Uuid()", "k.$": "States.Format('{}'",
                            ^^^^^^^^^^^^^ error: "j.$" cannot be evaluated: 'States.Uuid' is not an intrinsic function. (/States/A/Parameters)
                              help: A path starts with $, a function with States. For a constant write "j" without .$.
                              fix: Replace with "States.UUID()"
                                                   ^^^^^^^^^^^^^^^^^^^^ error: "k.$" cannot be evaluated: expected ','. (/States/A/Parameters)
                                                     help: A path starts with $, a function with States. For a constant write "k" without .$.
                    "g.$": "$variable.x", "h.$": "$$.Task.Token", "i.$": "${Template}"
                  }}
                }}
            "#]],
        );
    }
}
