//! The interpreter: an execution, advanced action by action on a virtual clock.
//!
//! [`execution`] holds the loop. A state is entered ([`enter`]), does its work (one file a type),
//! and is left ([`leave`]) or fails ([`failing`]). [`data`] applies the JSONPath fields between.

mod batching;
mod choice;
mod context;
mod data;
mod end;
mod enter;
mod evaluate;
mod execution;
mod fail;
mod failing;
mod failure;
mod leave;
mod limits;
mod map;
mod map_run;
mod numbers;
mod outcome;
mod parallel;
mod queue;
mod reading;
mod record;
mod strand;
mod task;
mod task_events;
mod task_parameters;
mod test_children;
mod test_state;
mod wait;

pub use context::{Contexts, REGION, timestamp};
pub use execution::{Advance, Execution, PendingTask};
pub use limits::Limits;
pub(crate) use task_events::TaskEvents;
pub use test_state::test_state;
