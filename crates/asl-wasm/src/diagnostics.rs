//! Diagnostics as plain objects, their places in UTF-16 code units: the offsets of JavaScript's strings.

use asl::{LineIndex, Span};
use serde::Serialize;
use tsify::Tsify;

/// One finding about a definition.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Diagnostic {
    /// The rule's stable name, as in `dangling-target`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: one short sentence.
    pub message: String,
    /// Why it matters, or what to do instead.
    pub help: Option<String>,
    /// Where it begins in the definition, in UTF-16 code units.
    pub start: u32,
    /// Where it ends; the same as `start` where something is missing.
    pub end: u32,
    /// The line of `start`, from 1.
    pub line: u32,
    /// The column of `start` in characters, from 1.
    pub column: u32,
    /// The place as AWS writes it, as in `/States/A/Next`; empty when there is none.
    pub path: String,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// Repairs, the most likely one first.
    pub fixes: Vec<Fix>,
}

/// How bad a finding is.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// AWS refuses the definition.
    Error,
    /// AWS accepts it, but it does not do what it seems to.
    Warning,
    /// Worth knowing.
    Info,
}

/// A place that explains a finding elsewhere.
#[derive(Debug, Serialize, Tsify)]
pub struct Label {
    /// Where it begins, in UTF-16 code units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it has to do with the finding.
    pub message: String,
}

/// A repair: all of its edits together.
#[derive(Debug, Serialize, Tsify)]
pub struct Fix {
    /// What it does, in the imperative: `Replace with "Pass"`.
    pub title: String,
    /// Edits of the original text; they do not overlap.
    pub edits: Vec<Edit>,
}

/// The replacement of a part of the definition.
#[derive(Debug, Serialize, Tsify)]
pub struct Edit {
    /// Where the replaced text begins, in UTF-16 code units.
    pub start: u32,
    /// Where it ends; the same as `start` for an insertion.
    pub end: u32,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    pub(crate) fn new(found: &asl::Diagnostic, lines: &LineIndex) -> Self {
        let (start, end) = utf16(lines, found.span);
        let place = lines.line_col(found.span.start);
        Self {
            code: found.code,
            severity: found.severity.into(),
            message: found.message.clone(),
            help: found.help.clone(),
            start,
            end,
            line: place.line,
            column: place.column,
            path: found.path.clone(),
            labels: found.labels.iter().map(|l| Label::new(l, lines)).collect(),
            fixes: found.fixes.iter().map(|f| Fix::new(f, lines)).collect(),
        }
    }
}

impl Label {
    fn new(label: &asl::Label, lines: &LineIndex) -> Self {
        let (start, end) = utf16(lines, label.span);
        Self {
            start,
            end,
            message: label.message.clone(),
        }
    }
}

impl Fix {
    fn new(fix: &asl::Fix, lines: &LineIndex) -> Self {
        let edit = |edit: &asl::Edit| {
            let (start, end) = utf16(lines, edit.span);
            Edit {
                start,
                end,
                text: edit.text.clone(),
            }
        };
        Self {
            title: fix.title.clone(),
            edits: fix.edits.iter().map(edit).collect(),
        }
    }
}

impl From<asl::Severity> for Severity {
    fn from(severity: asl::Severity) -> Self {
        match severity {
            asl::Severity::Error => Self::Error,
            asl::Severity::Warning => Self::Warning,
            asl::Severity::Info => Self::Info,
        }
    }
}

fn utf16(lines: &LineIndex, span: Span) -> (u32, u32) {
    (lines.utf16(span.start), lines.utf16(span.end))
}
