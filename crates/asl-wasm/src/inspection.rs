//! One visit of a state in detail: its data flow field by field, its attempts, its error, its variables.

use asl::{Run, StateId, VisitId};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::{JsError, JsValue};

use crate::json;
use crate::timeline::VisitStatus;

/// A visit at a cursor.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Inspection {
    /// The state with the items and branches around it: `RunGlueJob · item 2`.
    pub title: String,
    /// Which of the state's visits it is, from 0.
    pub visit: u32,
    /// How many visits of the state have begun.
    pub visits: u32,
    /// How it is doing.
    pub status: VisitStatus,
    /// When it was entered, in virtual milliseconds.
    #[tsify(type = "number")]
    pub entered_at: asl::Millis,
    /// When it ended.
    #[tsify(type = "number | null")]
    pub ended_at: Option<asl::Millis>,
    /// The data flow as far as it is known, in the order in which AWS applies the fields; of several attempts the last.
    pub steps: Vec<DataFlowStep>,
    /// The last attempts that have begun.
    pub attempts: Vec<InspectedAttempt>,
    /// How many attempts have begun.
    pub attempt_count: u32,
    /// The last error so far.
    pub error: Option<ErrorAndCause>,
    /// The variables that the state sees.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "{ [name: string]: unknown }")]
    pub variables: JsValue,
}

/// A value on its way through a state.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct DataFlowStep {
    /// The field of the definition that made it: `Input`, `InputPath`, `Parameters`, `Result`, `ResultPath` ...
    pub field: String,
    /// The value after that field: a JSON value.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "unknown")]
    pub value: JsValue,
    /// It differs from the step before.
    pub changed: bool,
    /// The expression as written, where the field is one.
    pub note: Option<String>,
}

/// One attempt of a Task, Parallel or Map state.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct InspectedAttempt {
    /// From 1.
    pub number: u32,
    /// How it is doing.
    pub status: VisitStatus,
    /// When it began, in virtual milliseconds.
    #[tsify(type = "number")]
    pub started_at: asl::Millis,
    /// When it ended.
    #[tsify(type = "number | null")]
    pub ended_at: Option<asl::Millis>,
    /// Its error.
    pub error: Option<ErrorAndCause>,
    /// When the next one begins, after a retrier's delay.
    #[tsify(type = "number | null")]
    pub retry_at: Option<asl::Millis>,
}

/// An error, as a catcher sees it.
#[derive(Debug, Serialize, Tsify)]
pub struct ErrorAndCause {
    /// Its name.
    pub error: String,
    /// Its cause; empty where there is none.
    pub cause: String,
}

/// The visit of a state that is the latest at the cursor, or the one with this number, from 0. `None` before it began.
pub(crate) fn inspect(
    run: &Run,
    cursor: u32,
    path: &str,
    number: Option<u32>,
) -> Result<Option<Inspection>, JsError> {
    let mut states = (0..).map(StateId).zip(&run.machine.states);
    let Some((state, _)) = states.find(|(_, state)| *state.path == *path) else {
        return Err(JsError::new(&format!("there is no state at {path}")));
    };
    let visits: Vec<VisitId> = run.visits_of(state, cursor).collect();
    let last = visits.len().checked_sub(1);
    let Some(index) = number.map(|number| number as usize).or(last) else {
        return Ok(None);
    };
    let found = visits
        .get(index)
        .and_then(|visit| run.inspect(*visit, cursor));
    let Some(found) = found else {
        return Ok(None);
    };
    Inspection::new(run, cursor, &found, (count(index), count(visits.len()))).map(Some)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Inspection {
    fn new(
        run: &Run,
        cursor: u32,
        found: &asl::Inspection,
        (visit, visits): (u32, u32),
    ) -> Result<Self, JsError> {
        let step = |step: &asl::InspectStep| {
            Ok(DataFlowStep {
                field: step.label.clone(),
                value: json::value_of(&step.value.to_json())?,
                changed: step.changed,
                note: step.note.clone(),
            })
        };
        let variables = asl::Value::Object(run.variables(found.visit, cursor));
        Ok(Self {
            title: found.title.clone(),
            visit,
            visits,
            status: found.status.into(),
            entered_at: found.entered_at,
            ended_at: found.ended_at,
            steps: found
                .steps
                .iter()
                .map(step)
                .collect::<Result<_, JsError>>()?,
            attempts: found.attempts.iter().map(InspectedAttempt::new).collect(),
            attempt_count: found.attempt_count,
            error: found.error.as_ref().map(ErrorAndCause::new),
            variables: json::value_of(&variables.to_json())?,
        })
    }
}

impl InspectedAttempt {
    fn new(attempt: &asl::AttemptView) -> Self {
        Self {
            number: attempt.number,
            status: attempt.status.into(),
            started_at: attempt.started_at,
            ended_at: attempt.ended_at,
            error: attempt.error.as_ref().map(ErrorAndCause::new),
            retry_at: attempt.retry_at,
        }
    }
}

impl ErrorAndCause {
    fn new((error, cause): &(String, String)) -> Self {
        Self {
            error: error.clone(),
            cause: cause.clone(),
        }
    }
}
