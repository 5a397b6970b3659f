//! The same run leaves the same bytes natively and compiled to wasm: this file is run both ways,
//! against one committed history. `UPDATE_EXPECT=1` rewrites it, natively.

use asl::{Limits, Mock, MockedWorld, Outcome, Scenario, Value};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const COMMITTED: &str = include_str!("determinism.json");

/// Concurrency, retries with jitter, random ids, floating point, both query languages, failures.
const DEFINITION: &str = r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map", "MaxConcurrency": 2, "ItemsPath": "$.jobs",
      "ItemSelector": {"job.$": "$$.Map.Item.Value", "index.$": "$$.Map.Item.Index", "id.$": "States.UUID()"},
      "ItemProcessor": {
        "StartAt": "Run",
        "States": {
          "Run": {
            "Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync",
            "Parameters": {"JobName.$": "$.job", "Arguments": {"--n.$": "States.MathRandom(1, 1000)"}},
            "Retry": [{"ErrorEquals": ["Throttled"], "IntervalSeconds": 3, "JitterStrategy": "FULL"}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Log"}],
            "End": true
          },
          "Log": {
            "Type": "Pass", "QueryLanguage": "JSONata",
            "Output": {"sum": "{% 0.1 + 0.2 %}", "root": "{% $sqrt(2) %}", "id": "{% $uuid() %}", "at": "{% $now() %}", "odd": "{% $random() %}"},
            "End": true
          }
        }
      },
      "Next": "Both"
    },
    "Both": {
      "Type": "Parallel", "End": true,
      "Branches": [
        {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 86400, "End": true}}},
        {"StartAt": "Hash", "States": {"Hash": {"Type": "Pass", "Parameters": {"h.$": "States.Hash('x', 'SHA-256')"}, "End": true}}}
      ]
    }
  }
}"#;

fn history() -> String {
    let mut scenario = Scenario {
        input: Value::from_json(r#"{"jobs": ["a", "b", "c", "d"]}"#).expect("JSON"),
        seed: 7,
        ..Scenario::default()
    };
    let throttled = Mock {
        attempt: Some(0),
        duration: Some(1_500),
        ..Mock::throw("Throttled", "slow down")
    };
    let timeout = Mock {
        item: Some(3),
        ..Mock::throw("Glue.JobRunException", "no such file")
    };
    let answer = Mock::new(Outcome::Return(
        Value::from_json("[1.5, 1e21, -0.0]").expect("JSON"),
    ));
    scenario
        .outcomes
        .insert("Run".to_owned(), vec![timeout, throttled, answer]);
    let analysis = asl::analyse(DEFINITION);
    let mut execution =
        asl::Execution::start(analysis.machine.clone(), &scenario, Limits::default());
    execution.run(&mut MockedWorld::new(&scenario));
    let events = asl::history(&analysis.machine, &execution.into_trace())["events"].take();
    let lines: Vec<String> = events
        .as_array()
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_history_is_the_committed_one() {
    let history = history();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/determinism.json");
        std::fs::write(file, &history).expect("the history can be written");
    }
    assert_eq!(history, COMMITTED);
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn the_history_is_the_committed_one() {
    assert_eq!(history(), COMMITTED);
}
