//! A `TestState` request taken over: as an outcome of a state that the definition has, or else as a definition of that
//! one state with a scenario.

use asl_engine::{Mock, Outcome};
use asl_query::Value;
use asl_syntax::view::{self, QueryLanguage};
use asl_syntax::{Document, Format};
use serde_json::{Map, Value as Json, json};

use super::definition::targets;
use crate::mocks::{MocksError, NamedScenario, fault};

/// A request, taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedCall {
    /// A definition of the state alone; `None` when the definition at hand has the state.
    pub definition: Option<String>,
    /// The mock as an outcome; with the input, where the state stands alone.
    pub scenario: NamedScenario,
    /// What could not be taken over, as sentences.
    pub notes: Vec<String>,
}

/// Whether JSON is meant as a request: its `definition` is the text of a state, or `stateName` says which one.
pub fn is_test_state_call(json: &Json) -> bool {
    let definition = json["definition"].as_str();
    definition.is_some_and(|text| json.get("stateName").is_some() || is_state(text))
}

/// Whether a text is one state, and no machine of states.
fn is_state(text: &str) -> bool {
    serde_json::from_str::<Json>(text)
        .is_ok_and(|body| body.get("Type").is_some() && body.get("States").is_none())
}

/// The state of a request.
struct Subject {
    name: String,
    body: Value,
    /// The definition that it was taken out of is in JSONata.
    in_jsonata: bool,
}

/// Takes a request over, beside the definition at hand.
///
/// # Errors
/// Where a part of it cannot be read.
pub fn import_test_state(request: &Json, at_hand: &Document) -> Result<ImportedCall, MocksError> {
    let subject = subject(request)?;
    let mut notes = Vec::new();
    let kind = subject.body.get("Type").and_then(Value::as_str);
    let is_task = kind == Some("Task");
    let mock = mock(request)?;
    if mock.is_some() && !is_task {
        notes.push("The mock is left out: only a Task's outcome can be planned, and the states inside of a Map or Parallel run.".to_owned());
    }
    let mock = mock.filter(|_| is_task);
    let known = held(at_hand, request, &subject);
    let name = known.clone().unwrap_or_else(|| subject.name.clone());
    let retries = request["stateConfiguration"]["retrierRetryCount"].as_u64();
    let attempt = retries.and_then(|retries| u32::try_from(retries).ok());
    let mut scenario = NamedScenario {
        name: format!("TestState of {name}"),
        ..NamedScenario::default()
    };
    if let Some(mock) = mock {
        let attempt = attempt.filter(|_| known.is_some());
        scenario
            .outcomes
            .insert(name, vec![Mock { attempt, ..mock }]);
    }
    let definition = if known.is_some() && !scenario.outcomes.is_empty() {
        if request.get("input").is_some() {
            notes.push(
                "The request's input is that of the state, not of the execution, and is left out."
                    .to_owned(),
            );
        }
        None
    } else {
        scenario.input = read(request, "input")?;
        if request.get("context").is_some() {
            notes.push("The context object is that of this run, not the request's.".to_owned());
        }
        Some(alone(subject, read(request, "variables")?))
    };
    Ok(ImportedCall {
        definition,
        scenario,
        notes,
    })
}

fn subject(request: &Json) -> Result<Subject, MocksError> {
    let text = request["definition"].as_str().unwrap_or_default();
    let document = Document::parse_as(text, Format::Json);
    if let Some(problem) = document.diagnostics.first() {
        let message = format!("This is not JSON: {}", problem.message);
        return Err(fault("definition", message));
    }
    let root = view::Machine::new(&document);
    let Some(name) = request["stateName"].as_str() else {
        let body = asl_engine::value_of(&document.root);
        if body.get("Type").is_none() {
            return Err(fault(
                "definition",
                "Without a stateName this is a state, which has a Type.",
            ));
        }
        let name = read(request, "context")?
            .as_ref()
            .and_then(|context| Some(context.get("State")?.get("Name")?.as_str()?.to_owned()));
        return Ok(Subject {
            name: name.unwrap_or_else(|| "State".to_owned()),
            body,
            in_jsonata: false,
        });
    };
    let states = root.all_states();
    let at = states.iter().find(|at| at.state.name == name);
    let at = at.ok_or_else(|| {
        fault(
            "stateName",
            format!("The definition has no state '{name}'."),
        )
    })?;
    Ok(Subject {
        name: name.to_owned(),
        body: asl_engine::value_of(at.state.node),
        in_jsonata: root.language() == QueryLanguage::Jsonata,
    })
}

/// The name by which the definition at hand has the state: that of the request, or that of a state that reads the same.
fn held(at_hand: &Document, request: &Json, subject: &Subject) -> Option<String> {
    let root = view::Machine::new(at_hand);
    let in_jsonata = root.language() == QueryLanguage::Jsonata;
    let is_it = |at: &&view::StateAt<'_>| {
        if request["stateName"].is_string() {
            return at.state.name == subject.name;
        }
        let body = asl_engine::value_of(at.state.node);
        body == subject.body || spelled_out(body, in_jsonata) == subject.body
    };
    let states = root.all_states();
    states.iter().find(is_it).map(|at| at.state.name.to_owned())
}

/// The state with the query language that it takes from around.
fn spelled_out(body: Value, in_jsonata: bool) -> Value {
    match body {
        Value::Object(state) if in_jsonata && !state.contains_key("QueryLanguage") => {
            Value::Object(state.with("QueryLanguage".into(), "JSONata".into()))
        }
        body => body,
    }
}

fn mock(request: &Json) -> Result<Option<Mock>, MocksError> {
    let Some(mock) = request.get("mock") else {
        return Ok(None);
    };
    if let Some(output) = mock.get("errorOutput") {
        let text = |key: &str| output[key].as_str().unwrap_or_default();
        return Ok(Some(Mock::throw(text("error"), text("cause"))));
    }
    let result = read(mock, "result").map_err(|error| fault("mock.result", error.message))?;
    Ok(result.map(|result| Mock::new(Outcome::Return(result))))
}

/// A member that is JSON as text.
fn read(object: &Json, key: &str) -> Result<Option<Value>, MocksError> {
    let Some(text) = object[key].as_str() else {
        return Ok(None);
    };
    let value = Value::from_json(text);
    let value =
        value.map_err(|error| fault(key, format!("This is not JSON: {}.", error.message)))?;
    Ok(Some(value))
}

/// A machine of the state, behind one that sets the variables, and of an end for every transition out of it.
fn alone(subject: Subject, variables: Option<Value>) -> String {
    const VARIABLES: &str = "Set the variables";
    let Subject {
        name,
        body,
        in_jsonata,
    } = subject;
    let body = Json::from(&spelled_out(body, in_jsonata));
    let mut targets = body.as_object().map(targets).unwrap_or_default();
    targets.remove(&name);
    let mut states = Map::new();
    let mut start = name.as_str();
    if let Some(variables) = variables {
        start = VARIABLES;
        let set = json!({ "Type": "Pass", "Assign": Json::from(&variables), "Next": name });
        states.insert(VARIABLES.to_owned(), set);
    }
    states.insert(name.clone(), body);
    let ends = targets.into_iter();
    states.extend(ends.map(|target| (target, json!({ "Type": "Succeed" }))));
    let machine = json!({
        "Comment": "One state, from a TestState request",
        "StartAt": start,
        "States": states,
    });
    serde_json::to_string_pretty(&machine).unwrap_or_default()
}
