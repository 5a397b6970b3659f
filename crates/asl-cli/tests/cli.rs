//! The contract of the command: what it prints, and its exit status.
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "expected texts are written by a tool"
)]

mod command;

use command::{DEFINITION, Folder, check};
use expect_test::{Expect, expect};

#[test]
fn a_run_that_succeeds() {
    let folder = Folder::new(
        "succeeds",
        &[
            ("m.asl.json", DEFINITION),
            (
                "mocks.json",
                r#"{"Ask": [{"Return": {"ok": true}, "Seconds": 2}]}"#,
            ),
        ],
    );
    check(
        &folder,
        &["run", "m.asl.json", "--mocks", "mocks.json", "--input", "-"],
        r#"{"n": 1}"#,
        &expect![[r#"
        ✓ Ask (Task)  0 s – 2 s
        ✓ Done (Pass)  2 s – 2 s
        SUCCEEDED after 2 s
        {
          "ok": true
        }
        exit 0
    "#]],
    );
    check(
        &folder,
        &[
            "run",
            "m.asl.json",
            "--mocks",
            "mocks.json",
            "--format",
            "json",
        ],
        "",
        &expect![[r#"
        {"status":"SUCCEEDED","output":"{\"ok\":true}","events":[{"id":1,"previousEventId":0,"timestamp":"2026-01-01T00:00:00.000Z","type":"ExecutionStarted","executionStartedEventDetails":{"input":"{}","inputDetails":{"truncated":false},"roleArn":"arn:aws:iam::123456789012:role/StepFunctionsRole"}},{"id":2,"previousEventId":0,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskStateEntered","stateEnteredEventDetails":{"name":"Ask","input":"{}","inputDetails":{"truncated":false}}},{"id":3,"previousEventId":2,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskScheduled","taskScheduledEventDetails":{"resourceType":"sns","resource":"publish","region":"us-east-1","parameters":"{}"}},{"id":4,"previousEventId":3,"timestamp":"2026-01-01T00:00:00.000Z","type":"TaskStarted","taskStartedEventDetails":{"resourceType":"sns","resource":"publish"}},{"id":5,"previousEventId":4,"timestamp":"2026-01-01T00:00:02.000Z","type":"TaskSucceeded","taskSucceededEventDetails":{"resourceType":"sns","resource":"publish","output":"{\"ok\":true}","outputDetails":{"truncated":false}}},{"id":6,"previousEventId":5,"timestamp":"2026-01-01T00:00:02.000Z","type":"TaskStateExited","stateExitedEventDetails":{"name":"Ask","output":"{\"ok\":true}","outputDetails":{"truncated":false}}},{"id":7,"previousEventId":6,"timestamp":"2026-01-01T00:00:02.000Z","type":"PassStateEntered","stateEnteredEventDetails":{"name":"Done","input":"{\"ok\":true}","inputDetails":{"truncated":false}}},{"id":8,"previousEventId":7,"timestamp":"2026-01-01T00:00:02.000Z","type":"PassStateExited","stateExitedEventDetails":{"name":"Done","output":"{\"ok\":true}","outputDetails":{"truncated":false}}},{"id":9,"previousEventId":8,"timestamp":"2026-01-01T00:00:02.000Z","type":"ExecutionSucceeded","executionSucceededEventDetails":{"output":"{\"ok\":true}","outputDetails":{"truncated":false}}}]}
        exit 0
    "#]],
    );
}

#[test]
fn a_run_that_fails() {
    let folder = Folder::new(
        "fails",
        &[
            ("m.asl.json", DEFINITION),
            (
                "mocks.json",
                r#"{"Ask": [{"Throw": {"Error": "Oops", "Cause": "because"}, "Seconds": 1}]}"#,
            ),
        ],
    );
    check(
        &folder,
        &["run", "m.asl.json", "--mocks", "mocks.json"],
        "",
        &expect![[r#"
        ✗ Ask (Task)  0 s – 1 s  Oops
        FAILED after 1 s: Oops
        because
        exit 1
    "#]],
    );
}

#[test]
fn an_outcome_that_is_an_expression() {
    let mocks = |expression: &str| {
        format!(
            r#"[{{"name": "A", "input": {{"n": 2}}, "outcomes": {{"Ask": [{{"Return": "{expression}"}}]}}, "expect": {{"status": "FAILED"}}}}]"#
        )
    };
    let folder = Folder::new(
        "expression",
        &[
            ("definition.asl.json", DEFINITION),
            ("good.json", &mocks("{% {'twice': $states.input.n * 2} %}")),
            ("wrong.json", &mocks("{% $states.input.n + 'x' %}")),
            ("broken.json", &mocks("{% $states.input. %}")),
        ],
    );
    let run = |file: &str, expected: &Expect| {
        check(
            &folder,
            &["run", "definition.asl.json", "--mocks", file],
            "",
            expected,
        );
    };
    run(
        "good.json",
        &expect![[r#"
        ✓ Ask (Task)  0 s – 80 ms
        ✓ Done (Pass)  80 ms – 80 ms
        SUCCEEDED after 80 ms
        {
          "twice": 4
        }
        exit 0
    "#]],
    );
    run(
        "wrong.json",
        &expect![[r#"
        error: The outcome of the task 'Ask' cannot be used. The JSONata expression '$states.input.n + 'x'' specified for the field 'Return' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number. The run stops here: change this outcome in the scenario. The definition is not at fault.
        exit 2
    "#]],
    );
    run(
        "broken.json",
        &expect![[r#"
        error: --mocks: Ask[0].Return: The expression '$states.input.' is not JSONata: Unexpected end of expression (character 15).
        exit 2
    "#]],
    );
    check(
        &folder,
        &["test", "good.json", "wrong.json", "broken.json"],
        "",
        &expect![[r#"
            test good.json · A ... FAILED
                status: expected FAILED, was SUCCEEDED
            test wrong.json · A ... UNUSABLE
                The outcome of the task 'Ask' cannot be used. The JSONata expression '$states.input.n + 'x'' specified for the field 'Return' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number. The run stops here: change this outcome in the scenario. The definition is not at fault.
            test broken.json · A ... UNUSABLE
                Ask[0].Return: The expression '$states.input.' is not JSONata: Unexpected end of expression (character 15).

            0 passed, 1 failed, 2 unusable
            exit 2
        "#]],
    );
}

#[test]
fn input_that_cannot_be_used() {
    let broken = "{\"StartAt\": \"A\",\n \"States\": {\"B\": {\"Type\": \"Pass\" \"End\": true}}}";
    let folder = Folder::new(
        "unusable",
        &[
            ("m.asl.json", DEFINITION),
            ("broken.json", broken),
            ("mocks.json", r#"{"Ask": [{}]}"#),
        ],
    );
    check(
        &folder,
        &["run", "nowhere.json"],
        "",
        &expect![[r#"
        error: nowhere.json: No such file or directory (os error 2)
        exit 2
    "#]],
    );
    check(
        &folder,
        &["run", "broken.json"],
        "",
        &expect![[r#"
        error[start-at-not-found]: There is no state "A" to start at.
          --> broken.json:1:13
           | {"StartAt": "A",
           |             ^^^
           = help: Did you mean "B"?

        error[expected-comma]: Expected a comma before this property.
          --> broken.json:2:33
           |  "States": {"B": {"Type": "Pass" "End": true}}}
           |                                 ^
        exit 2
    "#]],
    );
    check(
        &folder,
        &["run", "m.asl.json", "--input", "-"],
        "{\"a\": }",
        &expect![[r#"
        error[expected-value]: Expected a value for "a" here.
          --> -:1:6
           | {"a": }
           |      ^
           = help: Write a string, number, object, array, true, false or null after the colon.
        exit 2
    "#]],
    );
    check(
        &folder,
        &["run", "m.asl.json", "--mocks", "mocks.json"],
        "",
        &expect![[r#"
        error: --mocks: Ask[0]: An outcome says one of Return, Throw, Timeout, Pending and Succeed.
        exit 2
    "#]],
    );
}

#[test]
fn a_mock_config_file_and_its_test_cases() {
    let config = r#"{"StateMachines": {"M": {"TestCases": {"Happy": {"Ask": "Yes"}, "Sad": {"Ask": "No"}}}},
        "MockedResponses": {"Yes": {"0": {"Return": 1}}, "No": {"0": {"Throw": {"Error": "E", "Cause": "C"}}}}}"#;
    let folder = Folder::new(
        "config",
        &[
            ("definition.asl.json", DEFINITION),
            ("MockConfigFile.json", config),
        ],
    );
    check(
        &folder,
        &[
            "run",
            "definition.asl.json",
            "--mocks",
            "MockConfigFile.json",
            "--scenario",
            "Sad",
        ],
        "",
        &expect![[r#"
        ✗ Ask (Task)  0 s – 80 ms  E
        FAILED after 80 ms: E
        C
        exit 1
    "#]],
    );
    check(
        &folder,
        &[
            "run",
            "definition.asl.json",
            "--mocks",
            "MockConfigFile.json",
            "--scenario",
            "None",
        ],
        "",
        &expect![[r#"
        error: --scenario: there is no such test case. There are: Happy, Sad.
        exit 2
    "#]],
    );
    check(
        &folder,
        &["test", "MockConfigFile.json"],
        "",
        &expect![[r#"
        test MockConfigFile.json · M/Happy ... ok
        test MockConfigFile.json · M/Sad ... FAILED
            status: expected SUCCEEDED, was FAILED

        1 passed, 1 failed
        exit 1
    "#]],
    );
}

#[test]
fn scenarios_with_expectations() {
    let scenarios = r#"[
        {"name": "As expected", "outcomes": {"Ask": [{"Throw": {"Error": "E"}}]}, "expect": {"status": "FAILED", "error": "E"}},
        {"name": "Not as expected", "outcomes": {"Ask": [{"Return": 1}]}, "expect": {"output": 2}}
    ]"#;
    let folder = Folder::new(
        "scenarios",
        &[
            ("definition.asl.json", DEFINITION),
            ("scenarios.json", scenarios),
        ],
    );
    check(
        &folder,
        &["test", "scenarios.json"],
        "",
        &expect![[r#"
        test scenarios.json · As expected ... ok
        test scenarios.json · Not as expected ... FAILED
            output: expected 2, was 1

        1 passed, 1 failed
        exit 1
    "#]],
    );
}

#[test]
fn one_state_as_the_api_tests_it() {
    let folder = Folder::new("state", &[]);
    let request =
        r#"{"definition": "{\"Type\": \"Pass\", \"Result\": 1, \"End\": true}", "input": "{}"}"#;
    check(
        &folder,
        &["test-state"],
        request,
        &expect![[r#"
        {"output":"1","status":"SUCCEEDED"}
        exit 0
    "#]],
    );
    check(
        &folder,
        &["test-state"],
        r#"{"definition": "{\"Type\": \"Pasta\"}", "input": "{}"}"#,
        &expect![[r#"
        {"Error":{"Code":"InvalidDefinition","Message":"Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/StateName/Type'"}}
        exit 1
    "#]],
    );
}

#[test]
fn a_run_takes_a_scenario_of_a_file() {
    let scenarios = r#"[{"name": "Works", "input": {"n": 2}}, {"name": "Fails", "outcomes": {"Ask": [{"Throw": {"Error": "Oops"}, "Seconds": 1}]}}]"#;
    let folder = Folder::new(
        "scenario",
        &[("m.asl.json", DEFINITION), ("scenarios.json", scenarios)],
    );
    let run = |name| {
        [
            "run",
            "m.asl.json",
            "--mocks",
            "scenarios.json",
            "--scenario",
            name,
        ]
    };
    check(
        &folder,
        &run("Fails"),
        "",
        &expect![[r#"
        ✗ Ask (Task)  0 s – 1 s  Oops
        FAILED after 1 s: Oops
        no cause
        exit 1
    "#]],
    );
    check(
        &folder,
        &run("Gone"),
        "",
        &expect![[r#"
        error: --scenario: there is no such scenario. There are: Works, Fails.
        exit 2
    "#]],
    );
}
