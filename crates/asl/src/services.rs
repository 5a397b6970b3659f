//! How tasks are captioned and pictured, and how they typically fail.
//!
//! What the services are called and which errors they report stands in the table of [`asl_syntax::integrations`],
//! in the spelling of the optimised integrations; a call through the AWS SDK reports the same exceptions under
//! the SDK's spelling of the service.

use asl_engine::{Pattern, Resource, ResourceKind};
use asl_syntax::integrations;

use crate::words::capitalised;

/// What a card shows beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "the variants are the services and the state types"
)]
pub enum Icon {
    Start,
    End,
    Task,
    Lambda,
    Glue,
    Sns,
    Sqs,
    DynamoDb,
    S3,
    Ecs,
    Batch,
    EventBridge,
    StepFunctions,
    Http,
    Activity,
    Bedrock,
    Athena,
    /// Any other AWS service.
    Service,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
    /// No state type, or none that exists.
    Unknown,
}

/// An error that a task plausibly ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypicalError {
    /// The error's name, as `ErrorEquals` would match it.
    pub error: String,
    /// A cause in the service's manner.
    pub cause: String,
}

/// What any task may end with, after the service's own errors.
const ANY_TASK: &[(&str, &str)] = &[
    ("States.Timeout", "The task did not answer in time."),
    ("States.TaskFailed", "The task failed."),
    (
        "States.Permissions",
        "The role is not allowed to make this call.",
    ),
];

/// The small line over a task's name: `Glue: StartJobRun · sync`.
pub(crate) fn caption(resource: &Resource) -> String {
    let last = || resource.text.rsplit(':').next().unwrap_or_default();
    match &resource.kind {
        ResourceKind::Lambda => format!("Lambda: {}", function_name(&resource.text)),
        ResourceKind::Activity => format!("Activity: {}", last()),
        ResourceKind::Service { ids, pattern } => {
            let name = display_name(&ids.resource_type);
            let action = ids.resource.split('.').next().unwrap_or_default();
            let wait = match pattern {
                Pattern::RequestResponse => "",
                Pattern::Sync => " · sync",
                Pattern::WaitForTaskToken => " · wait for token",
            };
            format!("{name}: {}{wait}", capitalised(action))
        }
        ResourceKind::Unknown if resource.text.is_empty() => "Task".to_owned(),
        ResourceKind::Unknown => format!("Task: {}", resource.text),
    }
}

/// The picture of a task.
pub(crate) fn icon(resource: &Resource) -> Icon {
    match &resource.kind {
        ResourceKind::Lambda => Icon::Lambda,
        ResourceKind::Activity => Icon::Activity,
        ResourceKind::Service { ids, .. } => {
            let key = &*ids.resource_type;
            picture(key.strip_prefix("aws-sdk:").unwrap_or(key))
        }
        ResourceKind::Unknown => Icon::Task,
    }
}

/// The picture of a service, by its key.
fn picture(key: &str) -> Icon {
    match key {
        "athena" => Icon::Athena,
        "batch" => Icon::Batch,
        "bedrock" | "bedrockagentruntime" | "bedrockruntime" => Icon::Bedrock,
        "dynamodb" => Icon::DynamoDb,
        "ecs" => Icon::Ecs,
        "eventbridge" | "events" => Icon::EventBridge,
        "databrew" | "glue" => Icon::Glue,
        "apigateway" | "http" => Icon::Http,
        "lambda" => Icon::Lambda,
        "s3" => Icon::S3,
        "sns" => Icon::Sns,
        "sqs" => Icon::Sqs,
        "sfn" | "states" => Icon::StepFunctions,
        _ => Icon::Service,
    }
}

/// The errors that this call plausibly ends with, the most telling first: that its job failed, then what the service
/// reports, then what any task can.
pub(crate) fn typical_errors(resource: &Resource) -> Vec<TypicalError> {
    let key = match &resource.kind {
        ResourceKind::Lambda => "lambda",
        ResourceKind::Service { ids, .. } => &ids.resource_type,
        ResourceKind::Activity | ResourceKind::Unknown => "",
    };
    let failed_job = job(resource).map(|job| ("States.TaskFailed", job.failure));
    let own = integrations::service(key).map_or(&[][..], |service| service.errors);
    let sdk_spelling = |error: &str| match (key.starts_with("aws-sdk:"), error.split_once('.')) {
        (true, Some((service, name))) if service != "States" => {
            format!("{}.{name}", sdk_name(service))
        }
        _ => error.to_owned(),
    };
    let mut errors: Vec<TypicalError> = Vec::with_capacity(own.len() + ANY_TASK.len() + 1);
    for (error, cause) in failed_job.iter().chain(own).chain(ANY_TASK) {
        let error = sdk_spelling(error);
        if errors.iter().all(|known| known.error != error) {
            errors.push(TypicalError {
                error,
                cause: (*cause).to_owned(),
            });
        }
    }
    errors
}

