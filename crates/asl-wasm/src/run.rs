//! A run: how it ended, its history, and what everything looks like at any of its events.

use std::cell::OnceCell;
use std::sync::Arc;

use asl::{Ending, Trace};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::event::EventRow;
use crate::inspection;
use crate::json;
use crate::results::{RunResult, Status, failure};
use crate::timeline;
use crate::view::RunState;

/// A run. Everything that it shows is a function of a cursor: how many events have happened, from 0 to `length`.
///
/// It holds its whole history in wasm's memory until `free`, or the garbage collector.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Run {
    pub(crate) machine: Arc<asl::Machine>,
    scenario: Arc<asl::Scenario>,
    pub(crate) trace: Arc<Trace>,
    /// With its index, once something asks for it.
    viewed: OnceCell<asl::Run>,
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

    /// How many events its history has: the last cursor.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        u32::try_from(self.trace.events.len()).unwrap_or(u32::MAX)
    }

    /// How long it took, in virtual milliseconds.
    #[wasm_bindgen(getter, unchecked_return_type = "number")]
    pub fn duration(&self) -> f64 {
        number(self.trace.events.last().map_or(0, |event| event.at))
    }

    /// How it came out, in one plain object, which `JSON.stringify` takes too.
    #[wasm_bindgen(js_name = toJSON, unchecked_return_type = "RunResult")]
    pub fn to_json(&self) -> Result<JsValue, JsError> {
        let (error, cause) = failure(self.trace.ending.as_ref());
        json::object_of(&RunResult {
            status: Status::of(self.trace.ending.as_ref()),
            output: self.output()?,
            error,
            cause,
            length: self.length(),
            duration: self.trace.events.last().map_or(0, |event| event.at),
        })
    }

    /// What everything looks like after so many events.
    #[wasm_bindgen(js_name = stateAt, unchecked_return_type = "RunState")]
    pub fn state_at(&self, cursor: u32) -> Result<JsValue, JsError> {
        json::object_of(&RunState::new(self.viewed(), cursor))
    }

    /// The event at a cursor, in a line; `null` before the first.
    #[wasm_bindgen(js_name = eventAt, unchecked_return_type = "EventRow | null")]
    pub fn event_at(&self, cursor: u32) -> Result<JsValue, JsError> {
        let index = (cursor as usize).checked_sub(1);
        let row = index.and_then(|index| self.viewed().history(index));
        json::object_of(&row.map(EventRow::new))
    }

    /// The virtual time of the event at a cursor, in milliseconds since the start.
    #[wasm_bindgen(js_name = timeAt)]
    pub fn time_at(&self, cursor: u32) -> f64 {
        number(self.viewed().time_at(cursor))
    }

    /// The last cursor whose event has happened by a virtual time, in milliseconds since the start.
    #[wasm_bindgen(js_name = cursorAt)]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast from a float saturates"
    )]
    pub fn cursor_at(&self, time: f64) -> u32 {
        self.viewed().cursor_at(time as asl::Millis)
    }

    /// The cursor after a step over: where the state at the cursor has come to its end, with all inside it.
    #[wasm_bindgen(js_name = stepOver)]
    pub fn step_over(&self, cursor: u32) -> u32 {
        self.viewed().step_over(cursor)
    }

    /// The cursor after a step into the Map or Parallel state at the cursor.
    #[wasm_bindgen(js_name = stepInto)]
    pub fn step_into(&self, cursor: u32) -> u32 {
        self.viewed().step_into(cursor)
    }

    /// The cursor after a step out of the Map or Parallel state around.
    #[wasm_bindgen(js_name = stepOut)]
    pub fn step_out(&self, cursor: u32) -> u32 {
        self.viewed().step_out(cursor)
    }

    /// A row for each state that was visited, with bars over virtual time.
    #[wasm_bindgen(unchecked_return_type = "TimelineRow[]")]
    pub fn timeline(&self) -> Result<JsValue, JsError> {
        json::object_of(&timeline::rows(self.viewed()))
    }

    /// The data flow, the attempts and the variables of a state's latest visit at a cursor, or of its visit with a
    /// number, from 0; `null` before it began. Throws when there is no state with that path.
    #[wasm_bindgen(unchecked_return_type = "Inspection | null")]
    pub fn inspect(&self, cursor: u32, path: &str, visit: Option<u32>) -> Result<JsValue, JsError> {
        json::object_of(&inspection::inspect(self.viewed(), cursor, path, visit)?)
    }
}

impl Run {
    pub(crate) fn new(
        machine: Arc<asl::Machine>,
        scenario: Arc<asl::Scenario>,
        trace: Trace,
    ) -> Self {
        Self {
            machine,
            scenario,
            trace: Arc::new(trace),
            viewed: OnceCell::new(),
        }
    }

    pub(crate) fn viewed(&self) -> &asl::Run {
        self.viewed.get_or_init(|| {
            let (machine, scenario) = (Arc::clone(&self.machine), Arc::clone(&self.scenario));
            asl::Run::new(machine, scenario, Arc::clone(&self.trace))
        })
    }
}

/// A time as JavaScript counts it: exact up to 285,000 years.
#[expect(
    clippy::cast_precision_loss,
    reason = "virtual time is far within what a float holds exactly"
)]
fn number(time: asl::Millis) -> f64 {
    time as f64
}
