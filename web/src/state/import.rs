//! Scenarios out of a text: a recorded history, a `MockConfigFile.json`, a file of scenarios, plain outcomes, or a
//! `TestState` request.

use std::sync::Arc;

use asl::{Analysis, Machine, Mocks, NamedScenario};

use super::scenario::Scenario;

/// What a text was read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The definition that they are for; `None` for the one at hand.
    pub definition: Option<String>,
    /// The scenarios, at least one.
    pub scenarios: Vec<Scenario>,
    /// What could not be taken over, as sentences.
    pub notes: Vec<String>,
}

/// Reads scenarios for a definition; what is wrong with the text otherwise.
pub fn read(text: &str, analysis: &Analysis) -> Result<Imported, String> {
    let machine = &*analysis.machine;
    let json: serde_json::Value =
        serde_json::from_str(text).map_err(|error| format!("This is not JSON: {error}."))?;
    let named = if is_history(&json) {
        return history(text, machine);
    } else if asl::is_test_state_call(&json) {
        return call(&json, analysis);
    } else if json.is_array() || json.get("scenarios").is_some() {
        asl::parse_scenarios(text)
            .map_err(|error| error.to_string())?
            .scenarios
    } else {
        outcomes(text, machine)?
    };
    if named.is_empty() {
        return Err("There is no scenario in it.".to_owned());
    }
    Ok(Imported {
        definition: None,
        scenarios: named.into_iter().map(Scenario::from).collect(),
        notes: Vec::new(),
    })
}

/// A history is a list of events, or an object with one.
fn is_history(json: &serde_json::Value) -> bool {
    let list = json.get("events").unwrap_or(json);
    list.get(0).is_some_and(|event| {
        event.get("timestamp").is_some() || event.get("previousEventId").is_some()
    })
}

fn history(text: &str, machine: &Machine) -> Result<Imported, String> {
    let mut imported = asl::import_history(machine, text).map_err(|error| error.to_string())?;
    let mut scenario = Scenario::from(std::mem::take(&mut imported.scenario));
    Arc::make_mut(&mut scenario.setting).start_time = Some(imported.start_time);
    Ok(Imported {
        definition: None,
        scenarios: vec![scenario],
        notes: imported.notes,
    })
}

fn call(request: &serde_json::Value, analysis: &Analysis) -> Result<Imported, String> {
    let imported = asl::import_test_state(request, &analysis.document);
    let imported = imported.map_err(|error| error.to_string())?;
    Ok(Imported {
        definition: imported.definition,
        scenarios: vec![imported.scenario.into()],
        notes: imported.notes,
    })
}

fn outcomes(text: &str, machine: &Machine) -> Result<Vec<NamedScenario>, String> {
    let named = |name: String, outcomes| NamedScenario {
        name,
        outcomes,
        ..NamedScenario::default()
    };
    match asl::parse_mocks(text).map_err(|error| error.to_string())? {
        Mocks::Plain(outcomes) => Ok(vec![named("Imported outcomes".to_owned(), outcomes)]),
        Mocks::Config(config) => {
            let cases = config.test_cases.iter();
            Ok(cases
                .map(|case| named(case.name.clone(), case.outcomes_for(machine)))
                .collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::examples::first;

    #[track_caller]
    fn check(text: &str, expected: Result<&[&str], &str>) {
        let analysis = asl::analyse(&first().definition);
        match (read(text, &analysis), expected) {
            (Ok(imported), Ok(names)) => {
                let found: Vec<&str> = imported
                    .scenarios
                    .iter()
                    .map(|scenario| &*scenario.name)
                    .collect();
                assert_eq!(found, names);
            }
            (Err(error), Err(expected)) => assert!(error.contains(expected), "{error}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn each_form_is_told_apart() {
        check(r#"[{"name": "A"}, {"name": "B"}]"#, Ok(&["A", "B"]));
        check(r#"{"scenarios": [{"name": "A"}]}"#, Ok(&["A"]));
        check(
            r#"{"RunGlueJob": [{"Timeout": true}]}"#,
            Ok(&["Imported outcomes"]),
        );
        check(
            r#"{"StateMachines": {"M": {"TestCases": {"Sad": {"RunGlueJob": "R"}}}},
                "MockedResponses": {"R": {"0": {"Throw": {"Error": "E", "Cause": "C"}}}}}"#,
            Ok(&["Sad"]),
        );
    }

    #[test]
    fn a_history_becomes_a_scenario_that_plays_it_again() {
        let analysis = asl::analyse(&first().definition);
        let machine = Arc::clone(&analysis.machine);
        let scenario = asl::Scenario {
            input: asl::parse_input(&first().input).unwrap(),
            start_time: 1_700_000_000_000,
            ..asl::Scenario::default()
        };
        let run = asl::run(Arc::clone(&machine), scenario, asl::Limits::default());
        let text = asl::history(&machine, &run.trace).to_string();
        let imported = read(&text, &analysis).unwrap();
        let scenario = &imported.scenarios[0];
        assert_eq!(scenario.setting.start_time, Some(1_700_000_000_000));
        assert_eq!(scenario.outcomes.of("RunGlueJob").len(), 3);
        assert_eq!(scenario.expected.status.as_deref(), Some("SUCCEEDED"));
        assert!(
            scenario
                .input
                .as_deref()
                .is_some_and(|input| input.contains("JOB002"))
        );
    }

    #[test]
    fn a_test_state_request_becomes_an_outcome_or_a_definition_of_its_own() {
        let analysis = asl::analyse(&first().definition);
        let state = r#"{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\", \"End\": true}"#;
        let text =
            format!(r#"{{"definition": "{state}", "input": "{{}}", "mock": {{"result": "1"}}}}"#);
        let imported = read(&text, &analysis).unwrap();
        assert!(
            imported
                .definition
                .is_some_and(|text| text.contains("sns:publish"))
        );
        assert_eq!(&*imported.scenarios[0].name, "TestState of State");

        let whole = serde_json::Value::from(&*first().definition);
        let text = format!(
            r#"{{"definition": {whole}, "stateName": "RunGlueJob", "mock": {{"errorOutput": {{"error": "E"}}}}}}"#
        );
        let imported = read(&text, &analysis).unwrap();
        assert_eq!(imported.definition, None);
        assert_eq!(imported.scenarios[0].outcomes.of("RunGlueJob").len(), 1);
        check(
            r#"{"definition": "{}", "stateName": "A"}"#,
            Err("has no state 'A'"),
        );
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        check("{", Err("not JSON"));
        check("[]", Err("no scenario"));
        check(r#"{"A": 1}"#, Err("list"));
        check(
            r#"{"events": [{"id": 1, "previousEventId": 0}]}"#,
            Err("events[0]"),
        );
    }
}
