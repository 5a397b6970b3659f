//! The state under test: found in a whole machine, or put into one of its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use asl_check::Options;
use asl_engine::{Machine, State, StateId};
use asl_syntax::{Document, Format};
use serde_json::{Map, Value};

use super::ApiError;
use super::request::Request;
use super::words::findings;

/// The name that AWS gives to a state without a machine: recorded in its context object.
const STATE_NAME: &str = "StateName";

/// The state under test, in its machine.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) machine: Arc<Machine>,
    pub(super) id: StateId,
}

impl Subject {
    pub(super) fn state(&self) -> &State {
        // `resolve` found the id in this very table.
        &self.machine.states[self.id.0 as usize]
    }
}

/// Finds the state that a request is about, in a definition that AWS accepts.
pub(super) fn resolve(request: &Request) -> Result<Subject, ApiError> {
    let text = match &request.state_name {
        Some(_) => request.definition.clone(),
        None => alone(&request.definition),
    };
    let found = findings(&text, Options::default());
    if !found.is_empty() {
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        return Err(ApiError::definition(format!(
            "Invalid State Machine Definition: '{}'",
            found.join(", ")
        )));
    }
    let machine = Machine::compile(&Document::parse_as(&text, Format::Json));
    let name = request.state_name.as_deref().unwrap_or(STATE_NAME);
    let index = machine.states.iter().position(|state| &*state.name == name);
    match index.and_then(|index| u32::try_from(index).ok()) {
        Some(index) => Ok(Subject {
            id: StateId(index),
            machine: Arc::new(machine),
        }),
        None => Err(ApiError::validation("State not found in definition")),
    }
}

/// A machine of one state, and of an end for every transition out of it. A text that is not a
/// JSON object stays as it is, for the findings to say so.
fn alone(definition: &str) -> String {
    let Ok(Value::Object(state)) = serde_json::from_str(definition) else {
        return definition.to_owned();
    };
    let mut targets = targets(&state);
    targets.remove(STATE_NAME);
    let mut machine =
        format!("{{\"StartAt\":\"{STATE_NAME}\",\"States\":{{\"{STATE_NAME}\":{definition}");
    for name in targets {
        // Writing to a String cannot fail.
        let _ = write!(machine, ",{}:{{\"Type\":\"Succeed\"}}", Value::from(name));
    }
    machine.push_str("}}");
    machine
}

/// The states that a state leads to.
pub(super) fn targets(state: &Map<String, Value>) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    let mut transitions = vec![state];
    for key in ["Choices", "Catch"] {
        let entries = state.get(key).and_then(Value::as_array);
        transitions.extend(entries.into_iter().flatten().filter_map(Value::as_object));
    }
    for fields in transitions {
        let names = ["Next", "Default"].into_iter();
        targets.extend(names.filter_map(|key| Some(fields.get(key)?.as_str()?.to_owned())));
    }
    targets
}
