//! What stands beside the events: scopes, visits of states, attempts, and the data flow of each.

use std::sync::Arc;

use asl_query::Value;
use smallvec::SmallVec;

use crate::trace::{EventId, Millis};

/// A state of the compiled machine, nested ones included: an index in definition order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u32);

/// An index into [`Trace::scopes`](crate::Trace::scopes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(pub u32);

/// An index into [`Trace::visits`](crate::Trace::visits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitId(pub u32);

impl ScopeId {
    /// The execution itself.
    pub const ROOT: Self = Self(0);
}

/// A strand of the execution with its own states: the whole of it, a branch, or an iteration.
#[derive(Clone, Debug)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// The visit of the Parallel or Map state that started it; `None` for the execution.
    pub parent: Option<VisitId>,
    /// When it started, and after which event.
    pub started: (Millis, EventId),
    /// When it ended, and with which event; `None` while it runs.
    pub ended: Option<(Millis, EventId)>,
    /// How it ended.
    pub status: Status,
}

/// Which strand a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The execution itself.
    Execution,
    /// A branch of a Parallel state, by its index.
    Branch(u32),
    /// An iteration of a Map state, by the index of its item (or batch).
    Iteration(u32),
}

/// How far a visit, an attempt or a scope has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Status {
    /// It runs, or waits.
    #[default]
    Running,
    /// It ended well.
    Succeeded,
    /// It failed, and nothing caught it there.
    Failed,
    /// It failed, and a catcher took the error.
    Caught,
    /// It was stopped because something beside or above it failed.
    Aborted,
}

/// One visit of a state: from its Entered event to its end.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The state.
    pub state: StateId,
    /// The strand it ran in.
    pub scope: ScopeId,
    /// Its Entered event.
    pub entered: EventId,
    /// When it was entered.
    pub entered_at: Millis,
    /// The event that ended it (Exited, or the failure), once it ended.
    pub ended: Option<EventId>,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// How it ended.
    pub status: Status,
    /// The way out it took.
    pub via: Option<Via>,
    /// The state that the way out led to; `None` at the end of a strand.
    pub next: Option<StateId>,
    /// Its attempts: one for a Task, Map or Parallel without retries, none for the other types.
    pub attempts: Vec<Attempt>,
    /// The data flow, in the order in which AWS applies the fields. Most visits have no more steps than lie in place.
    pub flow: SmallVec<[FlowStep; 4]>,
    /// The error that ended or was caught in it, last.
    pub error: Option<ErrorAndCause>,
}

/// An error's name and its cause, either of which may be missing.
pub type ErrorAndCause = (Option<Arc<str>>, Option<Arc<str>>);

/// The way out of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// `Next`.
    Next,
    /// `End`, or the end of a Succeed state.
    End,
    /// The choice rule with this index.
    Choice(u32),
    /// `Default`.
    Default,
    /// The catcher with this index.
    Catch(u32),
}

/// One attempt of a Task, Parallel or Map state.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The event that began it (Scheduled, or Started).
    pub started: EventId,
    /// When it began.
    pub started_at: Millis,
    /// The event that ended it, once it ended.
    pub ended: Option<EventId>,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// How it ended.
    pub end: Option<AttemptEnd>,
    /// When a retrier begins the next one.
    pub retry_at: Option<Millis>,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum AttemptEnd {
    /// With a result.
    Succeeded,
    /// With an error and a cause.
    Failed {
        /// The error's name.
        error: Option<Arc<str>>,
        /// The cause.
        cause: Option<Arc<str>>,
    },
    /// Stopped from outside.
    Aborted,
}

/// A value on its way through a state.
#[derive(Clone, Debug)]
pub struct FlowStep {
    /// The field that made it.
    pub field: Field,
    /// The value after that field.
    pub value: Value,
    /// It is known from this event on.
    pub event: EventId,
}

/// The steps of the data flow, in `TestState`'s terms (`inspectionData`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `input`: as the state was entered.
    Input,
    /// `afterInputPath`.
    InputPath,
    /// `afterItemsPath`: the items of a Map state.
    Items,
    /// `afterItemSelector`: of one iteration.
    ItemSelector,
    /// `afterParameters`.
    Parameters,
    /// `afterArguments`.
    Arguments,
    /// `result`: what the work answered.
    Result,
    /// `afterResultSelector`.
    ResultSelector,
    /// `afterResultPath`.
    ResultPath,
    /// The Error Output of a failure that was caught.
    ErrorOutput,
    /// `afterOutputPath`, or JSONata's `Output`.
    Output,
    /// `variables`: what `Assign` set.
    Assign,
}

/// How an execution ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// SUCCEEDED.
    Succeeded {
        /// The execution's output.
        output: Value,
    },
    /// FAILED.
    Failed {
        /// The error's name.
        error: Option<Arc<str>>,
        /// The cause.
        cause: Option<Arc<str>>,
    },
    /// `TIMED_OUT`.
    TimedOut {
        /// The error's name.
        error: Option<Arc<str>>,
        /// The cause.
        cause: Option<Arc<str>>,
    },
    /// ABORTED.
    Aborted,
    /// Not an end that AWS knows: this run's budget is used up. The text explains it.
    OutOfBudget {
        /// What ran out, and what to do.
        explanation: Arc<str>,
    },
    /// Not an end of the execution: an outcome of the scenario cannot be used, and the run stops where it would have
    /// counted. The text explains it.
    UnusableOutcome {
        /// Which outcome, what is wrong with it, and what to do.
        explanation: Arc<str>,
    },
}
