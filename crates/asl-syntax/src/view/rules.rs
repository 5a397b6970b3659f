//! The elements of `Choices`, `Catch` and `Retry`.

use super::{Text, text};
use crate::Node;

/// A rule of a Choice state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice<'a> {
    /// Position in `Choices`, from 0.
    pub index: usize,
    /// The value.
    pub node: &'a Node,
}

/// A catcher of `Catch`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Catcher<'a> {
    /// Position in `Catch`, from 0.
    pub index: usize,
    /// The value.
    pub node: &'a Node,
}

/// A retrier of `Retry`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retrier<'a> {
    /// Position in `Retry`, from 0.
    pub index: usize,
    /// The value.
    pub node: &'a Node,
}

impl<'a> Choice<'a> {
    /// `Next`
    pub fn next(self) -> Option<Text<'a>> {
        text(self.node, "Next")
    }

    /// `Comment`
    pub fn comment(self) -> Option<Text<'a>> {
        text(self.node, "Comment")
    }

    /// `Condition` of a JSONata rule: a string or a boolean.
    pub fn condition(self) -> Option<&'a Node> {
        self.node.get("Condition")
    }

    /// `Variable` of a JSONPath rule.
    pub fn variable(self) -> Option<Text<'a>> {
        text(self.node, "Variable")
    }
}

impl<'a> Catcher<'a> {
    /// The error names of `ErrorEquals`.
    pub fn error_equals(self) -> impl Iterator<Item = Text<'a>> {
        error_equals(self.node)
    }

    /// `Next`
    pub fn next(self) -> Option<Text<'a>> {
        text(self.node, "Next")
    }

    /// `Comment`
    pub fn comment(self) -> Option<Text<'a>> {
        text(self.node, "Comment")
    }
}

impl<'a> Retrier<'a> {
    /// The error names of `ErrorEquals`.
    pub fn error_equals(self) -> impl Iterator<Item = Text<'a>> {
        error_equals(self.node)
    }

    /// `Comment`
    pub fn comment(self) -> Option<Text<'a>> {
        text(self.node, "Comment")
    }
}

fn error_equals(node: &Node) -> impl Iterator<Item = Text<'_>> {
    let names = node.get("ErrorEquals").map_or(&[][..], Node::items);
    names.iter().filter_map(|name| {
        Some(Text {
            value: name.as_str()?,
            span: name.span,
        })
    })
}
