//! The mock of a request, checked against what the state's work can answer.

use std::sync::Arc;

use asl_engine::{StateKind, StateMock};
use asl_query::Value;

use super::ApiError;
use super::definition::Subject;
use super::request::Request;

/// The mock, if the request has one.
pub(super) fn mock(request: &Request, subject: &Subject) -> Result<Option<StateMock>, ApiError> {
    let Some(mock) = &request.mock else {
        return Ok(None);
    };
    if let Some(output) = &mock.error_output {
        let text = |text: &Option<String>| text.as_deref().map(Arc::from);
        return Ok(Some(StateMock::Error {
            error: text(&output.error),
            cause: text(&output.cause),
        }));
    }
    let result = mock.result.as_deref().unwrap_or_default();
    let Ok(result) = Value::from_json(result) else {
        return Err(ApiError::validation("Mocked result must be valid JSON"));
    };
    match &subject.state().kind {
        StateKind::Map(map) if map.writer.is_some() => {
            require(
                result.as_object().is_some(),
                "Mocked result must be a JSON object.",
            )?;
        }
        StateKind::Map(_) => require(
            result.as_array().is_some(),
            "Mocked result must be an array.",
        )?,
        StateKind::Parallel { branches } => {
            let results = result.as_array().map(|results| results.len());
            require(results.is_some(), "Mocked result must be an array.")?;
            require(
                results == Some(branches.len()),
                "Mocked result must contain the same number of items as number of Parallel branches.",
            )?;
        }
        StateKind::Task(task) => check_shape(&result, task, mock.mode)?,
        _ => {}
    }
    Ok(Some(StateMock::Result(result)))
}

fn require(holds: bool, otherwise: &str) -> Result<(), ApiError> {
    if holds {
        Ok(())
    } else {
        Err(ApiError::validation(otherwise))
    }
}

#[cfg(feature = "service-shapes")]
fn check_shape(
    result: &Value,
    task: &asl_engine::Task,
    mode: super::request::Mode,
) -> Result<(), ApiError> {
    use super::request::Mode;
    if mode == Mode::None {
        return Ok(());
    }
    super::shapes::check(&task.resource, result, mode == Mode::Strict).map_err(|problem| {
        ApiError::validation(format!("Mock result schema validation error: {problem}"))
    })
}

#[cfg(not(feature = "service-shapes"))]
#[expect(clippy::unnecessary_wraps, reason = "as with the shapes")]
fn check_shape(_: &Value, _: &asl_engine::Task, _: super::request::Mode) -> Result<(), ApiError> {
    Ok(())
}
