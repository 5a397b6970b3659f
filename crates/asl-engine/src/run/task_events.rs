//! The events of a task: AWS names them by the kind of resource.

use std::sync::Arc;

use asl_query::Value;

use super::task::Prepared;
use crate::resource::ResourceKind;
use crate::trace::{EventKind, TaskIds};
use crate::world::ThrowAt;

type Text = Option<Arc<str>>;

/// Makes the events of one resource.
#[derive(Clone, Debug)]
pub(crate) enum TaskEvents {
    Lambda(Arc<str>),
    Activity(Arc<str>),
    Service(Arc<TaskIds>),
}

impl TaskEvents {
    pub(crate) fn of(text: &Arc<str>, kind: &ResourceKind) -> Self {
        match kind {
            ResourceKind::Lambda => Self::Lambda(Arc::clone(text)),
            ResourceKind::Activity => Self::Activity(Arc::clone(text)),
            ResourceKind::Service { ids, .. } => Self::Service(Arc::clone(ids)),
            ResourceKind::Unknown => Self::Service(Arc::new(TaskIds {
                resource_type: Arc::clone(text),
                resource: "".into(),
            })),
        }
    }

    /// What AWS calls the task in the cause of `States.DataLimitExceeded`.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Lambda(arn) | Self::Activity(arn) => arn,
            Self::Service(ids) => &ids.resource_type,
        }
    }

    /// An HTTP task.
    pub(crate) fn is_http(&self) -> bool {
        matches!(self, Self::Service(ids) if &*ids.resource_type == "http")
    }

    pub(crate) fn scheduled(&self, prepared: &Prepared) -> EventKind {
        let input = prepared.input.clone();
        let options = prepared.shown_options();
        match self {
            Self::Lambda(arn) => EventKind::LambdaFunctionScheduled {
                resource: Arc::clone(arn),
                input,
                options,
            },
            Self::Activity(arn) => EventKind::ActivityScheduled {
                resource: Arc::clone(arn),
                input,
                options,
            },
            Self::Service(ids) => EventKind::TaskScheduled {
                task: Arc::clone(ids),
                parameters: input,
                options,
            },
        }
    }

    pub(crate) fn started(&self, worker: Option<&Arc<str>>) -> EventKind {
        match self {
            Self::Lambda(_) => EventKind::LambdaFunctionStarted,
            Self::Activity(_) => EventKind::ActivityStarted {
                worker: worker.cloned(),
            },
            Self::Service(ids) => EventKind::TaskStarted {
                task: Arc::clone(ids),
            },
        }
    }

    /// Only service integrations say that they submitted a job.
    pub(crate) fn submitted(&self, output: &Value) -> Option<EventKind> {
        match self {
            Self::Service(ids) => Some(EventKind::TaskSubmitted {
                task: Arc::clone(ids),
                output: output.clone(),
            }),
            _ => None,
        }
    }

    pub(crate) fn succeeded(&self, output: &Value) -> EventKind {
        let output = output.clone();
        match self {
            Self::Lambda(_) => EventKind::LambdaFunctionSucceeded { output },
            Self::Activity(_) => EventKind::ActivitySucceeded { output },
            Self::Service(ids) => EventKind::TaskSucceeded {
                task: Arc::clone(ids),
                output,
            },
        }
    }

    pub(crate) fn failed(&self, at: ThrowAt, error: Text, cause: Text) -> EventKind {
        match (self, at) {
            (Self::Lambda(_), ThrowAt::Schedule) => {
                EventKind::LambdaFunctionScheduleFailed { error, cause }
            }
            (Self::Lambda(_), ThrowAt::Start) => {
                EventKind::LambdaFunctionStartFailed { error, cause }
            }
            (Self::Lambda(_), _) => EventKind::LambdaFunctionFailed { error, cause },
            (Self::Activity(_), ThrowAt::Schedule) => {
                EventKind::ActivityScheduleFailed { error, cause }
            }
            (Self::Activity(_), _) => EventKind::ActivityFailed { error, cause },
            (Self::Service(ids), ThrowAt::Start) => EventKind::TaskStartFailed {
                task: Arc::clone(ids),
                error,
                cause,
            },
            (Self::Service(ids), ThrowAt::Submit) => EventKind::TaskSubmitFailed {
                task: Arc::clone(ids),
                error,
                cause,
            },
            (Self::Service(ids), _) => EventKind::TaskFailed {
                task: Arc::clone(ids),
                error,
                cause,
            },
        }
    }

    pub(crate) fn timed_out(&self, error: Text) -> EventKind {
        let cause = None;
        match self {
            Self::Lambda(_) => EventKind::LambdaFunctionTimedOut { error, cause },
            Self::Activity(_) => EventKind::ActivityTimedOut { error, cause },
            Self::Service(ids) => EventKind::TaskTimedOut {
                task: Arc::clone(ids),
                error,
                cause,
            },
        }
    }
}
