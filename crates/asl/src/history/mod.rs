//! The execution history in the shape and the words of `GetExecutionHistory`.

mod details;
mod event_type;
mod import;

use asl_engine::{Event, Machine, ScopeId, Trace};
use serde_json::{Map, Value as Json};

pub use event_type::event_type;
pub(crate) use event_type::state_of;
pub use import::{ImportedHistory, import_history};

use crate::words::timestamp;

/// The region that the events of a mocked execution name.
pub(crate) const REGION: &str = "us-east-1";

/// One event as the API lists it: `{"id", "previousEventId", "timestamp", "type", "...EventDetails"}`.
///
/// Inputs and outputs are JSON text, as there; timestamps are RFC 3339 in UTC with milliseconds. Events without
/// details have no details member.
pub fn history_event(machine: &Machine, trace: &Trace, event: &Event) -> Json {
    let kind = event_type(machine, trace, event);
    let mut members = Map::new();
    members.insert("id".to_owned(), event.number.into());
    members.insert("previousEventId".to_owned(), event.previous.into());
    members.insert(
        "timestamp".to_owned(),
        timestamp(trace.start_time.saturating_add(event.at)).into(),
    );
    members.insert("type".to_owned(), kind.as_ref().into());
    if let Some((key, details)) = details::details(machine, trace, event) {
        members.insert(key.to_owned(), details);
    }
    Json::Object(members)
}

/// The whole history as the API lists it: `{"events": [...]}`. The children of a distributed Map are
/// executions with histories of their own, and not in it.
pub fn history(machine: &Machine, trace: &Trace) -> Json {
    let events = trace
        .events
        .iter()
        .filter(|event| event.history == ScopeId::ROOT)
        .map(|event| history_event(machine, trace, event))
        .collect();
    Json::Object(Map::from_iter([("events".to_owned(), Json::Array(events))]))
}

#[cfg(test)]
mod tests;
