//! Diagnostics as text for terminals and logs: what, where, and the line that it is about.

use std::fmt::Write as _;

use asl_syntax::{Diagnostic, LineIndex, Severity};

use crate::analyse::Analysis;

/// Where a text comes from, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The file, or what stands for it.
    pub name: &'a str,
    /// The line of the file that the text begins with; 1 for a file of its own.
    pub line: u32,
}

impl<'a> Source<'a> {
    /// A file of its own.
    pub fn file(name: &'a str) -> Self {
        Self { name, line: 1 }
    }
}

/// A diagnostic with its place and the line that it is about.
pub fn frame(found: &Diagnostic, text: &str, source: Source<'_>) -> String {
    let lines = LineIndex::new(text);
    let start = lines.line_col(found.span.start);
    let end = lines.line_col(found.span.end);
    let line = text
        .lines()
        .nth(start.line.saturating_sub(1) as usize)
        .unwrap_or_default();
    let width = if end.line == start.line {
        end.column - start.column
    } else {
        1
    };
    let mut shown = format!("error[{}]: {}\n", found.code, found.message);
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        shown,
        "  --> {}:{}:{}",
        source.name,
        (source.line + start.line).saturating_sub(1),
        start.column
    );
    let _ = writeln!(shown, "   | {}", line.replace('\t', " "));
    let _ = writeln!(
        shown,
        "   | {}{}",
        " ".repeat((start.column as usize).saturating_sub(1)),
        "^".repeat(width.max(1) as usize)
    );
    if let Some(help) = &found.help {
        let _ = writeln!(shown, "   = help: {help}");
    }
    shown
}

/// Why a definition cannot be run, or (`strict`) what is wrong with it; nothing when it can be used.
pub fn refusal(analysis: &Analysis, source: Source<'_>, strict: bool) -> Option<String> {
    let errors = analysis
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let shown: Vec<String> = errors
        .map(|found| frame(found, &analysis.document.text, source))
        .collect();
    if shown.is_empty() && !analysis.runnable {
        let Source { name, line } = source;
        return Some(format!(
            "error: There is no state machine here: States and StartAt are missing.\n  --> {name}:{line}:1\n"
        ));
    }
    let refused = !analysis.runnable || (strict && !shown.is_empty());
    refused.then(|| shown.join("\n"))
}
