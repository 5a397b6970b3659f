//! What the `Resource` of a Task names, and which optimised integrations there are.

/// What a `Resource` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resource<'a> {
    /// A Lambda function by its ARN.
    Function,
    /// An activity.
    Activity,
    /// `arn:aws:states:::service:action` with a pattern such as `.sync`.
    Integration {
        service: &'a str,
        action: &'a str,
        pattern: &'a str,
    },
    /// An ARN of something else.
    Other,
    /// No ARN.
    NotAnArn,
}

/// Takes a `Resource` apart.
pub(crate) fn parse(resource: &str) -> Resource<'_> {
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let [arn, partition, service, _, _, rest] = parts.as_slice() else {
        return Resource::NotAnArn;
    };
    if *arn != "arn" || partition.is_empty() || service.is_empty() || rest.is_empty() {
        return Resource::NotAnArn;
    }
    match *service {
        "lambda" if is_function(rest) => Resource::Function,
        "lambda" => Resource::NotAnArn,
        "states" if rest.starts_with("activity:") => Resource::Activity,
        "states" => integration(rest),
        _ => Resource::Other,
    }
}

/// `function:NAME`, with a version or alias or without.
fn is_function(rest: &str) -> bool {
    let mut parts = rest.split(':');
    let plain = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    let function = parts.next() == Some("function");
    let name = parts.next().is_some_and(|name| !name.is_empty());
    let qualifier = parts
        .next()
        .is_none_or(|q| !q.is_empty() && (plain(q) || q == "$LATEST"));
    function && name && qualifier && parts.next().is_none()
}

fn integration(rest: &str) -> Resource<'_> {
    let (call, pattern) = rest
        .split_once('.')
        .map_or((rest, ""), |(call, pattern)| (call, pattern));
    match call.split_once(':') {
        Some((service, action)) => Resource::Integration {
            service,
            action,
            pattern,
        },
        None => Resource::NotAnArn,
    }
}

/// The patterns that an optimised integration has besides plain request and response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Patterns {
    /// `.sync`
    pub(crate) sync: bool,
    /// `.sync:2`
    pub(crate) sync2: bool,
    /// `.waitForTaskToken`
    pub(crate) token: bool,
}

const PLAIN: Patterns = Patterns {
    sync: false,
    sync2: false,
    token: false,
};
const SYNC: Patterns = Patterns {
    sync: true,
    ..PLAIN
};
const TOKEN: Patterns = Patterns {
    token: true,
    ..PLAIN
};
const BOTH: Patterns = Patterns {
    sync: true,
    token: true,
    ..PLAIN
};
const NESTED: Patterns = Patterns {
    sync: true,
    sync2: true,
    token: true,
};

