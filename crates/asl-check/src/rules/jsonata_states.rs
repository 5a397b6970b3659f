//! # `jsonata-states`
//!
//! ## What it checks
//! `$states` is used where its parts exist: `input` and `context` everywhere, `result` only in `Output` and `Assign` of
//! Task, Parallel and Map states, `errorOutput` only in `Output` and `Assign` of a catcher. It has no other parts.
//!
//! ## Why
//! AWS refuses the definition: there is no result before the work is done, and no error where none was caught.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
//!   "Arguments": {"FunctionName": "load", "Payload": "{% $states.result %}"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
//!   "Arguments": {"FunctionName": "load", "Payload": "{% $states.input %}"}, "Output": "{% $states.result %}", "End": true}
//! ```
//!
//! ## Source
//! The specification, "Reserved variable: $states"; the developer guide, "Transforming data with JSONata".

use asl_syntax::view::StateType;
use asl_syntax::{Diagnostic, Node, Span};

use crate::context::{Context, Role};
use crate::suggest::closest;
use crate::templates::{Template, jsonata_templates};

pub(super) const CODE: &str = "jsonata-states";

const PARTS: [&str; 4] = ["input", "context", "result", "errorOutput"];

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in jsonata_templates(context) {
        for (node, text) in template.strings() {
            if !text.starts_with("{%") {
                continue;
            }
            for (offset, part) in uses(text) {
                if !PARTS.contains(&part) || !exists(&template, part) {
                    found.push(word(context, &template, node, offset, part));
                }
            }
        }
    }
    found
}

/// Whether a part of `$states` exists where the template stands.
fn exists(template: &Template<'_>, part: &str) -> bool {
    let after = matches!(template.field, "Output" | "Assign");
    let works = matches!(template.role, Role::State(StateType::Task | StateType::Parallel | StateType::Map));
    match part {
        "result" => after && works,
        "errorOutput" => after && template.role == Role::Catcher,
        _ => true,
    }
}

/// The parts of `$states` that an expression names, with their offsets; strings and comments aside.
fn uses(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut position = 0;
    while let Some(rest) = text.get(position..).filter(|rest| !rest.is_empty()) {
        let skipped = literal_length(rest);
        if skipped > 0 {
            position += skipped;
            continue;
        }
        if let Some(after) = rest.strip_prefix("$states.") {
            let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            if !name.is_empty() {
                found.push((position + "$states.".len(), name));
            }
        }
        position += rest.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// Length of the string, quoted name or comment that `rest` begins with; 0 when it begins with none.
fn literal_length(rest: &str) -> usize {
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |end| end + 2);
    }
    let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { return 0 };
    let mut chars = rest.char_indices().skip(1);
    while let Some((index, char)) = chars.next() {
        match char {
            '\\' if quote != '`' => {
                chars.next();
            }
            _ if char == quote => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

fn word(context: &Context<'_>, template: &Template<'_>, node: &Node, offset: usize, part: &str) -> Diagnostic {
    let (message, help) = match part {
        "result" => (
            "There is no $states.result here.".to_owned(),
            "It exists in \"Output\" and \"Assign\" of Task, Parallel and Map states, once the work is done.".to_owned(),
        ),
        "errorOutput" => (
            "There is no $states.errorOutput here.".to_owned(),
            "It exists in \"Output\" and \"Assign\" of a catcher.".to_owned(),
        ),
        _ => (
            format!("$states has no \"{part}\"."),
            match closest(part, PARTS) {
                Some(meant) => format!("Did you mean $states.{meant}?"),
                None => "It has input, context, result and errorOutput.".to_owned(),
            },
        ),
    };
    let place = context.inside(node, offset);
    let length = u32::try_from(part.len()).unwrap_or(0);
    let span = if place == node.span { place } else { Span::new(place.start, place.start + length) };
    Diagnostic::error(CODE, span, message).with_help(help).with_path(&template.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn parts() {
        check(
            CODE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B",
    "Arguments": {"x": "{% $states.inptu.x & '$states.result' /* $states.result */ %}"},
    "Assign": {"r": "{% $states.result.x %}"},
    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B", "Output": "{% $states.errorOutput %}", "Assign": {"e": "{% $states.result %}"}}]},
  "B": {"Type": "Pass", "Output": "{% $states.result %}", "Next": "C"},
  "C": {"Type": "Fail", "Cause": "{% $states.errorOutput.Cause %}"}
}}"#,
            expect![[r#"
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B",
                    "Arguments": {"x": "{% $states.inptu.x & '$states.result' /* $states.result */ %}"},
                                                   ^^^^^ error: $states has no "inptu". (/States/A/Arguments)
                                                     help: Did you mean $states.input?
                    "Assign": {"r": "{% $states.result.x %}"},
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B", "Output": "{% $states.errorOutput %}", "Assign": {"e": "{% $states.result %}"}}]},
                                                                                                                                              ^^^^^^ error: There is no $states.result here. (/States/A/Catch[0]/Assign)
                                                                                                                                                help: It exists in "Output" and "Assign" of Task, Parallel and Map states, once the work is done.
                  "B": {"Type": "Pass", "Output": "{% $states.result %}", "Next": "C"},
                                                              ^^^^^^ error: There is no $states.result here. (/States/B/Output)
                                                                help: It exists in "Output" and "Assign" of Task, Parallel and Map states, once the work is done.
                  "C": {"Type": "Fail", "Cause": "{% $states.errorOutput.Cause %}"}
                                                             ^^^^^^^^^^^ error: There is no $states.errorOutput here. (/States/C/Cause)
                                                               help: It exists in "Output" and "Assign" of a catcher.
                }}
            "#]],
        );
    }
}
