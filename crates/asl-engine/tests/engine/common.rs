//! What the engine's tests share: run a definition, and read the trace as lines.

use std::fmt::Write as _;
use std::sync::Arc;

use asl_engine::{
    Ending, EventKind, Execution, Limits, Machine, Millis, Mock, MockedWorld, Scenario, ScopeKind,
    Trace,
};
use asl_query::Value;
use asl_syntax::Document;

/// A definition, ready to be run with other inputs and outcomes.
pub(crate) struct Case {
    pub machine: Arc<Machine>,
    pub scenario: Scenario,
    pub limits: Limits,
}

impl Case {
    pub(crate) fn new(definition: &str, input: &str) -> Self {
        let document = Document::parse(definition);
        let input = Value::from_json(input).expect("the test's input is JSON");
        Self {
            machine: Arc::new(Machine::compile(&document)),
            scenario: Scenario {
                input,
                ..Scenario::default()
            },
            limits: Limits::default(),
        }
    }

    /// Mocks the outcomes of a state.
    pub(crate) fn mock(mut self, state: &str, mocks: Vec<Mock>) -> Self {
        self.scenario.outcomes.insert(state.to_owned(), mocks);
        self
    }

    pub(crate) fn run(&self) -> Trace {
        let mut world = MockedWorld::new(&self.scenario);
        let mut execution =
            Execution::start(Arc::clone(&self.machine), &self.scenario, self.limits);
        execution.run(&mut world);
        execution.into_trace()
    }

    /// The status and the output, or the error and the cause.
    pub(crate) fn ending(&self) -> String {
        ending(&self.run())
    }

    /// One line a task attempt and Pass state: when it started and ended, in seconds.
    pub(crate) fn spans(&self) -> String {
        let trace = self.run();
        let mut lines = String::new();
        for visit in &trace.visits {
            let state = &self.machine.states[visit.state.0 as usize];
            let place = match trace.scopes[visit.scope.0 as usize].kind {
                ScopeKind::Iteration(index) => format!("[{index}]"),
                ScopeKind::Branch(index) => format!("|{index}|"),
                ScopeKind::Execution => String::new(),
            };
            let span = |from: Millis, to: Option<Millis>| {
                format!(
                    "{}..{}",
                    from / 1_000,
                    to.map_or("?".to_owned(), |to| (to / 1_000).to_string())
                )
            };
            let attempts: Vec<String> = visit
                .attempts
                .iter()
                .map(|attempt| span(attempt.started_at, attempt.ended_at))
                .collect();
            let attempts = if attempts.len() > 1 {
                format!(" attempts {}", attempts.join(" "))
            } else {
                String::new()
            };
            let span = span(visit.entered_at, visit.ended_at);
            let status = visit.status;
            let _ = writeln!(lines, "{}{place} {span} {status:?}{attempts}", state.name);
        }
        lines
    }
}

pub(crate) fn ending(trace: &Trace) -> String {
    let text = |text: &Option<Arc<str>>| text.as_deref().unwrap_or("-").to_owned();
    match trace.ending.as_ref() {
        None => "still running".to_owned(),
        Some(Ending::Succeeded { output }) => format!("SUCCEEDED {output}"),
        Some(Ending::Failed { error, cause }) => format!("FAILED {} {}", text(error), text(cause)),
        Some(Ending::TimedOut { error, cause }) => {
            format!("TIMED_OUT {} {}", text(error), text(cause))
        }
        Some(Ending::Aborted) => "ABORTED".to_owned(),
        Some(Ending::OutOfBudget { explanation }) => format!("OUT OF BUDGET {explanation}"),
        Some(Ending::UnusableOutcome { explanation }) => format!("UNUSABLE {explanation}"),
    }
}

/// The events as `id<previous kind`, without what they carry.
pub(crate) fn events(trace: &Trace) -> String {
    let name = |kind: &EventKind| {
        let text = format!("{kind:?}");
        text.split([' ', '{']).next().unwrap_or_default().to_owned()
    };
    let mut lines = String::new();
    for event in &trace.events {
        let _ = writeln!(
            lines,
            "{}<{} {}",
            event.id,
            event.previous,
            name(&event.kind)
        );
    }
    lines
}
