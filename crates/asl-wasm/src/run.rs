//! A run: how it ended, and its history.

use std::sync::Arc;

use asl::{Ending, Trace};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::json;
use crate::results::{RunResult, Status, failure};

/// A run that has ended. It holds its whole history in wasm's memory until `free`, or the garbage collector.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Run {
    machine: Arc<asl::Machine>,
    trace: Trace,
}

#[wasm_bindgen]
impl Run {
    /// How the execution ended.
    #[wasm_bindgen(getter, unchecked_return_type = "Status")]
    pub fn status(&self) -> Result<JsValue, JsError> {
        json::object_of(&Status::of(self.trace.ending.as_ref()))
    }

    /// Its output: a JSON value; `null` too when it did not succeed.
    #[wasm_bindgen(getter, unchecked_return_type = "unknown")]
    pub fn output(&self) -> Result<JsValue, JsError> {
        match &self.trace.ending {
            Some(Ending::Succeeded { output }) => json::value_of(&output.to_json()),
            _ => Ok(JsValue::NULL),
        }
    }

    /// The error's name, when it did not succeed.
    #[wasm_bindgen(getter, unchecked_return_type = "string | null")]
    pub fn error(&self) -> JsValue {
        failure(self.trace.ending.as_ref())
            .0
            .map_or(JsValue::NULL, JsValue::from)
    }

    /// The cause; when the run's own limits ended it, what they are and what to do.
    #[wasm_bindgen(getter, unchecked_return_type = "string | null")]
    pub fn cause(&self) -> JsValue {
        failure(self.trace.ending.as_ref())
            .1
            .map_or(JsValue::NULL, JsValue::from)
    }

    /// How many events its history has.
    #[wasm_bindgen(getter, js_name = eventCount)]
    pub fn event_count(&self) -> u32 {
        u32::try_from(self.trace.events.len()).unwrap_or(u32::MAX)
    }

    /// All of the above in one plain object, which `JSON.stringify` takes too.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "RunResult")]
    pub fn to_json(&self) -> Result<JsValue, JsError> {
        let (error, cause) = failure(self.trace.ending.as_ref());
        json::object_of(&RunResult {
            status: Status::of(self.trace.ending.as_ref()),
            output: self.output()?,
            error,
            cause,
            event_count: self.event_count(),
            duration: self.trace.events.last().map_or(0, |event| event.at),
        })
    }

    /// The events as `GetExecutionHistory` lists them: inputs and outputs as JSON text, timestamps as RFC 3339.
    #[wasm_bindgen(unchecked_return_type = "HistoryEvent[]")]
    pub fn history(&self) -> Result<JsValue, JsError> {
        let events = asl::history(&self.machine, &self.trace)["events"].take();
        json::value_of(&events.to_string())
    }
}

impl Run {
    pub(crate) fn new(machine: Arc<asl::Machine>, trace: Trace) -> Self {
        Self { machine, trace }
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
