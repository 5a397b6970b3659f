//! # `jsonata-syntax`
//!
//! ## What it checks
//! What stands between `{%` and `%}` is a JSONata expression.
//!
//! ## Why
//! AWS refuses the definition, not only the run.
//!
//! ## Example
//! ```json
//! "Sum": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $sum($states.input.prices %}", "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Sum": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $sum($states.input.prices) %}", "End": true}
//! ```
//!
//! ## Source
//! Measured on AWS: `INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/Sum/Output`.

use asl_syntax::Diagnostic;

use crate::context::Context;

pub(super) const CODE: &str = "jsonata-syntax";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !asl_query::jsonata::backend::is_loaded() {
        // Nothing can be said about the expressions yet.
        return found;
    }
    for expression in &context.jsonata {
        let Err(error) = &expression.compiled else { continue };
        let span = context.inside(expression.node, expression.offset + error.position);
        let message = format!("This is not JSONata: {}.", error.message.trim_end_matches('.'));
        let mut diagnostic = Diagnostic::error(CODE, span, message).with_path(&expression.path);
        diagnostic.help = help(expression.text).map(str::to_owned);
        found.push(diagnostic);
    }
    found
}

/// What was probably mixed up.
fn help(text: &str) -> Option<&'static str> {
    let trimmed = text.trim_start();
    if trimmed.starts_with("$.") || trimmed.starts_with("$$.") {
        Some("This looks like JSONPath. In JSONata the state input is $states.input.")
    } else if trimmed.contains("States.") {
        Some("Intrinsic functions belong to JSONPath; JSONata has functions of its own, such as $string and $uuid.")
    } else if trimmed.contains("==") || trimmed.contains("&&") || trimmed.contains("||") {
        Some("JSONata compares with = and combines with and, or, $not().")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn expressions() {
        check(
            CODE,
            r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": {"Type": "Pass", "Output": {"a": "{% 10 + * 2 %}", "b": ["{% $.book[?(@.price < 10)] %}"], "c": "{% %}"}, "Next": "B"},
  "B": {"Type": "Choice", "Default": "C", "Choices": [{"Condition": "{% $states.input.x == 1 %}", "Next": "C"}]},
  "C": {"Type": "Wait", "Seconds": "{% ${Template} %}", "Next": "D"},
  "D": {"Type": "Succeed", "Output": "{% 'fine' %}"}
}}"#,
            expect![[r#"
                {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Output": {"a": "{% 10 + * 2 %}", "b": ["{% $.book[?(@.price < 10)] %}"], "c": "{% %}"}, "Next": "B"},
                                                                   ^^^^ error: This is not JSONata: Syntax error: 2.0. (/States/A/Output)
                                                                                           ^^^^^^^^^^^^^^^^^^^ error: This is not JSONata: The symbol "?" cannot be used as a unary operator. (/States/A/Output)
                                                                                             help: This looks like JSONPath. In JSONata the state input is $states.input.
                                                                                                                           ^^ error: This is not JSONata: Unexpected end of expression. (/States/A/Output)
                  "B": {"Type": "Choice", "Default": "C", "Choices": [{"Condition": "{% $states.input.x == 1 %}", "Next": "C"}]},
                                                                                                         ^^^^^^ error: This is not JSONata: The symbol "=" cannot be used as a unary operator. (/States/B/Choices[0]/Condition)
                                                                                                           help: JSONata compares with = and combines with and, or, $not().
                  "C": {"Type": "Wait", "Seconds": "{% ${Template} %}", "Next": "D"},
                  "D": {"Type": "Succeed", "Output": "{% 'fine' %}"}
                }}
            "#]],
        );
    }
}
