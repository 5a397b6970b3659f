//! # `choice-comparison`
//!
//! ## What it checks
//! A JSONPath rule either compares, with `Variable` and exactly one comparator, or combines rules, with exactly one of
//! `And`, `Or` and `Not`. A rule inside those has no `Next`: only the rule in `Choices` says where to go.
//!
//! ## Why
//! AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Pick": {"Type": "Choice", "Choices": [{"Variable": "$.size", "NumericGreaterThan": 1, "NumericLessThan": 9, "Next": "Done"}]},
//! "Done": {"Type": "Succeed"}
//! ```
//!
//! ## Instead
//! ```json
//! "Pick": {"Type": "Choice", "Choices": [{"And": [
//!   {"Variable": "$.size", "NumericGreaterThan": 1},
//!   {"Variable": "$.size", "NumericLessThan": 9}
//! ], "Next": "Done"}], "Default": "Done"},
//! "Done": {"Type": "Succeed"}
//! ```
//!
//! ## Source
//! The specification, "Choice Rules".

use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Member};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::edits::remove_member;
use crate::fields::operand;

pub(super) const CODE: &str = "choice-comparison";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in &context.objects {
        let nested = object.role == Role::NestedRule;
        let rule = nested || object.role == Role::ChoiceRule;
        if !rule || !object.node.is_object() || is_unknown(object.node) {
            continue;
        }
        if nested && let Some(next) = object.node.member("Next") {
            found.push(nested_next_word(context, object, next));
        }
        let jsonata = object.language == QueryLanguage::Jsonata || object.node.get("Condition").is_some();
        if !jsonata {
            found.extend(problem(object).map(|problem| word(context, object, &problem)));
        }
    }
    found
}

enum Problem<'a> {
    /// Neither a comparator nor And, Or, Not.
    Nothing,
    NoVariable(&'a Member),
    Two(&'a Member, &'a Member),
}

fn problem<'a>(object: &ObjectAt<'a>) -> Option<Problem<'a>> {
    let members = object.node.members().iter();
    let tests: Vec<&Member> = members
        .filter(|member| operand(&member.key).is_some() || is_operator(&member.key))
        .collect();
    match tests.as_slice() {
        [] => Some(Problem::Nothing),
        [first, second, ..] => Some(Problem::Two(first, second)),
        [only] => {
            let lacks = !is_operator(&only.key) && object.node.get("Variable").is_none();
            lacks.then_some(Problem::NoVariable(only))
        }
    }
}

fn is_operator(key: &str) -> bool {
    matches!(key, "And" | "Or" | "Not")
}

fn word(context: &Context<'_>, object: &ObjectAt<'_>, problem: &Problem<'_>) -> Diagnostic {
    let path = object.location();
    match problem {
        Problem::Nothing => {
            let place = object.node.member("Variable").map_or_else(
                || context.opening(object.node),
                |variable| variable.key_span,
            );
            Diagnostic::error(CODE, place, "This rule compares nothing.")
                .with_help("Add a comparator such as \"StringEquals\" or \"IsPresent\", or And, Or or Not.")
                .with_path(path)
        }
        Problem::NoVariable(comparator) => {
            let message = format!("\"{}\" needs a \"Variable\" to compare.", comparator.key);
            Diagnostic::error(CODE, comparator.key_span, message)
                .with_help("\"Variable\" is the path of the value, for example \"$.status\".")
                .with_path(path)
        }
        Problem::Two(first, second) => {
            let message = format!("\"{}\" and \"{}\" do not go into one rule.", first.key, second.key);
            let mut diagnostic = Diagnostic::error(CODE, second.key_span, message)
                .with_help("One rule, one comparator. Combine rules with And or Or.")
                .with_label(first.key_span, "the other one")
                .with_path(path);
            diagnostic.fixes.extend(remove_member(context.document, object.node, second));
            diagnostic
        }
    }
}

fn nested_next_word(context: &Context<'_>, object: &ObjectAt<'_>, next: &Member) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::error(CODE, next.key_span, "A rule inside And, Or or Not has no \"Next\".")
            .with_help("Only the rule in \"Choices\" says where to go.")
            .with_path(object.location());
    diagnostic.fixes.extend(remove_member(context.document, object.node, next));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn rules() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [
    {"Variable": "$.x", "Next": "B"},
    {"StringEquals": "x", "Next": "B"},
    {"Variable": "$.x", "StringEquals": "x", "IsPresent": true, "Next": "B"},
    {"Not": {"Or": [{"Variable": "$.x", "IsNull": true, "Next": "B"}, {}]}, "Next": "B"}
  ]},
  "B": {"Type": "Succeed"}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Choice", "Choices": [
                    {"Variable": "$.x", "Next": "B"},
                     ^^^^^^^^^^ error: This rule compares nothing. (/States/A/Choices[0])
                       help: Add a comparator such as "StringEquals" or "IsPresent", or And, Or or Not.
                    {"StringEquals": "x", "Next": "B"},
                     ^^^^^^^^^^^^^^ error: "StringEquals" needs a "Variable" to compare. (/States/A/Choices[1])
                       help: "Variable" is the path of the value, for example "$.status".
                    {"Variable": "$.x", "StringEquals": "x", "IsPresent": true, "Next": "B"},
                                                             ^^^^^^^^^^^ error: "StringEquals" and "IsPresent" do not go into one rule. (/States/A/Choices[2])
                                                               help: One rule, one comparator. Combine rules with And or Or.
                                                               line 5, "StringEquals": the other one
                                                               fix: Remove "IsPresent"
                    {"Not": {"Or": [{"Variable": "$.x", "IsNull": true, "Next": "B"}, {}]}, "Next": "B"}
                                                                        ^^^^^^ error: A rule inside And, Or or Not has no "Next". (/States/A/Choices[3]/Not/Or[0])
                                                                          help: Only the rule in "Choices" says where to go.
                                                                          fix: Remove "Next"
                                                                                      ^ error: This rule compares nothing. (/States/A/Choices[3]/Not/Or[1])
                                                                                        help: Add a comparator such as "StringEquals" or "IsPresent", or And, Or or Not.
                  ]},
                  "B": {"Type": "Succeed"}
                }}
            "#]],
        );
    }
}
