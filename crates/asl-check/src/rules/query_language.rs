//! # `query-language`
//!
//! ## What it checks
//! A state of a JSONata definition does not go back to JSONPath, and a branch, `ItemProcessor` or `Iterator` does not
//! set a `QueryLanguage` of its own.
//!
//! ## Why
//! AWS refuses the definition. The other way round is allowed: a single state of a JSONPath definition may be JSONata.
//! The language of a Parallel or Map state does not reach the states inside it.
//!
//! ## Example
//! ```json
//! {"QueryLanguage": "JSONata", "StartAt": "Hello", "States": {
//!   "Hello": {"Type": "Pass", "QueryLanguage": "JSONPath", "End": true}
//! }}
//! ```
//!
//! ## Instead
//! ```json
//! {"StartAt": "Hello", "States": {
//!   "Hello": {"Type": "Pass", "QueryLanguage": "JSONata", "End": true}
//! }}
//! ```
//!
//! ## Source
//! Recorded from AWS: `'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`; measured:
//! `Field 'QueryLanguage' is not supported` in an `ItemProcessor`.

use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Span};

use crate::context::Context;
use crate::edits::remove_member;

pub(super) const CODE: &str = "query-language";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if context.root.language() == QueryLanguage::Jsonata {
        let whole = context.root.query_language().map_or(Span::default(), |text| text.span);
        for at in &context.states {
            if at.state.query_language().is_some_and(|text| text.value == "JSONPath") {
                found.extend(downgrade_word(context, at, whole));
            }
        }
    }
    for at in context.machines.iter().filter(|at| at.owner.is_some()) {
        if let Some(member) = at.machine.node.member("QueryLanguage") {
            let mut diagnostic = Diagnostic::error(
                CODE,
                member.key_span,
                "A branch or processor has no \"QueryLanguage\".",
            )
            .with_help("Set it for the whole definition or for single states.")
            .with_path(&at.path);
            diagnostic.fixes.extend(remove_member(context.document, at.machine.node, member));
            found.push(diagnostic);
        }
    }
    found
}

fn downgrade_word(
    context: &Context<'_>,
    at: &asl_syntax::view::StateAt<'_>,
    whole: Span,
) -> Option<Diagnostic> {
    let member = at.state.node.member("QueryLanguage")?;
    let mut diagnostic = Diagnostic::error(
        CODE,
        member.value.span,
        "A state of a JSONata definition cannot be in JSONPath.",
    )
    .with_help("Remove it here, or set JSONata only in the states that use it.")
    .with_label(whole, "the whole definition is in JSONata")
    .with_path(&at.path);
    diagnostic.fixes.extend(remove_member(context.document, at.state.node, member));
    Some(diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn inner_machines() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Map", "QueryLanguage": "JSONata", "End": true,
    "ItemProcessor": {"QueryLanguage": "JSONata", "StartAt": "X", "States": {"X": {"Type": "Succeed"}}}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Map", "QueryLanguage": "JSONata", "End": true,
                    "ItemProcessor": {"QueryLanguage": "JSONata", "StartAt": "X", "States": {"X": {"Type": "Succeed"}}}}
                                      ^^^^^^^^^^^^^^^ error: A branch or processor has no "QueryLanguage". (/States/A/ItemProcessor)
                                        help: Set it for the whole definition or for single states.
                                        fix: Remove "QueryLanguage"
                }}
            "#]],
        );
    }
}
