//! The pipeline that the project starts from: Glue jobs one after the other, one of which fails.

use crate::common::Case;
use asl_engine::{Mock, Outcome};
use expect_test::{Expect, expect};

const CATCH: &str =
    r#""Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "LogError"}],"#;
const LOG: &str = r#"{"Type": "Pass", "Result": "Job failed, continuing...", "End": true}"#;

/// The pipeline with its variable parts filled in.
fn pipeline(concurrency: u32, handlers: &str, log_error: &str) -> String {
    format!(
        r#"{{
  // Runs the jobs of the input.
  "StartAt": "ProcessJobs",
  "States": {{
    "ProcessJobs": {{
      "Type": "Map", "MaxConcurrency": {concurrency}, "ItemsPath": "$.glue_jobs",
      "Iterator": {{
        "StartAt": "RunGlueJob",
        "States": {{
          "RunGlueJob": {{
            "Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync",
            "Parameters": {{
              "JobName": "ingest",
              "Arguments": {{"--job_id.$": "$.job_id", "--upsert_keys.$": "States.JsonToString($.upsert_keys)"}}
            }},
            {handlers} // comma above
            "End": true
          }},
          "LogError": {log_error}
        }}
      }},
      "End": true
    }}
  }}
}}"#
    )
}

const INPUT: &str = r#"{"glue_jobs": [
    {"job_id": "JOB001", "job_name": "customers", "upsert_keys": ["customer_id"]},
    {"job_id": "JOB002", "job_name": "orders", "upsert_keys": ["order_id", "customer_id"]},
    {"job_id": "JOB003", "job_name": "products", "upsert_keys": ["product_id"]}
], "other": "ignored"}"#;

/// Every job takes a minute; job 2 may fail after half of one.
fn jobs(definition: &str, second_fails: bool) -> Case {
    let minute = Mock {
        duration: Some(60_000),
        ..Mock::new(succeeded())
    };
    let failure = Mock {
        item: Some(1),
        duration: Some(30_000),
        ..Mock::throw("Glue.JobRunException", "no such file")
    };
    let mocks = if second_fails {
        vec![failure, minute]
    } else {
        vec![minute]
    };
    Case::new(definition, INPUT).mock("RunGlueJob", mocks)
}

fn succeeded() -> Outcome {
    let result = r#"{"JobName": "ingest", "JobRunState": "SUCCEEDED"}"#;
    Outcome::Return(asl_query::Value::from_json(result).expect("JSON"))
}

#[track_caller]
fn check(case: &Case, ending: &Expect, spans: &Expect) {
    ending.assert_eq(&case.ending());
    spans.assert_eq(&case.spans());
}

