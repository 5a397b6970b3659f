//! Payload templates: JSON in which a member `"x.$"` takes its value from a path or an intrinsic function.
//!
//! A template is compiled once. Whatever holds no expression is one shared value, never rebuilt.

use std::sync::Arc;

use crate::error::EvalError;
use crate::expression::Expression;
use crate::path::{PathErrorKind, Scope, Step};
use crate::random::Random;
use crate::value::{MAX_DEPTH, ObjectBuilder, Value};

/// A compiled payload template.
#[derive(Clone, Debug)]
pub struct Template {
    root: Node,
    problems: Vec<TemplateProblem>,
}

/// An expression of a template that does not parse. Evaluating the template fails there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The way to the member, whose name ends in `.$`.
    pub place: Vec<Step>,
    /// What is wrong.
    pub message: String,
    /// The byte of the expression at which it was found.
    pub offset: usize,
}

#[derive(Clone, Debug)]
enum Node {
    Static(Value),
    Array(Vec<Node>),
    Object {
        members: Vec<(Arc<str>, Node)>,
        /// No two members have the same name; `"x"` and `"x.$"` would.
        distinct: bool,
    },
    Expression(Box<Field>),
    /// An expression that does not parse, by the name of its member.
    Hole(Arc<str>),
}

#[derive(Clone, Debug)]
struct Field {
    /// The name as written, with `.$`.
    name: Arc<str>,
    expression: Expression,
}

impl Template {
    /// Compiles a template; members whose names end in `.$` are expressions at any depth, also in arrays.
    pub fn compile(source: &Value) -> Template {
        let mut problems = Vec::new();
        let root = if source.depth() > MAX_DEPTH {
            let message = format!("The template is nested more than {MAX_DEPTH} levels deep");
            problems.push(TemplateProblem {
                place: Vec::new(),
                message,
                offset: 0,
            });
            Node::Hole(Arc::from(""))
        } else {
            compile(source, &mut Vec::new(), &mut problems)
        };
        Template { root, problems }
    }

    /// The payload. What is static is shared with the template, what is selected with its document.
    pub fn eval(&self, scope: &Scope<'_>, random: &mut Random) -> Result<Value, EvalError> {
        let value = eval(&self.root, scope, random)?;
        if value.depth() > MAX_DEPTH {
            return Err(EvalError::too_deep());
        }
        Ok(value)
    }

    /// The expressions that do not parse.
    pub fn problems(&self) -> &[TemplateProblem] {
        &self.problems
    }

    /// Whether the template holds no expression at all.
    pub fn is_static(&self) -> bool {
        matches!(self.root, Node::Static(_))
    }

    /// The expressions in order, each with the name of its member as written.
    pub fn expressions(&self) -> Vec<(&str, &Expression)> {
        let mut found = Vec::new();
        collect(&self.root, &mut found);
        found
    }
}

/// Recursion is bounded by the depth of the source.
fn compile(source: &Value, place: &mut Vec<Step>, problems: &mut Vec<TemplateProblem>) -> Node {
    match source {
        Value::Array(items) => {
            let nodes: Vec<Node> = (0_usize..)
                .zip(items)
                .map(|(index, item)| {
                    within(Step::Index(index), place, |place| {
                        compile(item, place, problems)
                    })
                })
                .collect();
            if nodes.iter().all(Node::is_static) {
                Node::Static(source.clone())
            } else {
                Node::Array(nodes)
            }
        }
        Value::Object(members) => {
            let nodes: Vec<(Arc<str>, Node)> = members
                .iter()
                .map(|(key, member)| {
                    within(Step::Key(key.clone()), place, |place| {
                        match key.strip_suffix(".$") {
                            Some(name) => (Arc::from(name), field(key, member, place, problems)),
                            None => (key.clone(), compile(member, place, problems)),
                        }
                    })
                })
                .collect();
            if nodes.iter().all(|(_, node)| node.is_static()) {
                Node::Static(source.clone())
            } else {
                let mut names: Vec<_> = nodes.iter().map(|(name, _)| name).collect();
                names.sort_unstable();
                names.dedup();
                let distinct = names.len() == nodes.len();
                Node::Object {
                    members: nodes,
                    distinct,
                }
            }
        }
        scalar => Node::Static(scalar.clone()),
    }
}

fn within<R>(step: Step, place: &mut Vec<Step>, work: impl FnOnce(&mut Vec<Step>) -> R) -> R {
    place.push(step);
    let result = work(place);
    place.pop();
    result
}

fn field(
    name: &Arc<str>,
    source: &Value,
    place: &[Step],
    problems: &mut Vec<TemplateProblem>,
) -> Node {
    let (message, offset) = match source.as_str().map(Expression::parse) {
        Some(Ok(expression)) => {
            return Node::Expression(Box::new(Field {
                name: name.clone(),
                expression,
            }));
        }
        Some(Err(error)) => (error.message, error.offset),
        None => (
            "The value must be a string with a path or an intrinsic function".to_owned(),
            0,
        ),
    };
    problems.push(TemplateProblem {
        place: place.to_vec(),
        message,
        offset,
    });
    Node::Hole(name.clone())
}

/// Recursion is bounded by the depth of the source.
fn eval(node: &Node, scope: &Scope<'_>, random: &mut Random) -> Result<Value, EvalError> {
    match node {
        Node::Static(value) => Ok(value.clone()),
        Node::Array(nodes) => nodes.iter().map(|node| eval(node, scope, random)).collect(),
        Node::Object { members, distinct } => {
            let mut object = ObjectBuilder::with_capacity(members.len());
            for (key, node) in members {
                let value = eval(node, scope, random)?;
                if *distinct {
                    object.append(key.clone(), value);
                } else {
                    object.insert(key.clone(), value);
                }
            }
            Ok(Value::Object(object.build()))
        }
        Node::Expression(field) => field.eval(scope, random),
        // The text with which AWS refuses such a definition.
        Node::Hole(name) => Err(EvalError::runtime(format!(
            "The value for the field '{name}' must be a valid JSONPath or a valid intrinsic function call"
        ))),
    }
}

impl Field {
    /// Observed: in a template an index past the end gives `null`; anything else that is missing fails.
    fn eval(&self, scope: &Scope<'_>, random: &mut Random) -> Result<Value, EvalError> {
        let Expression::Path(path) = &self.expression else {
            return self.expression.eval(&self.name, scope, random);
        };
        match path.eval(scope) {
            Err(error) if error.kind == PathErrorKind::IndexPastEnd => Ok(Value::Null),
            Err(error) => Err(error.in_field(path, &self.name, scope)),
            Ok(value) => Ok(value),
        }
    }
}

impl Node {
    fn is_static(&self) -> bool {
        matches!(self, Node::Static(_))
    }
}

fn collect<'a>(node: &'a Node, found: &mut Vec<(&'a str, &'a Expression)>) {
    match node {
        Node::Static(_) | Node::Hole(_) => {}
        Node::Array(nodes) => nodes.iter().for_each(|node| collect(node, found)),
        Node::Object { members, .. } => members.iter().for_each(|(_, node)| collect(node, found)),
        Node::Expression(field) => found.push((&field.name, &field.expression)),
    }
}

#[cfg(test)]
mod tests;
