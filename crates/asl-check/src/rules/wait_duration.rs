//! # `wait-duration`
//!
//! ## What it checks
//! A Wait state has exactly one of `Seconds`, `Timestamp`, `SecondsPath` and `TimestampPath`; in JSONata one of the
//! first two.
//!
//! ## Why
//! AWS refuses the definition: it would not know how long to wait.
//!
//! ## Example
//! ```json
//! "Hold": {"Type": "Wait", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hold": {"Type": "Wait", "Seconds": 60, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Wait State".

use asl_syntax::view::{QueryLanguage, StateType};
use asl_syntax::{Diagnostic, Member};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::{insert_member, remove_member};

pub(super) const CODE: &str = "wait-duration";

const FIELDS: [&str; 4] = ["Seconds", "Timestamp", "SecondsPath", "TimestampPath"];

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let waits = context.objects.iter().filter(|object| {
        object.role == Role::State(StateType::Wait) && !is_unknown(object.node)
    });
    waits
        .filter_map(|object| {
            let given: Vec<&Member> =
                FIELDS.iter().filter_map(|field| object.node.member(field)).collect();
            match given.as_slice() {
                [] => Some(none_word(context, object)),
                [first, second, ..] => Some(many_word(context, object, first, second)),
                [_] => None,
            }
        })
        .collect()
}

fn none_word(context: &Context<'_>, object: &ObjectAt<'_>) -> Diagnostic {
    let fields = match object.language {
        QueryLanguage::JsonPath => "Seconds, Timestamp, SecondsPath or TimestampPath",
        QueryLanguage::Jsonata => "Seconds or Timestamp",
    };
    let state = object.state.and_then(|index| context.states.get(index));
    let span = state.map_or(object.node.span, |at| at.state.name_span);
    let mut diagnostic = Diagnostic::error(CODE, span, "This Wait state does not say how long.")
        .with_help(format!("Give it one of {fields}."))
        .with_path(object.location());
    diagnostic.fixes.extend(insert_member(context.document, object.node, "Seconds", "60"));
    diagnostic
}

fn many_word(
    context: &Context<'_>,
    object: &ObjectAt<'_>,
    first: &Member,
    second: &Member,
) -> Diagnostic {
    let message = format!("\"{}\" and \"{}\" exclude each other.", first.key, second.key);
    let mut diagnostic = Diagnostic::error(CODE, second.key_span, message)
        .with_help("A Wait state waits for one thing. Keep one of them.")
        .with_label(first.key_span, "the other one")
        .with_path(object.location());
    diagnostic.fixes.extend(remove_member(context.document, object.node, second));
    diagnostic.fixes.extend(remove_member(context.document, object.node, first));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn none_and_two() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Wait", "Next": "B"},
  "B": {"Type": "Wait", "Seconds": 1, "TimestampPath": "$.t", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Wait", "Next": "B"},
                  ^^^ error: This Wait state does not say how long. (/States/A)
                    help: Give it one of Seconds, Timestamp, SecondsPath or TimestampPath.
                    fix: Add "Seconds"
                  "B": {"Type": "Wait", "Seconds": 1, "TimestampPath": "$.t", "End": true}
                                                      ^^^^^^^^^^^^^^^ error: "Seconds" and "TimestampPath" exclude each other. (/States/B)
                                                        help: A Wait state waits for one thing. Keep one of them.
                                                        line 3, "Seconds": the other one
                                                        fix: Remove "TimestampPath"
                                                        fix: Remove "Seconds"
                }}
            "#]],
        );
    }
}
