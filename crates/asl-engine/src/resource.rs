//! What a Task state's `Resource` names: the service, the action, the pattern.

use std::sync::Arc;

use crate::integrations::Plausible;
use crate::run::TaskEvents;
use crate::trace::TaskIds;

/// A `Resource`, taken apart.
#[derive(Clone, Debug)]
pub struct Resource {
    /// As written.
    pub text: Arc<str>,
    /// What it names.
    pub kind: ResourceKind,
    /// What calling it plausibly comes to.
    pub(crate) plausible: Plausible,
    /// The events of its tasks.
    pub(crate) events: TaskEvents,
}

/// The kinds of work, by the events that AWS records for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// A function's own ARN: the `LambdaFunction...` events.
    Lambda,
    /// An activity's ARN: the `Activity...` events.
    Activity,
    /// A service integration, `arn:aws:states:::service:action.pattern`: the `Task...` events.
    Service {
        /// The names its events repeat; an `aws-sdk:` integration keeps its prefix.
        ids: Arc<TaskIds>,
        /// How it waits.
        pattern: Pattern,
    },
    /// Nothing known. It runs as a service integration of that name.
    Unknown,
}

/// The integration patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The response ends the task.
    RequestResponse,
    /// `.sync`, `.sync:2`: the task ends when the job does.
    Sync,
    /// `.waitForTaskToken`: the task ends when its token comes back.
    WaitForTaskToken,
}

impl Resource {
    /// Takes a resource apart. Partition, region and account may be any text.
    pub fn parse(text: &str) -> Self {
        let parts: Vec<&str> = text.splitn(7, ':').collect();
        let kind = match parts.as_slice() {
            ["arn", _, "lambda", _, _, "function", _] => ResourceKind::Lambda,
            ["arn", _, "states", _, _, "activity", _] => ResourceKind::Activity,
            ["arn", _, "states", _, _, service, action] => service_kind(service, action),
            _ => ResourceKind::Unknown,
        };
        let text = text.into();
        Self {
            plausible: Plausible::of(&kind),
            events: TaskEvents::of(&text, &kind),
            text,
            kind,
        }
    }

    /// How it waits; anything but a service integration just answers.
    pub fn pattern(&self) -> Pattern {
        match self.kind {
            ResourceKind::Service { pattern, .. } => pattern,
            _ => Pattern::RequestResponse,
        }
    }
}

/// `service:action.pattern`, where an SDK integration reads `aws-sdk:service:action`.
fn service_kind(service: &str, action: &str) -> ResourceKind {
    let pattern = match action.rsplit_once('.') {
        Some((_, "waitForTaskToken")) => Pattern::WaitForTaskToken,
        Some((_, "sync" | "sync:2")) => Pattern::Sync,
        _ => Pattern::RequestResponse,
    };
    let (resource_type, resource) = match (service, action.split_once(':')) {
        ("aws-sdk", Some((service, action))) => (format!("aws-sdk:{service}"), action),
        _ => (service.to_owned(), action),
    };
    let ids = TaskIds {
        resource_type: resource_type.into(),
        resource: resource.into(),
    };
    ResourceKind::Service {
        ids: Arc::new(ids),
        pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, Pattern)>) {
        let found = match Resource::parse(text).kind {
            ResourceKind::Service { ids, pattern } => Some((ids, pattern)),
            _ => None,
        };
        let found = found
            .as_ref()
            .map(|(ids, pattern)| (&*ids.resource_type, &*ids.resource, *pattern));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn takes_service_integrations_apart() {
        check(
            "arn:aws:states:::glue:startJobRun.sync",
            Some(("glue", "startJobRun.sync", Pattern::Sync)),
        );
        check(
            "arn:aws:states:::states:startExecution.sync:2",
            Some(("states", "startExecution.sync:2", Pattern::Sync)),
        );
        check(
            "arn:aws-cn:states:::sqs:sendMessage.waitForTaskToken",
            Some((
                "sqs",
                "sendMessage.waitForTaskToken",
                Pattern::WaitForTaskToken,
            )),
        );
        check(
            "arn:aws:states:::aws-sdk:s3:getObject",
            Some(("aws-sdk:s3", "getObject", Pattern::RequestResponse)),
        );
        check("arn:aws:lambda:us-east-1:123456789012:function:f", None);
        check(
            "arn:aws:lambda:us-east-1:123456789012:function:f:live",
            None,
        );
        check("${Substitution}", None);
    }
}
