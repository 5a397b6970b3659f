//! The user's texts, understood.

use std::sync::Arc;

use asl::{Analysis, LineIndex, Value};

use super::outcomes::Outcomes;
use super::problems::{self, Problem};

/// A definition's text with what is understood of it.
#[derive(Debug)]
pub struct Understood {
    /// The text.
    pub text: Arc<str>,
    /// Its analysis.
    pub analysis: Analysis,
    /// Whether it takes the engine for JSONata, which is not loaded: it cannot run, and its expressions are not checked.
    pub waits: bool,
    /// Its problems, for lists.
    pub problems: Vec<Problem>,
    /// Its lines.
    pub lines: LineIndex,
}

impl Understood {
    /// Understands a text, as far as it goes.
    pub fn new(text: Arc<str>) -> Self {
        let mut analysis = asl::analyse(&text);
        let waits = analysis.uses_jsonata && !asl::jsonata::is_loaded();
        analysis.runnable &= !waits;
        let lines = LineIndex::new(&text);
        let problems = problems::problems(&analysis.diagnostics, &lines);
        Self {
            text,
            analysis,
            waits,
            problems,
            lines,
        }
    }
}

/// Whether outcomes take the engine for JSONata, which is not loaded.
pub fn lacks_jsonata(outcomes: &Outcomes) -> bool {
    outcomes.evaluates() && !asl::jsonata::is_loaded()
}

/// An execution's input, or what is wrong with it.
pub fn read_input(text: &str) -> Result<Value, Problem> {
    asl::parse_input(text).map_err(|diagnostic| Problem::new(&diagnostic, &LineIndex::new(text)))
}
