//! What a run came to, as a plain object.

use asl::{Ending, Millis};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::JsValue;

/// What a run came to.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct RunResult {
    /// How the execution ended.
    pub status: Status,
    /// Its output: a JSON value; `null` too when it did not succeed.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "unknown")]
    pub output: JsValue,
    /// The error's name, when it did not succeed.
    pub error: Option<String>,
    /// The cause; when the run's own limits ended it, what they are and what to do; when it stopped at an outcome that
    /// cannot be used, why.
    pub cause: Option<String>,
    /// How many events its history has.
    pub length: u32,
    /// How long it took, in virtual milliseconds.
    #[tsify(type = "number")]
    pub duration: Millis,
}

/// How an execution ended, in the API's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// It came to its end.
    Succeeded,
    /// It failed, or used up the run's limits.
    Failed,
    /// Its `TimeoutSeconds` were over.
    TimedOut,
    /// It was stopped.
    Aborted,
    /// It has not ended, or stopped at an outcome that cannot be used.
    Running,
}

impl Status {
    pub(crate) fn of(ending: Option<&Ending>) -> Self {
        match ending {
            Some(Ending::Succeeded { .. }) => Self::Succeeded,
            Some(Ending::Failed { .. } | Ending::OutOfBudget { .. }) => Self::Failed,
            Some(Ending::TimedOut { .. }) => Self::TimedOut,
            Some(Ending::Aborted) => Self::Aborted,
            Some(Ending::UnusableOutcome { .. }) | None => Self::Running,
        }
    }
}

/// The error and the cause of a run that did not succeed.
pub(crate) fn failure(ending: Option<&Ending>) -> (Option<String>, Option<String>) {
    match ending {
        Some(Ending::Failed { error, cause } | Ending::TimedOut { error, cause }) => (
            error.as_deref().map(str::to_owned),
            cause.as_deref().map(str::to_owned),
        ),
        Some(Ending::UnusableOutcome { explanation }) => (None, Some(explanation.to_string())),
        Some(Ending::OutOfBudget { explanation }) => (
            Some("States.Runtime".to_owned()),
            Some(explanation.to_string()),
        ),
        _ => (None, None),
    }
}
