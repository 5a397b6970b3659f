//! # `other-query-language`
//!
//! ## What it checks
//! A JSONPath state has no fields of JSONata (`Arguments`, `Output`, `Items`, `Condition`), and a JSONata state none of
//! JSONPath (`Parameters`, `ResultPath`, `InputPath`, `Variable`, fields that end in `Path`).
//!
//! ## Why
//! AWS refuses the definition. JSONPath is the language of every state unless `QueryLanguage` says otherwise.
//!
//! ## Example
//! ```json
//! "Hello": {"Type": "Pass", "Output": {"hello": "world"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hello": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"hello": "world"}, "End": true}
//! ```
//!
//! ## Source
//! Measured on AWS: `The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata'
//! QueryLanguage`.

use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Member};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::insert_member;
use crate::fields::{fields, operand};

pub(super) const CODE: &str = "other-query-language";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in context.objects.iter().filter(|object| !is_unknown(object.node)) {
        let fields = fields(object.role);
        let rule = matches!(object.role, Role::ChoiceRule | Role::NestedRule);
        for member in object.node.members() {
            let language = match fields.iter().find(|field| *field.name == *member.key) {
                Some(field) => field.language,
                None => (rule && operand(&member.key).is_some()).then_some(QueryLanguage::JsonPath),
            };
            if language.is_some_and(|language| language != object.language) {
                found.push(word(context, object, member));
            }
        }
    }
    found
}

fn word(context: &Context<'_>, object: &ObjectAt<'_>, member: &Member) -> Diagnostic {
    let key = &*member.key;
    let (this, other) = match object.language {
        QueryLanguage::JsonPath => ("JSONPath", "JSONata"),
        QueryLanguage::Jsonata => ("JSONata", "JSONPath"),
    };
    let state = object.state.and_then(|index| context.states.get(index));
    let message = format!("\"{key}\" is a field of {other}, and this state is in {this}.");
    let mut diagnostic =
        Diagnostic::error(CODE, member.key_span, message).with_path(object.location());
    let instead = counterpart(key);
    diagnostic.help = Some(match (instead, object.language) {
        (Some(instead), _) => format!("In {this}: {instead}."),
        (None, QueryLanguage::JsonPath) => "Set \"QueryLanguage\": \"JSONata\", or remove it.".to_owned(),
        (None, QueryLanguage::Jsonata) => "JSONata states have no such field; use an expression.".to_owned(),
    });
    // The other way round AWS does not allow: a JSONata machine has no JSONPath states.
    if let Some(at) = state.filter(|at| {
        object.language == QueryLanguage::JsonPath && at.state.query_language().is_none()
    }) {
        let fix = insert_member(context.document, at.state.node, "QueryLanguage", "\"JSONata\"");
        diagnostic.fixes.extend(fix);
    }
    diagnostic
}

/// What does the same in the other language.
fn counterpart(key: &str) -> Option<&'static str> {
    Some(match key {
        "Parameters" => "\"Arguments\" (in a Pass state \"Output\", in a Map \"ItemSelector\")",
        "Arguments" => "\"Parameters\"",
        "InputPath" => "expressions read what they need from $states.input",
        "OutputPath" | "ResultSelector" | "ResultPath" | "Result" => "\"Output\"",
        "Output" => "\"ResultPath\", \"ResultSelector\" or \"OutputPath\"",
        "ItemsPath" => "\"Items\"",
        "Items" => "\"ItemsPath\"",
        "Condition" => "\"Variable\" and a comparator",
        "SecondsPath" => "\"Seconds\": \"{% ... %}\"",
        "TimestampPath" => "\"Timestamp\": \"{% ... %}\"",
        "TimeoutSecondsPath" => "\"TimeoutSeconds\": \"{% ... %}\"",
        "HeartbeatSecondsPath" => "\"HeartbeatSeconds\": \"{% ... %}\"",
        "ErrorPath" => "\"Error\": \"{% ... %}\"",
        "CausePath" => "\"Cause\": \"{% ... %}\"",
        "Variable" | "And" | "Or" | "Not" => "\"Condition\": \"{% ... %}\"",
        _ if operand(key).is_some() => "\"Condition\": \"{% ... %}\"",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn jsonata_fields_in_jsonpath() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {}, "Next": "B"},
  "B": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "A"}]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {}, "Next": "B"},
                                                                                      ^^^^^^^^^^^ error: "Arguments" is a field of JSONata, and this state is in JSONPath. (/States/A)
                                                                                        help: In JSONPath: "Parameters".
                                                                                        fix: Add "QueryLanguage"
                  "B": {"Type": "Choice", "Choices": [{"Condition": true, "Next": "A"}]}
                                                       ^^^^^^^^^^^ error: "Condition" is a field of JSONata, and this state is in JSONPath. (/States/B/Choices[0])
                                                         help: In JSONPath: "Variable" and a comparator.
                                                         fix: Add "QueryLanguage"
                }}
            "#]],
        );
    }

    #[test]
    fn jsonpath_fields_in_jsonata() {
        check(
            CODE,
            r#"{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {}, "ResultPath": null, "Next": "B"},
  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "C"}]},
  "C": {"Type": "Wait", "SecondsPath": "$.s", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "QueryLanguage": "JSONata", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {}, "ResultPath": null, "Next": "B"},
                                                                                      ^^^^^^^^^^^^ error: "Parameters" is a field of JSONPath, and this state is in JSONata. (/States/A)
                                                                                        help: In JSONata: "Arguments" (in a Pass state "Output", in a Map "ItemSelector").
                                                                                                        ^^^^^^^^^^^^ error: "ResultPath" is a field of JSONPath, and this state is in JSONata. (/States/A)
                                                                                                          help: In JSONata: "Output".
                  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "C"}]},
                                                       ^^^^^^^^^^ error: "Variable" is a field of JSONPath, and this state is in JSONata. (/States/B/Choices[0])
                                                         help: In JSONata: "Condition": "{% ... %}".
                                                                          ^^^^^^^^ error: "IsNull" is a field of JSONPath, and this state is in JSONata. (/States/B/Choices[0])
                                                                            help: In JSONata: "Condition": "{% ... %}".
                  "C": {"Type": "Wait", "SecondsPath": "$.s", "End": true}
                                        ^^^^^^^^^^^^^ error: "SecondsPath" is a field of JSONPath, and this state is in JSONata. (/States/C)
                                          help: In JSONata: "Seconds": "{% ... %}".
                }}
            "#]],
        );
    }
}
