//! # `not-a-definition`
//!
//! ## What it checks
//! The text is an object.
//!
//! ## Why
//! A state machine is an object with `StartAt` and `States`. AWS reads nothing else.
//!
//! ## Example
//! ```json
//! [{"StartAt": "Hello", "States": {"Hello": {"Type": "Pass", "End": true}}}]
//! ```
//!
//! ## Instead
//! ```json
//! {"StartAt": "Hello", "States": {"Hello": {"Type": "Pass", "End": true}}}
//! ```
//!
//! ## Source
//! Recorded from AWS: `Definition must be a valid JSON object`.

use asl_syntax::Diagnostic;

use crate::context::Context;

pub(super) const CODE: &str = "not-a-definition";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let root = &context.document.root;
    if root.is_object() {
        return Vec::new();
    }
    let message = format!("A definition is an object; this is {}.", root.kind_name());
    vec![
        Diagnostic::error(CODE, root.span, message)
            .with_help("Write { \"StartAt\": \"...\", \"States\": { ... } }.")
            .with_path("/"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn other_values() {
        check(CODE, "\"text\"", expect![[r#"
            "text"
            ^^^^^^ error: A definition is an object; this is a string. (/)
              help: Write { "StartAt": "...", "States": { ... } }.
        "#]]);
        check(CODE, "{}", expect![[r#"
            {}
        "#]]);
    }
}
