//! What a tested state answers, and how much of its data flow it shows.

use serde_json::{Value, json};

use super::{check, check_invalid, each, publish, request};
use crate::Outcome;
use crate::test_state::{Surroundings, test_state, test_state_in};

#[test]
fn the_level_decides_what_is_shown() {
    let state =
        json!({"Type": "Pass", "Parameters": {"b.$": "$.a"}, "ResultPath": "$.c", "Next": "Then"});
    let output = json!({"a": 1, "c": {"b": 1}});
    check(
        &state,
        json!({"input": {"a": 1}}),
        json!({"output": output, "nextState": "Then", "status": "SUCCEEDED"}),
    );
    let flow = json!({
        "input": {"a": 1}, "afterInputPath": {"a": 1}, "afterParameters": {"b": 1},
        "afterResultSelector": {"b": 1}, "afterResultPath": output,
    });
    check(
        &state,
        json!({"input": {"a": 1}, "inspectionLevel": "DEBUG"}),
        json!({"output": output, "nextState": "Then", "status": "SUCCEEDED", "inspectionData": flow}),
    );
}

#[test]
fn a_task_shows_its_flow_and_variables() {
    let state = json!({
        "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sqs:sendMessage",
        "Arguments": {"MessageBody": "{% $greeting & $states.input.name %}"},
        "Assign": {"id": "{% $states.result.MessageId %}"},
        "Output": "{% $states.context.State.Name %}", "End": true,
    });
    check(
        &state,
        json!({
            "input": {"name": "Ada"}, "variables": {"greeting": "Hi "}, "inspectionLevel": "TRACE",
            "mock": {"result": {"MessageId": "m-1"}},
        }),
        json!({
            "status": "SUCCEEDED", "output": "StateName",
            "inspectionData": {
                "input": {"name": "Ada"}, "afterArguments": {"MessageBody": "Hi Ada"},
                "result": {"MessageId": "m-1"}, "variables": {"greeting": "Hi ", "id": "m-1"},
            },
        }),
    );
}

#[test]
fn a_retrier_takes_an_error_until_it_is_used_up() {
    let busy = json!({"errorOutput": {"error": "Busy", "cause": "later"}});
    let shown = |details: Value| {
        json!({
            "input": {"text": "x"}, "afterInputPath": {"text": "x"},
            "afterParameters": {"TopicArn": "topic", "Message": "x"}, "errorDetails": details,
        })
    };
    for (used, seconds) in [(0, 3), (1, 6), (3, 20)] {
        check(
            &publish(),
            json!({
                "input": {"text": "x"}, "mock": busy, "inspectionLevel": "DEBUG",
                "stateConfiguration": {"retrierRetryCount": used},
            }),
            json!({
                "status": "RETRIABLE", "error": "Busy", "cause": "later",
                "inspectionData": shown(json!({"retryIndex": 1, "retryBackoffIntervalSeconds": seconds})),
            }),
        );
    }
    check(
        &publish(),
        json!({
            "input": {"text": "x"}, "mock": busy, "inspectionLevel": "DEBUG",
            "stateConfiguration": {"retrierRetryCount": 4},
        }),
        json!({
            "status": "CAUGHT_ERROR", "error": "Busy", "cause": "later", "nextState": "Repair",
            "output": {"text": "x", "error": {"Error": "Busy", "Cause": "later"}},
            "inspectionData": shown(json!({"retryIndex": 1, "catchIndex": 1})),
        }),
    );
}

#[test]
fn a_map_state_shows_its_items_and_limits() {
    let rows = json!({"rows": ["a", "b"]});
    check(
        &each(),
        json!({"input": rows, "mock": {"result": [1, 2]}, "inspectionLevel": "TRACE"}),
        json!({
            "status": "SUCCEEDED", "output": [1, 2],
            "inspectionData": {
                "input": rows, "afterInputPath": rows, "afterItemsPath": ["a", "b"],
                "afterItemSelector": [{"row": "a", "at": 0}, {"row": "b", "at": 1}],
                "afterResultSelector": [1, 2], "afterResultPath": [1, 2],
                "maxConcurrency": 4, "toleratedFailurePercentage": 50.0,
            },
        }),
    );
}

#[test]
fn failed_iterations_count_against_the_thresholds() {
    let test = |failed: u32| {
        json!({
            "input": {"rows": [1, 2, 3, 4]}, "mock": {"result": [1, 2, 3, 4]},
            "stateConfiguration": {"mapIterationFailureCount": failed},
        })
    };
    let output = json!({"status": "SUCCEEDED", "output": [1, 2, 3, 4]});
    check(&each(), test(2), output);
    check(
        &each(),
        test(3),
        json!({
            "status": "FAILED", "error": "States.ExceedToleratedFailureThreshold",
            "cause": "The specified tolerated failure threshold was exceeded",
        }),
    );
    let message =
        "Map iteration failure count must be less than or equal to the number of Map iterations";
    check_invalid(&each(), test(5), message);
}

