//! The trace: what happened, as a list of AWS-shaped history events at virtual times.

use std::sync::Arc;

use asl_query::{Object, Value};

use crate::list::List;
use crate::run::Contexts;
use crate::visit::{Ending, Scope, ScopeId, Visit, VisitId};

/// Virtual milliseconds since the execution started.
pub type Millis = i64;

/// An event's place in the trace: 1 for the first, in order of time. Without a distributed Map it is
/// also the event's id in the history.
pub type EventId = u32;

/// All that a run leaves behind. Everything shown is a function of (trace, cursor).
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The history events; the event with id n is at index n - 1.
    pub events: List<Event>,
    /// The execution itself (index 0) and every branch and iteration it started.
    pub scopes: List<Scope>,
    /// Every visit of a state, in the order of entering.
    pub visits: List<Visit>,
    /// When the execution started, in milliseconds since the Unix epoch.
    pub start_time: i64,
    /// How it ended; `None` while it runs or waits for the host.
    pub ending: Option<Ending>,
    /// What its states saw in their context objects, see [`Trace::context`].
    pub contexts: Contexts,
}

impl Trace {
    /// The event with this id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(usize::try_from(id).ok()?.checked_sub(1)?)
    }
}

/// One history event, as `GetExecutionHistory` lists it.
///
/// The children of a distributed Map are executions of their own, with their own histories: their
/// events stand in the trace at their time, and are numbered apart.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its place in the trace, from 1.
    pub id: EventId,
    /// The execution whose history lists it: the scope of a distributed Map's child, or the root.
    pub history: ScopeId,
    /// Its `id` in that history, from 1.
    pub number: u32,
    /// Its `previousEventId` there: the event of the same strand that led here, or 0.
    pub previous: u32,
    /// When it happened.
    pub at: Millis,
    /// The branch or iteration it belongs to.
    pub scope: ScopeId,
    /// The state's visit it belongs to, if any.
    pub visit: Option<VisitId>,
    /// What happened.
    pub kind: EventKind,
}

/// The names that every event of a service integration's task repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskIds {
    /// The service, as in `glue`.
    pub resource_type: Arc<str>,
    /// The action with its pattern, as in `startJobRun.sync`.
    pub resource: Arc<str>,
}

/// What a task is given beside its input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskOptions {
    /// Seconds after which it times out.
    pub timeout: Option<i64>,
    /// Seconds within which it has to send heartbeats.
    pub heartbeat: Option<i64>,
    /// The role that it assumes.
    pub credentials: Option<Value>,
}

/// What an event says. The variants are the API's event types; state events carry the state's
/// type in their name (`PassStateEntered`) and so need the visit to be spelled out.
///
/// Every event takes as much memory as the largest: what is rare is boxed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are the history API's own")]
pub enum EventKind {
    ExecutionStarted {
        input: Value,
        role: Arc<str>,
    },
    ExecutionSucceeded {
        output: Value,
    },
    ExecutionFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ExecutionTimedOut {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ExecutionAborted {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    StateEntered {
        input: Value,
    },
    StateExited {
        output: Value,
        assigned: Option<Object>,
    },
    /// `WaitStateAborted`, `TaskStateAborted`, `MapStateAborted`, `ParallelStateAborted`.
    StateAborted,
    TaskScheduled {
        task: Arc<TaskIds>,
        parameters: Value,
        options: Option<Box<TaskOptions>>,
    },
    TaskStarted {
        task: Arc<TaskIds>,
    },
    TaskStartFailed {
        task: Arc<TaskIds>,
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    TaskSubmitted {
        task: Arc<TaskIds>,
        output: Value,
    },
    TaskSubmitFailed {
        task: Arc<TaskIds>,
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    TaskSucceeded {
        task: Arc<TaskIds>,
        output: Value,
    },
    TaskFailed {
        task: Arc<TaskIds>,
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    TaskTimedOut {
        task: Arc<TaskIds>,
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    LambdaFunctionScheduled {
        resource: Arc<str>,
        input: Value,
        options: Option<Box<TaskOptions>>,
    },
    LambdaFunctionScheduleFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    LambdaFunctionStarted,
    LambdaFunctionStartFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    LambdaFunctionSucceeded {
        output: Value,
    },
    LambdaFunctionFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    LambdaFunctionTimedOut {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ActivityScheduled {
        resource: Arc<str>,
        input: Value,
        options: Option<Box<TaskOptions>>,
    },
    ActivityScheduleFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ActivityStarted {
        worker: Option<Arc<str>>,
    },
    ActivitySucceeded {
        output: Value,
    },
    ActivityFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ActivityTimedOut {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ParallelStateStarted,
    ParallelStateSucceeded,
    ParallelStateFailed,
    MapStateStarted {
        length: u32,
    },
    MapStateSucceeded,
    MapStateFailed,
    MapIterationStarted {
        index: u32,
    },
    MapIterationSucceeded {
        index: u32,
    },
    MapIterationFailed {
        index: u32,
    },
    MapIterationAborted {
        index: u32,
    },
    MapRunStarted {
        arn: Arc<str>,
    },
    MapRunSucceeded,
    MapRunFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    EvaluationFailed {
        error: Arc<str>,
        cause: Arc<str>,
        location: Option<Arc<str>>,
    },
}
