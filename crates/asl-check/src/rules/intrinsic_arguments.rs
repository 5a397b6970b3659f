//! # `intrinsic-arguments`
//!
//! ## What it checks
//! An intrinsic function gets as many arguments as it takes, `States.Format` one for each `{}`, and the third argument
//! of `States.JsonMerge` is `false`.
//!
//! ## Why
//! AWS accepts the definition, and the state fails when it runs, which nothing can catch. Of the two merges that the
//! specification describes AWS has only the shallow one.
//!
//! ## Example
//! ```json
//! "Merge": {"Type": "Pass", "Parameters": {"all.$": "States.JsonMerge($.a, $.b)"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Merge": {"Type": "Pass", "Parameters": {"all.$": "States.JsonMerge($.a, $.b, false)"}, "End": true}
//! ```
//!
//! ## Source
//! The specification, appendix B; recorded from AWS: `true` as the third argument of `States.JsonMerge` fails.

use asl_query::Value;
use asl_query::intrinsic::{Argument, Call, Function, Intrinsic};
use asl_syntax::view::StateType;
use asl_syntax::{Diagnostic, Node};

use crate::context::{Context, Role};
use crate::templates::payload_templates;

pub(super) const CODE: &str = "intrinsic-arguments";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut calls: Vec<(&Node, String)> = Vec::new();
    for template in payload_templates(context) {
        let entries = template.entries().into_iter().filter(|entry| entry.member.key.ends_with(".$"));
        calls.extend(entries.map(|entry| (&entry.member.value, template.path.clone())));
    }
    for object in context.objects.iter().filter(|o| o.role == Role::State(StateType::Fail)) {
        let fields = ["ErrorPath", "CausePath"].into_iter();
        calls.extend(fields.filter_map(|field| Some((object.node.get(field)?, object.field_path(field)))));
    }
    calls.iter().flat_map(|(node, path)| problems(context, node, path)).collect()
}

fn problems(context: &Context<'_>, node: &Node, path: &str) -> Vec<Diagnostic> {
    let Some(intrinsic) = node.as_str().and_then(|text| Intrinsic::parse(text).ok()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut todo = vec![intrinsic.call()];
    while let Some(call) = todo.pop() {
        found.extend(problem(call).map(|(message, help)| {
            Diagnostic::warning(CODE, context.inside(node, call.offset), message).with_help(help).with_path(path)
        }));
        todo.extend(call.arguments.iter().filter_map(|argument| match argument {
            Argument::Call(call) => Some(call),
            _ => None,
        }));
    }
    found
}

/// What is wrong with a call, and what to do.
fn problem(call: &Call) -> Option<(String, String)> {
    let name = call.function.name();
    let given = call.arguments.len();
    let (least, most) = call.function.arity();
    if given < least || most.is_some_and(|most| given > most) {
        let takes = match most {
            Some(most) if most == least => format!("{least}"),
            Some(most) => format!("{least} to {most}"),
            None => format!("at least {least}"),
        };
        let help = match call.function {
            Function::JsonMerge => "The third one is false: a shallow merge.",
            _ => "The state would fail when it runs.",
        };
        return Some((format!("{name} takes {takes} arguments, not {given}."), help.to_owned()));
    }
    match call.function {
        Function::JsonMerge => match call.arguments.get(2) {
            Some(Argument::Literal(Value::Bool(true))) => Some((
                "AWS has no deep merge.".to_owned(),
                "States.JsonMerge with true fails when it runs. Only false works.".to_owned(),
            )),
            _ => None,
        },
        Function::Format => format_problem(&call.arguments),
        _ => None,
    }
}

fn format_problem(arguments: &[Argument]) -> Option<(String, String)> {
    let Some((Argument::Text(template), values)) = arguments.split_first() else { return None };
    let wanted = placeholders(template);
    let given = values.len();
    (wanted != given).then(|| {
        (
            format!("The template has {wanted} of {{}}, but gets {given} values."),
            "States.Format takes one value for each {}. Write \\\\{ for a brace.".to_owned(),
        )
    })
}

/// The `{}` of a template, escaped braces aside.
fn placeholders(template: &str) -> usize {
    let mut count = 0;
    let mut chars = template.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => {
                chars.next();
            }
            '{' if chars.peek() == Some(&'}') => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn calls() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Next": "B", "Parameters": {
    "a.$": "States.ArrayLength($.x, 1)",
    "b.$": "States.JsonMerge($.x, $.y, true)",
    "c.$": "States.Format('{} and {}', $.x)",
    "d.$": "States.Array(States.Hash($.x), States.UUID())",
    "e.$": "States.Format('{} \\{}', $.x)"}},
  "B": {"Type": "Fail", "CausePath": "States.Format()"}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Next": "B", "Parameters": {
                    "a.$": "States.ArrayLength($.x, 1)",
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: States.ArrayLength takes 1 arguments, not 2. (/States/A/Parameters)
                              help: The state would fail when it runs.
                    "b.$": "States.JsonMerge($.x, $.y, true)",
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: AWS has no deep merge. (/States/A/Parameters)
                              help: States.JsonMerge with true fails when it runs. Only false works.
                    "c.$": "States.Format('{} and {}', $.x)",
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: The template has 2 of {}, but gets 1 values. (/States/A/Parameters)
                              help: States.Format takes one value for each {}. Write \\{ for a brace.
                    "d.$": "States.Array(States.Hash($.x), States.UUID())",
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: States.Hash takes 2 arguments, not 1. (/States/A/Parameters)
                                           help: The state would fail when it runs.
                    "e.$": "States.Format('{} \\{}', $.x)"}},
                  "B": {"Type": "Fail", "CausePath": "States.Format()"}
                                                      ^^^^^^^^^^^^^^^ warning: States.Format takes at least 1 arguments, not 0. (/States/B/CausePath)
                                                        help: The state would fail when it runs.
                }}
            "#]],
        );
    }
}
