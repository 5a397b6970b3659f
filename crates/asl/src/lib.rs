//! The Amazon States Language in the words of its users: the one crate that pages and tools build on.
//!
//! Everything is plain data with public fields, deterministic, and free of IO. The phases:
//!
//! 1. [`analyse`](fn@analyse) a text: tree, diagnostics, machine, the tasks to mock.
//! 2. [`diagram`](fn@diagram) a machine: nodes and edges with their places and words.
//! 3. [`run`](fn@run) a scenario: a [`Run`], which answers what everything looks like at a cursor.
//! 4. [`history`](fn@history) of a run: the events in the shape of `GetExecutionHistory`.
//!
//! Beside them, [`test_state`](fn@test_state) answers as the API of that name.
//!
//! ```
//! let analysis = asl::analyse(r#"{"StartAt": "Hello", "States": {"Hello": {"Type": "Pass", "End": true}}}"#);
//! let run = asl::run(analysis.machine, asl::Scenario::default(), asl::Limits::default());
//! assert_eq!(run.describe(2), "Hello, entered");
//! assert!(matches!(run.ending(run.len()), Some(asl::Ending::Succeeded { .. })));
//! ```

mod analyse;
mod diagram;
mod explain;
mod frame;
mod history;
mod mermaid;
mod mocks;
mod run;
mod services;
mod svg;
mod test_state;
#[cfg(test)]
mod testing;
mod words;

pub use asl_engine::{
    Advance, Attempt, AttemptEnd, Ending, Event, EventId, EventKind, Execution, Field, Level,
    LevelId, Limits, Machine, Millis, Mock, MockedWorld, Outcome, PendingTask, Reply, Scenario,
    Scope, ScopeId, ScopeKind, State, StateId, StateKind, Status, StoredObject, Target, TaskCall,
    ThrowAt, TimedOutcome, Trace, Via, Visit, VisitId, World,
};
/// Evaluating JSONata elsewhere, for programs without the feature `jsonata`.
pub use asl_query::jsonata::backend as jsonata;
pub use asl_query::{Random, Step, Uuid, Value, timestamp::Timestamp};
pub use asl_syntax::{Diagnostic, Document, Edit, Fix, Label, LineCol, LineIndex, Severity, Span};

pub use analyse::{Analysis, TaskInfo, analyse, compile, diagnose, parse_input};
pub use diagram::{
    Diagram, DiagramEdge, DiagramNode, DiagramOptions, EdgeKind, EdgeLabel, Neighbours, Path,
    Point, Rect, Shape, StaticBadge, TextStyle, approximate_width, diagram,
};
pub use explain::{Link, Origin, Spot, Stage};
pub use frame::{Source, frame, refusal};
pub use history::{ImportedHistory, event_type, history, history_event, import_history};
pub use mermaid::render_mermaid;
pub use mocks::{
    ConfigFile, Expected, ExpressionProblem, MockConfig, Mocks, MocksError, NamedScenario,
    Outcomes, ScenarioFile, TestCase, check_expression, check_outcomes, parse_mocks,
    parse_scenarios, read_return, write_expression, write_mock_config, write_mocks, write_return,
    write_scenarios,
};
pub use run::{
    AttemptView, Bar, BarKind, Breakpoints, EdgeSource, EdgeView, EvaluationError, HistoryRow,
    InspectStep, Inspection, Iterations, MAX_ATTEMPTS_SHOWN, Phase, Place, Progress, Run,
    RunResult, Runner, StateView, TimelineRow, run,
};
pub use services::{Icon, TypicalError};
pub use svg::{Theme, icon_path, render_svg, render_svg_adaptive};
pub use test_state::{
    ApiError, CheckOptions, Finding, ImportedCall, StateCall, Surroundings, WorkflowType, findings,
    import_test_state, is_test_state_call, test_state, test_state_in,
};
pub use words::{
    Caption, caption, error_names, fit, format_duration, preview, reading_form, timestamp,
};
