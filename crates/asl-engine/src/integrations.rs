//! Plausible outcomes by service integration, so that a pasted definition runs at once.
//!
//! The shapes are those that AWS was recorded to answer, without HTTP metadata. Ids come from the
//! call itself, so that the same run always shows the same ones.

use std::sync::{Arc, LazyLock};

use asl_query::{Object, Value, hex_digits};

use crate::resource::{Pattern, ResourceKind};
use crate::trace::Millis;
use crate::world::{Outcome, TaskCall, TimedOutcome};

/// Service, action with its pattern, typical duration in milliseconds, answer.
///
/// In an answer, `@in.Name` stands for the parameter of that name, `@in` for all of them, and
/// `@uuid`, `@hex`, `@name` for ids of the call.
const TABLE: &[(&str, &str, Millis, &str)] = &[
    (
        "lambda",
        "invoke",
        350,
        r#"{"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200}"#,
    ),
    ("sns", "publish", 80, r#"{"MessageId":"@uuid"}"#),
    (
        "sqs",
        "sendMessage",
        60,
        r#"{"MD5OfMessageBody":"@hex","MessageId":"@uuid"}"#,
    ),
    ("dynamodb", "getItem", 20, r#"{"Item":{}}"#),
    ("dynamodb", "putItem", 25, "{}"),
    ("dynamodb", "updateItem", 25, "{}"),
    ("dynamodb", "deleteItem", 25, "{}"),
    (
        "states",
        "startExecution",
        120,
        r#"{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:@uuid","StartDate":1767225600.0}"#,
    ),
    (
        "states",
        "startExecution.sync",
        5_000,
        r#"{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:@uuid","Input":"{}","Name":"@uuid","Output":"{}","StateMachineArn":"@in.StateMachineArn","Status":"SUCCEEDED"}"#,
    ),
    (
        "states",
        "startExecution.sync:2",
        5_000,
        r#"{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:@uuid","Input":{},"Name":"@uuid","Output":{},"StateMachineArn":"@in.StateMachineArn","Status":"SUCCEEDED"}"#,
    ),
    (
        "events",
        "putEvents",
        70,
        r#"{"Entries":[{"EventId":"@uuid"}],"FailedEntryCount":0}"#,
    ),
    ("glue", "startJobRun", 400, r#"{"JobRunId":"jr_@hex"}"#),
    (
        "glue",
        "startJobRun.sync",
        120_000,
        r#"{"JobName":"@in.JobName","JobRunId":"jr_@hex","JobRunState":"SUCCEEDED"}"#,
    ),
    (
        "athena",
        "startQueryExecution",
        300,
        r#"{"QueryExecutionId":"@uuid"}"#,
    ),
    (
        "athena",
        "startQueryExecution.sync",
        8_000,
        r#"{"QueryExecution":{"QueryExecutionId":"@uuid","Query":"@in.QueryString","Status":{"State":"SUCCEEDED"}}}"#,
    ),
    (
        "athena",
        "getQueryResults",
        300,
        r#"{"ResultSet":{"Rows":[]}}"#,
    ),
    (
        "batch",
        "submitJob",
        300,
        r#"{"JobArn":"arn:aws:batch:us-east-1:123456789012:job/@uuid","JobId":"@uuid","JobName":"@in.JobName"}"#,
    ),
    (
        "batch",
        "submitJob.sync",
        90_000,
        r#"{"JobId":"@uuid","JobName":"@in.JobName","Status":"SUCCEEDED"}"#,
    ),
    (
        "ecs",
        "runTask",
        900,
        r#"{"Failures":[],"Tasks":[{"LastStatus":"PROVISIONING","TaskArn":"arn:aws:ecs:us-east-1:123456789012:task/@hex"}]}"#,
    ),
    (
        "ecs",
        "runTask.sync",
        60_000,
        r#"{"LastStatus":"STOPPED","StopCode":"EssentialContainerExited","TaskArn":"arn:aws:ecs:us-east-1:123456789012:task/@hex"}"#,
    ),
    (
        "codebuild",
        "startBuild.sync",
        90_000,
        r#"{"Build":{"BuildStatus":"SUCCEEDED","ProjectName":"@in.ProjectName"}}"#,
    ),
    (
        "sagemaker",
        "createTrainingJob.sync",
        600_000,
        r#"{"TrainingJobName":"@in.TrainingJobName","TrainingJobStatus":"Completed"}"#,
    ),
    (
        "bedrock",
        "invokeModel",
        2_500,
        r#"{"Body":{},"ContentType":"application/json"}"#,
    ),
    (
        "http",
        "invoke",
        250,
        r#"{"Headers":{"content-type":["application/json"]},"ResponseBody":{},"StatusCode":200,"StatusText":"OK"}"#,
    ),
    (
        "apigateway",
        "invoke",
        250,
        r#"{"Headers":{"Content-Type":["application/json"]},"ResponseBody":{},"StatusCode":200,"StatusText":"OK"}"#,
    ),
    (
        "aws-sdk:s3",
        "getObject",
        60,
        r#"{"Body":"","ContentLength":0,"ContentType":"binary/octet-stream"}"#,
    ),
    ("aws-sdk:s3", "putObject", 60, r#"{"ETag":"\"@hex\""}"#),
    (
        "aws-sdk:s3",
        "listObjectsV2",
        60,
        r#"{"Contents":[],"IsTruncated":false,"KeyCount":0}"#,
    ),
    (
        "aws-sdk:dynamodb",
        "query",
        25,
        r#"{"Count":0,"Items":[],"ScannedCount":0}"#,
    ),
    (
        "aws-sdk:sfn",
        "startExecution",
        120,
        r#"{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:@uuid","StartDate":"2026-01-01T00:00:00Z"}"#,
    ),
];

/// How long a task takes whose service is not in the table: by its pattern.
const DURATIONS: [(Pattern, Millis); 3] = [
    (Pattern::RequestResponse, 200),
    (Pattern::Sync, 30_000),
    (Pattern::WaitForTaskToken, 60_000),
];

/// The outcome of a call that no scenario mocks: a success in the service's own shape. It never
/// runs into the task's own timeout.
pub(crate) fn plausible(call: &TaskCall<'_>) -> TimedOutcome {
    TimedOutcome {
        outcome: outcome(call),
        duration: duration(call),
        submitted: submitted(call),
        worker: None,
    }
}

/// The success alone.
pub(crate) fn outcome(call: &TaskCall<'_>) -> Outcome {
    Outcome::Return(match &call.resource.kind {
        ResourceKind::Service { ids, .. } => row(&ids.resource_type, &ids.resource)
            .map_or_else(empty, |(_, answer)| fill(answer, call)),
        ResourceKind::Lambda | ResourceKind::Activity | ResourceKind::Unknown => empty(),
    })
}

/// How long it takes.
pub(crate) fn duration(call: &TaskCall<'_>) -> Millis {
    let usual = match &call.resource.kind {
        ResourceKind::Service { ids, pattern } => row(&ids.resource_type, &ids.resource)
            .map(|(duration, _)| *duration)
            .or_else(|| {
                let known = DURATIONS.iter().find(|(known, _)| known == pattern);
                known.map(|(_, duration)| *duration)
            }),
        ResourceKind::Lambda => Some(350),
        ResourceKind::Activity | ResourceKind::Unknown => None,
    };
    let longest = call.deadline.map_or(Millis::MAX, |deadline| deadline / 2);
    usual.unwrap_or(200).min(longest)
}

/// The output of `TaskSubmitted`: what the service answers without waiting.
pub(crate) fn submitted(call: &TaskCall<'_>) -> Option<Value> {
    let ResourceKind::Service { ids, pattern } = &call.resource.kind else {
        return None;
    };
    let base = ids.resource.split('.').next().unwrap_or(&ids.resource);
    (*pattern != Pattern::RequestResponse)
        .then(|| row(&ids.resource_type, base).map_or_else(empty, |(_, answer)| fill(answer, call)))
}

type Row = (&'static str, &'static str, (Millis, Value));

/// Few enough to be looked through: most differ in the length of a name.
fn row(service: &str, action: &str) -> Option<&'static (Millis, Value)> {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let parse = |text| Value::from_json(text).unwrap_or_default();
        TABLE
            .iter()
            .map(|&(service, action, duration, answer)| {
                (service, action, (duration, parse(answer)))
            })
            .collect()
    });
    ROWS.iter()
        .find(|row| row.1 == action && row.0 == service)
        .map(|row| &row.2)
}

fn empty() -> Value {
    Value::Object(Object::default())
}

/// Puts the call's own ids and parameters in place of the `@` words.
fn fill(answer: &Value, call: &TaskCall<'_>) -> Value {
    match answer {
        Value::String(text) if text.contains('@') => fill_text(text, call),
        Value::Array(items) => items.iter().map(|item| fill(item, call)).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| (Arc::clone(key), fill(value, call)))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn fill_text(text: &str, call: &TaskCall<'_>) -> Value {
    if text == "@in" {
        return call.input.clone();
    }
    if let Some(name) = text.strip_prefix("@in.") {
        return call.input.get(name).cloned().unwrap_or_else(|| "".into());
    }
    let id = call_id(call);
    let digits = [hex_digits(id), hex_digits(mix(id))].concat();
    let hex = str::from_utf8(&digits).unwrap_or_default();
    let mut filled = String::with_capacity(text.len() + digits.len());
    let mut rest = text;
    while let Some((before, word)) = rest.split_once('@') {
        filled.push_str(before);
        if let Some(after) = word.strip_prefix("hex") {
            filled.push_str(hex);
            rest = after;
        } else if let Some(after) = word.strip_prefix("uuid") {
            filled.push_str(&uuid(hex));
            rest = after;
        } else {
            filled.push('@');
            rest = word;
        }
    }
    filled.push_str(rest);
    filled.into()
}

/// A UUID of version 4 out of 32 hexadecimal digits.
fn uuid(hex: &str) -> String {
    format!(
        "{}-{}-4{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

/// A number that tells one call from another: of the state, the iterations and the attempt.
fn call_id(call: &TaskCall<'_>) -> u64 {
    let mut id = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            id = (id ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    add(call.state.name.as_bytes());
    for (map, index) in call.iterations {
        add(map.as_bytes());
        add(&index.to_le_bytes());
    }
    add(&call.attempt.to_le_bytes());
    mix(id)
}

/// The finalizer of splitmix64.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
