//! What the engine asks of the outside: the outcome of each task, and nothing else.

use std::sync::Arc;

use asl_query::{Uuid, Value};

use crate::machine::State;
use crate::resource::Resource;
use crate::trace::Millis;
use crate::visit::VisitId;

/// The outside of an execution.
pub trait World {
    /// What a task answers. It is asked once for each attempt, in the order of scheduling.
    fn outcome(&mut self, call: &TaskCall<'_>) -> Reply;

    /// The stored objects that a distributed Map's `ItemReader` can read.
    fn objects(&self) -> &[StoredObject] {
        &[]
    }
}

/// An object in a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredObject {
    /// The bucket's name.
    pub bucket: Arc<str>,
    /// The object's key.
    pub key: Arc<str>,
    /// Its text. A Parquet file stands as the JSON array of its rows.
    pub body: Arc<str>,
}

/// One attempt of a task.
#[derive(Debug)]
pub struct TaskCall<'a> {
    /// The visit of the state.
    pub visit: VisitId,
    /// The state.
    pub state: &'a State,
    /// What it calls.
    pub resource: &'a Resource,
    /// What is sent: the parameters, or the state's effective input.
    pub input: &'a Value,
    /// The attempt, from 0, within this visit of the state.
    pub attempt: u32,
    /// The iterations around it, outermost first: the Map state's name and the item's index.
    pub iterations: &'a [(Arc<str>, u32)],
    /// The task token, where the resource waits for one.
    pub token: Option<Uuid>,
    /// After which time it times out, where the definition says so.
    pub deadline: Option<Millis>,
}

/// The world's answer to a call.
#[derive(Clone, Debug)]
pub enum Reply {
    /// The task's outcome is known.
    Ready(TimedOutcome),
    /// The host will supply it later: see [`Execution::resolve`](crate::Execution::resolve).
    Pending,
}

/// An outcome and how long the task takes to come to it.
#[derive(Clone, Debug, PartialEq)]
pub struct TimedOutcome {
    /// How the task ends.
    pub outcome: Outcome,
    /// How long it takes. A timeout comes when the definition says so; this is for tasks without one.
    pub duration: Millis,
    /// For tasks that are submitted first (`.sync`, `.waitForTaskToken`): the output of
    /// `TaskSubmitted`.
    pub submitted: Option<Value>,
    /// For activities: the worker's name.
    pub worker: Option<Arc<str>>,
}

/// How a task ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// With a result.
    Return(Value),
    /// With what a JSONata expression, without its `{%` and `%}`, gives when the task ends. It reads what the task was
    /// sent (`$states.input`), the context object (`$states.context`) and the variables.
    Evaluate(Arc<str>),
    /// With an error.
    Throw {
        /// The error's name.
        error: Option<Arc<str>>,
        /// The cause.
        cause: Option<Arc<str>>,
        /// Where it failed.
        at: ThrowAt,
    },
    /// It does not answer before its timeout.
    Timeout,
    /// It is still running when the execution ends.
    Never,
}

/// The stage at which a task fails, which decides the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ThrowAt {
    /// `...Failed`.
    #[default]
    Run,
    /// `...SubmitFailed`.
    Submit,
    /// `...StartFailed`.
    Start,
    /// `...ScheduleFailed`.
    Schedule,
}
