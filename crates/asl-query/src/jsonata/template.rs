//! Values of JSONata fields: JSON in which strings of the form `{% … %}` are expressions.

use std::sync::Arc;

use super::{Bindings, Env, Jsonata, JsonataError, wording};
use crate::error::EvalError;
use crate::path::Step;
use crate::template::TemplateProblem;
use crate::value::{MAX_DEPTH, ObjectBuilder, Value};

/// The compiled value of `Arguments`, `Output`, `Assign`, `Items` and the like. Whatever holds no expression is one
/// shared value.
#[derive(Clone, Debug)]
pub struct JsonataTemplate {
    root: Node,
    problems: Vec<TemplateProblem>,
}

#[derive(Clone, Debug)]
enum Node {
    Static(Value),
    Array(Vec<Node>),
    Object(Vec<(Arc<str>, Node)>),
    Expression(Box<Place>),
}

#[derive(Clone, Debug)]
struct Place {
    /// The way from the field, as AWS writes it: `/a/b[0]`.
    suffix: String,
    expression: Result<Jsonata, (Arc<str>, JsonataError)>,
}

impl JsonataTemplate {
    /// Compiles a value; names are never expressions, strings are at any depth.
    pub fn compile(source: &Value) -> JsonataTemplate {
        let mut compiler = Compiler {
            place: Vec::new(),
            problems: Vec::new(),
        };
        let root = compiler.node(source);
        JsonataTemplate {
            root,
            problems: compiler.problems,
        }
    }

    /// The value. `field` is the name of the field, `Output`; a failure names the place below it, `Output/result`.
    pub fn eval(
        &self,
        field: &str,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Value, EvalError> {
        let value = eval(&self.root, field, bindings, env)?;
        if value.depth() > MAX_DEPTH {
            return Err(EvalError::too_deep());
        }
        Ok(value)
    }

    /// The expressions that do not compile. Evaluating the template fails there.
    pub fn problems(&self) -> &[TemplateProblem] {
        &self.problems
    }

    /// Whether the template holds no expression at all.
    pub fn is_static(&self) -> bool {
        matches!(self.root, Node::Static(_))
    }

    /// The value is a single expression: that expression.
    pub fn expression(&self) -> Option<&Jsonata> {
        match &self.root {
            Node::Expression(place) => place.expression.as_ref().ok(),
            _ => None,
        }
    }

    /// All expressions in order, each with the way to it from the field (`/a/b[0]`, empty at the root).
    pub fn expressions(&self) -> Vec<(&str, &Jsonata)> {
        let mut found = Vec::new();
        collect(&self.root, &mut found);
        found
    }
}

struct Compiler {
    place: Vec<Step>,
    problems: Vec<TemplateProblem>,
}

impl Compiler {
    /// Recursion is bounded by the depth of the source, which [`MAX_DEPTH`] bounds in turn.
    fn node(&mut self, source: &Value) -> Node {
        match source {
            Value::String(text) => match Jsonata::delimited(text) {
                Some(expression) => self.expression(expression),
                None => Node::Static(source.clone()),
            },
            Value::Array(items) if source.depth() <= MAX_DEPTH => {
                let nodes: Vec<Node> = (0_usize..)
                    .zip(items)
                    .map(|(index, item)| self.within(Step::Index(index), item))
                    .collect();
                if nodes.iter().all(Node::is_static) {
                    Node::Static(source.clone())
                } else {
                    Node::Array(nodes)
                }
            }
            Value::Object(members) if source.depth() <= MAX_DEPTH => {
                let nodes: Vec<(Arc<str>, Node)> = members
                    .iter()
                    .map(|(key, member)| (key.clone(), self.within(Step::Key(key.clone()), member)))
                    .collect();
                let is_static = nodes.iter().all(|(_, node)| node.is_static());
                if is_static {
                    Node::Static(source.clone())
                } else {
                    Node::Object(nodes)
                }
            }
            other => Node::Static(other.clone()),
        }
    }

    fn within(&mut self, step: Step, source: &Value) -> Node {
        self.place.push(step);
        let node = self.node(source);
        self.place.pop();
        node
    }

    fn expression(&mut self, text: &str) -> Node {
        let expression = Jsonata::compile(text).map_err(|error| {
            self.problems.push(TemplateProblem {
                place: self.place.clone(),
                message: error.message.clone(),
                offset: error.position,
            });
            (
                Arc::from(text),
                JsonataError {
                    code: error.code,
                    message: error.message,
                },
            )
        });
        Node::Expression(Box::new(Place {
            suffix: self.suffix(),
            expression,
        }))
    }

    fn suffix(&self) -> String {
        let parts = self.place.iter().map(|step| match step {
            Step::Key(key) => format!("/{key}"),
            Step::Index(index) => format!("[{index}]"),
        });
        parts.collect()
    }
}

impl Node {
    fn is_static(&self) -> bool {
        matches!(self, Node::Static(_))
    }
}

/// Recursion is bounded by the depth of the source.
fn eval(
    node: &Node,
    field: &str,
    bindings: &Bindings<'_>,
    env: &mut Env<'_>,
) -> Result<Value, EvalError> {
    match node {
        Node::Static(value) => Ok(value.clone()),
        Node::Array(nodes) => nodes
            .iter()
            .map(|node| eval(node, field, bindings, env))
            .collect(),
        Node::Object(nodes) => {
            let mut members = ObjectBuilder::with_capacity(nodes.len());
            for (key, node) in nodes {
                members.insert(key.clone(), eval(node, field, bindings, env)?);
            }
            Ok(Value::Object(members.build()))
        }
        Node::Expression(place) => {
            let field = format!("{field}{}", place.suffix);
            match &place.expression {
                Ok(expression) => expression.eval_field(&field, bindings, env),
                Err((text, error)) => Err(wording::thrown(text, &field, error)),
            }
        }
    }
}

fn collect<'a>(node: &'a Node, found: &mut Vec<(&'a str, &'a Jsonata)>) {
    match node {
        Node::Static(_) => {}
        Node::Array(nodes) => nodes.iter().for_each(|node| collect(node, found)),
        Node::Object(nodes) => nodes.iter().for_each(|(_, node)| collect(node, found)),
        Node::Expression(place) => {
            if let Ok(expression) = &place.expression {
                found.push((&place.suffix, expression));
            }
        }
    }
}
