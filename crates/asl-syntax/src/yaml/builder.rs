//! Events of the scanner to a tree. A stack on the heap, so depth costs no stack of the machine.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::{offsets::Offsets, scalar};
use crate::json::errors;
use crate::span::offset;
use crate::{Diagnostic, MAX_DEPTH, Member, Node, NodeKind, Span};

/// Values that all aliases together may repeat.
const MOST_REPEATED: usize = 20_000;

/// A tree, as far as the text could be read.
pub(super) struct Built {
    pub(super) root: Node,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) failure: Option<Failure>,
}

/// Where and why the scanner stopped.
pub(super) struct Failure {
    pub(super) offset: usize,
    pub(super) message: String,
}

/// Reads `readable`, which is `text` with some lines blanked.
pub(super) fn build(text: &str, readable: &str) -> Built {
    let mut builder = Builder {
        text,
        offsets: Offsets::new(readable),
        frames: Vec::new(),
        too_deep: 0,
        root: None,
        anchors: BTreeMap::new(),
        repeated: 0,
        diagnostics: Vec::new(),
    };
    let mut failure = None;
    let mut documents = 0;
    for event in Parser::new_from_str(readable) {
        match event {
            Ok((Event::DocumentStart(_), span)) => {
                documents += 1;
                if documents > 1 {
                    let start = builder.offsets.byte(span.start.index());
                    let rest = Span::new(start, offset(text.trim_end().len()).max(start));
                    builder.diagnostics.push(errors::text_after_end(rest));
                    break;
                }
            }
            Ok((event, span)) => builder.event(event, builder.span(span)),
            Err(error) => {
                let at = builder.offsets.byte(error.marker().index()) as usize;
                failure = Some(Failure {
                    offset: at,
                    message: error.info().to_owned(),
                });
                break;
            }
        }
    }
    builder.finish(failure)
}

struct Builder<'a> {
    text: &'a str,
    offsets: Offsets,
    /// The open collections, outermost first.
    frames: Vec<Frame>,
    /// Collections that are open beyond [`MAX_DEPTH`].
    too_deep: usize,
    root: Option<Node>,
    anchors: BTreeMap<usize, Node>,
    repeated: usize,
    diagnostics: Vec<Diagnostic>,
}

