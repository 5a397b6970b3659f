//! A state and what all types of states have.

use super::{Catcher, Choice, Machine, QueryLanguage, Retrier, Text, text};
use crate::{Member, Node, Span};

/// A state with its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State<'a> {
    /// The key in `States`.
    pub name: &'a str,
    /// The place of the name, quotes included.
    pub name_span: Span,
    /// The value; any kind of value, also a hole.
    pub node: &'a Node,
    /// `Type`, when it is one of the eight.
    pub state_type: Option<StateType>,
}

/// The types of states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateType {
    /// Does work: calls a service.
    Task,
    /// Waits for a time.
    Wait,
    /// Passes its input on, or puts data in.
    Pass,
    /// Ends with success.
    Succeed,
    /// Ends with an error.
    Fail,
    /// Goes on by the first rule that holds.
    Choice,
    /// Runs branches at the same time.
    Parallel,
    /// Runs its processor for every item.
    Map,
}

/// The machine that a Map state runs for every item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Processor<'a> {
    /// The field it is written in: `ItemProcessor`, or the older `Iterator`.
    pub field: &'static str,
    /// The place of the field's name.
    pub key_span: Span,
    /// The machine.
    pub machine: Machine<'a>,
}

impl StateType {
    /// All types, in the order in which AWS lists them.
    pub const ALL: [StateType; 8] = [
        StateType::Task,
        StateType::Wait,
        StateType::Pass,
        StateType::Succeed,
        StateType::Fail,
        StateType::Choice,
        StateType::Parallel,
        StateType::Map,
    ];

    /// The value of `Type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            StateType::Task => "Task",
            StateType::Wait => "Wait",
            StateType::Pass => "Pass",
            StateType::Succeed => "Succeed",
            StateType::Fail => "Fail",
            StateType::Choice => "Choice",
            StateType::Parallel => "Parallel",
            StateType::Map => "Map",
        }
    }

    /// The type that `Type` names, exactly.
    pub fn parse(name: &str) -> Option<StateType> {
        StateType::ALL
            .into_iter()
            .find(|state_type| state_type.as_str() == name)
    }
}

impl<'a> State<'a> {
    pub(super) fn new(member: &'a Member) -> State<'a> {
        let node = &member.value;
        let state_type = node
            .get("Type")
            .and_then(Node::as_str)
            .and_then(StateType::parse);
        State {
            name: &member.key,
            name_span: member.key_span,
            node,
            state_type,
        }
    }

    /// A field, whatever it is.
    pub fn field(self, key: &str) -> Option<&'a Node> {
        self.node.get(key)
    }

    /// A field if it is a string.
    pub fn text(self, key: &str) -> Option<Text<'a>> {
        text(self.node, key)
    }

    /// `Type` as it is written.
    pub fn type_text(self) -> Option<Text<'a>> {
        self.text("Type")
    }

    /// `Comment`
    pub fn comment(self) -> Option<Text<'a>> {
        self.text("Comment")
    }

    /// `Next`
    pub fn next(self) -> Option<Text<'a>> {
        self.text("Next")
    }

    /// `End`
    pub fn end(self) -> Option<bool> {
        self.node.get("End").and_then(Node::as_bool)
    }

    /// `Default` of a Choice state.
    pub fn default(self) -> Option<Text<'a>> {
        self.text("Default")
    }

    /// `Resource` of a Task state.
    pub fn resource(self) -> Option<Text<'a>> {
        self.text("Resource")
    }

    /// `QueryLanguage` as it is written.
    pub fn query_language(self) -> Option<Text<'a>> {
        self.text("QueryLanguage")
    }

    /// The language of this state's expressions in a definition of the language `machine`. The language of a
    /// Parallel or Map state does not reach the states inside it: they take the definition's.
    pub fn language(self, machine: QueryLanguage) -> QueryLanguage {
        match self.query_language() {
            Some(text) if text.value == "JSONPath" => QueryLanguage::JsonPath,
            Some(_) => QueryLanguage::Jsonata,
            None => machine,
        }
    }

    /// The rules of `Choices`.
    pub fn choices(self) -> impl Iterator<Item = Choice<'a>> {
        self.items("Choices")
            .map(|(index, node)| Choice { index, node })
    }

    /// The catchers of `Catch`.
    pub fn catchers(self) -> impl Iterator<Item = Catcher<'a>> {
        self.items("Catch")
            .map(|(index, node)| Catcher { index, node })
    }

    /// The retriers of `Retry`.
    pub fn retriers(self) -> impl Iterator<Item = Retrier<'a>> {
        self.items("Retry")
            .map(|(index, node)| Retrier { index, node })
    }

    /// The machines of `Branches`.
    pub fn branches(self) -> impl Iterator<Item = Machine<'a>> {
        self.items("Branches").map(|(_, node)| Machine { node })
    }

    /// `ItemProcessor`, or else `Iterator`.
    pub fn processor(self) -> Option<Processor<'a>> {
        ["ItemProcessor", "Iterator"].into_iter().find_map(|field| {
            let member = self.node.member(field)?;
            let machine = Machine {
                node: &member.value,
            };
            Some(Processor {
                field,
                key_span: member.key_span,
                machine,
            })
        })
    }

    /// Whether this is a Map state whose items run as executions of their own: `ProcessorConfig` says
    /// `DISTRIBUTED`.
    pub fn is_distributed(self) -> bool {
        let config = self
            .processor()
            .and_then(|processor| processor.machine.node.get("ProcessorConfig"));
        let mode = config
            .and_then(|config| config.get("Mode"))
            .and_then(Node::as_str);
        mode == Some("DISTRIBUTED")
    }

    fn items(self, key: &str) -> impl Iterator<Item = (usize, &'a Node)> {
        self.node
            .get(key)
            .map_or(&[][..], Node::items)
            .iter()
            .enumerate()
    }
}
