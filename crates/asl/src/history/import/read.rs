//! The events of a recorded history, read tolerantly.

use asl_query::Value;
use asl_query::timestamp::Timestamp;
use serde_json::{Map, Value as Json};

use crate::mocks::{MocksError, fault};

/// The most events that an execution has.
const MAX_EVENTS: usize = 25_000;

/// One event of a recorded history.
#[derive(Debug)]
pub(super) struct Recorded {
    pub(super) id: u64,
    pub(super) previous: u64,
    /// Milliseconds since the Unix epoch.
    pub(super) at: i64,
    /// The type as the API names it.
    pub(super) kind: String,
    /// The `...EventDetails`.
    details: Map<String, Json>,
}

impl Recorded {
    /// A text of the details.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.details.get(key)?.as_str().map(ToOwned::to_owned)
    }

    /// A number of the details.
    pub(super) fn index(&self, key: &str) -> Option<u32> {
        u32::try_from(self.details.get(key)?.as_u64()?).ok()
    }

    /// `input` or `output`, if it is there and whole.
    pub(super) fn data(&self, key: &str) -> Option<Value> {
        // What was cut off is no JSON.
        Value::from_json(self.details.get(key)?.as_str()?).ok()
    }

    /// The name of the state that it enters.
    pub(super) fn entered(&self) -> Option<&str> {
        if !self.kind.ends_with("StateEntered") {
            return None;
        }
        self.details.get("name")?.as_str()
    }
}

/// The events, in the order of their ids.
pub(super) fn events(text: &str) -> Result<Vec<Recorded>, MocksError> {
    let value: Json = serde_json::from_str(text)
        .map_err(|error| fault("", format!("The history is not JSON: {error}.")))?;
    let list = match &value {
        Json::Array(list) => Some(list),
        Json::Object(fields) => fields.get("events").and_then(Json::as_array),
        _ => None,
    };
    let Some(list) = list.filter(|list| !list.is_empty()) else {
        return Err(fault(
            "",
            "A history is what GetExecutionHistory answers: an object with a list of 'events'.",
        ));
    };
    if list.len() > MAX_EVENTS {
        return Err(fault(
            "events",
            format!(
                "An execution has at most {MAX_EVENTS} events, not {}.",
                list.len()
            ),
        ));
    }
    let events = list
        .iter()
        .enumerate()
        .map(|(index, event)| read(event, &format!("events[{index}]")));
    let mut events = events.collect::<Result<Vec<_>, _>>()?;
    events.sort_by_key(|event| event.id);
    match events.first().map(|event| event.kind.as_str()) {
        Some("ExecutionStarted") => Ok(events),
        _ => Err(fault(
            "events",
            "The history does not begin with ExecutionStarted. A long one comes in pages: put them together.",
        )),
    }
}

fn read(event: &Json, place: &str) -> Result<Recorded, MocksError> {
    let number = |key: &str| event.get(key).and_then(Json::as_u64);
    let (Some(id), Some(kind)) = (number("id"), event.get("type").and_then(Json::as_str)) else {
        return Err(fault(place, "An event has an 'id' and a 'type'."));
    };
    let Some(at) = event.get("timestamp").and_then(moment) else {
        return Err(fault(
            place,
            "An event has a 'timestamp': a date and time such as 2026-01-01T00:00:00.000Z, or seconds since 1970.",
        ));
    };
    let details = event.as_object().into_iter().flatten();
    let details = details
        .filter(|(key, _)| key.ends_with("EventDetails"))
        .find_map(|(_, details)| details.as_object());
    Ok(Recorded {
        id,
        previous: number("previousEventId").unwrap_or_default(),
        at,
        kind: kind.to_owned(),
        details: details.cloned().unwrap_or_default(),
    })
}

/// Milliseconds since the Unix epoch.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion of floats saturates"
)]
fn moment(value: &Json) -> Option<i64> {
    match value {
        Json::Number(seconds) => Some((seconds.as_f64()? * 1_000.0).round() as i64),
        Json::String(text) => Timestamp::parse(text).map(Timestamp::millis),
        _ => None,
    }
}