/// The optimised integrations: service, actions, patterns. A service may have several lines.
///
/// Source: the developer guide, "Integrating services with Step Functions".
const OPTIMISED: &[(&str, &[&str], Patterns)] = &[
    ("apigateway", &["invoke"], TOKEN),
    ("athena", &["startQueryExecution"], SYNC),
    (
        "athena",
        &["stopQueryExecution", "getQueryExecution", "getQueryResults"],
        PLAIN,
    ),
    ("batch", &["submitJob"], SYNC),
    ("bedrock", &["invokeModel"], PLAIN),
    ("bedrock", &["createModelCustomizationJob"], SYNC),
    (
        "codebuild",
        &["startBuild", "startBuildBatch", "retryBuildBatch"],
        SYNC,
    ),
    (
        "codebuild",
        &[
            "stopBuild",
            "stopBuildBatch",
            "batchDeleteBuilds",
            "batchGetReports",
            "deleteBuildBatch",
        ],
        PLAIN,
    ),
    ("databrew", &["startJobRun"], SYNC),
    (
        "dynamodb",
        &["getItem", "putItem", "updateItem", "deleteItem"],
        PLAIN,
    ),
    ("ecs", &["runTask"], BOTH),
    (
        "eks",
        &[
            "createCluster",
            "deleteCluster",
            "createFargateProfile",
            "deleteFargateProfile",
            "createNodegroup",
            "deleteNodegroup",
            "runJob",
        ],
        SYNC,
    ),
    ("eks", &["call"], PLAIN),
    (
        "elasticmapreduce",
        &["createCluster", "terminateCluster", "addStep"],
        SYNC,
    ),
    (
        "elasticmapreduce",
        &[
            "cancelStep",
            "setClusterTerminationProtection",
            "modifyInstanceFleetByName",
            "modifyInstanceGroupByName",
        ],
        PLAIN,
    ),
    ("emr-containers", &["createVirtualCluster"], PLAIN),
    (
        "emr-containers",
        &["deleteVirtualCluster", "startJobRun"],
        SYNC,
    ),
    (
        "emr-serverless",
        &[
            "createApplication",
            "startApplication",
            "stopApplication",
            "deleteApplication",
            "startJobRun",
        ],
        SYNC,
    ),
    ("emr-serverless", &["cancelJobRun"], SYNC),
    ("events", &["putEvents"], TOKEN),
    ("glue", &["startJobRun"], SYNC),
    ("http", &["invoke"], PLAIN),
    ("lambda", &["invoke"], TOKEN),
    ("mediaconvert", &["createJob"], SYNC),
    (
        "sagemaker",
        &[
            "createEndpoint",
            "createEndpointConfig",
            "createModel",
            "updateEndpoint",
        ],
        PLAIN,
    ),
    (
        "sagemaker",
        &[
            "createHyperParameterTuningJob",
            "createLabelingJob",
            "createProcessingJob",
            "createTrainingJob",
            "createTransformJob",
        ],
        SYNC,
    ),
    ("sns", &["publish"], TOKEN),
    ("sqs", &["sendMessage"], TOKEN),
    ("states", &["startExecution"], NESTED),
];

/// The actions of a service, if it has optimised integrations.
pub(crate) fn actions(service: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    let lines = OPTIMISED.iter().filter(move |(name, ..)| *name == service);
    lines.flat_map(|(_, actions, _)| actions.iter().copied())
}

/// The services that have optimised integrations; a service may come more than once.
pub(crate) fn services() -> impl Iterator<Item = &'static str> {
    OPTIMISED.iter().map(|(service, ..)| *service)
}

/// The patterns of an optimised integration.
pub(crate) fn patterns(service: &str, action: &str) -> Option<Patterns> {
    let found = OPTIMISED
        .iter()
        .find(|(name, actions, _)| *name == service && actions.contains(&action));
    found.map(|(_, _, patterns)| *patterns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(resource: &str, expected: Resource<'_>) {
        assert_eq!(parse(resource), expected, "{resource}");
    }

    #[test]
    fn resources() {
        check("arn:aws:lambda:us-east-1:1:function:f", Resource::Function);
        check(
            "arn:aws:lambda:us-east-1:1:function:f:$LATEST",
            Resource::Function,
        );
        check("arn:aws:lambda:us-east-1:1:function:f:", Resource::NotAnArn);
        check(
            "arn:aws:lambda:us-east-1:1:function:f:$x",
            Resource::NotAnArn,
        );
        check("arn:aws:states:us-east-1:1:activity:a", Resource::Activity);
        let call = |service, action, pattern| Resource::Integration {
            service,
            action,
            pattern,
        };
        check(
            "arn:aws:states:::glue:startJobRun.sync",
            call("glue", "startJobRun", "sync"),
        );
        check(
            "arn:aws-cn:states:::states:startExecution.sync:2",
            call("states", "startExecution", "sync:2"),
        );
        check(
            "arn:aws:states:::aws-sdk:s3:getObject",
            call("aws-sdk", "s3:getObject", ""),
        );
        check("module:x", Resource::NotAnArn);
        check("arn:aws:states:::lambda", Resource::NotAnArn);
        check("arn:aws:sns:us-east-1:1:topic", Resource::Other);
    }
}
