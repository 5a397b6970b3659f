//! The failures of JSONata fields, word for word as recorded.

use super::JsonataError;
use crate::error::EvalError;
use crate::value::Value;

fn failed(expression: &str, field: &str, how: &str) -> EvalError {
    let cause =
        format!("The JSONata expression '{expression}' specified for the field '{field}' {how}");
    EvalError {
        location: Some(field.into()),
        ..EvalError::query(cause)
    }
}

pub(super) fn undefined(expression: &str, field: &str) -> EvalError {
    failed(expression, field, "returned nothing (undefined).")
}

pub(super) fn unsupported(expression: &str, field: &str) -> EvalError {
    failed(expression, field, "returned an unsupported result type.")
}

pub(super) fn unexpected(
    expression: &str,
    field: &str,
    expected: &str,
    value: &Value,
) -> EvalError {
    let found = value.type_name();
    let how = format!(
        "returned an unexpected result type. Expected '{expected}', but was '{found}' for value: {value}"
    );
    failed(expression, field, &how)
}

/// An error with a code is a sentence of its own, one without follows a colon.
pub(super) fn thrown(expression: &str, field: &str, error: &JsonataError) -> EvalError {
    let link = if error.code.is_empty() { ':' } else { '.' };
    failed(
        expression,
        field,
        &format!("threw an error during evaluation{link} {error}"),
    )
}
