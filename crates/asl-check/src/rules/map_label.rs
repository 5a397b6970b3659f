//! # `map-label`
//!
//! ## What it checks
//! The `Label` of a Map state has 1 to 40 characters, without white space, wildcards (`?` and `*`), brackets
//! (`< > { } [ ]`), control characters, and any of `" # % \ ^ | ~ $ & , ; : /` and the backtick.
//!
//! ## Why
//! AWS refuses the definition: the label becomes part of the Map Run's ARN.
//!
//! ## Example
//! ```json
//! "Each": {"Type": "Map", "Label": "all orders", "End": true, "ItemProcessor": {
//!   "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
//!   "StartAt": "One", "States": {"One": {"Type": "Succeed"}}
//! }}
//! ```
//!
//! ## Instead
//! ```json
//! "Each": {"Type": "Map", "Label": "all-orders", "End": true, "ItemProcessor": {
//!   "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
//!   "StartAt": "One", "States": {"One": {"Type": "Succeed"}}
//! }}
//! ```
//!
//! ## Source
//! The developer guide, "Distributed Map state fields".

use asl_syntax::Diagnostic;
use asl_syntax::view::{StateAt, StateType, Text};

use crate::context::{Context, has_placeholder};
use crate::edits::replace_with_string;

pub(super) const CODE: &str = "map-label";

const LONGEST: usize = 40;

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let maps = context.states.iter().filter(|at| at.state.state_type == Some(StateType::Map));
    maps.filter_map(|at| Some((at, at.state.text("Label")?)))
        .filter(|(_, label)| !has_placeholder(label.value))
        .filter_map(|(at, label)| Some(word(at, label, problem(label.value)?)))
        .collect()
}

#[derive(Clone, Copy)]
enum Problem {
    Empty,
    TooLong(usize),
    Character(char),
}

fn problem(label: &str) -> Option<Problem> {
    let length = label.chars().count();
    match label.chars().find(|c| is_forbidden(*c)) {
        _ if length == 0 => Some(Problem::Empty),
        Some(character) => Some(Problem::Character(character)),
        None => (length > LONGEST).then_some(Problem::TooLong(length)),
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "?*<>{}[]\"#%\\^|~`$&,;:/".contains(c)
}

fn word(at: &StateAt<'_>, label: Text<'_>, problem: Problem) -> Diagnostic {
    let message = match problem {
        Problem::Empty => "A label may not be empty.".to_owned(),
        Problem::TooLong(length) => format!("A label has at most {LONGEST} characters; this one has {length}."),
        Problem::Character(character) => format!("A label may not contain {character:?}."),
    };
    let allowed = label.value.chars().map(|c| if is_forbidden(c) { '-' } else { c });
    let repaired: String = allowed.take(LONGEST).collect();
    let mut diagnostic = Diagnostic::error(CODE, label.span, message)
        .with_help("It becomes part of the Map Run's ARN. Letters, digits, - and _ are safe.")
        .with_path(format!("{}/Label", at.path));
    if !repaired.is_empty() {
        diagnostic.fixes.push(replace_with_string(label.span, &repaired));
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn labels() {
        let map = |name: &str, label: &str| {
            format!("\"{name}\": {{\"Type\": \"Map\", \"Label\": \"{label}\"}}")
        };
        let long = "x".repeat(41);
        let maps = [map("A", ""), map("B", &long), map("C", "a/b?"), map("D", "good-1_x"), map("E", "\\u0000")];
        check(CODE, &format!("{{\"StartAt\": \"A\", \"States\": {{\n{}\n}}}}", maps.join(",\n")), expect![[r#"
            {"StartAt": "A", "States": {
            "A": {"Type": "Map", "Label": ""},
                                          ^^ error: A label may not be empty. (/States/A/Label)
                                            help: It becomes part of the Map Run's ARN. Letters, digits, - and _ are safe.
            "B": {"Type": "Map", "Label": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A label has at most 40 characters; this one has 41. (/States/B/Label)
                                            help: It becomes part of the Map Run's ARN. Letters, digits, - and _ are safe.
                                            fix: Replace with "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            "C": {"Type": "Map", "Label": "a/b?"},
                                          ^^^^^^ error: A label may not contain '/'. (/States/C/Label)
                                            help: It becomes part of the Map Run's ARN. Letters, digits, - and _ are safe.
                                            fix: Replace with "a-b-"
            "D": {"Type": "Map", "Label": "good-1_x"},
            "E": {"Type": "Map", "Label": "\u0000"}
                                          ^^^^^^^^ error: A label may not contain '\0'. (/States/E/Label)
                                            help: It becomes part of the Map Run's ARN. Letters, digits, - and _ are safe.
                                            fix: Replace with "-"
            }}
        "#]]);
    }
}
