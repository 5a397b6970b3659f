//! The tree: JSON values with spans, and holes where the text has none yet.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::Span;

/// A value of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// From the first to the last character of the value, brackets and quotes included. Children lie inside.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A hole: nothing is written here yet, or a template placeholder such as `${Arn}` stands here.
    Missing,
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is written.
    Number(Arc<str>),
    /// A string without quotes and with escapes resolved.
    String(Arc<str>),
    /// Elements in order.
    Array(Vec<Node>),
    /// Properties in order, repeated keys included.
    Object(Vec<Member>),
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The key with escapes resolved.
    pub key: Arc<str>,
    /// The key with its quotes. Empty when a value stands where a key was expected.
    pub key_span: Span,
    /// The value.
    pub value: Node,
    /// From the key to the value.
    pub span: Span,
}

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the property of this key.
    Key(Arc<str>),
    /// Into the element at this index, from 0.
    Index(usize),
}

/// The way from the root to the innermost value at an offset.
#[derive(Debug, Clone)]
pub struct Trail<'a> {
    /// The values passed, the root first and the innermost last; never empty.
    pub nodes: Vec<&'a Node>,
    /// The steps between them: one fewer than `nodes`.
    pub steps: Vec<Step>,
    /// The property of the innermost object whose key is at the offset.
    pub key: Option<&'a Member>,
}

impl Trail<'_> {
    /// The innermost value.
    pub fn node(&self) -> Option<&Node> {
        self.nodes.last().copied()
    }
}

impl Node {
    /// The value of a property. Of repeated keys the last one counts, as for the JSON reader of AWS.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    /// The property of this key; of repeated ones the last.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members()
            .iter()
            .rev()
            .find(|member| &*member.key == key)
    }

    /// The properties in order of the text; none when this is no object.
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            NodeKind::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements; none when this is no array.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::Array(items) => items,
            _ => &[],
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::String(string) => Some(string),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            NodeKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number as it is written, if it is one.
    pub fn as_number(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number as a binary64, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.parse().ok()
    }

    /// The number as an integer, if it is written as one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.parse().ok()
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.kind == NodeKind::Null
    }

    /// Whether it is a hole.
    pub fn is_missing(&self) -> bool {
        self.kind == NodeKind::Missing
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.kind, NodeKind::Object(_))
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        matches!(self.kind, NodeKind::Array(_))
    }

    /// What it is, in words: `an object`, `a string` ...
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            NodeKind::Missing => "nothing",
            NodeKind::Null => "null",
            NodeKind::Bool(_) => "a boolean",
            NodeKind::Number(_) => "a number",
            NodeKind::String(_) => "a string",
            NodeKind::Array(_) => "an array",
            NodeKind::Object(_) => "an object",
        }
    }

    /// The way to the innermost value that touches `offset`.
    pub fn at(&self, offset: u32) -> Trail<'_> {
        let mut trail = Trail {
            nodes: vec![self],
            steps: Vec::new(),
            key: None,
        };
        let mut node = self;
        loop {
            trail.key = node
                .members()
                .iter()
                .find(|member| member.key_span.touches(offset));
            if trail
                .key
                .is_some_and(|member| !member.value.span.touches(offset))
            {
                return trail;
            }
            let Some((step, child)) = node.child_at(offset) else {
                return trail;
            };
            trail.key = None;
            trail.steps.push(step);
            trail.nodes.push(child);
            node = child;
        }
    }

    /// The value at a JSON Pointer (RFC 6901), for example `/States/A/Choices/0/Next`.
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        let mut node = self;
        if pointer.is_empty() {
            return Some(node);
        }
        for token in pointer.strip_prefix('/')?.split('/') {
            let token = token.replace("~1", "/").replace("~0", "~");
            node = match &node.kind {
                NodeKind::Array(items) => items.get(token.parse::<usize>().ok()?)?,
                _ => node.get(&token)?,
            };
        }
        Some(node)
    }

    /// The value behind these steps.
    pub fn find(&self, steps: &[Step]) -> Option<&Node> {
        steps.iter().try_fold(self, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.items().get(*index),
        })
    }

    /// The child that touches `offset`, the later of two that meet there, and the way to it.
    fn child_at(&self, offset: u32) -> Option<(Step, &Node)> {
        match &self.kind {
            NodeKind::Array(items) => {
                let touching = |(_, item): &(usize, &Node)| item.span.touches(offset);
                let (index, item) = items.iter().enumerate().rev().find(touching)?;
                Some((Step::Index(index), item))
            }
            NodeKind::Object(members) => {
                let member = members
                    .iter()
                    .rev()
                    .find(|m| m.value.span.touches(offset))?;
                Some((Step::Key(Arc::clone(&member.key)), &member.value))
            }
            _ => None,
        }
    }
}

/// A place in the definition as AWS writes it: `/States/A/Choices[0]/Next`; the root is `/`.
pub fn location(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        // Writing to a String does not fail.
        let _ = match step {
            Step::Key(key) => write!(text, "/{key}"),
            Step::Index(index) => write!(text, "[{index}]"),
        };
    }
    if text.is_empty() {
        "/".to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let offset = marked.find('|').unwrap();
        let document = Document::parse(&marked.replace('|', ""));
        let trail = document.root.at(u32::try_from(offset).unwrap());
        let key = trail
            .key
            .map(|member| format!(" key {}", member.key))
            .unwrap_or_default();
        assert_eq!(format!("{}{key}", location(&trail.steps)), expected);
        assert_eq!(document.root.find(&trail.steps), trail.node());
    }

    #[test]
    fn at_finds_the_innermost_value_or_key() {
        check(
            r#"{"States": {"A": {"Ty|pe": "Pass"}}}"#,
            "/States/A key Type",
        );
        check(r#"{"States": {"A": {"Type": "Pa|ss"}}}"#, "/States/A/Type");
        check(r#"{"a": [1, {"b":| 2}]}"#, "/a[1]");
        check(r#"{"a": [1, {"b": |2}]}"#, "/a[1]/b");
        check(r#"{"Next": |"#, "/Next");
        check("|", "/");
    }

    #[test]
    fn of_repeated_keys_the_last_counts() {
        let document = Document::parse(r#"{"a": 1, "a": 2}"#);
        assert_eq!(document.root.get("a").unwrap().as_number(), Some("2"));
    }

    #[test]
    fn pointers_unescape() {
        let document = Document::parse(r#"{"a/b": [{"~": true}]}"#);
        assert_eq!(
            document.root.pointer("/a~1b/0/~0").unwrap().as_bool(),
            Some(true)
        );
        assert_eq!(document.root.pointer("/a~1b/1"), None);
    }
}
