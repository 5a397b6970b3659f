//! What is wrong with a text, where, why, and what to do about it.

use crate::Span;

/// One finding about the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's stable kebab-case name, for example `dangling-target`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: one short sentence. When only one thing can be shown, it is this, at `span`.
    pub message: String,
    /// Why it matters or what to do instead.
    pub help: Option<String>,
    /// The text that is wrong; empty for a place where something is missing.
    pub span: Span,
    /// Other places that explain this one.
    pub labels: Vec<Label>,
    /// Edits that repair it, the most likely one first.
    pub fixes: Vec<Fix>,
    /// The place in the definition as AWS writes it, for example `/States/A/Next`; empty when there is none.
    pub path: String,
}

impl Diagnostic {
    /// A finding with neither help, labels, fixes nor a path.
    pub fn new(
        code: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            severity,
            message: message.into(),
            help: None,
            span,
            labels: Vec::new(),
            fixes: Vec::new(),
            path: String::new(),
        }
    }

    /// [`Diagnostic::new`] with [`Severity::Error`].
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, span, message)
    }

    /// [`Diagnostic::new`] with [`Severity::Warning`].
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, span, message)
    }

    /// [`Diagnostic::new`] with [`Severity::Info`].
    pub fn info(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Severity::Info, span, message)
    }

    /// Adds why it matters or what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that explains this one.
    #[must_use]
    pub fn with_label(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a fix of one edit: `span` becomes `text`.
    #[must_use]
    pub fn with_fix(
        mut self,
        title: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Diagnostic {
        let edits = vec![Edit {
            span,
            text: text.into(),
        }];
        self.fixes.push(Fix {
            title: title.into(),
            edits,
        });
        self
    }

    /// Sets the place in the definition as AWS writes it.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Diagnostic {
        self.path = path.into();
        self
    }
}

/// How bad a finding is, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses the definition.
    Error,
    /// AWS accepts it, but it does not do what it seems to, or other tools refuse it.
    Warning,
    /// Worth knowing.
    Info,
}

/// A place that explains a finding elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it has to do with the finding.
    pub message: String,
}

/// A repair: all of its edits together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the repair does, in the imperative: `Replace with "Pass"`.
    pub title: String,
    /// Edits of the original text; they do not overlap.
    pub edits: Vec<Edit>,
}

/// The replacement of a span by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}
