//! How an evaluation fails, in AWS's words.

use std::fmt;

/// A failure of a path, an intrinsic function, a template or a JSONata expression, as AWS names and words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    /// The error name, one of the constants of this module.
    pub error: &'static str,
    /// AWS's text, without the opening that names the state.
    pub cause: String,
    /// Whether AWS opens the text with "An error occurred while executing the state 'S' (entered at the event id
    /// #n). ", which only the engine can write.
    pub opening: bool,
    /// The place of the expression within its state, as AWS's `EvaluationFailed` event has it (`Output/result`); only
    /// JSONata failures have one.
    pub location: Option<Box<str>>,
}

/// A path, a template or an intrinsic function failed. Never retried nor caught.
pub const RUNTIME: &str = "States.Runtime";

/// A JSONata expression failed, or gave something that its field cannot take.
pub const QUERY_EVALUATION_ERROR: &str = "States.QueryEvaluationError";

/// A reference path cannot be applied to its input. The specification names this failure
/// `States.ResultPathMatchFailure` where a `ResultPath` is concerned; executions on AWS report this name, for
/// `ResultPath` as for `ItemsPath`.
pub const REFERENCE_PATH_CONFLICT: &str = "States.ReferencePathConflict";

impl EvalError {
    /// A `States.Runtime` failure, whose text AWS opens with the state.
    pub fn runtime(cause: impl Into<String>) -> Self {
        EvalError {
            error: RUNTIME,
            cause: cause.into(),
            opening: true,
            location: None,
        }
    }

    /// A `States.QueryEvaluationError`, whose text AWS opens with the state.
    pub fn query(cause: impl Into<String>) -> Self {
        EvalError {
            error: QUERY_EVALUATION_ERROR,
            cause: cause.into(),
            opening: true,
            location: None,
        }
    }

    pub(crate) fn too_deep() -> Self {
        EvalError::runtime(format!(
            "The value is nested more than {} levels deep",
            crate::value::MAX_DEPTH
        ))
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.error, self.cause)
    }
}

impl std::error::Error for EvalError {}