struct Frame {
    span: Span,
    anchor: usize,
    /// A tag that computes the value from this collection.
    function: bool,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        members: Vec<Member>,
        key: Option<Node>,
        first_at: HashMap<Arc<str>, Span>,
    },
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::SequenceStart(anchor, tag) => {
                self.open(span, anchor, tag.as_deref(), Content::Sequence(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                let content = Content::Mapping {
                    members: Vec::new(),
                    key: None,
                    first_at: HashMap::new(),
                };
                self.open(span, anchor, tag.as_deref(), content);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(Some(span)),
            _ if self.too_deep > 0 => {}
            Event::Scalar(content, style, anchor, tag) => {
                let node = self.scalar(&content, style, tag.as_deref(), span);
                self.anchor(anchor, &node);
                self.push(node);
            }
            Event::Alias(anchor) => {
                let node = self.alias(anchor, span);
                self.push(node);
            }
            _ => {}
        }
    }

    fn open(&mut self, span: Span, anchor: usize, tag: Option<&Tag>, content: Content) {
        if self.too_deep > 0 || self.frames.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                self.diagnostics.push(errors::too_deep(span));
            }
            self.too_deep += 1;
            return;
        }
        let function = tag.is_some_and(|tag| !tag.is_yaml_core_schema());
        self.frames.push(Frame {
            span,
            anchor,
            function,
            content,
        });
    }

    /// The end of a collection; without a span the end of what could be read.
    fn close(&mut self, end: Option<Span>) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            if self.too_deep == 0 {
                self.push(Node {
                    span: end.unwrap_or_default(),
                    kind: NodeKind::Missing,
                });
            }
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let flow = frame.span.text(self.text).starts_with(['{', '[']);
        let anchor = frame.anchor;
        let mut node = collect(frame);
        if let Some(end) = end.filter(|_| flow) {
            node.span = node.span.to(end);
        }
        self.anchor(anchor, &node);
        self.push(node);
    }

    /// Puts a value where it belongs.
    fn push(&mut self, node: Node) {
        match self.frames.last_mut().map(|frame| &mut frame.content) {
            None => {
                self.root.get_or_insert(node);
            }
            Some(Content::Sequence(items)) => items.push(node),
            Some(Content::Mapping {
                members,
                key,
                first_at,
            }) => match key.take() {
                None => *key = Some(node),
                Some(key) => {
                    let member = member(&key, node, &mut self.diagnostics);
                    match first_at.get(&member.key) {
                        Some(&first) => self.diagnostics.push(errors::duplicate_key(
                            member.key_span,
                            first,
                            &member.key,
                        )),
                        None => {
                            first_at.insert(Arc::clone(&member.key), member.key_span);
                        }
                    }
                    members.push(member);
                }
            },
        }
    }

    fn scalar(&mut self, content: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Node {
        let span = if style == ScalarStyle::Plain && content.is_empty() {
            Span::at(span.start)
        } else {
            let trimmed = span.text(self.text).trim_end().len();
            let end = span.start + offset(trimmed);
            let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
            Span::new(
                if block {
                    self.indicator_before(span.start)
                } else {
                    span.start
                },
                end,
            )
        };
        let string = || NodeKind::String(content.into());
        let kind = match tag {
            Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => string(),
            Some(tag) if !tag.is_yaml_core_schema() => match tag.suffix.as_str() {
                // The short forms of CloudFormation's functions, as `Fn::Sub` would write them.
                "Ref" | "GetAtt" => NodeKind::String(format!("${{{content}}}").into()),
                "ImportValue" | "Base64" | "GetAZs" => NodeKind::Missing,
                _ => string(),
            },
            _ if style == ScalarStyle::Plain => scalar::plain(content),
            _ => string(),
        };
        Node { span, kind }
    }

    /// Where the `|` or `>` of a block scalar stands whose content begins at `start`.
    fn indicator_before(&self, start: u32) -> u32 {
        let before = self.text.get(..start as usize).unwrap_or("");
        before.rfind(['|', '>']).map_or(start, offset)
    }

    fn anchor(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
    }

    /// What an alias repeats, with the place of the alias.
    fn alias(&mut self, anchor: usize, span: Span) -> Node {
        let Some(node) = self.anchors.get(&anchor) else {
            return Node {
                span,
                kind: NodeKind::Missing,
            };
        };
        self.repeated += count(node);
        if self.repeated > MOST_REPEATED || depth(node) + self.frames.len() > MAX_DEPTH {
            let message = "This alias repeats more than can be read.";
            self.diagnostics
                .push(Diagnostic::error("yaml-alias", span, message));
            return Node {
                span,
                kind: NodeKind::Missing,
            };
        }
        let mut copy = node.clone();
        relocate(&mut copy, span);
        copy
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.offsets.byte(span.start.index());
        Span::new(start, self.offsets.byte(span.end.index()).max(start))
    }

    fn finish(mut self, failure: Option<Failure>) -> Built {
        while self.too_deep > 0 || !self.frames.is_empty() {
            if let Some(Content::Mapping { key, .. }) =
                self.frames.last_mut().map(|frame| &mut frame.content)
                && self.too_deep == 0
                && let Some(place) = key.as_ref().map(|key| key.span.end)
            {
                self.push(Node {
                    span: Span::at(place),
                    kind: NodeKind::Missing,
                });
            }
            self.close(None);
        }
        let root = self.root.unwrap_or_else(|| {
            let place = Span::at(offset(self.text.trim_end().len()));
            if failure.is_none() && self.diagnostics.is_empty() {
                self.diagnostics.push(errors::empty_text(place));
            }
            Node {
                span: place,
                kind: NodeKind::Missing,
            }
        });
        Built {
            root,
            diagnostics: self.diagnostics,
            failure,
        }
    }
}

/// The value of a closed collection. A block ends with its last child, whatever blank lines follow.
fn collect(frame: Frame) -> Node {
    let start = Span::at(frame.span.start);
    let (span, kind) = match frame.content {
        Content::Sequence(items) => {
            let span = items.iter().fold(start, |span, item| span.to(item.span));
            (span, NodeKind::Array(items))
        }
        Content::Mapping { members, .. } => {
            let span = members
                .iter()
                .fold(start, |span, member| span.to(member.span));
            (span, NodeKind::Object(members))
        }
    };
    Node {
        span,
        kind: if frame.function {
            NodeKind::Missing
        } else {
            kind
        },
    }
}

fn member(key: &Node, value: Node, diagnostics: &mut Vec<Diagnostic>) -> Member {
    let name: Arc<str> = match &key.kind {
        NodeKind::String(text) | NodeKind::Number(text) => Arc::clone(text),
        NodeKind::Bool(value) => value.to_string().into(),
        NodeKind::Null => "null".into(),
        NodeKind::Missing | NodeKind::Array(_) | NodeKind::Object(_) => {
            diagnostics.push(errors::expected_property_name(key.span));
            let span = key.span.to(value.span);
            return Member {
                key: "".into(),
                key_span: Span::at(span.start),
                value,
                span,
            };
        }
    };
    Member {
        key: name,
        key_span: key.span,
        span: key.span.to(value.span),
        value,
    }
}

/// Number of values in a tree. The builder bounds its depth.
fn count(node: &Node) -> usize {
    let inside = node
        .items()
        .iter()
        .chain(node.members().iter().map(|member| &member.value));
    1 + inside.map(count).sum::<usize>()
}

fn depth(node: &Node) -> usize {
    let inside = node
        .items()
        .iter()
        .chain(node.members().iter().map(|member| &member.value));
    1 + inside.map(depth).max().unwrap_or(0)
}

/// Moves a tree to one place.
fn relocate(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.kind {
        NodeKind::Array(items) => items.iter_mut().for_each(|item| relocate(item, span)),
        NodeKind::Object(members) => {
            for member in members {
                member.key_span = span;
                member.span = span;
                relocate(&mut member.value, span);
            }
        }
        _ => {}
    }
}
