//! Executions: the recorded definition, input and mocks through the engine, compared with what AWS
//! answered and listed.

use std::sync::Arc;

use asl::{Ending, Limits, Mock, Outcome, Scenario, ThrowAt, Trace};
use serde_json::{Value, json};

use super::matching::differences;
use super::normal::{Redactions, normal};
use super::{Case, Verdict};

/// The account that the recordings name.
const ACCOUNT: &str = "111111111111";

pub(super) fn run(case: &Case) -> Verdict {
    let recording = &case.recording;
    let scenario = scenario(recording);
    let analysis = asl::analyse(&recording["definition"].to_string());
    let run = asl::run(Arc::clone(&analysis.machine), scenario, Limits::default());
    let redactions = Redactions::of(recording);
    Verdict {
        outcome: outcome(recording, &run.trace, &redactions),
        history: history(recording, &run, &redactions),
    }
}

fn scenario(recording: &Value) -> Scenario {
    let mut scenario = Scenario {
        input: asl::Value::from(recording["input"].clone()),
        account: ACCOUNT.to_owned(),
        role_arn: role(recording).to_owned(),
        ..Scenario::default()
    };
    for (state, outcomes) in recording["mocks"].as_object().into_iter().flatten() {
        let mocks = outcomes
            .as_array()
            .into_iter()
            .flatten()
            .map(mock)
            .collect();
        scenario.outcomes.insert(state.clone(), mocks);
    }
    if recording["concurrent"] == json!(true) {
        bind_to_items(recording, &mut scenario);
    }
    scenario
}

/// The execution role as the recording spells it.
fn role(recording: &Value) -> &str {
    let started = &recording["expected"]["history"][0]["executionStartedEventDetails"];
    started["roleArn"].as_str().unwrap_or("snf_role_arn")
}

/// In a concurrent Map the order of scheduling differs from run to run: each outcome belongs to its
/// item, and within the item to the attempt.
fn bind_to_items(recording: &Value, scenario: &mut Scenario) {
    let mut seen: Vec<(String, u64)> = Vec::new();
    for attempt in recording["attempts"].as_array().into_iter().flatten() {
        let item = attempt["iterations"]
            .as_array()
            .and_then(|items| items.last()?["index"].as_u64());
        let (Some(state), Some(item)) = (attempt["state"].as_str(), item) else {
            continue;
        };
        let key = (state.to_owned(), item);
        let number = seen.iter().filter(|earlier| **earlier == key).count();
        if !seen.iter().any(|(earlier, _)| earlier == state) {
            scenario.outcomes.insert(state.to_owned(), Vec::new());
        }
        seen.push(key);
        let bound = Mock {
            item: u32::try_from(item).ok(),
            attempt: u32::try_from(number).ok(),
            ..mock(attempt)
        };
        scenario
            .outcomes
            .entry(state.to_owned())
            .or_default()
            .push(bound);
    }
}

fn mock(outcome: &Value) -> Mock {
    let text = |value: &Value| value.as_str().map(Arc::<str>::from);
    let how = if let Some(value) = outcome.get("Return") {
        Outcome::Return(asl::Value::from(value.clone()))
    } else if let Some(thrown) = outcome.get("Throw") {
        let at = match outcome["At"].as_str() {
            Some("submit") => ThrowAt::Submit,
            Some("start") => ThrowAt::Start,
            Some("schedule") => ThrowAt::Schedule,
            _ => ThrowAt::Run,
        };
        Outcome::Throw {
            error: text(&thrown["Error"]),
            cause: text(&thrown["Cause"]),
            at,
        }
    } else if outcome.get("Timeout").is_some() {
        Outcome::Timeout
    } else {
        Outcome::Never
    };
    Mock {
        submitted: outcome
            .get("Submitted")
            .map(|value| asl::Value::from(value.clone())),
        worker: text(&outcome["WorkerName"]),
        ..Mock::new(how)
    }
}

