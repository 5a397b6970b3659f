//! # `unknown-type`
//!
//! ## What it checks
//! `Type` is one of Task, Wait, Pass, Succeed, Fail, Choice, Parallel and Map, spelt exactly so.
//!
//! ## Why
//! AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Hello": {"Type": "pass", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hello": {"Type": "Pass", "End": true}
//! ```
//!
//! ## Source
//! Recorded from AWS: `The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice,
//! Parallel, Map]`.

use asl_syntax::Diagnostic;
use asl_syntax::view::{StateAt, StateType, Text};

use crate::context::{Context, has_placeholder};
use crate::edits::replace_with_string;
use crate::suggest::closest;

pub(super) const CODE: &str = "unknown-type";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let untyped = context.states.iter().filter(|at| at.state.state_type.is_none());
    untyped
        .filter_map(|at| Some((at, at.state.type_text()?)))
        .filter(|(_, text)| !has_placeholder(text.value))
        .map(|(at, text)| word(at, text))
        .collect()
}

fn word(at: &StateAt<'_>, text: Text<'_>) -> Diagnostic {
    let names = StateType::ALL.map(StateType::as_str);
    let message = format!("\"{}\" is not a type of state.", text.value);
    let mut diagnostic = Diagnostic::error(CODE, text.span, message)
        .with_help(format!("The types are {}.", names.join(", ")))
        .with_path(format!("{}/Type", at.path));
    let meant = closest(text.value, names);
    diagnostic.fixes.extend(meant.map(|meant| replace_with_string(text.span, meant)));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn typos_and_inventions() {
        check(
            CODE,
            "{\"StartAt\": \"A\", \"States\": {\n\"A\": {\"Type\": \"Taks\"},\n\"B\": {\"Type\": \"Lambda\"},\n\"C\": {\"Type\": \"${Type}\"}\n}}",
            expect![[r#"
                {"StartAt": "A", "States": {
                "A": {"Type": "Taks"},
                              ^^^^^^ error: "Taks" is not a type of state. (/States/A/Type)
                                help: The types are Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map.
                                fix: Replace with "Task"
                "B": {"Type": "Lambda"},
                              ^^^^^^^^ error: "Lambda" is not a type of state. (/States/B/Type)
                                help: The types are Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map.
                "C": {"Type": "${Type}"}
                }}
            "#]],
        );
    }
}
