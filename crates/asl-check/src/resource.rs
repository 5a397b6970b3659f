//! What the `Resource` of a Task names, letter for letter.

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
