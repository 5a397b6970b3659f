//! # `jsonata-delimiters`
//!
//! ## What it checks
//! A string of a JSONata state that opens with `{%` closes with `%}`, and the other way round, with nothing before or
//! after, not even a blank.
//!
//! ## Why
//! Only a string that begins with `{%` and ends with `%}` is an expression. Any other is passed on as it is, or refused.
//!
//! ## Example
//! ```json
//! "Hello": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": " {% $states.input.name %}", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Hello": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.name %}", "End": true}
//! ```
//!
//! ## Source
//! The developer guide, "Transforming data with JSONata"; recorded from AWS: with blanks around it is a constant.

use asl_syntax::{Diagnostic, Node};

use crate::context::Context;
use crate::edits::replace_with_string;
use crate::templates::{Template, jsonata_templates};

pub(super) const CODE: &str = "jsonata-delimiters";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in jsonata_templates(context) {
        for (node, text) in template.strings() {
            found.extend(problem(text).map(|problem| word(&template, node, text, problem)));
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Problem {
    NotClosed,
    NotOpened,
    Blanks,
}

fn problem(text: &str) -> Option<Problem> {
    let trimmed = text.trim();
    let (opens, closes) = (trimmed.starts_with("{%"), trimmed.ends_with("%}") && trimmed.len() >= 4);
    match (opens, closes) {
        (true, false) => Some(Problem::NotClosed),
        (false, true) if !trimmed.contains("{%") => Some(Problem::NotOpened),
        (true, true) if trimmed.len() != text.len() => Some(Problem::Blanks),
        _ => None,
    }
}

fn word(template: &Template<'_>, node: &Node, text: &str, problem: Problem) -> Diagnostic {
    let trimmed = text.trim();
    let (diagnostic, repaired) = match problem {
        Problem::NotClosed => {
            let message = "This expression is not closed with `%}`.";
            let body = trimmed.trim_start_matches("{%").trim_end_matches(['%', '}']).trim();
            (Diagnostic::error(CODE, node.span, message), format!("{{% {body} %}}"))
        }
        Problem::NotOpened => {
            let message = "This expression is not opened with `{%`.";
            let body = trimmed.trim_end_matches("%}").trim_start_matches(['{', '%']).trim();
            (Diagnostic::error(CODE, node.span, message), format!("{{% {body} %}}"))
        }
        Problem::Blanks => {
            let message = "With blanks around `{% %}` this is a constant text.";
            let help = "An expression fills the whole string.";
            (Diagnostic::warning(CODE, node.span, message).with_help(help), trimmed.to_owned())
        }
    };
    let mut diagnostic = diagnostic.with_path(&template.path);
    diagnostic.fixes.push(replace_with_string(node.span, &repaired));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn strings() {
        check(
            CODE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": {"Type": "Pass", "End": true, "Output": {
    "a": "{% $x", "b": "$x %}", "c": ["{% $x %} "], "d": "{%$x%}", "e": "100 %", "f": "{%}"}}
}}"#,
            expect![[r#"
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "End": true, "Output": {
                    "a": "{% $x", "b": "$x %}", "c": ["{% $x %} "], "d": "{%$x%}", "e": "100 %", "f": "{%}"}}
                         ^^^^^^^ error: This expression is not closed with `%}`. (/States/A/Output)
                           fix: Replace with "{% $x %}"
                                       ^^^^^^^ error: This expression is not opened with `{%`. (/States/A/Output)
                                         fix: Replace with "{% $x %}"
                                                      ^^^^^^^^^^^ warning: With blanks around `{% %}` this is a constant text. (/States/A/Output)
                                                        help: An expression fills the whole string.
                                                        fix: Replace with "{% $x %}"
                                                                                                      ^^^^^ error: This expression is not closed with `%}`. (/States/A/Output)
                                                                                                        fix: Replace with "{%  %}"
                }}
            "#]],
        );
    }
}
