//! Choice rules: data tests and their combinations.

use asl_query::compare::Operator;
use asl_syntax::{Member, Node};

use super::fields::{Fields, path};
use super::levels::{Found, Outline};
use super::values::{text, value_of};
use crate::fields::{Choice, ChoiceRule, Comparison, Operand, Test};

/// Keys of a rule that are no comparison operators.
const OTHER_KEYS: [&str; 5] = ["Variable", "Next", "Comment", "Assign", "Output"];

pub(super) fn compile(fields: Fields<'_>, found: &Found<'_>, outline: &Outline<'_>) -> Choice {
    let node = fields.node;
    let rules = node.get("Choices").map(Node::items).unwrap_or_default();
    Choice {
        rules: rules
            .iter()
            .map(|node| rule(fields.inside(node), found, outline))
            .collect(),
        default: text(node, "Default").map(|name| outline.target(found.level, Some(&name))),
    }
}

fn rule(fields: Fields<'_>, found: &Found<'_>, outline: &Outline<'_>) -> ChoiceRule {
    let node = fields.node;
    ChoiceRule {
        test: fields
            .jsonata("Condition")
            .map_or_else(|| test(node), Test::Condition),
        next: outline.target(found.level, text(node, "Next").as_deref()),
        output: fields.payload("Output"),
        assign: fields.payload("Assign"),
        span: node.span,
    }
}

fn test(node: &Node) -> Test {
    let list = |key: &str| {
        node.get(key)
            .map(|node| node.items().iter().map(test).collect())
    };
    if let Some(tests) = list("And") {
        return Test::And(tests);
    }
    if let Some(tests) = list("Or") {
        return Test::Or(tests);
    }
    if let Some(inner) = node.get("Not") {
        return Test::Not(Box::new(test(inner)));
    }
    let operator = node
        .members()
        .iter()
        .find(|member| !OTHER_KEYS.contains(&&*member.key));
    match (text(node, "Variable"), operator) {
        (Some(variable), Some(member)) => Test::Compare(Comparison {
            variable: path(variable),
            operator: member.key.clone(),
            test: Operator::parse(&member.key),
            operand: operand(member),
        }),
        (None, _) => Test::Hole("The choice rule has no Variable.".into()),
        (_, None) => Test::Hole("The choice rule has no comparison.".into()),
    }
}

fn operand(member: &Member) -> Operand {
    match member.value.as_str() {
        Some(text) if member.key.ends_with("Path") => Operand::Path(path(text.into())),
        _ => Operand::Literal(value_of(&member.value)),
    }
}
