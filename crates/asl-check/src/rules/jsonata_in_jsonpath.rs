//! # `jsonata-in-jsonpath`
//!
//! ## What it checks
//! A JSONPath state has no value of the form `{% ... %}`.
//!
//! ## Why
//! Only JSONata states evaluate such values. Here the text itself is passed on.
//!
//! ## Example
//! ```json
//! "Hello": {"Type": "Pass", "Parameters": {"name": "{% $states.input.name %}"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hello": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"name": "{% $states.input.name %}"}, "End": true}
//! ```
//!
//! ## Source
//! The developer guide, "Transforming data with JSONata".

use asl_syntax::Diagnostic;
use asl_syntax::view::QueryLanguage;

use crate::context::Context;
use crate::edits::insert_member;
use crate::templates::strings_in;

pub(super) const CODE: &str = "jsonata-in-jsonpath";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in &context.states {
        if context.language(at) != QueryLanguage::JsonPath {
            continue;
        }
        for member in at.state.node.members() {
            // The states inside have a language of their own.
            if matches!(&*member.key, "Comment" | "Branches" | "ItemProcessor" | "Iterator") {
                continue;
            }
            for (node, text) in strings_in(&member.value) {
                if !(text.starts_with("{%") && text.ends_with("%}")) {
                    continue;
                }
                let mut diagnostic = Diagnostic::warning(CODE, node.span, "This state is in JSONPath: the text is not evaluated.")
                    .with_help("Set \"QueryLanguage\": \"JSONata\", for the state or the whole definition.")
                    .with_path(format!("{}/{}", at.path, member.key));
                if at.state.query_language().is_none() {
                    let fix = insert_member(context.document, at.state.node, "QueryLanguage", "\"JSONata\"");
                    diagnostic.fixes.extend(fix);
                }
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
    fn at_any_depth() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Map", "ItemSelector": {"x": ["{% $a %}"]}, "End": true, "ItemProcessor": {"StartAt": "B", "States": {
    "B": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input %}", "End": true}}}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Map", "ItemSelector": {"x": ["{% $a %}"]}, "End": true, "ItemProcessor": {"StartAt": "B", "States": {
                                                              ^^^^^^^^^^ warning: This state is in JSONPath: the text is not evaluated. (/States/A/ItemSelector)
                                                                help: Set "QueryLanguage": "JSONata", for the state or the whole definition.
                                                                fix: Add "QueryLanguage"
                    "B": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input %}", "End": true}}}}
                }}
            "#]],
        );
    }
}
