//! A text with its tree and what is wrong with its syntax.

use std::sync::Arc;

#[cfg(feature = "yaml")]
use crate::yaml;
use crate::{Diagnostic, Node, json};

/// Brackets that may be open at the same time; deeper values become holes with a diagnostic.
pub const MAX_DEPTH: usize = 512;

/// A parsed text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text that was parsed; every span is a range of it.
    pub text: Arc<str>,
    /// The notation it was read as.
    pub format: Format,
    /// The tree; a hole when there is no value at all.
    pub root: Node,
    /// What is wrong with the syntax, in order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// The notation of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JSON; comments and slips of the pen are tolerated.
    Json,
    /// YAML 1.2.
    Yaml,
}

impl Document {
    /// Parses a text in the notation that it seems to be in. Never fails.
    pub fn parse(text: &str) -> Document {
        Document::parse_as(text, Format::detect(text))
    }

    /// Parses a text in this notation. Never fails.
    pub fn parse_as(text: &str, format: Format) -> Document {
        let text: Arc<str> = text.into();
        let (root, mut diagnostics) = match format {
            Format::Json => json::parse(&text),
            #[cfg(feature = "yaml")]
            Format::Yaml => yaml::parse(&text),
            #[cfg(not(feature = "yaml"))]
            Format::Yaml => json::parse(&text),
        };
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        Document {
            text,
            format,
            root,
            diagnostics,
        }
    }
}

impl Format {
    /// JSON when the first significant character opens a JSON value or a comment of it, or there is none.
    pub fn detect(text: &str) -> Format {
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let json = start.is_empty()
            || start.starts_with(['{', '['])
            || start.starts_with("//")
            || start.starts_with("/*");
        if json { Format::Json } else { Format::Yaml }
    }
}
