//! A text, understood: its tree, what is wrong with it, the machine, and the tasks to mock.

use std::sync::Arc;

use asl_engine::{LevelId, Machine, StateId, StateKind};
use asl_query::Value;
use asl_syntax::view::{self, QueryLanguage};
use asl_syntax::{Diagnostic, Document, Format, Severity, Span};

use crate::services::{self, TypicalError};

/// A definition, understood as far as it goes.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The text with its tree.
    pub document: Document,
    /// What is wrong with it, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The machine, with holes where the text has them.
    pub machine: Arc<Machine>,
    /// Whether it can be run: no syntax error, at least one state, and a `StartAt` that names one.
    pub runnable: bool,
    /// Whether the definition or a state of it is in JSONata, which takes an engine, see [`crate::jsonata`].
    pub uses_jsonata: bool,
    /// The Task states, in definition order.
    pub tasks: Vec<TaskInfo>,
}

/// Two analyses are equal when they are one and the same.
impl PartialEq for Analysis {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.machine, &other.machine)
    }
}

/// A Task state, for choosing its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskInfo {
    /// The state.
    pub state: StateId,
    /// Its name.
    pub name: String,
    /// What it calls: `Glue: StartJobRun · sync`.
    pub service: String,
    /// The errors that it plausibly ends with.
    pub typical_errors: Vec<TypicalError>,
    /// The innermost Map state around it.
    pub in_map: Option<StateId>,
}

/// Parses, checks and compiles a definition. Never fails.
pub fn analyse(text: &str) -> Analysis {
    let mut analysis = compile(Document::parse(text));
    analysis.diagnostics = diagnose(&analysis.document);
    analysis.tasks = tasks(&analysis.machine);
    analysis
}

/// What is wrong with a definition, in the order of the text.
pub fn diagnose(document: &Document) -> Vec<Diagnostic> {
    let mut diagnostics = asl_check::check(document);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity));
    diagnostics
}

/// Compiles a definition for those who only run it: the diagnostics are those of its syntax, and no tasks are listed.
pub fn compile(document: Document) -> Analysis {
    let machine = Machine::compile(&document);
    let parsed = document
        .diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error);
    Analysis {
        runnable: parsed
            && machine
                .levels
                .first()
                .is_some_and(|level| level.start.state().is_some()),
        uses_jsonata: uses_jsonata(&document),
        tasks: Vec::new(),
        machine: Arc::new(machine),
        diagnostics: document.diagnostics.clone(),
        document,
    }
}

/// Parses an execution's input: strict JSON. Nothing at all is an empty object, as for AWS.
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::result_large_err,
        reason = "called once an edit, and a diagnostic is what every caller shows"
    )
)]
pub fn parse_input(text: &str) -> Result<Value, Diagnostic> {
    if text.trim().is_empty() {
        return Ok(Value::Object(asl_query::Object::default()));
    }
    Value::from_json(text).map_err(|error| {
        // The tolerant reader explains slips of the pen better; the strict one has the last word.
        let tolerant = Document::parse_as(text, Format::Json);
        tolerant.diagnostics.into_iter().next().unwrap_or_else(|| {
            let offset = u32::try_from(error.offset).unwrap_or(u32::MAX);
            Diagnostic::error("input-syntax", Span::at(offset), error.message)
        })
    })
}

fn uses_jsonata(document: &Document) -> bool {
    let root = view::Machine::new(document);
    let language = root.language();
    language == QueryLanguage::Jsonata
        || root
            .all_states()
            .iter()
            .any(|at| at.state.language(language) == QueryLanguage::Jsonata)
}

fn tasks(machine: &Machine) -> Vec<TaskInfo> {
    let task = |(id, state): (StateId, &asl_engine::State)| {
        let StateKind::Task(task) = &state.kind else {
            return None;
        };
        Some(TaskInfo {
            state: id,
            name: state.name.to_string(),
            service: services::caption(&task.resource),
            typical_errors: services::typical_errors(&task.resource),
            in_map: map_around(machine, state.level),
        })
    };
    (0..)
        .map(StateId)
        .zip(&machine.states)
        .filter_map(task)
        .collect()
}