#[test]
fn reader_data_stands_in_for_the_source() {
    let state = json!({
        "Type": "Map", "QueryLanguage": "JSONata",
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
            "Arguments": {"Bucket": "b", "Key": "k"},
        },
        "ItemBatcher": {"MaxItemsPerBatch": 2},
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
            "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}},
        },
        "End": true,
    });
    let mut test = json!({"mock": {"result": [1, 2]}, "inspectionLevel": "DEBUG"});
    let message =
        "ItemReader data must be specified when testing a Map state with ItemReader specified.";
    check_invalid(&state, test.clone(), message);
    test["stateConfiguration"] = json!({"mapItemReaderData": "n\n1\n2\n3\n"});
    check(
        &state,
        test,
        json!({
            "status": "SUCCEEDED", "output": [1, 2],
            "inspectionData": {
                "input": {}, "maxConcurrency": 0,
                "afterItemBatcher": [{"Items": [{"n": "1"}, {"n": "2"}]}, {"Items": [{"n": "3"}]}],
            },
        }),
    );
}

#[test]
fn the_context_object_is_as_given() {
    let state = json!({"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Parameters": {"FunctionName": "f"}, "ResultSelector": {"all.$": "$$"}, "End": true});
    let test = |context: Value| json!({"mock": {"result": "anything"}, "context": context});
    let given = json!({"Task": {"Token": "t"}, "State": {"RetryCount": 2}});
    check(
        &state,
        test(given.clone()),
        json!({"status": "SUCCEEDED", "output": {"all": given}}),
    );
    let refuse = |context: Value, problem: &str| {
        check_invalid(
            &state,
            test(context),
            &format!("Invalid Context object provided: {problem}"),
        );
    };
    refuse(json!({"Task": {"Token": 1}}), "Task.Token must be a string");
    refuse(
        json!({"State": {"Colour": "red"}}),
        "Field 'Colour' is not allowed",
    );
    refuse(json!({"State": 1}), "State must be an object");
    refuse(json!([]), "Context object must be a valid JSON object");
    refuse(
        json!({"Map": {}}),
        "'Map' field is not supported when mocking a Context object",
    );
}

#[test]
fn a_state_inside_a_map_has_an_item() {
    let machine = json!({"StartAt": "Each", "States": {"Each": {
        "Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Show", "States": {
            "Show": {"Type": "Pass", "Parameters": {"at.$": "$$.Map.Item.Index", "of.$": "$$.State.Name"}, "End": true},
        }},
    }}});
    let output = json!({"status": "SUCCEEDED", "output": {"at": 0, "of": "Show"}});
    check(&machine, json!({"stateName": "Show", "input": 7}), output);
    check_invalid(
        &machine,
        json!({"stateName": "Gone"}),
        "State not found in definition",
    );
}

#[test]
fn causes_have_no_preface() {
    let state = json!({"Type": "Wait", "SecondsPath": "$.pause", "End": true});
    let cause = "The SecondsPath parameter does not reference an input value: $.pause";
    check(
        &state,
        json!({"inspectionLevel": "DEBUG"}),
        json!({
            "status": "FAILED", "error": "States.Runtime", "cause": cause,
            "inspectionData": {"input": {}, "afterInputPath": {}},
        }),
    );
}

#[test]
fn a_test_ends_after_five_minutes() {
    let wait = |seconds: u32| json!({"Type": "Wait", "Seconds": seconds, "End": true});
    check(
        &wait(300),
        json!({}),
        json!({"status": "SUCCEEDED", "output": {}}),
    );
    check(
        &wait(301),
        json!({}),
        json!({"status": "FAILED", "error": "States.Timeout"}),
    );
}

#[test]
fn without_a_mock_the_service_answers() {
    let request = request(
        &publish(),
        json!({"roleArn": "arn:aws:iam::1:role/r", "input": {"text": "x"}}),
    );
    let answer = test_state(&request).unwrap();
    assert!(
        answer["output"].as_str().unwrap().contains("\"MessageId\""),
        "{answer}"
    );
    let live = Some(Outcome::Return(crate::Value::from("sent")));
    let surroundings = Surroundings {
        live,
        ..Surroundings::default()
    };
    let answer = test_state_in(&request, &surroundings).unwrap();
    assert_eq!(answer["output"], r#"{"text":"x","sent":"sent"}"#);
}

#[test]
fn trace_shows_the_http_exchange() {
    let state = json!({
        "Type": "Task", "Resource": "arn:aws:states:::http:invoke", "End": true,
        "Parameters": {
            "ApiEndpoint": "https://api.example.com/orders", "Method": "POST",
            "QueryParameters": {"page": [1, 2]}, "RequestBody": {"id": 7},
            "Authentication": {"ConnectionArn": "arn:aws:events:us-east-1:123456789012:connection/c/1"},
        },
    });
    let ask = |level: &str| {
        let parameters = json!({"roleArn": "arn:aws:iam::1:role/r", "inspectionLevel": level});
        test_state(&request(&state, parameters)).unwrap()["inspectionData"].clone()
    };
    assert_eq!(ask("DEBUG").get("request"), None);
    let traced = ask("TRACE");
    assert_eq!(
        traced["request"],
        json!({
            "protocol": "https", "method": "POST", "body": r#"{"id":7}"#,
            "url": "https://api.example.com/orders?page=1&page=2",
        })
    );
    assert_eq!(traced["response"]["statusCode"], "200");
}
