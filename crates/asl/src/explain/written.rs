//! What the definition says at a place of a field: an expression, or a value.

use asl_engine::{QueryLanguage, State};
use asl_query::{Jsonata, Step};
use asl_syntax::{Document, Node, Span, view};

/// What stands in the definition for a part of a value.
#[derive(Debug)]
pub(super) struct Written<'a> {
    /// The expression, without its delimiters; `None` for a value.
    pub(super) expression: Option<&'a str>,
    /// Where it stands.
    pub(super) span: Span,
    /// What of the way leads on into the expression's result.
    pub(super) rest: &'a [Step],
}

/// A field of a state, as written.
pub(super) fn field<'a>(document: &'a Document, state: &State, name: &str) -> Option<&'a Node> {
    let states = view::Machine::new(document).all_states();
    let found = states
        .into_iter()
        .find(|at| at.state.name_span == state.name_span)?;
    found.state.field(name)
}

/// What a field says for the value at the end of a way. `None` where the value is made of several.
pub(super) fn find<'a>(
    node: &'a Node,
    way: &'a [Step],
    language: QueryLanguage,
) -> Option<Written<'a>> {
    let mut node = node;
    let mut rest = way;
    loop {
        if let Some(expression) = expression_of(node, language) {
            return Some(Written {
                expression: Some(expression),
                span: node.span,
                rest,
            });
        }
        let Some((step, after)) = rest.split_first() else {
            return Some(Written {
                expression: None,
                span: node.span,
                rest,
            });
        };
        let selected = match (step, language) {
            (Step::Key(key), QueryLanguage::JsonPath) => node.member(&format!("{key}.$")),
            _ => None,
        };
        if let Some(member) = selected {
            return Some(Written {
                expression: member.value.as_str(),
                span: member.span,
                rest: after,
            });
        }
        node = match step {
            Step::Key(key) => node.get(key)?,
            Step::Index(index) => node.items().get(*index)?,
        };
        rest = after;
    }
}

fn expression_of(node: &Node, language: QueryLanguage) -> Option<&str> {
    match language {
        QueryLanguage::Jsonata => Jsonata::delimited(node.as_str()?),
        QueryLanguage::JsonPath => None,
    }
}
