//! The one check of the rules' tests: the source, with what the rule says under each line.

use std::fmt::Write as _;

use asl_syntax::{Diagnostic, Document, LineIndex, Severity};
use expect_test::Expect;

use crate::{Options, check_with};

/// Checks `source` and compares what the rule of this code says with `expected`, drawn under the source.
#[track_caller]
pub(crate) fn check(code: &str, source: &str, expected: Expect) {
    check_options(code, source, Options::default(), expected);
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "`expect!` at the call, without `&`"
)]
#[track_caller]
pub(crate) fn check_options(code: &str, source: &str, options: Options, expected: Expect) {
    let document = Document::parse(source);
    let found = check_with(&document, options);
    let found: Vec<&Diagnostic> = found.iter().filter(|d| d.code == code).collect();
    for diagnostic in &found {
        assert_fixes_parse(source, &document, options, diagnostic);
    }
    expected.assert_eq(&render(source, &found));
}

/// A fix must not break the syntax, and must change what the rule says.
fn assert_fixes_parse(
    source: &str,
    document: &Document,
    options: Options,
    diagnostic: &Diagnostic,
) {
    for fix in &diagnostic.fixes {
        let mut text = source.to_owned();
        let mut edits = fix.edits.clone();
        edits.sort_by_key(|edit| edit.span);
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        let fixed = Document::parse(&text);
        assert!(
            fixed.diagnostics.len() <= document.diagnostics.len(),
            "{} breaks: {text}",
            fix.title
        );
        assert_ne!(fixed.root, document.root, "{} changes nothing", fix.title);
        let count = |document: &Document| {
            let found = check_with(document, options);
            found
                .iter()
                .filter(|d| d.code == diagnostic.code && d.message == diagnostic.message)
                .count()
        };
        assert!(
            count(&fixed) < count(document),
            "{} does not repair it: {text}",
            fix.title
        );
    }
}

/// The source; under each line the diagnostics that begin there.
fn render(source: &str, found: &[&Diagnostic]) -> String {
    let index = LineIndex::new(source);
    let mut out = String::new();
    for (number, line) in (1..).zip(source.lines()) {
        writeln!(out, "{line}").unwrap();
        for diagnostic in found
            .iter()
            .filter(|d| index.line_col(d.span.start).line == number)
        {
            let column = index.line_col(diagnostic.span.start).column as usize;
            let room = line.chars().count() + 1 - column;
            let marked = diagnostic
                .span
                .text(source)
                .chars()
                .take(room)
                .count()
                .max(1);
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            let pad = " ".repeat(column - 1);
            let caret = "^".repeat(marked);
            let path = &diagnostic.path;
            writeln!(
                out,
                "{pad}{caret} {severity}: {} ({path})",
                diagnostic.message
            )
            .unwrap();
            if let Some(help) = &diagnostic.help {
                writeln!(out, "{pad}  help: {help}").unwrap();
            }
            for label in &diagnostic.labels {
                let line = index.line_col(label.span.start).line;
                let text = label.span.text(source).lines().next().unwrap_or("");
                writeln!(out, "{pad}  line {line}, {text}: {}", label.message).unwrap();
            }
            for fix in &diagnostic.fixes {
                writeln!(out, "{pad}  fix: {}", fix.title).unwrap();
            }
        }
    }
    out
}
