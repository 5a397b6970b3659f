//! Executions: the recorded definition, input and mocks through the engine, compared with what AWS
//! answered and listed.

use std::sync::Arc;

use asl::{
    Advance, Ending, Execution, Limits, Mock, MockedWorld, Outcome, Scenario, StoredObject,
    ThrowAt, Trace,
};
use serde_json::{Map, Value, json};

use super::matching::differences;
use super::normal::{Redactions, normal};
use super::{Case, Verdict};

/// The account that the recordings name.
const ACCOUNT: &str = "111111111111";

pub(super) fn run(case: &Case) -> Verdict {
    let recording = &case.recording;
    let (definition, names) = with_activity_arns(recording);
    let analysis = asl::analyse(&definition);
    let scenario = scenario(recording, &analysis.machine);
    let stops = recording["expected"]["status"] == "ABORTED";
    let run = Produced::new(&analysis.machine, &scenario, stops, &names);
    let redactions = Redactions::of(recording);
    Verdict {
        outcome: outcome(recording, &run, &redactions),
        history: history(recording, &run, &redactions),
    }
}

/// What the engine made of a case.
struct Produced {
    trace: Trace,
    events: Vec<Value>,
}

impl Produced {
    /// Runs to the end; an execution that was stopped is stopped before its clock moves.
    fn new(
        machine: &Arc<asl::Machine>,
        scenario: &Scenario,
        stops: bool,
        names: &[(String, String)],
    ) -> Self {
        let mut execution = Execution::start(Arc::clone(machine), scenario, Limits::default());
        let mut world = MockedWorld::new(scenario);
        while !(stops && execution.next_at().is_some_and(|at| at > 0)) {
            if execution.advance(&mut world) != Advance::Progress {
                break;
            }
        }
        execution.abort();
        let trace = execution.into_trace();
        let events = asl::history(machine, &trace)["events"].to_string();
        let events = names
            .iter()
            .fold(events, |text, (arn, name)| text.replace(arn, name));
        let events = serde_json::from_str(&events).unwrap_or_default();
        Self { trace, events }
    }
}

/// The definition with ARNs in place of the bare words that stand for activities, which are told
/// by their name, and what to put back.
fn with_activity_arns(recording: &Value) -> (String, Vec<(String, String)>) {
    let text = recording["definition"].to_string();
    let name = "activity_arn";
    let arn = format!("arn:aws:states:us-east-1:{ACCOUNT}:activity:{name}");
    if text.contains(&format!("\"{name}\"")) {
        (
            text.replace(&format!("\"{name}\""), &format!("\"{arn}\"")),
            vec![(arn, name.to_owned())],
        )
    } else {
        (text, Vec::new())
    }
}

/// Mocks of the test's own `MockConfigFile`, where it has one.
fn configured(recording: &Value, machine: &asl::Machine) -> Option<asl::Outcomes> {
    let config = asl::parse_mocks(&recording["mock_config"].to_string()).ok()?;
    let asl::Mocks::Config(config) = config else {
        return None;
    };
    let name = recording["mock_config_test_case"].as_str()?;
    config
        .test_case(name)
        .map(|case| case.outcomes_for(machine))
}

