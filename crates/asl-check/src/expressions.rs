//! What is wrong with a path or an intrinsic function, as findings for several rules.

use asl_query::intrinsic::{Function, Intrinsic};
use asl_query::path::Path;
use asl_query::reference::ReferencePath;
use asl_syntax::Severity;

use crate::suggest::closest;

/// Why a text is not the expression that was wanted.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// As the end of a sentence: lower case, no full stop.
    pub(crate) message: String,
    /// The byte of the text at which it was found.
    pub(crate) offset: usize,
    pub(crate) severity: Severity,
    /// The whole text as it was most likely meant.
    pub(crate) meant: Option<String>,
}

/// Why a text is not a path.
pub(crate) fn path_fault(text: &str) -> Option<Fault> {
    let error = Path::parse(text).err()?;
    let message = sentence_part(&error.message);
    Some(Fault {
        message,
        offset: error.offset,
        severity: severity(text),
        meant: None,
    })
}

/// Published definitions have filters that the reading here does not know, such as `[?(@.Name==Receipt)]`.
fn severity(text: &str) -> Severity {
    let has_filter = text.contains("[?(") || text.contains("[(@");
    if has_filter && balanced(text) {
        Severity::Warning
    } else {
        Severity::Error
    }
}

/// Why a text is not a reference path.
pub(crate) fn reference_fault(text: &str) -> Option<Fault> {
    let error = ReferencePath::parse(text).err()?;
    let message = sentence_part(&error.message);
    Some(Fault {
        message,
        offset: error.offset,
        severity: Severity::Error,
        meant: None,
    })
}

/// Why a text is not a call of an intrinsic function.
pub(crate) fn intrinsic_fault(text: &str) -> Option<Fault> {
    let error = Intrinsic::parse(text).err()?;
    let name = text.split('(').next().unwrap_or(text);
    let unknown = Function::from_name(name).is_none();
    let meant = unknown
        .then(|| closest(name, Function::ALL.map(Function::name)))
        .flatten();
    Some(Fault {
        message: sentence_part(&error.message),
        offset: error.offset,
        severity: severity(text),
        meant: meant
            .map(|meant| text.replacen(name, meant, 1))
            .filter(|text| Intrinsic::parse(text).is_ok()),
    })
}

/// Whether a text is a path by its first character.
pub(crate) fn is_path_like(text: &str) -> bool {
    text.starts_with('$')
}

/// Whether a text looks like a call.
pub(crate) fn is_call_like(text: &str) -> bool {
    text.starts_with("States.") || text.starts_with("states.")
}

/// Whether every bracket of a text is closed, strings aside.
fn balanced(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('[') == count(']') && count('(') == count(')')
}

/// A message as the end of a sentence.
fn sentence_part(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    // A name such as `States.Format` keeps its case.
    let is_word =
        chars.clone().next().is_some_and(char::is_whitespace) || !message.starts_with("States.");
    if is_word {
        first.to_lowercase().chain(chars).collect()
    } else {
        message.to_owned()
    }
}
