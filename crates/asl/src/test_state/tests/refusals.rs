//! What the API refuses, and in which words.

use serde_json::{Value, json};

use super::{check_invalid, check_refused, each, publish, request};
use crate::test_state::test_state;

#[test]
fn a_mock_has_to_fit_the_state() {
    let result = json!({"mock": {"result": {}}});
    let choice =
        json!({"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "B"}]});
    check_invalid(
        &choice,
        result,
        "State type 'Choice' is not supported when a mock is specified",
    );
    let none = "A test mock should have one of the following fields: [result, errorOutput].";
    check_invalid(&publish(), json!({"mock": {}}), none);
    let unnamed = json!({"mock": {"errorOutput": {"cause": "c"}}});
    check_invalid(
        &publish(),
        unnamed,
        "An error was not specified in the mocked error output.",
    );
    let secrets = json!({"mock": {"result": {}}, "revealSecrets": true});
    let message = "TestState does not support RevealSecrets when a mock is specified.";
    check_invalid(&publish(), secrets, message);
    let elsewhere = json!({
        "mock": {"errorOutput": {"error": "E"}}, "stateConfiguration": {"errorCausedByState": "Two"},
    });
    let message = "The state 'Two', said to cause the error, is not found in the state under test.";
    check_invalid(&each(), elsewhere, message);
}

#[test]
fn some_tests_need_a_mock_or_a_role() {
    check_invalid(
        &publish(),
        json!({}),
        "RoleArn must be specified when testing a Task state",
    );
    let retried = json!({"stateConfiguration": {"retrierRetryCount": 1}});
    let message = "TestState does not support RetrierRetryCount when a mock is not specified.";
    check_invalid(&publish(), retried, message);
    let job =
        json!({"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": true});
    let message =
        "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.";
    check_refused(&request(&job, json!({})), "InvalidDefinition", message);
}

#[test]
fn the_client_refuses_what_has_no_form() {
    let refused = |request: Value, problems: &str| {
        let message = format!("Parameter validation failed:\n{problems}");
        check_refused(&request, "ParamValidationError", &message);
    };
    refused(
        json!({}),
        "Missing required parameter in input: \"definition\"",
    );
    refused(
        json!({"definition": "", "mock": {"result": [null, true]}}),
        "Invalid length for parameter definition, value: 0, valid min length: 1\n\
         Invalid type for parameter mock.result, value: [None, True], type: <class 'list'>, valid types: <class 'str'>",
    );
    refused(
        json!({"definition": "x", "stateConfiguration": {"retrierRetryCount": -1, "x": 1}}),
        "Unknown parameter in stateConfiguration: \"x\", must be one of: retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData\n\
         Invalid value for parameter stateConfiguration.retrierRetryCount, value: -1, valid min value: 0",
    );
}

#[test]
fn the_service_refuses_sizes_and_words() {
    check_refused(
        &json!({"definition": "{}", "inspectionLevel": "ALL", "stateName": "s".repeat(81)}),
        "ValidationException",
        "2 validation errors detected: Value 'ALL' at 'inspectionLevel' failed to satisfy constraint: \
         Member must satisfy enum value set: [INFO, DEBUG, TRACE]; \
         Value at 'stateName' failed to satisfy constraint: Member must have length less than or equal to 80",
    );
}

#[test]
fn definitions_are_refused_in_awss_words() {
    let refused = |definition: &str, name: Option<&str>, findings: &str| {
        let mut request = json!({"definition": definition});
        if let Some(name) = name {
            request["stateName"] = json!(name);
        }
        let message = format!("Invalid State Machine Definition: '{findings}'");
        check_refused(&request, "InvalidDefinition", &message);
    };
    refused(
        r#"{"Type": "Pass", "End": true, "TimeoutSeconds": 3}"#,
        None,
        "SCHEMA_VALIDATION_FAILED: Field 'TimeoutSeconds' is not supported at /States/StateName",
    );
    refused(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}"#,
        Some("A"),
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, \
         MISSING_END_STATE: Workflow has no terminal state",
    );
    refused(
        "{}",
        Some("A"),
        "SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt, States] at /",
    );
    refused(
        r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1 + %}", "End": true}"#,
        None,
        "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/StateName/Output",
    );
    refused(
        r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% phone %}", "End": true}"#,
        None,
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/StateName/Output",
    );
    refused(
        "nothing",
        Some("A"),
        "INVALID_JSON_DESCRIPTION: Unrecognized token 'nothing': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n \
         at [Source: (String)\"nothing\"; line: 1, column: 8] at [Source: (String)\"nothing\"; line: 1, column: 8]",
    );
}

#[test]
fn an_input_is_json() {
    let error =
        test_state(&json!({"definition": r#"{"Type": "Succeed"}"#, "input": "{"})).unwrap_err();
    assert_eq!(error.code, "InvalidExecutionInput");
}