fn outcome(recording: &Value, trace: &Trace, redactions: &Redactions) -> Vec<String> {
    let expected = &recording["expected"];
    if expected["status"].is_null() {
        return Vec::new();
    }
    let mut recorded = json!({ "status": expected["status"] });
    for key in ["output", "error", "cause"] {
        if !expected[key].is_null() || (key == "output" && expected["status"] == "SUCCEEDED") {
            recorded[key] = expected[key].clone();
        }
    }
    let produced = ending(trace);
    differences(
        &normal(&recorded, redactions),
        &normal(&produced, redactions),
    )
}

fn ending(trace: &Trace) -> Value {
    let failed = |status: &str, error: &Option<Arc<str>>, cause: &Option<Arc<str>>| {
        let mut ending = json!({ "status": status });
        if let Some(error) = error {
            ending["error"] = json!(**error);
        }
        if let Some(cause) = cause {
            ending["cause"] = json!(**cause);
        }
        ending
    };
    match &trace.ending {
        Some(Ending::Succeeded { output }) => {
            json!({ "status": "SUCCEEDED", "output": output.to_json() })
        }
        Some(Ending::Failed { error, cause }) => failed("FAILED", error, cause),
        Some(Ending::TimedOut { error, cause }) => failed("TIMED_OUT", error, cause),
        Some(Ending::Aborted) => failed("ABORTED", &None, &None),
        Some(Ending::OutOfBudget { explanation }) => {
            failed("FAILED", &None, &Some(Arc::clone(explanation)))
        }
        None => failed("RUNNING", &None, &None),
    }
}

/// The events against the recorded ones.
///
/// Where a test sorted the events inside a Parallel state it zeroed their ids and left out the
/// Succeeded or Failed event of the state itself, as the gap in the ids shows: there the events
/// are compared as a multiset, and what stands in a gap is left out of ours too.
fn history(recording: &Value, run: &asl::Run, redactions: &Redactions) -> Option<Vec<String>> {
    let recorded = recording["expected"]["history"].as_array()?;
    let produced: Vec<Value> = run
        .trace
        .events
        .iter()
        .map(|event| asl::history_event(&run.machine, &run.trace, event))
        .collect();
    let sorted = recorded.iter().any(|event| event["id"].is_array());
    let (mut recorded, mut produced) = (recorded.clone(), produced);
    if sorted {
        produced.retain(|event| !stands_in_gap(&recorded, event));
        for events in [&mut recorded, &mut produced] {
            forget_order(events);
        }
    }
    let prefix_only = recording["expected"]["status"].is_null();
    if prefix_only {
        produced.truncate(recorded.len());
    }
    let common = |events: Vec<Value>| normal(&Value::Array(events), redactions);
    Some(match sorted {
        true => differences(&sort(common(recorded)), &sort(common(produced))),
        false => differences(&common(recorded), &common(produced)),
    })
}

fn stands_in_gap(recorded: &[Value], event: &Value) -> bool {
    let is_container_end = matches!(
        event["type"].as_str(),
        Some("ParallelStateSucceeded" | "ParallelStateFailed")
    );
    is_container_end
        && !recorded
            .iter()
            .any(|recorded| recorded["type"] == event["type"])
}

fn forget_order(events: &mut [Value]) {
    for event in events.iter_mut().filter_map(Value::as_object_mut) {
        event.remove("id");
        event.remove("previousEventId");
    }
}

fn sort(events: Value) -> Value {
    let Value::Array(mut events) = events else {
        return events;
    };
    events.sort_by_cached_key(sorted_text);
    Value::Array(events)
}

/// The text of a value with its keys in order, so that equal events sort alike.
fn sorted_text(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields
                .iter()
                .map(|(key, value)| format!("{key}:{}", sorted_text(value)))
                .collect();
            fields.sort();
            fields.join(",")
        }
        Value::Array(items) => items.iter().map(sorted_text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
