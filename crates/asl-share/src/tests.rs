//! Links: what is shared comes back, small; what is broken explains itself.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// A machine whose names the dictionary does not know, as a formatter of JSON lays it out.
const DEFINITION: &str = r#"{
  "Comment": "A description of my state machine",
  "StartAt": "CopyTables",
  "States": {
    "CopyTables": {
      "Type": "Map",
      "MaxConcurrency": 1,
      "ItemsPath": "$.tables",
      "Iterator": {
        "StartAt": "RunCopyJob",
        "States": {
          "RunCopyJob": {
            "Type": "Task",
            "Resource": "arn:aws:states:::glue:startJobRun.sync",
            "Parameters": {
              "JobName": "nightly_copy_job",
              "Arguments": {
                "--copy_id.$": "$.copy_id",
                "--copy_name.$": "$.copy_name",
                "--origin_bucket_path.$": "$.origin_bucket_path",
                "--output_schema.$": "$.output_schema",
                "--sort_columns.$": "States.JsonToString($.sort_columns)"
              }
            },
            "Catch": [
              {
                "ErrorEquals": [
                  "States.ALL"
                ],
                "ResultPath": "$.problem",
                "Next": "NoteProblem"
              }
            ],
            "End": true
          },
          "NoteProblem": {
            "Type": "Pass",
            "Result": "Copy failed, going on...",
            "End": true
          }
        }
      },
      "End": true
    }
  }
}"#;

const INPUT: &str = r#"{
  "tables": [
    {
      "copy_id": "COPY01",
      "copy_name": "invoices_copy",
      "origin_bucket_path": "s3://archive/raw/2026/invoices.csv",
      "output_schema": "invoices",
      "sort_columns": [
        "invoice_id"
      ]
    },
    {
      "copy_id": "COPY02",
      "copy_name": "payments_copy",
      "origin_bucket_path": "s3://archive/raw/2026/payments.csv",
      "output_schema": "payments",
      "sort_columns": [
        "payment_id"
      ]
    },
    {
      "copy_id": "COPY03",
      "copy_name": "refunds_copy",
      "origin_bucket_path": "s3://archive/raw/2026/refunds.csv",
      "output_schema": "refunds",
      "sort_columns": [
        "refund_id"
      ]
    }
  ]
}"#;

fn situation(value: Value) -> Situation {
    Situation::from_json(value).unwrap()
}

fn pipeline() -> Situation {
    situation(json!({
        "definition": DEFINITION,
        "input": INPUT,
        "scenarios": [{
            "name": "The second copy fails",
            "outcomes": {
                "RunCopyJob": [{
                    "Throw": {"Error": "Glue.JobRunException", "Cause": "The file payments.csv has no header line."},
                    "Item": 1,
                    "Seconds": 45,
                }]
            },
            "expect": {"status": "SUCCEEDED"},
        }],
        "at": 37,
        "select": "/States/CopyTables/Iterator/States/RunCopyJob",
    }))
}

/// It comes back from its link, whatever the link came along with.
#[track_caller]
fn check(situation: &Situation) -> String {
    let link = encode(situation).unwrap();
    for shared in [
        link.clone(),
        link[1..].to_owned(),
        format!("https://example.com/playstate/{link}"),
        format!("  <https://example.com/?a=b.c{link}>.\n"),
        format!("({link})…"),
    ] {
        assert_eq!(decode(&shared).as_ref(), Ok(situation), "{shared}");
    }
    assert!(!link.ends_with(['-', '_']), "{link}");
    link
}

