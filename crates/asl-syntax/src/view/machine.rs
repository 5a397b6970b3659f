//! A machine: anything with `StartAt` and `States`, so also a branch and a processor.

use super::{State, Text, text};
use crate::{Document, Node};

/// An object that has, or should have, `StartAt` and `States`: the definition itself, a branch of a Parallel
/// state, or the processor of a Map state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Machine<'a> {
    /// The value it was written as; any kind of value, also a hole.
    pub node: &'a Node,
}

/// The language of a state's expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryLanguage {
    /// JSONPath, reference paths and intrinsic functions; the default.
    JsonPath,
    /// JSONata between `{%` and `%}`.
    Jsonata,
}

impl<'a> Machine<'a> {
    /// The definition of a document.
    pub fn new(document: &'a Document) -> Machine<'a> {
        Machine {
            node: &document.root,
        }
    }

    /// `Comment`
    pub fn comment(self) -> Option<Text<'a>> {
        text(self.node, "Comment")
    }

    /// `StartAt`
    pub fn start_at(self) -> Option<Text<'a>> {
        text(self.node, "StartAt")
    }

    /// `QueryLanguage` as it is written.
    pub fn query_language(self) -> Option<Text<'a>> {
        text(self.node, "QueryLanguage")
    }

    /// The language of this machine's states unless they say otherwise. As for AWS, a present value other than
    /// exactly `JSONPath` counts as JSONata.
    pub fn language(self) -> QueryLanguage {
        match self.query_language() {
            Some(text) if text.value != "JSONPath" => QueryLanguage::Jsonata,
            _ => QueryLanguage::JsonPath,
        }
    }

    /// The value of `States`, whatever it is.
    pub fn states_node(self) -> Option<&'a Node> {
        self.node.get("States")
    }

    /// The states in the order of the definition. Of a repeated name all.
    pub fn states(self) -> impl Iterator<Item = State<'a>> {
        let members = self.states_node().map_or(&[][..], Node::members);
        members
            .iter()
            .filter(|member| !member.key_span.is_empty())
            .map(State::new)
    }

    /// The state of this name; of repeated ones the last.
    pub fn state(self, name: &str) -> Option<State<'a>> {
        let member = self.states_node()?.member(name)?;
        (!member.key_span.is_empty()).then(|| State::new(member))
    }
}
