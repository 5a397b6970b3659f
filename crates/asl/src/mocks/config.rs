//! `MockConfigFile.json`: test cases by state machine, that name mocked responses by attempt.

use std::collections::BTreeMap;

use asl_engine::{Machine, Mock, Outcome, ResourceKind, State, StateKind};
use serde_json::{Map, Value};

use super::{MocksError, Outcomes, fault, plain};

/// How many attempts a range such as `"0-2"` may span.
const LONGEST_RANGE: u32 = 10_000;

/// A `MockConfigFile.json`, its responses expanded into lists of outcomes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MockConfig {
    /// The test cases of every state machine, in the order of the file.
    pub test_cases: Vec<TestCase>,
}

impl TestCase {
    /// Its outcomes for the states of a machine. Step Functions Local takes the invoke envelope
    /// for a task that names its function by ARN too, and hands on what the function answered.
    pub fn outcomes_for(&self, machine: &Machine) -> Outcomes {
        let by_arn = |state: &State| match &state.kind {
            StateKind::Task(task) => task.resource.kind == ResourceKind::Lambda,
            _ => false,
        };
        let mut outcomes = self.outcomes.clone();
        for state in machine.states.iter().filter(|state| by_arn(state)) {
            for mock in outcomes.get_mut(&*state.name).into_iter().flatten() {
                if let Some(Outcome::Return(value)) = &mock.outcome
                    && let (Some(_), Some(payload)) =
                        (value.get("StatusCode"), value.get("Payload"))
                {
                    mock.outcome = Some(Outcome::Return(payload.clone()));
                }
            }
        }
        outcomes
    }
}

/// One test case.
#[derive(Clone, Debug, PartialEq)]
pub struct TestCase {
    /// The state machine's name.
    pub state_machine: String,
    /// The test case's name.
    pub name: String,
    /// Its outcomes by state name.
    pub outcomes: Outcomes,
}

impl MockConfig {
    /// The test case of this name, of the first state machine that has one.
    pub fn test_case(&self, name: &str) -> Option<&TestCase> {
        self.test_cases.iter().find(|case| case.name == name)
    }
}

pub(super) fn parse(fields: &Map<String, Value>) -> Result<MockConfig, MocksError> {
    let responses = responses(fields)?;
    let mut config = MockConfig::default();
    for (machine, body) in object(fields.get("StateMachines"), "StateMachines")? {
        let place = format!("StateMachines.{machine}.TestCases");
        for (name, states) in object(body.get("TestCases"), &place)? {
            let place = format!("{place}.{name}");
            let outcomes = outcomes(states, &responses, &place)?;
            config.test_cases.push(TestCase {
                state_machine: machine.clone(),
                name: name.clone(),
                outcomes,
            });
        }
    }
    Ok(config)
}

fn outcomes(
    states: &Value,
    responses: &BTreeMap<String, Vec<Mock>>,
    place: &str,
) -> Result<Outcomes, MocksError> {
    let mut outcomes = Outcomes::new();
    for (state, response) in object(Some(states), place)? {
        let place = format!("{place}.{state}");
        let name = response.as_str().ok_or_else(|| {
            fault(
                &place,
                "A state is mapped to the name of a mocked response.",
            )
        })?;
        let mocks = responses
            .get(name)
            .ok_or_else(|| fault(&place, format!("MockedResponses has no '{name}'.")))?;
        outcomes.insert(state.clone(), mocks.clone());
    }
    Ok(outcomes)
}

fn responses(fields: &Map<String, Value>) -> Result<BTreeMap<String, Vec<Mock>>, MocksError> {
    let mut responses = BTreeMap::new();
    for (name, attempts) in object(fields.get("MockedResponses"), "MockedResponses")? {
        let place = format!("MockedResponses.{name}");
        let mut by_attempt: BTreeMap<u32, Mock> = BTreeMap::new();
        for (range, entry) in object(Some(attempts), &place)? {
            let place = format!("{place}.{range}");
            let mut mock = plain::mock(entry, &place)?;
            // Step Functions Local evaluates nothing: such a text stands for itself.
            if let (Some(Outcome::Evaluate(_)), Some(text)) = (&mock.outcome, entry.get("Return")) {
                mock.outcome = Some(Outcome::Return(text.clone().into()));
            }
            let (first, last) = parse_range(range).ok_or_else(|| {
                fault(
                    &place,
                    "Attempts are a number or a range, counted from 0: \"0\", \"1-2\".",
                )
            })?;
            by_attempt.extend((first..=last).map(|attempt| (attempt, mock.clone())));
        }
        responses.insert(name.clone(), by_attempt.into_values().collect());
    }
    Ok(responses)
}

fn parse_range(text: &str) -> Option<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last && last - first < LONGEST_RANGE).then_some((first, last))
}

fn object<'v>(value: Option<&'v Value>, place: &str) -> Result<&'v Map<String, Value>, MocksError> {
    value
        .and_then(Value::as_object)
        .ok_or_else(|| fault(place, "An object is expected here."))
}
