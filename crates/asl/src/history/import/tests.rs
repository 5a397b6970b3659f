//! Histories of our own runs, taken over and played again.

use super::*;
use crate::testing::{BRANCHES, PIPELINE};
use crate::{Ending, Limits, Mock, Value, analyse, history, run};

fn played(text: &str, input: &str, outcomes: &[(&str, Vec<Mock>)]) -> Run {
    let scenario = Scenario {
        input: Value::from_json(input).unwrap(),
        outcomes: outcomes
            .iter()
            .map(|(state, mocks)| ((*state).to_owned(), mocks.clone()))
            .collect(),
        start_time: 1_700_000_000_123,
        ..Scenario::default()
    };
    run(analyse(text).machine, scenario, Limits::default())
}

fn take_over(run: &Run) -> ImportedHistory {
    let text = history(&run.machine, &run.trace).to_string();
    import_history(&run.machine, &text).unwrap()
}

/// Takes the history of a run over and plays it: the same events again, at the same times, with the same data.
#[track_caller]
fn check(text: &str, input: &str, outcomes: &[(&str, Vec<Mock>)]) {
    let first = played(text, input, outcomes);
    let imported = take_over(&first);
    let again = run(
        first.machine.clone(),
        imported.scenario(),
        Limits::default(),
    );
    assert_eq!(imported.notes, Vec::<String>::new());
    assert_eq!(imported.first_difference(&again), None);
    assert_eq!(
        history(&again.machine, &again.trace),
        history(&first.machine, &first.trace)
    );
}

const TABLES: &str = r#"{"tables": [{"name": "a"}, {"name": "b"}, {"name": "c"}]}"#;

fn bound(item: u32, attempt: Option<u32>, mock: Mock) -> Mock {
    Mock {
        item: Some(item),
        attempt,
        duration: Some(61_500),
        ..mock
    }
}

#[test]
fn a_history_plays_again() {
    check(PIPELINE, TABLES, &[]);
    let busy = Mock::throw("Glue.ConcurrentRunsExceededException", "busy");
    let broken = Mock::throw("Glue.JobRunException", "no such file");
    check(
        PIPELINE,
        TABLES,
        &[(
            "Load",
            vec![bound(1, None, broken), bound(2, Some(0), busy)],
        )],
    );
}

#[test]
fn a_loop_plays_again() {
    let answers = ["NO", "NO", "READY"].map(|state| {
        Mock::new(asl_engine::Outcome::Return(
            Value::from_json(&format!(r#"{{"state": "{state}"}}"#)).unwrap(),
        ))
    });
    check(
        BRANCHES,
        r#"{"items": [1, 2]}"#,
        &[("Poll", answers.to_vec())],
    );
}

#[test]
fn what_came_of_it_is_expected() {
    let imported = take_over(&played(PIPELINE, TABLES, &[]));
    assert_eq!(
        imported.scenario.expected.status.as_deref(),
        Some("SUCCEEDED")
    );
    assert!(imported.scenario.expected.output.is_some());
    assert_eq!(imported.start_time, 1_700_000_000_123);
    let failing = vec![Mock::throw("Boom", "it broke")];
    let failed = take_over(&played(PIPELINE, TABLES, &[("Tell", failing)]));
    let expected = failed.scenario.expected;
    assert_eq!(
        (expected.status.as_deref(), expected.error.as_deref()),
        (Some("FAILED"), Some("Boom"))
    );
}

#[test]
fn pages_in_reverse_order_and_seconds_are_read() {
    let first = played(PIPELINE, TABLES, &[]);
    let mut answer = history(&first.machine, &first.trace);
    let events = answer["events"].as_array_mut().unwrap();
    events.reverse();
    for event in events.iter_mut() {
        event["timestamp"] = 1_700_000_000.5.into();
    }
    let imported = import_history(&first.machine, &answer["events"].to_string()).unwrap();
    let again = run(
        first.machine.clone(),
        imported.scenario(),
        Limits::default(),
    );
    assert_eq!(imported.start_time, 1_700_000_000_500);
    assert_eq!(again.duration(), 0);
    assert!(matches!(
        again.ending(again.len()),
        Some(Ending::Succeeded { .. })
    ));
}

#[test]
fn what_is_left_out_is_said() {
    let first = played(PIPELINE, TABLES, &[]);
    let mut answer = history(&first.machine, &first.trace);
    for event in answer["events"].as_array_mut().unwrap() {
        for (_, details) in event.as_object_mut().unwrap() {
            if let Some(details) = details.as_object_mut() {
                details.remove("input");
                details.remove("output");
            }
        }
    }
    let imported = import_history(&first.machine, &answer.to_string()).unwrap();
    assert_eq!(imported.notes.len(), 2, "{:?}", imported.notes);
}

#[test]
fn a_run_that_differs_says_from_where() {
    let first = played(PIPELINE, TABLES, &[]);
    let imported = take_over(&first);
    let other = played(PIPELINE, r#"{"tables": []}"#, &[]);
    assert_eq!(imported.first_difference(&other), Some(4));
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let error = import_history(&analyse(PIPELINE).machine, text).unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn what_is_no_history_is_refused_with_a_reason() {
    check_refused("{", "not JSON");
    check_refused("{}", "GetExecutionHistory");
    check_refused("[]", "GetExecutionHistory");
    check_refused(r#"[{"id": 1}]"#, "events[0]");
    check_refused(
        r#"[{"id": 1, "type": "ExecutionStarted", "timestamp": "soon"}]"#,
        "timestamp",
    );
    check_refused(
        r#"[{"id": 7, "type": "PassStateEntered", "timestamp": 1}]"#,
        "does not begin",
    );
    let other = history(
        &analyse(BRANCHES).machine,
        &played(BRANCHES, "{}", &[]).trace,
    );
    check_refused(
        &other.to_string(),
        "another state machine: it enters Both, Each, Poll",
    );
}
