//! The validator: what AWS would refuse, and what would not do what it seems to.
//!
//! [`check`] is a pure function of the document. Each rule is a file below `rules`, whose header is its public
//! page; `rules/mod.rs` is the registry.

#![cfg_attr(
    test,
    expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")
)]

mod context;
mod edits;
mod expressions;
mod fields;
mod resource;
mod rules;
mod suggest;
mod templates;
#[cfg(test)]
mod testing;

use asl_syntax::{Diagnostic, Document};

use crate::context::Context;

/// What depends on how the definition is used, not on its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The type of the state machine.
    pub workflow_type: WorkflowType,
}

/// The type of a state machine. It is chosen where the state machine is created, not in the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WorkflowType {
    /// Up to a year, every step recorded.
    #[default]
    Standard,
    /// Up to five minutes; no `.sync`, `.waitForTaskToken` or activities.
    Express,
}

/// Everything that is wrong with a definition of a Standard workflow: the syntax first, then the rules in order of
/// the text.
pub fn check(document: &Document) -> Vec<Diagnostic> {
    check_with(document, Options::default())
}

/// [`check`] for a definition that is used as `options` say.
pub fn check_with(document: &Document, options: Options) -> Vec<Diagnostic> {
    let mut found = document.diagnostics.clone();
    if document.root.is_missing() {
        return found;
    }
    let context = Context::new(document, options);
    let mut by_rules: Vec<Diagnostic> = rules::RULES
        .iter()
        .flat_map(|rule| (rule.find)(&context))
        .collect();
    by_rules.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.severity));
    found.append(&mut by_rules);
    found
}

/// The codes of all rules, in the order of the registry. Syntax has codes of its own.
pub fn rule_codes() -> impl Iterator<Item = &'static str> {
    rules::RULES.iter().map(|rule| rule.code)
}