#[test]
fn the_first_example_with_a_failing_job_is_a_short_link() {
    let pretty = |text: &str| {
        let value: Value = serde_json::from_str(text).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    let scenarios: Value = serde_json::from_str(include_str!(
        "../../../examples/glue-pipeline/scenarios.json"
    ))
    .unwrap();
    let situation = situation(json!({
        "definition": pretty(include_str!("../../../examples/glue-pipeline/definition.asl.json")),
        "input": pretty(include_str!("../../../examples/glue-pipeline/input.json")),
        "scenarios": [scenarios[1]],
        "at": 37,
        "select": "/States/ProcessJobs/ItemProcessor/States/RunGlueJob",
    }));
    let json = situation.to_json().to_string();
    assert!(json.len() > 2_400, "{}", json.len());
    let link = check(&situation);
    assert!(link.len() <= 450, "{} characters", link.len());
}

#[test]
fn a_machine_of_other_words_is_a_short_link() {
    let situation = pipeline();
    let json = situation.to_json().to_string();
    assert!(json.len() > 2_400, "{}", json.len());
    let link = check(&situation);
    assert!(link.len() <= 500, "{} characters", link.len());
}

#[test]
fn everything_comes_back() {
    check(&Situation::default());
    check(&situation(json!({
        "definition": "# YAML\nStartAt: A\nStates:\n  A: {Type: Pass, End: true} # \"x\"\n",
        "input": "{\n  // mine\n  \"n\": 1.0, \"big\": 12345678901234567890123}",
        "scenarios": [
            {"name": "one", "input": "[1e3]", "seed": 7, "type": "EXPRESS", "objects": [{"bucket": "b", "key": "k", "body": "1\n"}], "outcomes": {"B": [{"Return": {"z": 1, "a": [null]}}], "A": []}},
            {"name": "two", "input": "[1e3]", "expect": {"status": "FAILED", "output": null, "error": "E", "cause": "C"}},
            {},
        ],
        "scenario": 1,
        "options": {
            "type": "EXPRESS", "startTime": "2025-02-03T04:05:06Z", "seed": u64::MAX, "executionName": "e",
            "machineName": "m", "speed": 0.5,
        },
        "breakpoints": ["A", "B/C"],
        "pauseOnErrors": true,
        "at": 37,
        "select": "B/C",
        "view": {"turn": 2, "items": {"B": 4}, "collapsed": ["B"], "tabs": ["history"]},
    })));
}

#[test]
fn texts_are_data() {
    let hostile = "</script><img src=x onerror=alert(1)>\u{0}\u{202e}\u{1}%00&quot;\\\"'`${x}\r\n\u{fffd}\u{10ffff}";
    check(&situation(json!({
        "definition": hostile,
        "input": hostile,
        "scenarios": [{"name": hostile, "outcomes": {hostile: [{"Return": hostile}]}, "expect": {"output": {hostile: hostile}}}],
        "breakpoints": [hostile],
        "select": hostile,
    })));
}

#[test]
fn a_truncated_link_says_so() {
    let link = check(&pipeline());
    for end in 5..link.len() {
        assert_eq!(decode(&link[..end]), Err(LinkError::CutOff), "{end}");
    }
    assert_eq!(
        decode(&format!("{}...", &link[..100])),
        Err(LinkError::CutOff)
    );
}

#[test]
fn every_changed_character_is_noticed() {
    let link = check(&pipeline());
    for place in 5..link.len() {
        for other in ["A", "b", "_"] {
            let mut changed = link.clone();
            changed.replace_range(place..=place, other);
            assert!(changed == link || decode(&changed).is_err(), "{place}");
        }
    }
    assert!(decode(&link.to_lowercase()).is_err());
}

#[test]
fn what_could_not_be_opened_is_not_made() {
    let mut large = pipeline();
    large.input = " ".repeat(MOST_BYTES + 1);
    assert_eq!(encode(&large), Err(LinkError::TooLarge));
    let mut deep = pipeline();
    let value = (0..95).fold(json!(1), |inner, _| json!([inner]));
    deep.scenarios[0].rest["outcomes"]["A"] = value;
    assert_eq!(encode(&deep), Err(LinkError::TooDeep));
    let mut nearly = pipeline();
    let value = (0..85).fold(json!(1), |inner, _| json!([inner]));
    nearly.scenarios[0].rest["expect"]["output"] = value.clone();
    nearly.scenarios[0].rest["outcomes"]["A"] = value;
    check(&nearly);
}

#[test]
fn the_dictionary_never_changes() {
    let dictionary = dictionary();
    assert!(dictionary.len() < 32_768);
    assert_eq!(dictionary.len(), 9_538);
    assert_eq!(crc32::crc32(dictionary.as_bytes()), 0x94A9_0661);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_situation_comes_back(definition in ".{0,80}", input in ".{0,40}", name in ".{0,20}", at in any::<Option<u32>>()) {
        let situation = situation(json!({"definition": definition, "input": input, "scenarios": [{"name": name}], "at": at}));
        prop_assert_eq!(decode(&encode(&situation).unwrap()), Ok(situation));
    }

    #[test]
    fn any_text_is_read_or_refused(link in "(#1\\.d\\.)?[A-Za-z0-9_.#-]{0,200}") {
        let _ = decode(&link);
    }
}
