//! A run's result in the API's own field names.

use asl::{Ending, Run};
use serde_json::{Map, Value, json};

/// `{"status","output","error","cause","events"}`; input and output are JSON text, as in the API.
pub(crate) fn to_json(run: &Run) -> Value {
    let mut result = Map::from_iter([("status".to_owned(), json!(status(run)))]);
    if let Some(Ending::Succeeded { output }) = &run.trace.ending {
        result.insert("output".to_owned(), json!(output.to_json()));
    }
    let (error, cause) = failure(run);
    for (key, text) in [("error", error), ("cause", cause)] {
        if let Some(text) = text {
            result.insert(key.to_owned(), json!(text));
        }
    }
    let events = asl::history(&run.machine, &run.trace)["events"].take();
    result.insert("events".to_owned(), events);
    Value::Object(result)
}

/// The execution's status, in the API's word.
pub(crate) fn status(run: &Run) -> &'static str {
    match &run.trace.ending {
        Some(Ending::Succeeded { .. }) => "SUCCEEDED",
        Some(Ending::Failed { .. } | Ending::OutOfBudget { .. }) => "FAILED",
        Some(Ending::TimedOut { .. }) => "TIMED_OUT",
        Some(Ending::Aborted) => "ABORTED",
        None => "RUNNING",
    }
}

/// The error and the cause of a run that did not succeed.
pub(crate) fn failure(run: &Run) -> (Option<&str>, Option<&str>) {
    match &run.trace.ending {
        Some(Ending::Failed { error, cause } | Ending::TimedOut { error, cause }) => {
            (error.as_deref(), cause.as_deref())
        }
        Some(Ending::OutOfBudget { explanation }) => (Some("States.Runtime"), Some(explanation)),
        _ => (None, None),
    }
}

/// The output of a run that succeeded.
pub(crate) fn output(run: &Run) -> Option<&asl::Value> {
    match &run.trace.ending {
        Some(Ending::Succeeded { output }) => Some(output),
        _ => None,
    }
}
