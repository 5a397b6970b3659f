//! The user's texts, understood.

use std::sync::Arc;

use asl::{Analysis, LineIndex, Value};

use super::problems::{self, Problem};

/// A definition's text with what is understood of it.
#[derive(Debug)]
pub struct Understood {
    /// The text.
    pub text: Arc<str>,
    /// Its analysis.
    pub analysis: Analysis,
    /// Its problems, for lists.
    pub problems: Vec<Problem>,
    /// Its lines.
    pub lines: LineIndex,
}

impl Understood {
    /// Understands a text, as far as it goes.
    pub fn new(text: Arc<str>) -> Self {
        let analysis = asl::analyse(&text);
        let lines = LineIndex::new(&text);
        let problems = problems::problems(&analysis.diagnostics, &lines);
        Self {
            text,
            analysis,
            problems,
            lines,
        }
    }
}

/// An execution's input, or what is wrong with it.
pub fn read_input(text: &str) -> Result<Value, Problem> {
    asl::parse_input(text).map_err(|diagnostic| Problem::new(&diagnostic, &LineIndex::new(text)))
}
