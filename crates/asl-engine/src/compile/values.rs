//! The tree's values as JSON values.

use std::sync::Arc;

use asl_query::{Object, Value};
use asl_syntax::{Node, NodeKind};

/// A node as a JSON value; holes read `null`. The parser bounds the nesting.
pub fn value_of(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Missing | NodeKind::Null => Value::Null,
        NodeKind::Bool(value) => Value::Bool(*value),
        NodeKind::Number(text) => Value::from_json(text).unwrap_or_default(),
        NodeKind::String(text) => Value::String(Arc::clone(text)),
        NodeKind::Array(items) => items.iter().map(value_of).collect(),
        NodeKind::Object(members) => Value::Object(
            members
                .iter()
                .map(|member| (Arc::clone(&member.key), value_of(&member.value)))
                .collect::<Object>(),
        ),
    }
}

/// A member's text.
pub(super) fn text(node: &Node, key: &str) -> Option<Arc<str>> {
    match &node.get(key)?.kind {
        NodeKind::String(text) => Some(Arc::clone(text)),
        _ => None,
    }
}

/// A member's list of texts, as in `ErrorEquals`.
pub(super) fn texts(node: &Node, key: &str) -> Vec<Arc<str>> {
    let items = node.get(key).map(Node::items).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| match &item.kind {
            NodeKind::String(text) => Some(Arc::clone(text)),
            _ => None,
        })
        .collect()
}
