//! What the services are called, how they look, and how their calls typically fail.
//!
//! A row a service. The error names are those that optimised integrations report (the developer guide's pages on
//! "Error handling" and on each service); a call through the AWS SDK integration reports the same exceptions under
//! the SDK's spelling of the service.

use asl_engine::{Pattern, Resource, ResourceKind};

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

/// One service.
struct Service {
    /// As in `arn:aws:states:::KEY:action` and `arn:aws:states:::aws-sdk:KEY:action`.
    key: &'static str,
    /// Its name on cards.
    name: &'static str,
    icon: Icon,
    /// Error names and causes, the most telling first.
    errors: &'static [(&'static str, &'static str)],
}

const fn row(
    key: &'static str,
    name: &'static str,
    icon: Icon,
    errors: &'static [(&'static str, &'static str)],
) -> Service {
    Service {
        key,
        name,
        icon,
        errors,
    }
}

#[rustfmt::skip]
const SERVICES: &[Service] = &[
    row("apigateway", "API Gateway", Icon::Http, &[("ApiGateway.500", "{\"message\":\"Internal server error\"}"), ("ApiGateway.403", "{\"message\":\"Forbidden\"}"), ("ApiGateway.429", "{\"message\":\"Too Many Requests\"}")]),
    row("athena", "Athena", Icon::Athena, &[("Athena.TooManyRequestsException", "You have exceeded the limit for the number of queries you can run concurrently."), ("Athena.InvalidRequestException", "Queries of this type are not supported."), ("States.TaskFailed", "{\"QueryExecution\":{\"Status\":{\"State\":\"FAILED\",\"StateChangeReason\":\"SYNTAX_ERROR: line 1:15: Table does not exist\"}}}")]),
    row("batch", "Batch", Icon::Batch, &[("Batch.ClientException", "Job queue is not in a state to accept jobs."), ("Batch.ServerException", "The service is temporarily unavailable."), ("States.TaskFailed", "{\"Status\":\"FAILED\",\"StatusReason\":\"Essential container in task exited\"}")]),
    row("bedrock", "Bedrock", Icon::Bedrock, &[("Bedrock.ThrottlingException", "Too many requests, please wait before trying again."), ("Bedrock.ModelTimeoutException", "The model took too long to answer."), ("Bedrock.ValidationException", "Malformed input request, please reformat your input and try again.")]),
    row("bedrockagentruntime", "Bedrock", Icon::Bedrock, &[("BedrockAgentRuntime.ThrottlingException", "Too many requests, please wait before trying again."), ("BedrockAgentRuntime.ResourceNotFoundException", "The agent does not exist.")]),
    row("bedrockruntime", "Bedrock", Icon::Bedrock, &[("BedrockRuntime.ThrottlingException", "Too many requests, please wait before trying again."), ("BedrockRuntime.ModelTimeoutException", "The model took too long to answer.")]),
    row("cloudformation", "CloudFormation", Icon::Service, &[("CloudFormation.AlreadyExistsException", "A stack of this name exists already."), ("CloudFormation.CloudFormationException", "Stack does not exist")]),
    row("codebuild", "CodeBuild", Icon::Service, &[("States.TaskFailed", "{\"Build\":{\"BuildStatus\":\"FAILED\",\"CurrentPhase\":\"COMPLETED\"}}"), ("CodeBuild.AccountLimitExceededException", "Cannot have more than 60 builds in queue for the account.")]),
    row("dynamodb", "DynamoDB", Icon::DynamoDb, &[("DynamoDB.ConditionalCheckFailedException", "The conditional request failed"), ("DynamoDB.ProvisionedThroughputExceededException", "The level of configured provisioned throughput for the table was exceeded."), ("DynamoDB.ResourceNotFoundException", "Requested resource not found"), ("DynamoDB.AmazonDynamoDBException", "The provided key element does not match the schema"), ("DynamoDB.InternalServerErrorException", "Internal server error")]),
    row("ecs", "ECS", Icon::Ecs, &[("States.TaskFailed", "{\"StopCode\":\"EssentialContainerExited\",\"StoppedReason\":\"Essential container in task exited\"}"), ("ECS.ClusterNotFoundException", "Cluster not found."), ("ECS.ServerException", "Service unavailable. Please try again later."), ("AmazonECS.Unknown", "[\"RESOURCE:MEMORY\"]")]),
    row("eks", "EKS", Icon::Service, &[("EKS.404", "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"NotFound\"}"), ("States.TaskFailed", "{\"reason\":\"BackoffLimitExceeded\",\"message\":\"Job has reached the specified backoff limit\"}")]),
    row("elasticmapreduce", "EMR", Icon::Service, &[("ElasticMapReduce.InvalidRequestException", "Cluster id is not valid."), ("States.TaskFailed", "{\"Step\":{\"Status\":{\"State\":\"FAILED\",\"FailureDetails\":{\"Reason\":\"Unknown Error.\"}}}}")]),
    row("emr-serverless", "EMR Serverless", Icon::Service, &[("States.TaskFailed", "{\"JobRun\":{\"State\":\"FAILED\",\"StateDetails\":\"Job failed, please check complete logs in configured logging destination.\"}}")]),
    row("eventbridge", "EventBridge", Icon::EventBridge, &[("EventBridge.InternalException", "The service had an internal error.")]),
    row("events", "EventBridge", Icon::EventBridge, &[("EventBridge.FailedEntry", "{\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"The entry could not be delivered.\"}],\"FailedEntryCount\":1}"), ("EventBridge.InternalException", "The service had an internal error.")]),
    row("glue", "Glue", Icon::Glue, &[("Glue.JobRunException", "Job run failed: the source file does not exist."), ("Glue.ConcurrentRunsExceededException", "Concurrent runs exceeded for the job."), ("Glue.EntityNotFoundException", "Failed to start job run due to missing metadata"), ("Glue.InternalServiceException", "The service had an internal error."), ("States.TaskFailed", "{\"JobRunState\":\"FAILED\",\"ErrorMessage\":\"The job's script ended with an error.\"}")]),
    row("databrew", "Glue DataBrew", Icon::Glue, &[("States.TaskFailed", "{\"State\":\"FAILED\",\"ErrorMessage\":\"The job run failed.\"}"), ("DataBrew.ServiceQuotaExceededException", "Too many concurrent job runs.")]),
    row("http", "HTTP", Icon::Http, &[("States.Http.StatusCode.500", "Internal Server Error"), ("States.Http.StatusCode.429", "Too Many Requests"), ("States.Http.StatusCode.404", "Not Found"), ("States.Http.Socket", "Unable to connect to the HTTP endpoint.")]),
    row("lambda", "Lambda", Icon::Lambda, &[("Exception", "{\"errorMessage\":\"Something went wrong\",\"errorType\":\"Exception\"}"), ("Lambda.TooManyRequestsException", "Rate exceeded"), ("Lambda.ServiceException", "The service encountered an internal error."), ("Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type."), ("Sandbox.Timedout", "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"Error: Task timed out after 3.00 seconds\"}"), ("Lambda.ResourceNotFoundException", "Function not found")]),
    row("mediaconvert", "MediaConvert", Icon::Service, &[("MediaConvert.TooManyRequestsException", "Too many requests."), ("States.TaskFailed", "{\"Job\":{\"Status\":\"ERROR\",\"ErrorCode\":1010}}")]),
    row("rds", "RDS", Icon::Service, &[("Rds.DbInstanceNotFoundException", "DBInstance not found."), ("Rds.InvalidDbInstanceStateException", "The instance is not in the available state.")]),
    row("redshiftdata", "Redshift", Icon::Service, &[("RedshiftData.ActiveStatementsExceededException", "Active statements exceeded the allowed quota."), ("RedshiftData.ValidationException", "Invalid statement.")]),
    row("rekognition", "Rekognition", Icon::Service, &[("Rekognition.InvalidImageFormatException", "Request has invalid image format."), ("Rekognition.ThrottlingException", "Rate exceeded.")]),
    row("s3", "S3", Icon::S3, &[("S3.NoSuchKeyException", "The specified key does not exist."), ("S3.NoSuchBucketException", "The specified bucket does not exist."), ("S3.S3Exception", "Access Denied"), ("S3.SdkClientException", "Unable to execute HTTP request: Read timed out")]),
    row("sagemaker", "SageMaker", Icon::Service, &[("SageMaker.ResourceLimitExceededException", "The account-level service limit is exceeded."), ("States.TaskFailed", "{\"TrainingJobStatus\":\"Failed\",\"FailureReason\":\"AlgorithmError\"}")]),
    row("secretsmanager", "Secrets Manager", Icon::Service, &[("SecretsManager.ResourceNotFoundException", "Secrets Manager can't find the specified secret."), ("SecretsManager.InternalServiceErrorException", "An error occurred on the server side.")]),
    row("sfn", "Step Functions", Icon::StepFunctions, &[("Sfn.ExecutionAlreadyExistsException", "Execution Already Exists"), ("Sfn.InvalidTokenException", "Invalid Token"), ("Sfn.StateMachineDoesNotExistException", "State Machine Does Not Exist")]),
    row("sns", "SNS", Icon::Sns, &[("SNS.NotFoundException", "Topic does not exist"), ("SNS.InvalidParameterException", "Invalid parameter: Message too long"), ("SNS.ThrottledException", "Rate exceeded"), ("SNS.AuthorizationErrorException", "The role is not authorized to perform: SNS:Publish on this topic.")]),
    row("sqs", "SQS", Icon::Sqs, &[("SQS.QueueDoesNotExistException", "The specified queue does not exist."), ("SQS.AmazonSQSException", "The request is not valid."), ("SQS.OverLimitException", "Too many messages in flight.")]),
    row("ssm", "Systems Manager", Icon::Service, &[("Ssm.ParameterNotFoundException", "The parameter does not exist."), ("Ssm.ThrottlingException", "Rate exceeded")]),
    row("states", "Step Functions", Icon::StepFunctions, &[("States.TaskFailed", "{\"Status\":\"FAILED\",\"Error\":\"SomeError\",\"Cause\":\"The started execution failed.\"}"), ("StepFunctions.ExecutionLimitExceededException", "The maximum number of running executions is reached."), ("StepFunctions.ExecutionAlreadyExistsException", "Execution Already Exists"), ("StepFunctions.StateMachineDoesNotExistException", "State Machine Does Not Exist")]),
    row("textract", "Textract", Icon::Service, &[("Textract.ThrottlingException", "Rate exceeded"), ("Textract.UnsupportedDocumentException", "Request has unsupported document format")]),
    row("transcribe", "Transcribe", Icon::Service, &[("Transcribe.ConflictException", "The requested job name already exists."), ("Transcribe.LimitExceededException", "Too many jobs are running.")]),
];

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
            find(&ids.resource_type).map_or(Icon::Service, |service| service.icon)
        }
        ResourceKind::Unknown => Icon::Task,
    }
}