/// The innermost Map state around a level. An owner's level is older than the level, so this ends.
fn map_around(machine: &Machine, mut level: LevelId) -> Option<StateId> {
    loop {
        let owner = machine.levels.get(level.0 as usize)?.owner?;
        let state = machine.states.get(owner.0 as usize)?;
        if matches!(state.kind, StateKind::Map(_)) {
            return Some(owner);
        }
        level = state.level;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{BRANCHES, PIPELINE};

    #[track_caller]
    fn check_runnable(text: &str, expected: bool) {
        assert_eq!(analyse(text).runnable, expected, "{text}");
    }

    #[test]
    fn runnable_means_that_a_run_can_begin() {
        check_runnable(PIPELINE, true);
        check_runnable(BRANCHES, true);
        check_runnable(
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Gone"}}}"#,
            true,
        );
        for text in [
            "",
            "[]",
            r#"{"States": {}}"#,
            r#"{"StartAt": "A", "States": {}}"#,
            r#"{"StartAt": "B", "States": {"A": {"Type": "Pass", "End": true}}}"#,
            r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}"#,
        ] {
            check_runnable(text, false);
        }
    }

    #[track_caller]
    fn check_jsonata(text: &str, expected: bool) {
        assert_eq!(analyse(text).uses_jsonata, expected, "{text}");
    }

    #[test]
    fn jsonata_is_found_wherever_it_is() {
        check_jsonata(PIPELINE, false);
        check_jsonata(r#"{"QueryLanguage": "JSONPath"}"#, false);
        check_jsonata(r#"{"QueryLanguage": "JSONata", "Sta"#, true);
        let inner = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "P",
            "States": {"P": {"Type": "Pass", "QueryLanguage": "JSONata", "End": true}}}}}}"#;
        check_jsonata(inner, true);
        check_jsonata(&inner.replace("JSONata", "JSONPath"), false);
    }

    #[test]
    fn tasks_tell_what_they_call_and_where() {
        let analysis = analyse(PIPELINE);
        let tasks: Vec<(&str, &str, Option<StateId>)> = analysis
            .tasks
            .iter()
            .map(|task| (task.name.as_str(), task.service.as_str(), task.in_map))
            .collect();
        let map = crate::testing::state(&analysis.machine, "Load tables");
        assert_eq!(
            tasks,
            [
                ("Load", "Glue: StartJobRun · sync", Some(map)),
                ("Tell", "SNS: Publish", None)
            ]
        );
        assert_eq!(
            analysis.tasks[0].typical_errors[1].error,
            "Glue.JobRunException"
        );
        let nested = analyse(BRANCHES);
        let each = crate::testing::state(&nested.machine, "Each");
        let places: Vec<Option<StateId>> = nested.tasks.iter().map(|task| task.in_map).collect();
        assert_eq!(places, [None, Some(each)]);
    }

    #[track_caller]
    fn check_input(text: &str, expected: Result<&str, u32>) {
        match (parse_input(text), expected) {
            (Ok(value), Ok(json)) => assert_eq!(value.to_json(), json),
            (Err(diagnostic), Err(offset)) => {
                assert_eq!(diagnostic.span.start, offset, "{diagnostic:?}");
                assert!(!diagnostic.message.is_empty());
            }
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn inputs_are_strict_json() {
        check_input(r#"{"a": [1, 2.0]}"#, Ok(r#"{"a":[1,2.0]}"#));
        check_input("  ", Ok("{}"));
        check_input("3", Ok("3"));
        check_input(r#"{"a": 1,}"#, Err(7));
        check_input(r#"{"a": }"#, Err(5));
        check_input("{\"a\": 1 // note\n}", Err(8));
    }
}
