//! The fields that several state types share.

use std::sync::Arc;

use asl_query::{Expression, Path, ReferencePath, Template};
use asl_syntax::Node;

use super::values::{text, value_of};
use crate::fields::{Compiled, Io, NumberField, PathField, ResultPath};

pub(super) fn io(node: &Node) -> Io {
    let is_map = node.get("Type").and_then(Node::as_str) == Some("Map");
    Io {
        input_path: path_field(node, "InputPath"),
        parameters: template(node, "Parameters").filter(|_| !is_map),
        result_selector: template(node, "ResultSelector"),
        result_path: result_path(node),
        output_path: path_field(node, "OutputPath"),
        assign: template(node, "Assign"),
    }
}

pub(super) fn template(node: &Node, key: &str) -> Option<Template> {
    node.get(key).map(|node| Template::compile(&value_of(node)))
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

/// `X` as a number, or `XPath` as a path to one.
pub(super) fn number_field(node: &Node, key: &str) -> Option<NumberField> {
    if let Some(literal) = node.get(key) {
        return Some(NumberField::Literal(value_of(literal)));
    }
    text(node, &format!("{key}Path")).map(|text| NumberField::Path(path(text)))
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
