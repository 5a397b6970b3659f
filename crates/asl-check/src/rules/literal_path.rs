//! # `literal-path`
//!
//! ## What it checks
//! In a payload template, a value that looks like a path or an intrinsic function has a key that ends in `.$`. And
//! `Result` of a Pass state, which is no payload template, has no such keys.
//!
//! ## Why
//! Without `.$` the text itself is passed on: the task gets `"$.order.id"`, not the order's id. AWS accepts it.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Pass", "Parameters": {"id": "$.order.id"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Pass", "Parameters": {"id.$": "$.order.id"}, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Payload Template".

use asl_query::path::Path;
use asl_syntax::view::{QueryLanguage, StateType};
use asl_syntax::Diagnostic;

use crate::context::{Context, Role};
use crate::edits::rename_key;
use crate::templates::{Entry, Template, payload_templates};

pub(super) const CODE: &str = "literal-path";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in payload_templates(context) {
        for entry in template.entries() {
            let text = entry.member.value.as_str().unwrap_or("");
            if !entry.member.key.ends_with(".$") && looks_computed(text) {
                found.push(word(&template, entry, text));
            }
        }
    }
    for object in context.objects.iter().filter(|o| o.role == Role::State(StateType::Pass)) {
        let Some(result) = object.node.get("Result").filter(|_| object.language == QueryLanguage::JsonPath) else {
            continue;
        };
        let template = Template {
            field: "Result",
            node: result,
            path: object.field_path("Result"),
            role: object.role,
            state: object.state,
        };
        let keys = template.entries().into_iter().filter(|entry| entry.member.key.ends_with(".$"));
        found.extend(keys.map(|entry| result_word(&template, entry)));
    }
    found
}

/// Whether a text is a path with at least one step, or a call of an intrinsic function.
fn looks_computed(text: &str) -> bool {
    let path = text.starts_with("$.") || text.starts_with("$$.") || text.starts_with("$[");
    (path && Path::parse(text).is_ok()) || (text.starts_with("States.") && text.ends_with(')'))
}

fn word(template: &Template<'_>, entry: Entry<'_>, text: &str) -> Diagnostic {
    let key = &*entry.member.key;
    let what = if text.starts_with('$') { "path" } else { "function" };
    let message = format!("\"{key}\" gets this text, not what the {what} gives.");
    let computed = format!("{key}.$");
    let mut diagnostic = Diagnostic::warning(CODE, entry.member.value.span, message)
        .with_help(format!("Write \"{computed}\" to have it evaluated."))
        .with_path(&template.path);
    if entry.object.get(&computed).is_none() {
        diagnostic.fixes.push(rename_key(entry.member, &computed));
    }
    diagnostic
}

fn result_word(template: &Template<'_>, entry: Entry<'_>) -> Diagnostic {
    let key = &*entry.member.key;
    Diagnostic::warning(CODE, entry.member.key_span, format!("\"{key}\" is not evaluated in \"Result\"."))
        .with_help("\"Result\" is passed on as it is. Use \"Parameters\" to put values in.")
        .with_path(&template.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn at_any_depth() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B",
    "Parameters": {"Payload": [{"id": "$.id", "time": "$$.State.EnteredTime", "price": "$5", "root": "$"}]},
    "ResultSelector": {"uuid": "States.UUID()"}},
  "B": {"Type": "Pass", "Result": {"id.$": "$.id", "x": "$.y"}, "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "B",
                    "Parameters": {"Payload": [{"id": "$.id", "time": "$$.State.EnteredTime", "price": "$5", "root": "$"}]},
                                                      ^^^^^^ warning: "id" gets this text, not what the path gives. (/States/A/Parameters)
                                                        help: Write "id.$" to have it evaluated.
                                                        fix: Rename to "id.$"
                                                                      ^^^^^^^^^^^^^^^^^^^^^^ warning: "time" gets this text, not what the path gives. (/States/A/Parameters)
                                                                        help: Write "time.$" to have it evaluated.
                                                                        fix: Rename to "time.$"
                    "ResultSelector": {"uuid": "States.UUID()"}},
                                               ^^^^^^^^^^^^^^^ warning: "uuid" gets this text, not what the function gives. (/States/A/ResultSelector)
                                                 help: Write "uuid.$" to have it evaluated.
                                                 fix: Rename to "uuid.$"
                  "B": {"Type": "Pass", "Result": {"id.$": "$.id", "x": "$.y"}, "End": true}
                                                   ^^^^^^ warning: "id.$" is not evaluated in "Result". (/States/B/Result)
                                                     help: "Result" is passed on as it is. Use "Parameters" to put values in.
                }}
            "#]],
        );
    }
}
