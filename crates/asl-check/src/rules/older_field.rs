//! # `older-field`
//!
//! ## What it checks
//! A Map state has `ItemProcessor` and `ItemSelector`, not `Iterator` and `Parameters`, which they replaced.
//!
//! ## Why
//! The older names still work, but newer features, such as Distributed mode, are documented for the newer ones only.
//!
//! ## Example
//! ```json
//! "Each": {"Type": "Map", "Iterator": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Map State": both are deprecated.

use asl_syntax::Diagnostic;
use asl_syntax::view::{QueryLanguage, StateType};

use crate::context::{Context, Role};
use crate::edits::rename_key;

pub(super) const CODE: &str = "older-field";

const RENAMED: [(&str, &str); 2] = [("Iterator", "ItemProcessor"), ("Parameters", "ItemSelector")];

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in context.objects.iter().filter(|o| o.role == Role::State(StateType::Map)) {
        for (older, newer) in RENAMED {
            // Together they are an error, and `Parameters` in JSONata is one too.
            let alone = object.node.get(newer).is_none();
            let known = older == "Iterator" || object.language == QueryLanguage::JsonPath;
            if let Some(member) = object.node.member(older).filter(|_| alone && known) {
                let message = format!("\"{older}\" is the older name of \"{newer}\".");
                let mut diagnostic = Diagnostic::info(CODE, member.key_span, message)
                    .with_help("Both work; new features come to the newer one.")
                    .with_path(object.location());
                diagnostic.fixes.push(rename_key(member, newer));
                found.push(diagnostic);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn fields() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Map", "Parameters": {}, "End": true, "Iterator": {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Map", "Parameters": {}, "End": true, "Iterator": {"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}}
                                       ^^^^^^^^^^^^ info: "Parameters" is the older name of "ItemSelector". (/States/A)
                                         help: Both work; new features come to the newer one.
                                         fix: Rename to "ItemSelector"
                                                                      ^^^^^^^^^^ info: "Iterator" is the older name of "ItemProcessor". (/States/A)
                                                                        help: Both work; new features come to the newer one.
                                                                        fix: Rename to "ItemProcessor"
                }}
            "#]],
        );
    }
}