/// The errors that this call plausibly ends with, the most telling first.
pub(crate) fn typical_errors(resource: &Resource) -> Vec<TypicalError> {
    let key = match &resource.kind {
        ResourceKind::Lambda => "lambda",
        ResourceKind::Service { ids, .. } => &ids.resource_type,
        ResourceKind::Activity | ResourceKind::Unknown => "",
    };
    let own = find(key).map_or(&[][..], |service| service.errors);
    let sdk_spelling = |error: &str| match (key.starts_with("aws-sdk:"), error.split_once('.')) {
        (true, Some((service, name))) if service != "States" => {
            format!("{}.{name}", sdk_name(service))
        }
        _ => error.to_owned(),
    };
    let mut errors: Vec<TypicalError> = Vec::with_capacity(own.len() + ANY_TASK.len());
    for (error, cause) in own.iter().chain(ANY_TASK) {
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
    find(key).map_or_else(|| capitalised(key), |service| service.name.to_owned())
}

fn find(resource_type: &str) -> Option<&'static Service> {
    let key = resource_type
        .strip_prefix("aws-sdk:")
        .unwrap_or(resource_type);
    SERVICES.iter().find(|service| service.key == key)
}

/// The SDK integration writes one capital: `DynamoDb`, `Sns`.
fn sdk_name(service: &str) -> String {
    match service {
        "DynamoDB" => "DynamoDb".to_owned(),
        "SNS" | "SQS" | "ECS" | "EKS" => capitalised(&service.to_lowercase()),
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
            &[
                "Glue.JobRunException",
                "Glue.ConcurrentRunsExceededException",
            ],
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

    #[test]
    fn services_stand_in_the_table_once() {
        let mut keys: Vec<&str> = SERVICES.iter().map(|service| service.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), SERVICES.len());
    }
}
