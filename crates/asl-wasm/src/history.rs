//! The history of a run, as AWS lists it.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::json;
use crate::run::Run;

#[wasm_bindgen]
impl Run {
    /// The events as `GetExecutionHistory` lists them: inputs and outputs as JSON text, timestamps as RFC 3339.
    #[wasm_bindgen(unchecked_return_type = "HistoryEvent[]")]
    pub fn history(&self) -> Result<JsValue, JsError> {
        let events = asl::history(&self.machine, &self.trace)["events"].take();
        json::value_of(&events.to_string())
    }
}

/// The history's events have one member of details each, by their type: the API's own, too many to repeat here.
#[wasm_bindgen(typescript_custom_section)]
const HISTORY_EVENT: &str = r#"
/** An event as `GetExecutionHistory` lists it, with its `...EventDetails`. */
export interface HistoryEvent {
    id: number;
    previousEventId: number;
    /** RFC 3339, in UTC. */
    timestamp: string;
    type: string;
    [details: `${string}EventDetails`]: { [member: string]: unknown } | undefined;
}
"#;
