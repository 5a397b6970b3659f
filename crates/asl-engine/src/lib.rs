//! The virtual-time interpreter of the Amazon States Language: machine and scenario in, trace out.
//!
//! 1. [`Machine::compile`] reads a document once: expressions parsed, names resolved.
//! 2. [`Execution`] advances it on a virtual clock, asking a [`World`] for what tasks answer.
//! 3. The [`Trace`] it leaves is a pure function of (definition, input, scenario, start time, seed).

mod compile;
mod fields;
mod integrations;
mod list;
mod machine;
mod map_fields;
mod resource;
mod run;
mod scenario;
mod test_state;
mod trace;
mod visit;
mod world;

pub use compile::value_of;
pub use fields::{
    Catcher, Choice, ChoiceRule, Comparison, Compiled, Fail, FailText, Io, NumberField, Operand,
    PathField, Payload, QueryLanguage, ResultPath, Retrier, Task, Test, Wait,
};
pub use list::List;
pub use machine::{Level, LevelId, Machine, State, StateKind, Target};
pub use map_fields::{ItemBatcher, ItemReader, Map, ResultWriter};
pub use resource::{Pattern, Resource, ResourceKind};
pub use run::{Advance, Contexts, Execution, Limits, PendingTask, REGION, timestamp};
pub use scenario::{Mock, MockedWorld, Scenario};
pub use test_state::{
    StateMock, StateTest, TestFault, TestInspection, TestStatus, Tested, test_state,
};
pub use trace::{Event, EventId, EventKind, Millis, TaskIds, TaskOptions, Trace};
pub use visit::{
    Attempt, AttemptEnd, Ending, ErrorAndCause, Field, FlowStep, Scope, ScopeId, ScopeKind,
    StateId, Status, Via, Visit, VisitId,
};
pub use world::{Outcome, Reply, StoredObject, TaskCall, ThrowAt, TimedOutcome, World};
