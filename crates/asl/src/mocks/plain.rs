//! The plain form of mocked outcomes.

use std::sync::Arc;

use asl_engine::{Mock, Outcome, ThrowAt};
use serde_json::{Map, Value, json};

use super::expression::{read_return, write_expression, write_return};
use super::{MocksError, Outcomes, fault};

pub(super) fn parse(fields: &Map<String, Value>) -> Result<Outcomes, MocksError> {
    let mut outcomes = Outcomes::new();
    for (state, list) in fields {
        let Some(list) = list.as_array() else {
            return Err(fault(
                state,
                "The outcomes of a state are a list, one entry an attempt.",
            ));
        };
        let entries = list
            .iter()
            .enumerate()
            .map(|(index, entry)| mock(entry, &format!("{state}[{index}]")));
        outcomes.insert(state.clone(), entries.collect::<Result<_, _>>()?);
    }
    Ok(outcomes)
}

/// One entry, in either form.
pub(super) fn mock(entry: &Value, place: &str) -> Result<Mock, MocksError> {
    let Some(fields) = entry.as_object() else {
        return Err(fault(
            place,
            "An outcome is an object with Return, Throw, Timeout, Pending or Succeed.",
        ));
    };
    if let Some(unknown) = fields.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(fault(
            place,
            format!(
                "'{unknown}' is not known here. Known are {}.",
                KEYS.join(", ")
            ),
        ));
    }
    Ok(Mock {
        item: index(fields, "Item", place)?,
        attempt: index(fields, "Attempt", place)?,
        duration: duration(fields, place)?,
        submitted: fields.get("Submitted").map(|value| value.clone().into()),
        worker: text(fields, "WorkerName", place)?,
        outcome: outcome(fields, place)?,
    })
}

const KEYS: [&str; 11] = [
    "Return",
    "Throw",
    "Timeout",
    "Pending",
    "Succeed",
    "At",
    "Item",
    "Attempt",
    "Seconds",
    "Submitted",
    "WorkerName",
];

fn outcome(fields: &Map<String, Value>, place: &str) -> Result<Option<Outcome>, MocksError> {
    let given: Vec<&str> = KEYS[..5]
        .iter()
        .copied()
        .filter(|key| fields.contains_key(*key))
        .collect();
    match given.as_slice() {
        ["Return"] => Ok(Some(read_return(fields["Return"].clone().into()))),
        ["Timeout"] => flag(fields, "Timeout", place, Some(Outcome::Timeout)),
        ["Pending"] => flag(fields, "Pending", place, Some(Outcome::Never)),
        ["Succeed"] => flag(fields, "Succeed", place, None),
        ["Throw"] => throw(fields, place).map(Some),
        [] => Err(fault(
            place,
            "An outcome says one of Return, Throw, Timeout, Pending and Succeed.",
        )),
        several => Err(fault(
            place,
            format!("An outcome says one thing, not {}.", several.join(" and ")),
        )),
    }
}

fn throw(fields: &Map<String, Value>, place: &str) -> Result<Outcome, MocksError> {
    let place = format!("{place}.Throw");
    let Some(thrown) = fields["Throw"].as_object() else {
        return Err(fault(place, "Throw is an object with Error and Cause."));
    };
    let at = match fields.get("At").and_then(Value::as_str) {
        None | Some("run") => ThrowAt::Run,
        Some("submit") => ThrowAt::Submit,
        Some("start") => ThrowAt::Start,
        Some("schedule") => ThrowAt::Schedule,
        Some(other) => {
            return Err(fault(
                place,
                format!("At is run, submit, start or schedule, not '{other}'."),
            ));
        }
    };
    Ok(Outcome::Throw {
        error: text(thrown, "Error", &place)?,
        cause: text(thrown, "Cause", &place)?,
        at,
    })
}

fn flag(
    fields: &Map<String, Value>,
    key: &str,
    place: &str,
    outcome: Option<Outcome>,
) -> Result<Option<Outcome>, MocksError> {
    match fields[key] {
        Value::Bool(true) => Ok(outcome),
        _ => Err(fault(place, format!("{key} is either true or absent."))),
    }
}

fn text(
    fields: &Map<String, Value>,
    key: &str,
    place: &str,
) -> Result<Option<Arc<str>>, MocksError> {
    match fields.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str().into())),
        Some(_) => Err(fault(place, format!("{key} is text."))),
    }
}

fn index(fields: &Map<String, Value>, key: &str, place: &str) -> Result<Option<u32>, MocksError> {
    match fields.get(key) {
        None => Ok(None),
        Some(value) => match value.as_u64().and_then(|number| u32::try_from(number).ok()) {
            Some(number) => Ok(Some(number)),
            None => Err(fault(place, format!("{key} is a number, counted from 0."))),
        },
    }
}

/// The longest duration that is taken over, in seconds: a hundred years.
const LONGEST: f64 = 3.2e9;

#[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
fn duration(fields: &Map<String, Value>, place: &str) -> Result<Option<i64>, MocksError> {
    match fields.get("Seconds") {
        None => Ok(None),
        Some(value) => match value
            .as_f64()
            .filter(|seconds| (0.0..=LONGEST).contains(seconds))
        {
            Some(seconds) => Ok(Some((seconds * 1_000.0).round() as i64)),
            None => Err(fault(place, "Seconds is a number of seconds, 0 or more.")),
        },
    }
}

pub(super) fn write(outcomes: &Outcomes) -> Value {
    let list = |mocks: &Vec<Mock>| Value::Array(mocks.iter().map(entry).collect());
    Value::Object(
        outcomes
            .iter()
            .map(|(state, mocks)| (state.clone(), list(mocks)))
            .collect(),
    )
}

fn entry(mock: &Mock) -> Value {
    let mut entry = match &mock.outcome {
        None => json!({ "Succeed": true }),
        Some(Outcome::Return(value)) => json!({ "Return": Value::from(&write_return(value)) }),
        Some(Outcome::Evaluate(text)) => json!({ "Return": write_expression(text) }),
        Some(Outcome::Timeout) => json!({ "Timeout": true }),
        Some(Outcome::Never) => json!({ "Pending": true }),
        Some(Outcome::Throw { error, cause, at }) => {
            let mut thrown = Map::new();
            put(&mut thrown, "Error", error.as_deref().map(Value::from));
            put(&mut thrown, "Cause", cause.as_deref().map(Value::from));
            let stage = match at {
                ThrowAt::Run => None,
                ThrowAt::Submit => Some("submit"),
                ThrowAt::Start => Some("start"),
                ThrowAt::Schedule => Some("schedule"),
            };
            let mut entry = Map::from_iter([("Throw".to_owned(), Value::Object(thrown))]);
            put(&mut entry, "At", stage.map(Value::from));
            Value::Object(entry)
        }
    };
    if let Some(fields) = entry.as_object_mut() {
        put(fields, "Item", mock.item.map(Value::from));
        put(fields, "Attempt", mock.attempt.map(Value::from));
        put(fields, "Seconds", mock.duration.map(seconds));
        put(
            fields,
            "Submitted",
            mock.submitted.as_ref().map(Value::from),
        );
        put(
            fields,
            "WorkerName",
            mock.worker.as_deref().map(Value::from),
        );
    }
    entry
}

fn put(fields: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        fields.insert(key.to_owned(), value);
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "durations are far below 2^53 milliseconds"
)]
fn seconds(millis: i64) -> Value {
    if millis % 1_000 == 0 {
        Value::from(millis / 1_000)
    } else {
        Value::from(millis as f64 / 1_000.0)
    }
}