#[test]
fn three_jobs_succeed_one_after_the_other() {
    check(
        &jobs(&pipeline(1, CATCH, LOG), false),
        &expect![[
            r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},{"JobName":"ingest","JobRunState":"SUCCEEDED"},{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
        ]],
        &expect![[r"
        ProcessJobs 0..180 Succeeded
        RunGlueJob[0] 0..60 Succeeded
        RunGlueJob[1] 60..120 Succeeded
        RunGlueJob[2] 120..180 Succeeded
    "]],
    );
}

#[test]
fn a_failed_job_is_caught_and_the_next_still_runs() {
    check(
        &jobs(&pipeline(1, CATCH, LOG), true),
        &expect![[
            r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},"Job failed, continuing...",{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
        ]],
        &expect![[r"
        ProcessJobs 0..150 Succeeded
        RunGlueJob[0] 0..60 Succeeded
        RunGlueJob[1] 60..90 Caught
        LogError[1] 90..90 Succeeded
        RunGlueJob[2] 90..150 Succeeded
    "]],
    );
}

#[test]
fn without_the_catch_the_map_fails_and_job_three_never_starts() {
    check(
        &jobs(&pipeline(1, "", LOG), true),
        &expect!["FAILED Glue.JobRunException no such file"],
        &expect![[r"
        ProcessJobs 0..90 Failed
        RunGlueJob[0] 0..60 Succeeded
        RunGlueJob[1] 60..90 Failed
    "]],
    );
}

#[test]
fn up_to_three_jobs_at_a_time_keep_the_order_of_their_results() {
    check(
        &jobs(&pipeline(3, CATCH, LOG), true),
        &expect![[
            r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},"Job failed, continuing...",{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
        ]],
        &expect![[r"
        ProcessJobs 0..60 Succeeded
        RunGlueJob[0] 0..60 Succeeded
        RunGlueJob[1] 0..30 Caught
        RunGlueJob[2] 0..60 Succeeded
        LogError[1] 30..30 Succeeded
    "]],
    );
}

#[test]
fn no_limit_runs_all_jobs_at_once() {
    check(
        &jobs(&pipeline(0, CATCH, LOG), true),
        &expect![[
            r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},"Job failed, continuing...",{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
        ]],
        &expect![[r"
        ProcessJobs 0..60 Succeeded
        RunGlueJob[0] 0..60 Succeeded
        RunGlueJob[1] 0..30 Caught
        RunGlueJob[2] 0..60 Succeeded
        LogError[1] 30..30 Succeeded
    "]],
    );
}

#[test]
fn two_at_a_time_start_the_third_when_one_is_done() {
    check(
        &jobs(&pipeline(2, CATCH, LOG), true),
        &expect![[
            r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},"Job failed, continuing...",{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
        ]],
        &expect![[r"
        ProcessJobs 0..90 Succeeded
        RunGlueJob[0] 0..60 Succeeded
        RunGlueJob[1] 0..30 Caught
        LogError[1] 30..30 Succeeded
        RunGlueJob[2] 30..90 Succeeded
    "]],
    );
}

#[test]
fn a_job_that_is_throttled_is_retried_after_growing_waits_then_caught() {
    let retry = r#""Retry": [{"ErrorEquals": ["Glue.ConcurrentRunsExceededException"],
        "IntervalSeconds": 60, "MaxAttempts": 3, "BackoffRate": 2.0}],"#;
    let throttled = Mock {
        duration: Some(0),
        ..Mock::throw("Glue.ConcurrentRunsExceededException", "too many runs")
    };
    let case = Case::new(
        &pipeline(1, &format!("{retry}{CATCH}"), LOG),
        r#"{"glue_jobs": [{"job_id": "JOB001", "upsert_keys": []}]}"#,
    )
    .mock("RunGlueJob", vec![throttled]);
    check(
        &case,
        &expect![[r#"SUCCEEDED ["Job failed, continuing..."]"#]],
        &expect![[r"
        ProcessJobs 0..420 Succeeded
        RunGlueJob[0] 0..420 Caught attempts 0..0 60..60 180..180 420..420
        LogError[0] 420..420 Succeeded
    "]],
    );
}

#[test]
fn the_default_outcome_of_a_job_names_the_job_and_a_run() {
    let case = Case::new(&pipeline(1, CATCH, LOG), INPUT);
    check(
        &case,
        &expect![[
            r#"SUCCEEDED [{"JobName":"ingest","JobRunId":"jr_24478222303f8dba1999f69809f69ff6","JobRunState":"SUCCEEDED"},{"JobName":"ingest","JobRunId":"jr_5b8e4a8687aff8df8db6369f682ad04a","JobRunState":"SUCCEEDED"},{"JobName":"ingest","JobRunId":"jr_2de7283ecb70392df1baf55045f2f707","JobRunState":"SUCCEEDED"}]"#
        ]],
        &expect![[r"
        ProcessJobs 0..360 Succeeded
        RunGlueJob[0] 0..120 Succeeded
        RunGlueJob[1] 120..240 Succeeded
        RunGlueJob[2] 240..360 Succeeded
    "]],
    );
}

#[test]
fn the_error_can_replace_the_input_or_be_dropped() {
    let pass = r#"{"Type": "Pass", "End": true}"#;
    for (result_path, expected) in [
        (
            r#""$""#,
            &expect![[
                r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},{"Error":"Glue.JobRunException","Cause":"no such file"},{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
            ]],
        ),
        (
            "null",
            &expect![[
                r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},{"job_id":"JOB002","job_name":"orders","upsert_keys":["order_id","customer_id"]},{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
            ]],
        ),
        (
            r#""$.error""#,
            &expect![[
                r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},{"job_id":"JOB002","job_name":"orders","upsert_keys":["order_id","customer_id"],"error":{"Error":"Glue.JobRunException","Cause":"no such file"}},{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#
            ]],
        ),
    ] {
        let catch = format!(
            r#""Catch": [{{"ErrorEquals": ["States.ALL"], "ResultPath": {result_path}, "Next": "LogError"}}],"#
        );
        let case = jobs(&pipeline(1, &catch, pass), true);
        expected.assert_eq(&case.ending());
    }
}

#[test]
fn the_message_can_be_put_beside_the_job() {
    let log = r#"{"Type": "Pass", "Result": "Job failed, continuing...", "ResultPath": "$.message", "End": true}"#;
    expect![[r#"SUCCEEDED [{"JobName":"ingest","JobRunState":"SUCCEEDED"},{"job_id":"JOB002","job_name":"orders","upsert_keys":["order_id","customer_id"],"error":{"Error":"Glue.JobRunException","Cause":"no such file"},"message":"Job failed, continuing..."},{"JobName":"ingest","JobRunState":"SUCCEEDED"}]"#]].assert_eq(&jobs(&pipeline(1, CATCH, log), true).ending());
}

#[test]
fn the_error_can_be_published() {
    let log = r#"{"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": {
        "TopicArn": "arn:aws:sns:us-east-1:123456789012:alerts",
        "Message.$": "States.Format('Job {} failed: {}', $.job_name, $.error.Cause)"}, "End": true}"#;
    let trace = jobs(&pipeline(1, CATCH, log), true).run();
    let published: Vec<String> = trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            asl_engine::EventKind::TaskScheduled {
                task, parameters, ..
            } if &*task.resource_type == "sns" => Some(parameters.to_json()),
            _ => None,
        })
        .collect();
    expect![[r#"{"TopicArn":"arn:aws:sns:us-east-1:123456789012:alerts","Message":"Job orders failed: no such file"}"#]].assert_eq(&published.join("\n"));
}