/// The service's name on cards; of a service that the table lacks, its key.
fn display_name(resource_type: &str) -> String {
    let key = resource_type
        .strip_prefix("aws-sdk:")
        .unwrap_or(resource_type);
    integrations::service(key).map_or_else(|| capitalised(key), |service| service.name.to_owned())
}

/// The job that a call waits for.
fn job(resource: &Resource) -> Option<integrations::Job> {
    let ResourceKind::Service { ids, .. } = &resource.kind else {
        return None;
    };
    let (action, suffix) = ids.resource.split_once('.')?;
    let row = integrations::integration(&ids.resource_type, action)?;
    match suffix {
        "sync" => row.sync,
        "sync:2" => row.sync2,
        _ => None,
    }
}

/// The SDK integration writes one capital: `DynamoDb`, `Sns`.
fn sdk_name(service: &str) -> String {
    match service {
        "DynamoDB" => "DynamoDb".to_owned(),
        "SNS" | "SQS" | "ECS" | "EKS" => capitalised(&service.to_ascii_lowercase()),
        _ => service.to_owned(),
    }
}

/// `f` of `arn:aws:lambda:us-east-1:123456789012:function:f:live`.
fn function_name(arn: &str) -> &str {
    arn.split(":function:")
        .nth(1)
        .and_then(|rest| rest.split(':').next())
        .unwrap_or(arn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(resource: &str, expected: &str, picture: Icon) {
        let resource = Resource::parse(resource);
        assert_eq!(
            (caption(&resource).as_str(), icon(&resource)),
            (expected, picture)
        );
    }

    #[test]
    fn captions_name_service_action_and_pattern() {
        check(
            "arn:aws:states:::glue:startJobRun.sync",
            "Glue: StartJobRun · sync",
            Icon::Glue,
        );
        check("arn:aws:states:::sns:publish", "SNS: Publish", Icon::Sns);
        check(
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Lambda: Invoke · wait for token",
            Icon::Lambda,
        );
        check(
            "arn:aws:states:::states:startExecution.sync:2",
            "Step Functions: StartExecution · sync",
            Icon::StepFunctions,
        );
        check(
            "arn:aws:states:::aws-sdk:s3:getObject",
            "S3: GetObject",
            Icon::S3,
        );
        check(
            "arn:aws:states:::aws-sdk:polly:synthesizeSpeech",
            "Polly: SynthesizeSpeech",
            Icon::Service,
        );
        check(
            "arn:aws:lambda:us-east-1:123456789012:function:resize:live",
            "Lambda: resize",
            Icon::Lambda,
        );
        check(
            "arn:aws:states:us-east-1:123456789012:activity:approve",
            "Activity: approve",
            Icon::Activity,
        );
        check("${ResizeFunction}", "Task: ${ResizeFunction}", Icon::Task);
        check("", "Task", Icon::Task);
    }

    #[track_caller]
    fn check_errors(resource: &str, expected: &[&str]) {
        let errors = typical_errors(&Resource::parse(resource));
        let names: Vec<&str> = errors.iter().map(|error| error.error.as_str()).collect();
        assert_eq!(names[..expected.len()], *expected);
        let mut distinct = names.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), names.len(), "an error is offered once");
        assert!(names.contains(&"States.Timeout"));
    }

    #[test]
    fn typical_errors_are_the_services_own() {
        check_errors(
            "arn:aws:states:::glue:startJobRun.sync",
            &["States.TaskFailed", "Glue.JobRunException"],
        );
        check_errors(
            "arn:aws:states:::glue:startJobRun",
            &["Glue.JobRunException"],
        );
        check_errors(
            "arn:aws:states:::dynamodb:putItem",
            &["DynamoDB.ConditionalCheckFailedException"],
        );
        check_errors(
            "arn:aws:states:::aws-sdk:dynamodb:query",
            &["DynamoDb.ConditionalCheckFailedException"],
        );
        check_errors(
            "arn:aws:states:::aws-sdk:sns:publish",
            &["Sns.NotFoundException"],
        );
        check_errors(
            "arn:aws:states:us-east-1:123456789012:activity:approve",
            &["States.Timeout", "States.TaskFailed"],
        );
    }
}
