//! A visit of a run as a `TestState` request: the same state, input, variables and context, and the outcome of one
//! attempt as its mock.

use asl_engine::{
    Attempt, AttemptEnd, Field, Pattern, State, StateKind, Status, Visit, VisitId, value_of,
};
use asl_query::Value;
use asl_syntax::Document;
use asl_syntax::view::{self, QueryLanguage};
use serde_json::{Map, Value as Json, json};

use crate::Run;

/// A request, and what of the visit it cannot say.
#[derive(Clone, Debug, PartialEq)]
pub struct StateCall {
    /// The request, in the API's names.
    pub request: Json,
    /// What it leaves out, as sentences.
    pub notes: Vec<String>,
}

impl Run {
    /// The visit as a request, with the outcome of the attempt under way at the cursor, or of the first one. `document`
    /// is the definition that ran.
    pub fn test_state_call(
        &self,
        document: &Document,
        visit: VisitId,
        cursor: u32,
    ) -> Option<StateCall> {
        let entry = self.visit(visit)?;
        let state = self.defined(visit)?;
        let context = self.context(visit, cursor)?;
        let in_map = context.get("Map").is_some();
        let begun = entry
            .attempts
            .partition_point(|attempt| attempt.started <= cursor);
        let attempt = begun.saturating_sub(1);
        let mut notes = Vec::new();
        let mut request = definition(document, state, in_map)?;
        let input = self.inspect(visit, self.len())?.steps.into_iter().next()?;
        request.insert("input".to_owned(), text(&input.value));
        let variables = self.variables(visit, entry.entered);
        if !variables.is_empty() {
            request.insert("variables".to_owned(), text(&Value::Object(variables)));
        }
        request.insert("inspectionLevel".to_owned(), json!("DEBUG"));
        if works(state) {
            let mock = mock(entry, attempt).unwrap_or_else(|| {
                notes.push("The attempt has no outcome, so the mock is an empty one.".to_owned());
                json!({ "result": "{}" })
            });
            request.insert("mock".to_owned(), unchecked(mock, state));
            request.insert("context".to_owned(), text(&given(&context, state)));
            let configuration = self.configuration(visit, entry, state, attempt, &mut notes);
            if !configuration.is_empty() {
                request.insert("stateConfiguration".to_owned(), configuration.into());
            }
        }
        if in_map
            && context
                .get("Map")
                .and_then(|map| map.get("Item")?.get("Index"))
                != Some(&0_i64.into())
        {
            notes.push("TestState takes the state's input for the Map's first item.".to_owned());
        }
        Some(StateCall {
            request: Json::Object(request),
            notes,
        })
    }

    /// `stateConfiguration`: which retry it is, and what happened inside of a Map or Parallel state.
    fn configuration(
        &self,
        visit: VisitId,
        entry: &Visit,
        state: &State,
        attempt: usize,
        notes: &mut Vec<String>,
    ) -> Map<String, Json> {
        let mut configuration = Map::new();
        let mut put = |key: &str, value: Json| {
            configuration.insert(key.to_owned(), value);
        };
        if attempt > 0 {
            put("retrierRetryCount", json!(attempt));
        }
        let is_map = matches!(state.kind, StateKind::Map(_));
        let failed = |attempt: &Attempt| matches!(attempt.end, Some(AttemptEnd::Failed { .. }));
        let scopes = self.trace.scopes.iter();
        let below = scopes.filter(|scope| scope.parent == Some(visit));
        let lost = below.filter(|scope| scope.status == Status::Failed).count();
        if is_map && lost > 0 {
            put("mapIterationFailureCount", json!(lost));
        }
        if entry.attempts.get(attempt).is_some_and(failed) {
            let is_below = |inner: &&Visit| {
                let scope = self.trace.scopes.get(inner.scope.0 as usize);
                inner.status == Status::Failed && scope.is_some_and(|it| it.parent == Some(visit))
            };
            let cause = self.trace.visits.iter().rev().find(is_below);
            if let Some(cause) = cause {
                put("errorCausedByState", json!(self.name(cause.state)));
            }
        }
        let reads = matches!(&state.kind, StateKind::Map(map) if map.reader.is_some());
        match (reads, self.scenario.objects.as_slice()) {
            (true, [object]) => put("mapItemReaderData", json!(&*object.body)),
            (true, _) => notes.push(
                "Add what the ItemReader reads, as stateConfiguration.mapItemReaderData."
                    .to_owned(),
            ),
            _ => {}
        }
        configuration
    }
}

/// The state alone; inside of a Map, where it may read the item, the whole definition and the state's name.
fn definition(document: &Document, state: &State, in_map: bool) -> Option<Map<String, Json>> {
    let root = view::Machine::new(document);
    if in_map {
        let whole = value_of(&document.root);
        let fields = [
            ("definition", text(&whole)),
            ("stateName", json!(&*state.name)),
        ];
        return Some(
            fields
                .map(|(key, value)| (key.to_owned(), value))
                .into_iter()
                .collect(),
        );
    }
    let states = root.all_states();
    let at = states.iter().find(|at| *at.path == *state.path)?;
    let Value::Object(mut alone) = value_of(at.state.node) else {
        return None;
    };
    let inherits = !alone.contains_key("QueryLanguage");
    if inherits && root.language() == QueryLanguage::Jsonata {
        alone = alone.with("QueryLanguage".into(), "JSONata".into());
    }
    Some(Map::from_iter([(
        "definition".to_owned(),
        text(&Value::Object(alone)),
    )]))
}

/// Only what works can be mocked.
fn works(state: &State) -> bool {
    matches!(
        state.kind,
        StateKind::Task(_) | StateKind::Parallel { .. } | StateKind::Map(_)
    )
}

/// How an attempt ended, as far as it did.
fn mock(visit: &Visit, attempt: usize) -> Option<Json> {
    match visit.attempts.get(attempt)?.end.as_ref()? {
        AttemptEnd::Aborted => None,
        AttemptEnd::Failed { error, cause } => {
            let mut output = Map::from_iter([(
                "error".to_owned(),
                json!(error.as_deref().unwrap_or("States.TaskFailed")),
            )]);
            output.extend(
                cause
                    .as_deref()
                    .map(|cause| ("cause".to_owned(), json!(cause))),
            );
            Some(json!({ "errorOutput": output }))
        }
        AttemptEnd::Succeeded => {
            let mut flow = visit.flow.iter().rev();
            let result = flow.find(|step| step.field == Field::Result)?;
            Some(json!({ "result": result.value.to_json() }))
        }
    }
}

/// A mocked result of a service is not held against the service's shape: it may be anything here.
fn unchecked(mut mock: Json, state: &State) -> Json {
    let is_result = mock.get("result").is_some();
    if let (StateKind::Task(_), Some(fields), true) = (&state.kind, mock.as_object_mut(), is_result)
    {
        fields.insert("fieldValidationMode".to_owned(), json!("NONE"));
    }
    mock
}

/// The context object as far as a request may give it.
fn given(context: &Value, state: &State) -> Value {
    let waits = matches!(&state.kind, StateKind::Task(task) if task.resource.pattern() != Pattern::RequestResponse);
    let Some(fields) = context.as_object() else {
        return context.clone();
    };
    let kept = fields.iter().filter(|(name, _)| match &***name {
        "Map" => false,
        "Task" => waits,
        _ => true,
    });
    Value::Object(
        kept.map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

fn text(value: &Value) -> Json {
    json!(value.to_json())
}
