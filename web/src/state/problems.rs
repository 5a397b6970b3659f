//! Problems of a text as the lists and the editors show them.

use asl::{Diagnostic, LineIndex, Severity, Span};

/// One problem, with its place in the ways that people and editors count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Why it matters, or what to do.
    pub help: Option<String>,
    /// The rule's name.
    pub code: &'static str,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// Where it starts, in UTF-16 code units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// The same in bytes.
    pub span: Span,
}

impl Problem {
    /// A diagnostic of the text that `lines` belongs to.
    pub fn new(diagnostic: &Diagnostic, lines: &LineIndex) -> Self {
        let at = lines.line_col(diagnostic.span.start);
        Self {
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            code: diagnostic.code,
            line: at.line,
            column: at.column,
            from: lines.utf16(diagnostic.span.start),
            to: lines.utf16(diagnostic.span.end),
            span: diagnostic.span,
        }
    }

    /// Where the page of rules tells about this one.
    pub fn page(&self) -> String {
        format!("./rules.html#{}", self.code)
    }

    /// The place, for people: "12:7".
    pub fn place(&self) -> String {
        format!("{}:{}", self.line, self.column)
    }
}

/// All problems of a text, in the order of the text.
pub fn problems(diagnostics: &[Diagnostic], lines: &LineIndex) -> Vec<Problem> {
    let mut problems: Vec<Problem> = diagnostics
        .iter()
        .map(|diagnostic| Problem::new(diagnostic, lines))
        .collect();
    problems.sort_by_key(|problem| (problem.from, problem.severity));
    problems
}

/// The problem after an offset (UTF-16), going round.
pub fn next_after(problems: &[Problem], offset: u32) -> Option<usize> {
    problems
        .iter()
        .position(|problem| problem.from > offset)
        .or((!problems.is_empty()).then_some(0))
}

/// A severity's name for style sheets, people and tests.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Vec<Problem> {
        let text = "{\n  \"ä\": x,\n  y\n}";
        let at = |what: &str| {
            let start = u32::try_from(text.find(what).unwrap()).unwrap();
            Diagnostic::error("some-rule", Span::new(start, start + 1), what)
        };
        problems(&[at("y"), at("x")], &LineIndex::new(text))
    }

    #[test]
    fn are_in_the_order_of_the_text_with_the_places_of_people_and_editors() {
        let places: Vec<_> = found()
            .iter()
            .map(|it| (it.place(), it.from, it.to))
            .collect();
        assert_eq!(places, [("2:8".into(), 9, 10), ("3:3".into(), 14, 15)]);
    }

    #[test]
    fn the_next_one_goes_round() {
        let problems = found();
        assert_eq!(next_after(&problems, 0), Some(0));
        assert_eq!(next_after(&problems, 9), Some(1));
        assert_eq!(next_after(&problems, 14), Some(0));
        assert_eq!(next_after(&[], 3), None);
    }
}
