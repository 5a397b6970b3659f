//! The virtual-time interpreter of the Amazon States Language: machine and scenario in, trace out.
//!
//! 1. [`Machine::compile`] reads a document once: expressions parsed, names resolved.
//! 2. [`Execution`] advances it on a virtual clock, asking a [`World`] for what tasks answer.
//! 3. The [`Trace`] it leaves is a pure function of (definition, input, scenario, start time, seed).

mod trace;
mod visit;

pub use trace::{Event, EventId, EventKind, Millis, TaskIds, Trace};
pub use visit::{
    Attempt, AttemptEnd, Ending, Field, FlowStep, Scope, ScopeId, ScopeKind, StateId, Status, Via,
    Visit, VisitId,
};
