//! Reading what the commands are given, and saying what is wrong with it.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;

use asl::{Analysis, Diagnostic, LineIndex, Severity, Value};

/// Input that cannot be used: what, where, why.
pub(crate) type Unusable = String;

/// The text of a file; `-` stands for the standard input.
pub(crate) fn text(path: &Path) -> Result<String, Unusable> {
    let mut text = String::new();
    let read = match path.to_str() {
        Some("-") => std::io::stdin().read_to_string(&mut text).map(|_| ()),
        _ => std::fs::read_to_string(path).map(|read| text = read),
    };
    read.map(|()| text)
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// A definition that can be run. What is merely disliked runs, as far as it goes.
pub(crate) fn definition(path: &Path) -> Result<Analysis, Unusable> {
    let analysis = asl::analyse(&text(path)?);
    if analysis.runnable {
        return Ok(analysis);
    }
    let errors = analysis
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let shown: Vec<String> = errors
        .map(|found| framed(path, &analysis.document.text, found))
        .collect();
    Err(if shown.is_empty() {
        format!(
            "{}: There is no state machine here: States and StartAt are missing.",
            path.display()
        )
    } else {
        shown.join("\n")
    })
}

/// The JSON of an execution's input.
pub(crate) fn input(path: &Path) -> Result<Value, Unusable> {
    let text = text(path)?;
    asl::parse_input(&text).map_err(|found| framed(path, &text, &found))
}

/// A diagnostic with the line it is about.
fn framed(path: &Path, text: &str, found: &Diagnostic) -> String {
    let lines = LineIndex::new(text);
    let start = lines.line_col(found.span.start);
    let end = lines.line_col(found.span.end);
    let line = text
        .lines()
        .nth(start.line.saturating_sub(1) as usize)
        .unwrap_or_default();
    let (column, width) = (
        start.column as usize,
        if end.line == start.line {
            end.column - start.column
        } else {
            1
        },
    );
    let mut shown = format!("error[{}]: {}\n", found.code, found.message);
    let _ = writeln!(
        shown,
        "  --> {}:{}:{}",
        path.display(),
        start.line,
        start.column
    );
    let _ = writeln!(shown, "   | {}", line.replace('\t', " "));
    let _ = writeln!(
        shown,
        "   | {}{}",
        " ".repeat(column.saturating_sub(1)),
        "^".repeat(width.max(1) as usize)
    );
    if let Some(help) = &found.help {
        let _ = writeln!(shown, "   = help: {help}");
    }
    shown
}

/// Says on the standard error why nothing was done.
pub(crate) fn complain(text: &str) {
    let text = if text.starts_with("error") {
        text.to_owned()
    } else {
        format!("error: {text}\n")
    };
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Unusable> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes to the standard output. A reader that has gone away is no error.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
