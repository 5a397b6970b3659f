//! Visits of runs as requests, and requests taken over: what goes out comes back.

use serde_json::{Value, json};

use super::{request, test_state};
use crate::testing::{PIPELINE, for_item, pipeline_run, run_of, runnable, state};
use crate::{Mock, Run, import_test_state, is_test_state_call};
use asl_engine::Field;
use asl_syntax::Document;

/// Every visit of a run answers, as a request, what it came to in the run.
#[track_caller]
fn check_visits(definition: &str, run: &Run) {
    let document = Document::parse(definition);
    for visit in 0..run.trace.visits.len() {
        let id = crate::VisitId(u32::try_from(visit).unwrap());
        let call = run.test_state_call(&document, id, run.len()).unwrap();
        assert!(is_test_state_call(&call.request));
        let answer =
            test_state(&call.request).unwrap_or_else(|error| panic!("{error:?}: {}", call.request));
        let inspection = run.inspect(id, run.len()).unwrap();
        let output = inspection
            .steps
            .iter()
            .find(|step| step.field == Field::Output)
            .map(|step| step.value.to_json());
        assert_eq!(
            answer["output"].as_str(),
            output.as_deref(),
            "{answer} {}",
            call.request
        );
        let next = run
            .visit(id)
            .unwrap()
            .next
            .map(|next| run.name(next).to_owned());
        assert_eq!(
            answer["nextState"].as_str(),
            next.as_deref(),
            "{}",
            inspection.title
        );
    }
}

#[test]
fn a_visit_as_a_request_answers_what_it_came_to() {
    check_visits(PIPELINE, &pipeline_run());
    let definition = r#"{"QueryLanguage": "JSONata", "StartAt": "Set", "States": {
      "Set": {"Type": "Pass", "Assign": {"rate": 2}, "Next": "Ask"},
      "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": {"Message": "{% $states.input.n %}"},
        "Output": "{% {'twice': $states.input.n * $rate, 'in': $states.context.State.Name, 'retries': $states.context.State.RetryCount} %}",
        "Retry": [{"ErrorEquals": ["Busy"]}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}], "Next": "Pick"},
      "Pick": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.twice > 7 %}", "Next": "Done"}], "Default": "Ask"},
      "Done": {"Type": "Succeed"}}}"#;
    let busy = Mock {
        attempt: Some(0),
        ..Mock::throw("Busy", "try again")
    };
    check_visits(
        definition,
        &run_of(definition, r#"{"n": 4}"#, &[("Ask", vec![busy])]),
    );
    let fails = vec![Mock::throw("Broken", "")];
    check_visits(
        definition,
        &run_of(definition, r#"{"n": 4}"#, &[("Ask", fails)]),
    );
}

#[test]
fn the_mock_is_the_outcome_of_the_attempt_at_the_cursor() {
    let run = pipeline_run();
    let load = state(&run.machine, "Load");
    let second = run
        .visits_of(load, u32::MAX)
        .find(|visit| run.visit(*visit).unwrap().attempts.len() > 1)
        .unwrap();
    let attempts = &run.visit(second).unwrap().attempts;
    let document = Document::parse(PIPELINE);
    let at = |cursor: u32| {
        run.test_state_call(&document, second, cursor)
            .unwrap()
            .request
    };
    let first = at(attempts[0].started);
    assert_eq!(
        first["mock"]["errorOutput"]["error"],
        "Glue.ConcurrentRunsExceededException"
    );
    assert_eq!(first["stateConfiguration"], Value::Null);
    assert_eq!(test_state(&first).unwrap()["status"], "RETRIABLE");
    let last = at(attempts[1].started);
    assert_eq!(last["mock"]["errorOutput"]["cause"], "No such file");
    assert_eq!(last["stateConfiguration"]["retrierRetryCount"], 1);
}

#[test]
fn a_request_for_a_state_at_hand_is_an_outcome_of_it() {
    let run = pipeline_run();
    let document = runnable(PIPELINE).document;
    let load = run
        .visits_of(state(&run.machine, "Load"), u32::MAX)
        .next()
        .unwrap();
    let request = run
        .test_state_call(&document, load, run.len())
        .unwrap()
        .request;
    let imported = import_test_state(&request, &document).unwrap();
    assert_eq!(imported.definition, None);
    assert_eq!(imported.scenario.name, "TestState of Load");
    let result: Value = serde_json::from_str(request["mock"]["result"].as_str().unwrap()).unwrap();
    let outcomes = crate::write_mocks(&imported.scenario.outcomes);
    assert_eq!(outcomes, json!({ "Load": [{ "Return": result }] }));
    assert!(imported.notes[0].contains("input"), "{:?}", imported.notes);
}

#[test]
fn a_request_for_another_state_is_a_definition_of_its_own() {
    let state = json!({"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "ResultPath": "$.sent",
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Sorry"}], "Next": "Then"});
    let mut request = request(
        &state,
        json!({"input": {"a": 1}, "variables": {"v": 2}, "mock": {"result": {"ok": true}}}),
    );
    let at_hand = Document::parse(PIPELINE);
    let imported = import_test_state(&request, &at_hand).unwrap();
    let definition = imported.definition.unwrap();
    let mut scenario = imported.scenario.scenario(None);
    let run = crate::run(
        runnable(&definition).machine,
        scenario.clone(),
        crate::Limits::default(),
    );
    let result = run.result();
    assert_eq!(
        result.output.unwrap().to_json(),
        r#"{"a":1,"sent":{"ok":true}}"#
    );

    request["mock"] = json!({"errorOutput": {"error": "E"}});
    scenario.outcomes = import_test_state(&request, &at_hand)
        .unwrap()
        .scenario
        .outcomes;
    let run = crate::run(
        runnable(&definition).machine,
        scenario,
        crate::Limits::default(),
    );
    assert!(
        run.trace
            .visits
            .iter()
            .any(|visit| run.name(visit.state) == "Sorry")
    );
}

#[test]
fn a_request_that_cannot_be_read_says_where() {
    let check = |request: Value, expected: &str| {
        let error = import_test_state(&request, &Document::parse(PIPELINE)).unwrap_err();
        assert_eq!(error.to_string(), expected);
    };
    check(
        json!({"definition": "{}"}),
        "definition: Without a stateName this is a state, which has a Type.",
    );
    check(
        json!({"definition": PIPELINE, "stateName": "Gone"}),
        "stateName: The definition has no state 'Gone'.",
    );
    let state = r#"{"Type": "Task", "Resource": "r", "End": true}"#;
    check(
        json!({"definition": state, "mock": {"result": "{"}}),
        "mock.result: This is not JSON: Expected a member name in double quotes.",
    );
}

#[test]
fn items_have_no_place_in_a_request() {
    let mock = for_item(1, Mock::throw("E", ""));
    let run = run_of(
        PIPELINE,
        r#"{"tables": [{"name": "a"}, {"name": "b"}]}"#,
        &[("Load", vec![mock])],
    );
    let document = Document::parse(PIPELINE);
    let second = run
        .visits_of(state(&run.machine, "Load"), u32::MAX)
        .nth(1)
        .unwrap();
    let call = run.test_state_call(&document, second, run.len()).unwrap();
    assert_eq!(call.request["stateName"], "Load");
    assert_eq!(
        call.notes,
        ["TestState takes the state's input for the Map's first item."]
    );
}
