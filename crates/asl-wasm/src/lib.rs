//! The Amazon States Language for other people's JavaScript.
//!
//! ```js
//! const machine = new Machine(definition);          // JSON, JSON with comments, or YAML
//! machine.diagnostics;                              // what is wrong with it, where, how to repair it
//! const run = machine.run({ input, mocks, seed });  // virtual time: a year's wait costs nothing
//! run.status;                                       // "SUCCEEDED", "FAILED", ...
//! run.history();                                    // the events, as GetExecutionHistory lists them
//! ```
//!
//! Payloads (input, output, history) cross the border as JSON text, which is exact and fastest; everything else is a
//! struct of its own (`options`, `results`) that serde carries across and whose TypeScript type comes from the struct.

mod diagnostics;
mod json;
mod machine;
mod options;
mod results;
mod run;
mod scenario;

pub use diagnostics::{Diagnostic, Edit, Fix, Label, Severity};
pub use machine::Machine;
pub use options::{MachineType, RunLimits, RunOptions};
pub use results::{RunResult, Status};
pub use run::Run;
pub use scenario::Scenario;
