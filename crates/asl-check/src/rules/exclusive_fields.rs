//! # `exclusive-fields`
//!
//! ## What it checks
//! Fields that say the same thing in two ways do not stand together: `TimeoutSeconds` and `TimeoutSecondsPath`, `Error`
//! and `ErrorPath`, `ItemProcessor` and the older `Iterator`, `ItemSelector` and the older `Parameters` of a Map, and
//! so on.
//!
//! ## Why
//! AWS refuses the definition: it would not know which one to follow.
//!
//! ## Example
//! ```json
//! "Stop": {"Type": "Fail", "Error": "Stopped", "ErrorPath": "$.error"}
//! ```
//!
//! ## Instead
//! ```json
//! "Stop": {"Type": "Fail", "ErrorPath": "$.error"}
//! ```
//!
//! ## Source
//! The specification.

use asl_syntax::view::StateType;
use asl_syntax::{Diagnostic, Member};

use crate::context::{Context, ObjectAt, Role};
use crate::edits::remove_member;

pub(super) const CODE: &str = "exclusive-fields";

const PAIRS: &[(&str, &str)] = &[
    ("TimeoutSeconds", "TimeoutSecondsPath"),
    ("HeartbeatSeconds", "HeartbeatSecondsPath"),
    ("MaxConcurrency", "MaxConcurrencyPath"),
    ("MaxItems", "MaxItemsPath"),
    ("MaxItemsPerBatch", "MaxItemsPerBatchPath"),
    ("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"),
    ("ToleratedFailureCount", "ToleratedFailureCountPath"),
    ("ToleratedFailurePercentage", "ToleratedFailurePercentagePath"),
    ("Error", "ErrorPath"),
    ("Cause", "CausePath"),
    ("ItemProcessor", "Iterator"),
];
const MAP_PAIR: &[(&str, &str)] = &[("ItemSelector", "Parameters")];
const CREDENTIALS_PAIR: &[(&str, &str)] = &[("RoleArn", "RoleArn.$")];

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in &context.objects {
        let more = match object.role {
            Role::State(StateType::Map) => MAP_PAIR,
            Role::Credentials => CREDENTIALS_PAIR,
            _ => &[],
        };
        for (one, other) in PAIRS.iter().chain(more) {
            if let (Some(one), Some(other)) = (object.node.member(one), object.node.member(other)) {
                found.push(word(context, object, one, other));
            }
        }
    }
    found
}

fn word(context: &Context<'_>, object: &ObjectAt<'_>, one: &Member, other: &Member) -> Diagnostic {
    let message = format!("\"{}\" and \"{}\" exclude each other.", one.key, other.key);
    let mut diagnostic = Diagnostic::error(CODE, other.key_span, message)
        .with_help("Keep one of them.")
        .with_label(one.key_span, "the other one")
        .with_path(object.location());
    diagnostic.fixes.extend(remove_member(context.document, object.node, other));
    diagnostic.fixes.extend(remove_member(context.document, object.node, one));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn pairs() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Map", "MaxConcurrency": 1, "MaxConcurrencyPath": "$.n", "ItemSelector": {}, "Parameters": {}, "End": true,
    "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}},
    "Iterator": {"StartAt": "Y", "States": {"Y": {"Type": "Succeed"}}}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Map", "MaxConcurrency": 1, "MaxConcurrencyPath": "$.n", "ItemSelector": {}, "Parameters": {}, "End": true,
                                                            ^^^^^^^^^^^^^^^^^^^^ error: "MaxConcurrency" and "MaxConcurrencyPath" exclude each other. (/States/A)
                                                              help: Keep one of them.
                                                              line 2, "MaxConcurrency": the other one
                                                              fix: Remove "MaxConcurrencyPath"
                                                              fix: Remove "MaxConcurrency"
                                                                                                             ^^^^^^^^^^^^ error: "ItemSelector" and "Parameters" exclude each other. (/States/A)
                                                                                                               help: Keep one of them.
                                                                                                               line 2, "ItemSelector": the other one
                                                                                                               fix: Remove "Parameters"
                                                                                                               fix: Remove "ItemSelector"
                    "ItemProcessor": {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}},
                    "Iterator": {"StartAt": "Y", "States": {"Y": {"Type": "Succeed"}}}}
                    ^^^^^^^^^^ error: "ItemProcessor" and "Iterator" exclude each other. (/States/A)
                      help: Keep one of them.
                      line 3, "ItemProcessor": the other one
                      fix: Remove "Iterator"
                      fix: Remove "ItemProcessor"
                }}
            "#]],
        );
    }
}
