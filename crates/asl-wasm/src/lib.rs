//! The Amazon States Language for other people's JavaScript.
//!
//! ```js
//! const machine = new Machine(definition);          // JSON, JSON with comments, or YAML
//! machine.diagnostics;                              // what is wrong with it, where, how to repair it
//! const run = machine.run({ input, mocks, seed });  // virtual time: a year's wait costs nothing
//! run.status;                                       // "SUCCEEDED", "FAILED", ...
//! run.stateAt(12);                                  // how every state is doing after 12 events
//! ```
//!
//! The package's `README.md` beside `src` shows the whole of it.
//!
//! Payloads (input, output, history) cross the border as JSON text, which is exact and fastest; everything else is a
//! struct of its own (`options`, `results`) that serde carries across and whose TypeScript type comes from the struct.

mod diagnostics;
mod event;
#[cfg(feature = "tasks")]
mod execution;
mod graph;
#[cfg(feature = "history")]
mod history;
#[cfg(feature = "tasks")]
mod host;
mod inspection;
mod json;
mod link;
mod machine;
mod options;
#[cfg(feature = "svg")]
mod picture;
mod results;
mod run;
mod scenario;
#[cfg(feature = "tasks")]
mod tasks;
mod timeline;
mod view;

pub use diagnostics::{Diagnostic, Edit, Fix, Label, Severity};
pub use event::EventRow;
#[cfg(feature = "tasks")]
pub use execution::{Execution, PendingTask, StartOptions, StepResult};
pub use graph::{
    EdgeKind, Graph, GraphEdge, GraphLabel, GraphNeighbours, GraphNode, GraphOptions, NodeKind,
};
pub use inspection::{DataFlowStep, ErrorAndCause, InspectedAttempt, Inspection};
pub use link::{decode_link, encode_link, run_options};
pub use machine::{Machine, TextRange};
pub use options::{MachineType, RunLimits, RunOptions, StoredObject};
#[cfg(feature = "svg")]
pub use picture::{Colours, RunSvgOptions, SvgOptions};
pub use results::{RunResult, Status};
pub use run::Run;
pub use scenario::Scenario;
pub use timeline::{TimelineBar, TimelineBarKind, TimelineRow, VisitStatus};
pub use view::{EdgeStatus, IterationsStatus, RunState, StateStatus, StatusOfState};
