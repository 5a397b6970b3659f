//! Scenarios written as a `MockConfigFile.json`, and what that format has no words for.

use std::collections::BTreeMap;

use asl_engine::{Mock, Outcome, ThrowAt};
use serde_json::{Map, Value, json};

use super::NamedScenario;

/// A file, and what of the scenarios it leaves out.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigFile {
    /// The file's content.
    pub file: Value,
    /// What is left out, a sentence each.
    pub left_out: Vec<String>,
}

/// Writes scenarios as the test cases of a state machine of this name.
pub fn write_mock_config(scenarios: &[NamedScenario], machine: &str) -> ConfigFile {
    let mut cases = Map::new();
    let mut responses = Map::new();
    let mut left_out = Vec::new();
    for scenario in scenarios {
        let mut case = Map::new();
        for (state, mocks) in &scenario.outcomes {
            let place = format!("{}: {state}", scenario.name);
            let attempts = attempts(mocks, &place, &mut left_out);
            if attempts.is_empty() {
                continue;
            }
            let response = name_of(&mut responses, state, &scenario.name, ranges(&attempts));
            case.insert(state.clone(), response.into());
        }
        left_out.extend(beside(scenario));
        cases.insert(scenario.name.clone(), case.into());
    }
    let file = json!({
        "StateMachines": { machine: { "TestCases": cases } },
        "MockedResponses": responses,
    });
    ConfigFile { file, left_out }
}

/// What a scenario says beside its outcomes.
fn beside(scenario: &NamedScenario) -> Option<String> {
    let said = [
        (scenario.input.is_some(), "the input"),
        (scenario.express, "the type"),
        (scenario.seed.is_some(), "the seed"),
        (!scenario.objects.is_empty(), "the objects"),
        (!scenario.expected.is_open(), "what is expected"),
    ];
    let said: Vec<&str> = said
        .into_iter()
        .filter_map(|(is_said, what)| is_said.then_some(what))
        .collect();
    (!said.is_empty()).then(|| format!("{}: {}", scenario.name, said.join(", ")))
}

/// The responses by attempt: those for one attempt in their places, the others in order between them.
fn attempts(mocks: &[Mock], place: &str, left_out: &mut Vec<String>) -> BTreeMap<u32, Value> {
    let mut attempts = BTreeMap::new();
    let mut rest = Vec::new();
    for mock in mocks {
        match response(mock) {
            Err(what) => left_out.push(format!("{place}: {what}")),
            Ok((response, lost)) => {
                left_out.extend(lost.map(|what| format!("{place}: {what}")));
                match mock.attempt {
                    Some(attempt) => drop(attempts.insert(attempt, response)),
                    None => rest.push(response),
                }
            }
        }
    }
    let mut next = 0;
    for response in rest {
        while attempts.contains_key(&next) {
            next += 1;
        }
        attempts.insert(next, response);
    }
    attempts
}

/// A mocked response with what it loses; an error says why there is none.
fn response(mock: &Mock) -> Result<(Value, Option<String>), String> {
    if let Some(item) = mock.item {
        return Err(format!(
            "the outcome for item {} alone",
            u64::from(item) + 1
        ));
    }
    let (response, lost) = match &mock.outcome {
        None => return Err("a success as its service has it".to_owned()),
        Some(Outcome::Evaluate(text)) => return Err(format!("the expression {{% {text} %}}")),
        Some(Outcome::Never) => return Err("that it never answers".to_owned()),
        Some(Outcome::Return(value)) => (json!({ "Return": Value::from(value) }), None),
        Some(Outcome::Timeout) => (
            throw(Some("States.Timeout"), None),
            Some("that the timeout takes its time"),
        ),
        Some(Outcome::Throw { error, cause, at }) => (
            throw(error.as_deref(), cause.as_deref()),
            (*at != ThrowAt::Run).then_some("that it fails before it runs"),
        ),
    };
    let more = [
        (lost.is_some(), lost.unwrap_or_default()),
        (mock.duration.is_some(), "how long it takes"),
        (mock.submitted.is_some(), "what is submitted"),
        (mock.worker.is_some(), "the worker's name"),
    ];
    let more: Vec<&str> = more
        .into_iter()
        .filter_map(|(is_lost, what)| is_lost.then_some(what))
        .collect();
    Ok((response, (!more.is_empty()).then(|| more.join(", "))))
}

/// Both names are required there.
fn throw(error: Option<&str>, cause: Option<&str>) -> Value {
    json!({ "Throw": { "Error": error.unwrap_or_default(), "Cause": cause.unwrap_or_default() } })
}

/// Equal neighbours as a range, `"1-2"`.
fn ranges(attempts: &BTreeMap<u32, Value>) -> Value {
    let mut ranges: Vec<(u32, u32, &Value)> = Vec::new();
    for (&attempt, response) in attempts {
        match ranges.last_mut() {
            Some((_, last, same)) if *last + 1 == attempt && *same == response => *last = attempt,
            _ => ranges.push((attempt, attempt, response)),
        }
    }
    let entry = |(first, last, response): (u32, u32, &Value)| {
        let range = if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        };
        (range, response.clone())
    };
    Value::Object(ranges.into_iter().map(entry).collect())
}

/// The name of a response: one that is there already, or a new one after the state and, where that is taken, the
/// scenario.
fn name_of(
    responses: &mut Map<String, Value>,
    state: &str,
    scenario: &str,
    response: Value,
) -> String {
    let same = responses.iter().find(|(_, other)| **other == response);
    if let Some((name, _)) = same {
        return name.clone();
    }
    let numbered = (2_u32..).map(|number| format!("{state}, {scenario} {number}"));
    let mut names = [state.to_owned(), format!("{state}, {scenario}")]
        .into_iter()
        .chain(numbered);
    let name = names.find(|name| !responses.contains_key(name));
    let name = name.unwrap_or_default();
    responses.insert(name.clone(), response);
    name
}
