//! The fields that several state types share.

use std::sync::Arc;

use asl_query::{Expression, JsonataTemplate, Path, ReferencePath, Template};
use asl_syntax::Node;

use super::values::{text, value_of};
use crate::fields::{Compiled, Io, NumberField, PathField, Payload, QueryLanguage, ResultPath};

/// Compiles the fields of one state or catcher, in its query language.
#[derive(Clone, Copy)]
pub(super) struct Fields<'n> {
    pub(super) node: &'n Node,
    pub(super) language: QueryLanguage,
}

impl<'n> Fields<'n> {
    /// The same for an object inside.
    pub(super) fn inside(self, node: &'n Node) -> Self {
        Self { node, ..self }
    }

    pub(super) fn payload(self, key: &str) -> Option<Payload> {
        let value = value_of(self.node.get(key)?);
        Some(match self.language {
            QueryLanguage::JsonPath => Payload::JsonPath(Template::compile(&value)),
            QueryLanguage::Jsonata => Payload::Jsonata(JsonataTemplate::compile(&value)),
        })
    }

    /// A field that holds JSONata, in a state that speaks it.
    pub(super) fn jsonata(self, key: &str) -> Option<JsonataTemplate> {
        let value = self
            .node
            .get(key)
            .filter(|_| self.language == QueryLanguage::Jsonata)?;
        Some(JsonataTemplate::compile(&value_of(value)))
    }

    /// `X` as a number or an expression, or `XPath` as a path to one.
    pub(super) fn number(self, key: &str) -> Option<NumberField> {
        match self.node.get(key) {
            Some(literal) => Some(
                match self.jsonata(key).filter(|_| literal.as_str().is_some()) {
                    Some(template) => NumberField::Jsonata(template),
                    None => NumberField::Literal(value_of(literal)),
                },
            ),
            None => {
                text(self.node, &format!("{key}Path")).map(|text| NumberField::Path(path(text)))
            }
        }
    }
}

pub(super) fn io(fields: Fields<'_>) -> Io {
    let node = fields.node;
    let is_map = node.get("Type").and_then(Node::as_str) == Some("Map");
    let shaped = fields
        .payload("Arguments")
        .or_else(|| fields.payload("Parameters"));
    Io {
        language: fields.language,
        input_path: path_field(node, "InputPath"),
        parameters: shaped.filter(|_| !is_map),
        result_selector: fields.payload("ResultSelector"),
        result_path: result_path(node),
        output_path: path_field(node, "OutputPath"),
        output: fields.payload("Output"),
        assign: fields.payload("Assign"),
    }
}

pub(super) fn path(text: Arc<str>) -> Compiled<Path> {
    Compiled {
        parsed: Path::parse(&text).map_err(|error| error.to_string()),
        text,
    }
}

pub(super) fn expression(text: Arc<str>) -> Compiled<Expression> {
    Compiled {
        parsed: Expression::parse(&text).map_err(|error| error.to_string()),
        text,
    }
}

/// `ResultPath`, where `null` and absent differ (rule C2).
pub(super) fn result_path(node: &Node) -> ResultPath {
    match node.get("ResultPath") {
        None => ResultPath::Replace,
        Some(value) if value.is_null() => ResultPath::Discard,
        Some(value) => match value.as_str() {
            Some("$") | None => ResultPath::Replace,
            Some(text) => ResultPath::Put(Compiled {
                text: text.into(),
                parsed: ReferencePath::parse(text).map_err(|error| error.to_string()),
            }),
        },
    }
}

fn path_field(node: &Node, key: &str) -> PathField {
    match node.get(key) {
        None => PathField::Whole,
        Some(value) if value.is_null() => PathField::Nothing,
        Some(value) => match value.as_str() {
            Some("$") | None => PathField::Whole,
            Some(text) => PathField::Path(path(text.into())),
        },
    }
}
