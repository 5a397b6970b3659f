//! One visit in detail: its data flow field by field, its attempts, its error.

use std::sync::Arc;

use asl_engine::{
    Attempt, AttemptEnd, EventId, Field, FlowStep, Millis, PathField, Payload, ResultPath, State,
    StateKind, Status, Via, Visit, VisitId,
};
use asl_query::{JsonataTemplate, Value};

use super::Run;
use super::index::count;

/// [`Inspection::attempts`] holds this many at most: the last ones.
pub const MAX_ATTEMPTS_SHOWN: usize = 20;

/// A visit at a cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// Which visit.
    pub visit: VisitId,
    /// The state with the items and branches around it: `RunGlueJob · item 2`.
    pub title: String,
    /// How it is doing.
    pub status: Status,
    /// The data flow as far as it is known, in the order in which AWS applies the fields; of several attempts the last.
    pub steps: Vec<InspectStep>,
    /// The last [`MAX_ATTEMPTS_SHOWN`] attempts that have begun.
    pub attempts: Vec<AttemptView>,
    /// How many attempts have begun.
    pub attempt_count: u32,
    /// The name and the cause of the last error so far.
    pub error: Option<(String, String)>,
    /// When it was entered.
    pub entered_at: Millis,
    /// When it ended.
    pub ended_at: Option<Millis>,
}

/// A value on its way through a state.
#[derive(Clone, Debug, PartialEq)]
pub struct InspectStep {
    /// The field that made it.
    pub field: Field,
    /// The field as the definition calls it.
    pub label: String,
    /// The value after the field.
    pub value: Value,
    /// It differs from the step before.
    pub changed: bool,
    /// The expression as written, where the field is one.
    pub note: Option<String>,
}

/// One attempt of a Task, Parallel or Map state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptView {
    /// From 1.
    pub number: u32,
    /// How it is doing.
    pub status: Status,
    /// The event that began it.
    pub started_event: EventId,
    /// When it began.
    pub started_at: Millis,
    /// The event that ended it.
    pub ended_event: Option<EventId>,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// The name and the cause of its error.
    pub error: Option<(String, String)>,
    /// When the next one begins, after a retrier's delay.
    pub retry_at: Option<Millis>,
}

impl Run {
    /// A visit in detail. A visit that has not begun at the cursor has neither steps nor attempts.
    pub fn inspect(&self, visit: VisitId, cursor: u32) -> Option<Inspection> {
        let entry = self.visit(visit)?;
        let state = self.defined(visit)?;
        let status = self.status(entry, cursor);
        let (attempts, attempt_count) = attempts(entry, cursor);
        let last_error = attempts.last().and_then(|attempt| attempt.error.clone());
        let ended = status != Status::Running;
        Some(Inspection {
            visit,
            title: self.title(visit),
            status,
            steps: steps(state, entry, cursor),
            error: if ended {
                entry.error.as_ref().map(texts)
            } else {
                last_error
            },
            attempts,
            attempt_count,
            entered_at: entry.entered_at,
            ended_at: entry.ended_at.filter(|_| ended),
        })
    }
}

/// The last step of each field that is known at the cursor.
fn steps(state: &State, visit: &Visit, cursor: u32) -> Vec<InspectStep> {
    let known = &visit.flow[..visit.flow.partition_point(|step| step.event <= cursor)];
    let mut last: Vec<&FlowStep> = Vec::new();
    for step in known.iter().rev() {
        if last.iter().all(|later| later.field != step.field) {
            last.push(step);
        }
        if step.field == Field::Input {
            break;
        }
    }
    let mut before: Option<&Value> = None;
    let mut steps = Vec::with_capacity(last.len());
    for step in last.into_iter().rev() {
        let beside = matches!(step.field, Field::Assign | Field::ItemSelector);
        steps.push(InspectStep {
            field: step.field,
            label: label(step.field).to_owned(),
            value: step.value.clone(),
            changed: beside || before.is_some_and(|before| differ(before, &step.value)),
            note: note(state, visit, step.field),
        });
        if !beside {
            before = Some(&step.value);
        }
    }
    steps
}

/// Unequal, found cheaply where the values are one allocation or differ in size.
fn differ(a: &Value, b: &Value) -> bool {
    !a.ptr_eq(b) && a != b
}