fn scenario(recording: &Value, machine: &asl::Machine) -> Scenario {
    let mut scenario = Scenario {
        input: asl::Value::from(recording["input"].clone()),
        account: ACCOUNT.to_owned(),
        role_arn: role(recording).to_owned(),
        as_of: as_of(recording),
        express: recording["type"] == "EXPRESS",
        objects: objects(recording),
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
    if scenario.outcomes.is_empty() {
        scenario.outcomes = configured(recording, machine).unwrap_or_default();
    }
    if recording["concurrent"] == json!(true) {
        bind_to_items(recording, &mut scenario);
    }
    scenario
}

/// The day of the recording: AWS has changed since some of them.
fn as_of(recording: &Value) -> Option<i64> {
    let date: jiff::civil::Date = recording["recorded"].as_str()?.get(..10)?.parse().ok()?;
    Some(
        date.to_zoned(jiff::tz::TimeZone::UTC)
            .ok()?
            .timestamp()
            .as_millisecond(),
    )
}

fn objects(recording: &Value) -> Vec<StoredObject> {
    let text = |value: &Value| Arc::from(value.as_str().unwrap_or_default());
    let objects = recording["fixtures"]["s3"].as_array().into_iter().flatten();
    objects
        .map(|object| StoredObject {
            bucket: text(&object["Bucket"]),
            key: text(&object["Key"]),
            body: text(&object["Body"]),
        })
        .collect()
}

/// The execution role as the recording spells it.
fn role(recording: &Value) -> &str {
    let started = &recording["expected"]["history"][0]["executionStartedEventDetails"];
    started["roleArn"].as_str().unwrap_or("sfn_role_arn")
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

/// Status, output, error and cause, laid out as the events that carry them, so that what a test
/// redacted in its events is redacted here too.
fn outcome(recording: &Value, run: &Produced, redactions: &Redactions) -> Vec<String> {
    let expected = &recording["expected"];
    if expected["status"].is_null() {
        return Vec::new();
    }
    let mut recorded = Map::new();
    for key in ["output", "error", "cause"] {
        let is_output = key == "output" && expected["status"] == "SUCCEEDED";
        if !expected[key].is_null() || is_output {
            recorded.insert(key.to_owned(), expected[key].clone());
        }
    }
    let (status, produced) = ending(&run.trace);
    let laid_out = |status: &Value, details: Map<String, Value>| json!({ "status": status, "executionSucceededEventDetails": details });
    differences(
        &normal(&laid_out(&expected["status"], recorded), redactions),
        &normal(&laid_out(&json!(status), produced), redactions),
    )
}

fn ending(trace: &Trace) -> (&'static str, Map<String, Value>) {
    let failed = |error: &Option<Arc<str>>, cause: &Option<Arc<str>>| {
        let field =
            |name: &str, text: &Option<Arc<str>>| Some((name.to_owned(), json!(text.as_deref()?)));
        [field("error", error), field("cause", cause)]
            .into_iter()
            .flatten()
            .collect()
    };
    match &trace.ending {
        Some(Ending::Succeeded { output }) => (
            "SUCCEEDED",
            Map::from_iter([("output".to_owned(), json!(output.to_json()))]),
        ),
        Some(Ending::Failed { error, cause }) => ("FAILED", failed(error, cause)),
        Some(Ending::TimedOut { error, cause }) => ("TIMED_OUT", failed(error, cause)),
        Some(Ending::Aborted) => ("ABORTED", Map::new()),
        Some(Ending::OutOfBudget { explanation }) => {
            ("FAILED", failed(&None, &Some(Arc::clone(explanation))))
        }
        Some(Ending::UnusableOutcome { .. }) | None => ("RUNNING", Map::new()),
    }
}

/// The events against the recorded ones.
///
/// Where a test sorted the events inside a Parallel state it zeroed their ids and left out the
/// end events of Parallel states, as the gaps in the ids show: there the events are compared as a
/// multiset, and as many end events as there are gaps are left out of ours too.
fn history(recording: &Value, run: &Produced, redactions: &Redactions) -> Option<Vec<String>> {
    let mut recorded = recording["expected"]["history"].as_array()?.clone();
    let mut produced = run.events.clone();
    let sorted = recorded.iter().any(|event| event["id"].is_array());
    if recording["expected"]["status"].is_null() {
        produced.truncate(recorded.len());
    }
    if sorted {
        leave_out_gaps(&recorded, &mut produced, redactions);
        for events in [&mut recorded, &mut produced] {
            forget_order(events);
        }
    }
    let common = |events: Vec<Value>| normal(&Value::Array(events), redactions);
    Some(if sorted {
        differences(&sort(common(recorded)), &sort(common(produced)))
    } else {
        differences(&common(recorded), &common(produced))
    })
}

fn leave_out_gaps(recorded: &[Value], produced: &mut Vec<Value>, redactions: &Redactions) {
    let last = recorded
        .iter()
        .filter_map(|event| event["id"].as_u64())
        .max()
        .unwrap_or_default();
    let mut gaps = last.saturating_sub(recorded.len() as u64);
    produced.retain(|event| {
        let ends = matches!(
            event["type"].as_str(),
            Some("ParallelStateSucceeded" | "ParallelStateFailed" | "ParallelStateExited")
        );
        let left_out = ends
            && gaps > 0
            && !recorded
                .iter()
                .any(|other| same_but_for_order(other, event, redactions));
        gaps -= u64::from(left_out);
        !left_out
    });
}

fn same_but_for_order(recorded: &Value, produced: &Value, redactions: &Redactions) -> bool {
    let mut pair = [recorded.clone(), produced.clone()];
    forget_order(&mut pair);
    let [recorded, produced] = pair;
    differences(
        &normal(&recorded, redactions),
        &normal(&produced, redactions),
    )
    .is_empty()
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
