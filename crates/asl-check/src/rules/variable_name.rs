//! # `variable-name`
//!
//! ## What it checks
//! The keys of `Assign` are names of variables: a letter or underscore, then letters, digits and underscores, at most 80
//! characters, and not `states`.
//!
//! ## Why
//! AWS refuses the definition. `Assign` sets whole variables, not parts of them, and `$states` is reserved.
//!
//! ## Example
//! ```json
//! "Count": {"Type": "Pass", "Assign": {"order.total": 3}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Count": {"Type": "Pass", "Assign": {"order": {"total": 3}}, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Variables"; the developer guide, "Passing data between states with variables".

use asl_syntax::Diagnostic;
use asl_syntax::view::QueryLanguage;

use crate::context::{Context, ObjectAt, has_placeholder};

pub(super) const CODE: &str = "variable-name";

const LONGEST: usize = 80;

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in &context.objects {
        let assigned = object.node.get("Assign").map_or(&[][..], |assign| assign.members());
        for member in assigned.iter().filter(|m| !m.key_span.is_empty() && !has_placeholder(&m.key)) {
            let name = match object.language {
                QueryLanguage::JsonPath => member.key.strip_suffix(".$").unwrap_or(&member.key),
                QueryLanguage::Jsonata => &member.key,
            };
            if let Some(problem) = problem(name) {
                found.push(word(object, member.key_span, name, problem));
            }
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Problem {
    Reserved,
    TooLong,
    Characters,
}

fn problem(name: &str) -> Option<Problem> {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_');
    if !starts || !chars.all(|c| c.is_alphanumeric() || c == '_') {
        return Some(Problem::Characters);
    }
    if name == "states" {
        return Some(Problem::Reserved);
    }
    (name.chars().count() > LONGEST).then_some(Problem::TooLong)
}

fn word(object: &ObjectAt<'_>, span: asl_syntax::Span, name: &str, problem: Problem) -> Diagnostic {
    let (message, help) = match problem {
        Problem::Reserved => ("\"states\" is reserved.".to_owned(), "$states holds the input, the result and the context."),
        Problem::TooLong => (
            format!("A variable's name has at most {LONGEST} characters."),
            "Choose a shorter name.",
        ),
        Problem::Characters => (
            format!("\"{name}\" is not a name of a variable."),
            "Letters, digits and underscores, no digit first. To set a part of a variable, assign the whole.",
        ),
    };
    Diagnostic::error(CODE, span, message).with_help(help).with_path(object.field_path("Assign"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn names() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Assign": {"größe": 1, "x[0]": 2, "1st": 3, "states": 4, "_x.$": "$.x", "": 5}, "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Assign": {"größe": 1, "x[0]": 2, "1st": 3, "states": 4, "_x.$": "$.x", "": 5}, "End": true}
                                                               ^^^^^^ error: "x[0]" is not a name of a variable. (/States/A/Assign)
                                                                 help: Letters, digits and underscores, no digit first. To set a part of a variable, assign the whole.
                                                                          ^^^^^ error: "1st" is not a name of a variable. (/States/A/Assign)
                                                                            help: Letters, digits and underscores, no digit first. To set a part of a variable, assign the whole.
                                                                                    ^^^^^^^^ error: "states" is reserved. (/States/A/Assign)
                                                                                      help: $states holds the input, the result and the context.
                                                                                                                ^^ error: "" is not a name of a variable. (/States/A/Assign)
                                                                                                                  help: Letters, digits and underscores, no digit first. To set a part of a variable, assign the whole.
                }}
            "#]],
        );
    }
}
