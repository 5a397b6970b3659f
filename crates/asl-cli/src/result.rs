//! A run's result in the API's own field names.

use asl::Run;
use serde_json::{Map, Value, json};

/// `{"status","output","error","cause","events"}`; input and output are JSON text, as in the API.
pub(crate) fn to_json(run: &Run) -> Value {
    let found = run.result();
    let mut result = Map::from_iter([("status".to_owned(), json!(found.status))]);
    if let Some(output) = found.output {
        result.insert("output".to_owned(), json!(output.to_json()));
    }
    for (key, text) in [("error", found.error), ("cause", found.cause)] {
        if let Some(text) = text {
            result.insert(key.to_owned(), json!(text));
        }
    }
    let events = asl::history(&run.machine, &run.trace)["events"].take();
    result.insert("events".to_owned(), events);
    Value::Object(result)
}
