//! Errors inside a run: their names, and what a retrier or a catcher makes of them.

use std::sync::Arc;

/// An error on its way through the machine.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) error: Option<Arc<str>>,
    pub(crate) cause: Option<Arc<str>>,
    /// A retrier or catcher may take it. Not so for what AWS calls `States.Runtime`: recorded
    /// with a catcher for that very name, the execution failed all the same.
    pub(crate) catchable: bool,
    /// A task missed its heartbeat. Recorded: the history calls that `States.Timeout`, too.
    pub(crate) heartbeat: bool,
}

impl Failure {
    pub(crate) fn new(error: &str, cause: impl Into<Arc<str>>) -> Self {
        Self {
            error: Some(error.into()),
            cause: Some(cause.into()),
            catchable: error != names::RUNTIME,
            heartbeat: false,
        }
    }

    pub(crate) fn runtime(cause: impl Into<Arc<str>>) -> Self {
        Self::new(names::RUNTIME, cause)
    }

    /// A task's timeout, or a missed heartbeat.
    pub(crate) fn timeout(heartbeat: bool) -> Self {
        Self {
            heartbeat,
            ..Self::thrown(Some(names::TIMEOUT.into()), None)
        }
    }

    /// What a task says.
    pub(crate) fn thrown(error: Option<Arc<str>>, cause: Option<Arc<str>>) -> Self {
        Self {
            error,
            cause,
            catchable: true,
            heartbeat: false,
        }
    }

    /// Whether an `ErrorEquals` list names this error.
    ///
    /// `States.ALL` takes anything that can be caught; `States.TaskFailed` anything of a task but
    /// its timeout (rule I6); `States.Timeout` also a missed heartbeat, `States.HeartbeatTimeout` only
    /// that (rule I7).
    pub(crate) fn named_by(&self, error_equals: &[Arc<str>]) -> bool {
        let error = self.error.as_deref().unwrap_or_default();
        self.catchable
            && error_equals.iter().any(|name| match &**name {
                names::ALL => true,
                names::TASK_FAILED => !matches!(error, names::TIMEOUT | names::HEARTBEAT_TIMEOUT),
                names::TIMEOUT => matches!(error, names::TIMEOUT | names::HEARTBEAT_TIMEOUT),
                names::HEARTBEAT_TIMEOUT if self.heartbeat => true,
                name => name == error,
            })
    }
}

/// The predefined error names that the engine itself raises or treats apart.
pub(crate) mod names {
    pub(crate) const ALL: &str = "States.ALL";
    pub(crate) const RUNTIME: &str = "States.Runtime";
    pub(crate) const TASK_FAILED: &str = "States.TaskFailed";
    pub(crate) const TIMEOUT: &str = "States.Timeout";
    pub(crate) const HEARTBEAT_TIMEOUT: &str = "States.HeartbeatTimeout";
    pub(crate) const EXCEED_TOLERATED_FAILURE_THRESHOLD: &str =
        "States.ExceedToleratedFailureThreshold";
    pub(crate) const ITEM_READER_FAILED: &str = "States.ItemReaderFailed";
    pub(crate) const DATA_LIMIT_EXCEEDED: &str = "States.DataLimitExceeded";
}
