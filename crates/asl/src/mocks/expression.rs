//! Outcomes that are expressions: told from results, and checked before they are run.

use asl_engine::Outcome;
use asl_query::{Jsonata, Value};

use super::{MocksError, Outcomes, fault};

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionProblem {
    /// What is wrong.
    pub message: String,
    /// The byte of the expression at which it was found.
    pub offset: usize,
}

/// What a task answers by its `Return`: a text that is `{% … %}` as a whole is an expression. One that is only a string
/// in quotes stands for that string, so that a text of that very form can be answered, too.
pub fn read_return(value: Value) -> Outcome {
    let Some(expression) = value.as_str().and_then(Jsonata::delimited) else {
        return Outcome::Return(value);
    };
    match Value::from_json(expression) {
        Ok(text @ Value::String(_)) => Outcome::Return(text),
        _ => Outcome::Evaluate(expression.into()),
    }
}

/// A result as a `Return`.
pub fn write_return(result: &Value) -> Value {
    match result.as_str().and_then(Jsonata::delimited) {
        None => result.clone(),
        Some(_) => write_expression(&result.to_json()).into(),
    }
}

/// An expression as the text of a `Return`.
pub fn write_expression(text: &str) -> String {
    format!("{{% {text} %}}")
}

/// Checks an expression in JSONata, without its `{%` and `%}`. It needs an engine, see [`crate::jsonata`].
pub fn check_expression(text: &str) -> Result<(), ExpressionProblem> {
    let compiled = Jsonata::compile(text).map_err(|error| ExpressionProblem {
        message: error.message,
        offset: error.position,
    })?;
    match compiled.unsupported_references().first() {
        None => Ok(()),
        Some(reference) => Err(ExpressionProblem {
            message: format!(
                "{} Read $states.input, $states.context, or a variable.",
                reference.message()
            ),
            offset: reference.offset,
        }),
    }
}

/// Checks the expressions among outcomes; an error names the first that cannot be used.
pub fn check_outcomes(outcomes: &Outcomes) -> Result<(), MocksError> {
    for (state, mocks) in outcomes {
        for (index, mock) in mocks.iter().enumerate() {
            let Some(Outcome::Evaluate(text)) = &mock.outcome else {
                continue;
            };
            check_expression(text).map_err(|problem| {
                let ExpressionProblem { message, offset } = problem;
                let near = text.get(..offset).unwrap_or(text).chars().count() + 1;
                fault(
                    format!("{state}[{index}].Return"),
                    format!(
                        "The expression '{text}' is not JSONata: {message} (character {near})."
                    ),
                )
            })?;
        }
    }
    Ok(())
}
