//! Both forms, and what is said about a wrong one.

use expect_test::{Expect, expect};

use asl_engine::Outcome;

use super::{
    Mocks, check_outcomes, parse_mocks, parse_scenarios, write_mock_config, write_mocks,
    write_scenarios,
};

#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    clippy::format_collect,
    reason = "reads better in rows of a table"
)]
fn check(text: &str, expected: Expect) {
    let shown = match parse_mocks(text) {
        Ok(Mocks::Plain(outcomes)) => write_mocks(&outcomes).to_string(),
        Ok(Mocks::Config(config)) => config
            .test_cases
            .iter()
            .map(|case| {
                format!(
                    "{}/{}: {}\n",
                    case.state_machine,
                    case.name,
                    write_mocks(&case.outcomes)
                )
            })
            .collect(),
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&shown);
}

#[test]
fn the_plain_form_is_read_and_written_without_loss() {
    let text = r#"{"A":[{"Return":{"x":[1.5,null]}},{"Throw":{"Error":"E","Cause":"C"},"At":"submit","Item":1,"Attempt":0,"Seconds":2.5}],"B":[{"Timeout":true},{"Succeed":true,"Seconds":9},{"Pending":true,"Submitted":{},"WorkerName":"w"}]}"#;
    let Ok(Mocks::Plain(outcomes)) = parse_mocks(text) else {
        panic!("not the plain form");
    };
    assert_eq!(write_mocks(&outcomes).to_string(), text);
}

#[test]
fn a_text_in_expression_marks_is_an_expression_and_a_quoted_one_that_text() {
    let text = r#"{"A":[{"Return":"{% $states.input.n * 2 %}"},{"Return":"{% \"{% as it is %}\" %}"},{"Return":{"x":"{% inside %}"}},{"Return":" {% not whole %}"}]}"#;
    let Ok(Mocks::Plain(outcomes)) = parse_mocks(text) else {
        panic!("not the plain form");
    };
    let found: Vec<&Outcome> = outcomes["A"]
        .iter()
        .filter_map(|mock| mock.outcome.as_ref())
        .collect();
    assert_eq!(*found[0], Outcome::Evaluate("$states.input.n * 2".into()));
    assert_eq!(*found[1], Outcome::Return("{% as it is %}".into()));
    assert!(matches!(
        found[2..],
        [Outcome::Return(_), Outcome::Return(_)]
    ));
    assert_eq!(write_mocks(&outcomes).to_string(), text);
}

