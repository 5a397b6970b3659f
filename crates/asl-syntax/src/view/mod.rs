//! The tree in the terms of the States Language: machines, states, retriers, catchers, transitions.
//!
//! Nothing is validated here and nothing fails: what is absent or of another JSON type is `None` or leaves the
//! iterator short. Every type borrows the document and is `Copy`.

mod machine;
mod rules;
mod state;
mod transition;
mod walk;

pub use machine::{Machine, QueryLanguage};
pub use rules::{Catcher, Choice, Retrier};
pub use state::{Processor, State, StateType};
pub use transition::{Transition, TransitionKind};
pub use walk::{MachineAt, StateAt};

use crate::{Node, Span};

/// A string of the document with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// The content.
    pub value: &'a str,
    /// The string with its quotes.
    pub span: Span,
}

/// The property `key` of `node` if it is a string.
fn text<'a>(node: &'a Node, key: &str) -> Option<Text<'a>> {
    let value = node.get(key)?;
    Some(Text {
        value: value.as_str()?,
        span: value.span,
    })
}