/// A step by the name of its field.
pub(crate) fn label(field: Field) -> &'static str {
    match field {
        Field::Input => "Input",
        Field::InputPath => "InputPath",
        Field::Items => "Items",
        Field::ItemSelector => "ItemSelector",
        Field::Parameters => "Parameters",
        Field::Arguments => "Arguments",
        Field::Result => "Result",
        Field::ResultSelector => "ResultSelector",
        Field::ResultPath => "ResultPath",
        Field::ErrorOutput => "Error output",
        Field::Output => "Output",
        Field::Assign => "Assign",
    }
}

/// The expression behind a step, as written, where the field is a single one.
fn note(state: &State, visit: &Visit, field: Field) -> Option<String> {
    match field {
        Field::InputPath => path_text(&state.io.input_path),
        Field::Items => match &state.kind {
            StateKind::Map(map) => match &map.items_path {
                Some(path) => Some(path.text.to_string()),
                None => map.items.as_ref().and_then(jsonata_text),
            },
            _ => None,
        },
        Field::Arguments => payload_text(state.io.parameters.as_ref()),
        Field::ResultPath => result_path_text(&state.io.result_path),
        Field::Output => match visit.via {
            Some(Via::Catch(index)) => {
                let catcher = state.catchers.get(index as usize)?;
                result_path_text(&catcher.result_path)
                    .map(|text| format!("ResultPath {text}"))
                    .or_else(|| payload_text(catcher.output.as_ref()))
            }
            _ => path_text(&state.io.output_path)
                .map(|text| format!("OutputPath {text}"))
                .or_else(|| payload_text(state.io.output.as_ref())),
        },
        _ => None,
    }
}

/// A field of a single expression.
fn payload_text(payload: Option<&Payload>) -> Option<String> {
    match payload? {
        Payload::Jsonata(template) => jsonata_text(template),
        Payload::JsonPath(_) => None,
    }
}

fn jsonata_text(template: &JsonataTemplate) -> Option<String> {
    template
        .expression()
        .map(|expression| expression.text().to_owned())
}

fn path_text(path: &PathField) -> Option<String> {
    match path {
        PathField::Whole => None,
        PathField::Nothing => Some("null".to_owned()),
        PathField::Path(path) => Some(path.text.to_string()),
    }
}

fn result_path_text(path: &ResultPath) -> Option<String> {
    match path {
        ResultPath::Replace => None,
        ResultPath::Discard => Some("null".to_owned()),
        ResultPath::Put(path) => Some(path.text.to_string()),
    }
}

/// The last attempts that have begun by the cursor, and how many there are of them.
fn attempts(visit: &Visit, cursor: u32) -> (Vec<AttemptView>, u32) {
    let begun = visit
        .attempts
        .partition_point(|attempt| attempt.started <= cursor);
    let from = begun.saturating_sub(MAX_ATTEMPTS_SHOWN);
    let views = visit.attempts[from..begun].iter().zip(from + 1..);
    (
        views
            .map(|(attempt, number)| attempt_view(attempt, count(number), cursor))
            .collect(),
        count(begun),
    )
}

fn attempt_view(attempt: &Attempt, number: u32, cursor: u32) -> AttemptView {
    let ended = attempt.ended.is_some_and(|ended| ended <= cursor);
    let end = attempt.end.as_ref().filter(|_| ended);
    let (status, error) = match end {
        None => (Status::Running, None),
        Some(AttemptEnd::Succeeded) => (Status::Succeeded, None),
        Some(AttemptEnd::Aborted) => (Status::Aborted, None),
        Some(AttemptEnd::Failed { error, cause }) => {
            (Status::Failed, Some(texts(&(error.clone(), cause.clone()))))
        }
    };
    AttemptView {
        number,
        status,
        started_event: attempt.started,
        started_at: attempt.started_at,
        ended_event: attempt.ended.filter(|_| ended),
        ended_at: attempt.ended_at.filter(|_| ended),
        error,
        retry_at: attempt.retry_at.filter(|_| ended),
    }
}

fn texts((error, cause): &(Option<Arc<str>>, Option<Arc<str>>)) -> (String, String) {
    let text = |text: &Option<Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
    (text(error), text(cause))
}