#[test]
fn expressions_are_checked_before_they_are_run() {
    let check = |text: &str, expected: &str| {
        let Ok(Mocks::Plain(outcomes)) =
            parse_mocks(&format!(r#"{{"A": [{{"Return": "{text}"}}]}}"#))
        else {
            panic!("not the plain form");
        };
        let found = check_outcomes(&outcomes).map_err(|problem| problem.to_string());
        assert_eq!(found.err().unwrap_or_default(), expected);
    };
    check("{% $states.input.n %}", "");
    check("plain", "");
    check(
        "{% $states. %}",
        "A[0].Return: The expression '$states.' is not JSONata: Unexpected end of expression (character 9).",
    );
    check(
        "{% 1 + input %}",
        "A[0].Return: The expression '1 + input' is not JSONata: Reference to 'input' at the top level is not supported. Read $states.input, $states.context, or a variable. (character 5).",
    );
}

#[test]
fn in_a_mock_config_file_every_text_stands_for_itself() {
    check(
        r#"{"StateMachines": {"M": {"TestCases": {"C": {"T": "R"}}}}, "MockedResponses": {"R": {"0": {"Return": "{% 1 %}"}}}}"#,
        expect![[r#"
            M/C: {"T":[{"Return":"{% \"{% 1 %}\" %}"}]}
        "#]],
    );
}

#[test]
fn scenarios_are_read_and_written_without_loss() {
    let text = r#"[{"name":"A","input":{"x":1},"type":"EXPRESS","seed":7,"outcomes":{"T":[{"Timeout":true}]},"objects":[{"bucket":"b","key":"k","body":"1,2"}],"expect":{"status":"FAILED","error":"E","cause":"C"}},{"name":"B"}]"#;
    let file = parse_scenarios(text).unwrap();
    assert_eq!(write_scenarios(&file.scenarios).to_string(), text);
}

#[test]
fn ranges_of_attempts_become_lists() {
    check(
        r#"{"StateMachines": {"M": {"TestCases": {"Flaky": {"T": "Later"}}}},
            "MockedResponses": {"Later": {"2": {"Return": 1}, "0-1": {"Throw": {"Error": "E", "Cause": "C"}}}}}"#,
        expect![[r#"
            M/Flaky: {"T":[{"Throw":{"Error":"E","Cause":"C"}},{"Throw":{"Error":"E","Cause":"C"}},{"Return":1}]}
        "#]],
    );
}

#[test]
fn mistakes_are_named_with_their_place() {
    check(
        "[1",
        expect!["The mocks are not JSON: EOF while parsing a list at line 1 column 2."],
    );
    check(
        "[]",
        expect![[r#"Mocks are an object: {"StateName": [{"Return": ...}]}."#]],
    );
    check(
        r#"{"A": {}}"#,
        expect!["A: The outcomes of a state are a list, one entry an attempt."],
    );
    check(
        r#"{"A": [{"Return": 1, "Timeout": true}]}"#,
        expect!["A[0]: An outcome says one thing, not Return and Timeout."],
    );
    check(
        r#"{"A": [{}]}"#,
        expect!["A[0]: An outcome says one of Return, Throw, Timeout, Pending and Succeed."],
    );
    check(
        r#"{"A": [{"Return": 1, "Seconds": -1}]}"#,
        expect!["A[0]: Seconds is a number of seconds, 0 or more."],
    );
    check(
        r#"{"StateMachines": {"M": {"TestCases": {"C": {"T": "Nope"}}}}, "MockedResponses": {}}"#,
        expect!["StateMachines.M.TestCases.C.T: MockedResponses has no 'Nope'."],
    );
    check(
        r#"{"StateMachines": {}, "MockedResponses": {"R": {"x": {"Return": 1}}}}"#,
        expect![[
            r#"MockedResponses.R.x: Attempts are a number or a range, counted from 0: "0", "1-2"."#
        ]],
    );
}

#[test]
fn what_a_mock_config_file_can_say_comes_back() {
    let text = r#"[{"name":"Flaky","outcomes":{"A":[{"Throw":{"Error":"E","Cause":"C"}},{"Throw":{"Error":"E","Cause":"C"}},{"Return":{"x":1}}],"B":[{"Return":"{% \"{% text %}\" %}"}]}},{"name":"Also","outcomes":{"A":[{"Return":2}],"B":[{"Return":"{% \"{% text %}\" %}"}]}}]"#;
    let scenarios = parse_scenarios(text).unwrap().scenarios;
    let written = write_mock_config(&scenarios, "M");
    assert_eq!(written.left_out, [""; 0]);
    expect![[r#"{"StateMachines":{"M":{"TestCases":{"Flaky":{"A":"A","B":"B"},"Also":{"A":"A, Also","B":"B"}}}},"MockedResponses":{"A":{"0-1":{"Throw":{"Error":"E","Cause":"C"}},"2":{"Return":{"x":1}}},"B":{"0":{"Return":"{% text %}"}},"A, Also":{"0":{"Return":2}}}}"#]].assert_eq(&written.file.to_string());
    let Ok(Mocks::Config(config)) = parse_mocks(&written.file.to_string()) else {
        panic!("not a MockConfigFile");
    };
    for (case, scenario) in config.test_cases.iter().zip(&scenarios) {
        assert_eq!(case.name, scenario.name);
        assert_eq!(write_mocks(&case.outcomes), write_mocks(&scenario.outcomes));
    }
}

#[test]
fn what_a_mock_config_file_cannot_say_is_told() {
    let text = r#"[{"name":"A","input":{},"seed":1,"expect":{"status":"FAILED"},"outcomes":{
        "Each":[{"Throw":{"Error":"E"},"Item":1},{"Return":1,"Seconds":5}],
        "Ask":[{"Return":"{% $states.input %}"},{"Timeout":true},{"Throw":{"Error":"E"},"Attempt":2},{"Pending":true},{"Succeed":true}]}}]"#;
    let written = write_mock_config(&parse_scenarios(text).unwrap().scenarios, "M");
    expect![[r#"{"Ask":{"0":{"Throw":{"Error":"States.Timeout","Cause":""}},"2":{"Throw":{"Error":"E","Cause":""}}},"Each":{"0":{"Return":1}}}"#]].assert_eq(&written.file["MockedResponses"].to_string());
    expect![[r"
        A: Ask: the expression {% $states.input %}
        A: Ask: that the timeout takes its time
        A: Ask: that it never answers
        A: Ask: a success as its service has it
        A: Each: the outcome for item 2 alone
        A: Each: how long it takes
        A: the input, the seed, what is expected"]]
    .assert_eq(&written.left_out.join("\n"));
}
