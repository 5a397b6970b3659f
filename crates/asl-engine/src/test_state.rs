//! `TestState`: one state of a machine, run alone.
//!
//! The state is entered, does its work against a mock or a [`World`](crate::World), and is left or
//! fails; what its retriers and catchers would do is told, not done.

use std::sync::Arc;

use asl_query::{Object, Value};

use crate::visit::StateId;

pub use crate::run::test_state;

/// Which state to test, and under what.
#[derive(Clone, Debug)]
pub struct StateTest {
    /// The state.
    pub state: StateId,
    /// Its input, before `InputPath`.
    pub input: Value,
    /// The workflow variables it can read.
    pub variables: Object,
    /// The whole context object. A task token and the `Map` part are added where the state has
    /// them and the object does not.
    pub context: Value,
    /// What the work answers. A Parallel or Map state needs one; a Task state without one asks the
    /// world; the other types have no work.
    pub mock: Option<StateMock>,
    /// How often the retrier that takes the error has been used before.
    pub retries: u32,
    /// How many iterations of the Map state have failed.
    pub failed_iterations: u32,
    /// What a Map state's `ItemReader` reads, as found in its source.
    pub reader_data: Option<Arc<str>>,
}

/// A mocked outcome.
#[derive(Clone, Debug, PartialEq)]
pub enum StateMock {
    /// The result: of a Task its task's, of a Parallel or Map the array of all outputs.
    Result(Value),
    /// An error.
    Error {
        /// Its name.
        error: Option<Arc<str>>,
        /// Its cause.
        cause: Option<Arc<str>>,
    },
}

/// What a test came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    /// How the state ended.
    pub status: TestStatus,
    /// Its output, where it goes on or ends well.
    pub output: Option<Value>,
    /// The error's name, also of one that was caught or would be retried.
    pub error: Option<Arc<str>>,
    /// The error's cause.
    pub cause: Option<Arc<str>>,
    /// The state that follows.
    pub next: Option<Arc<str>>,
    /// The data flow.
    pub inspection: TestInspection,
}

/// How a tested state ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestStatus {
    /// SUCCEEDED.
    Succeeded,
    /// FAILED.
    Failed,
    /// RETRIABLE: a retrier takes the error.
    Retriable,
    /// `CAUGHT_ERROR`: a catcher takes the error.
    CaughtError,
}

/// The data flow of a tested state. A value is absent where the state type or query language has
/// no such step, or where the state failed before it.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the API's own: `inspectionData`"
)]
pub struct TestInspection {
    pub after_input_path: Option<Value>,
    pub after_items_path: Option<Value>,
    pub after_items_pointer: Option<Value>,
    pub after_item_selector: Option<Value>,
    pub after_item_batcher: Option<Value>,
    pub after_parameters: Option<Value>,
    pub after_arguments: Option<Value>,
    pub result: Option<Value>,
    pub after_result_selector: Option<Value>,
    pub after_result_path: Option<Value>,
    pub max_concurrency: Option<i64>,
    pub tolerated_failure_count: Option<i64>,
    pub tolerated_failure_percentage: Option<f64>,
    /// The variables after the state.
    pub variables: Object,
    /// The first retrier that names the error, used up or not.
    pub retry_index: Option<usize>,
    /// After how many seconds it tries again.
    pub retry_backoff_interval_seconds: Option<i64>,
    /// The catcher that took the error.
    pub catch_index: Option<usize>,
}

/// Why a test cannot be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestFault {
    /// More iterations are said to have failed than the Map state has.
    TooManyFailedIterations,
}
