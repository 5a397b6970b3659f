//! Text (JSON, JSON with comments, YAML) to a tolerant tree with byte spans, and a typed view over it.
//!
//! Parsing never fails: [`Document::parse`] returns a tree, which may have holes ([`NodeKind::Missing`]),
//! and diagnostics. [`view::Machine`] reads that tree in the terms of the States Language, and
//! [`integrations`] knows what its tasks can call.

mod diagnostic;
mod document;
pub mod integrations;
mod json;
mod line_index;
#[cfg(test)]
mod pages;
mod quote;
mod span;
#[cfg(test)]
mod testing;
mod tree;
pub mod view;
#[cfg(feature = "yaml")]
mod yaml;

pub use diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
pub use document::{Document, Format, MAX_DEPTH};
pub use line_index::{LineCol, LineIndex};
pub use quote::quoted;
pub use span::Span;
pub use tree::{Member, Node, NodeKind, Step, Trail, location};
