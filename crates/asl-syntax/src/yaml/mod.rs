//! A YAML 1.2 parser for text that somebody is still typing.
//!
//! The scanner stops at the first error. To keep the rest of the text in the tree, the line that it cannot read is
//! left out and the text is read again; spans stay right, since the line is only blanked.

mod builder;
mod lines;
mod offsets;
mod scalar;

use std::ops::Range;

use crate::span::offset;
use crate::{Diagnostic, Node, Span};
use builder::{Built, Failure};

/// Lines that may be left out, each with a diagnostic.
const MOST_REPAIRS: usize = 12;

/// The tree of a text and what is wrong with it.
pub(crate) fn parse(text: &str) -> (Node, Vec<Diagnostic>) {
    let mut attempt = builder::build(text, text);
    let mut readable = text.to_owned();
    let mut failures = Vec::new();
    while let Some(failure) = attempt.failure.take() {
        let may_repair = failures.len() < MOST_REPAIRS;
        let Some(repair) = may_repair
            .then(|| repair(text, &readable, failure.offset))
            .flatten()
        else {
            failures.push(word(text, lines::around(text, failure.offset), &failure));
            break;
        };
        failures.push(word(text, repair.line, &failure));
        attempt = repair.built;
        readable = repair.readable;
    }
    attempt.diagnostics.append(&mut failures);
    (attempt.root, attempt.diagnostics)
}

/// The text read again without one of its lines.
struct Repair {
    built: Built,
    readable: String,
    line: Range<usize>,
}

/// Leaves out the line of the failure, or one next to it where its cause may lie: the one without which the reading
/// gets furthest. None when it gets no further.
fn repair(text: &str, readable: &str, failed_at: usize) -> Option<Repair> {
    let reach = |built: &Built| {
        built
            .failure
            .as_ref()
            .map_or(usize::MAX, |failure| failure.offset)
    };
    let mut best: Option<Repair> = None;
    for line in lines::near(readable, failed_at) {
        let readable = lines::blanked(readable, &line);
        let built = builder::build(text, &readable);
        let furthest = best.as_ref().map_or(failed_at, |best| reach(&best.built));
        if reach(&built) > furthest {
            best = Some(Repair {
                built,
                readable,
                line,
            });
        }
    }
    best
}

fn word(text: &str, line: Range<usize>, failure: &Failure) -> Diagnostic {
    let start = line.start;
    let line = text.get(line).unwrap_or("");
    let content = line.trim();
    let indent = line.len() - line.trim_start().len();
    let span = Span::new(
        offset(start + indent),
        offset(start + indent + content.len()),
    );
    if line[..indent].contains('\t') {
        let blank = Span::new(offset(start), offset(start + indent));
        return Diagnostic::error("yaml-syntax", span, "This line is indented with a tab.")
            .with_help("YAML indents with spaces only.")
            .with_fix(
                "Indent with spaces",
                blank,
                line[..indent].replace('\t', "  "),
            );
    }
    let is_name = !content.contains([':', '{', '[', '"', '\'']) && !content.starts_with("- ");
    if is_name && !content.is_empty() {
        let end = Span::at(span.end);
        return Diagnostic::error(
            "expected-colon",
            end,
            "Expected a colon after this property name.",
        )
        .with_label(span, "the property name")
        .with_fix("Insert `:`", end, ":");
    }
    let message = format!("This line cannot be read: {}.", failure.message);
    Diagnostic::error("yaml-syntax", span, message)
        .with_help("The other lines are read without it.")
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
