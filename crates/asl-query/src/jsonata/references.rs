//! What an expression refers to, found on its syntax tree.

use std::sync::Arc;

use jlens_core::ast::Stage;
use jlens_core::{Node, NodeKind, stack};

use super::Reference;

/// Whether there is a regular expression in it.
pub(super) fn has_regex(node: &Node) -> bool {
    let mut found = matches!(node.kind, NodeKind::Regex { .. });
    node.for_each_child(|child| found = found || stack::grow(|| has_regex(child)));
    found
}

/// The names that are read and not bound, each once, in order. `$` and `$$` are none.
pub(super) fn free_variables(root: &Node) -> Vec<Arc<str>> {
    let mut search = FreeVariables::default();
    search.node(root);
    search.free
}

#[derive(Default)]
struct FreeVariables {
    bound: Vec<Arc<str>>,
    free: Vec<Arc<str>>,
}

impl FreeVariables {
    fn node(&mut self, node: &Node) {
        stack::grow(|| self.inner(node));
    }

    fn inner(&mut self, node: &Node) {
        let outer = self.bound.len();
        match &node.kind {
            NodeKind::Variable { name } => {
                self.read(name);
                self.children(node);
            }
            NodeKind::Bind { lhs, rhs } => {
                // A function can call itself; any other value reads what the name meant before.
                let itself = matches!(rhs.kind, NodeKind::Lambda(_));
                if !itself {
                    self.node(rhs);
                }
                if let NodeKind::Variable { name } = &lhs.kind {
                    self.bound.push(Arc::from(name.as_str()));
                }
                if itself {
                    self.node(rhs);
                }
            }
            NodeKind::Block { .. } => {
                self.children(node);
                self.bound.truncate(outer);
            }
            NodeKind::Lambda(definition) => {
                self.bound.extend(
                    definition
                        .params
                        .iter()
                        .map(|name| Arc::from(name.as_str())),
                );
                self.children(node);
                self.bound.truncate(outer);
            }
            NodeKind::Path { steps, .. } => {
                for step in steps {
                    self.bind_step(step);
                }
                self.children(node);
                self.bound.truncate(outer);
            }
            _ => self.children(node),
        }
    }

    fn children(&mut self, node: &Node) {
        node.for_each_child(|child| self.node(child));
    }

    /// `@$v` and `#$i` bind for the rest of their path.
    fn bind_step(&mut self, step: &Node) {
        let own = step.attrs.focus.iter().chain(&step.attrs.index);
        self.bound.extend(own.map(|name| Arc::from(name.as_str())));
        for stage in &step.attrs.stages {
            if let Stage::Index { var, .. } = stage {
                self.bound.push(Arc::from(var.as_str()));
            }
        }
    }

    fn read(&mut self, name: &str) {
        let known = name.is_empty()
            || name == "$"
            || self
                .bound
                .iter()
                .chain(&self.free)
                .any(|other| &**other == name);
        if !known {
            self.free.push(Arc::from(name));
        }
    }
}

/// The references to the context at the top level. Only the first step of a path reads it there; predicates, later
/// steps, sort keys and groups have contexts of their own, while a lambda keeps the one around it.
pub(super) fn top_level(root: &Node) -> Vec<Reference> {
    let mut found = Vec::new();
    find_top_level(root, true, &mut found);
    found.sort_by_key(|reference| reference.offset);
    found
}

fn find_top_level(node: &Node, top: bool, found: &mut Vec<Reference>) {
    let name = match &node.kind {
        NodeKind::Name { name } if top => Some(name.as_str()),
        NodeKind::Variable { name } if name == "$" => Some("$$"),
        NodeKind::Variable { name } if name.is_empty() && top => Some("$"),
        NodeKind::Wildcard if top => Some("*"),
        NodeKind::Descendant if top => Some("**"),
        NodeKind::Parent { .. } if top => Some("%"),
        _ => None,
    };
    if let Some(name) = name {
        found.push(Reference {
            name: name.to_owned(),
            offset: node.span.start,
        });
    }
    let mut next = |child: &Node, top: bool| stack::grow(|| find_top_level(child, top, found));
    match &node.kind {
        NodeKind::Path { steps, .. } => {
            for (index, step) in steps.iter().enumerate() {
                next(step, top && index == 0);
            }
        }
        NodeKind::Sort { terms } => terms.iter().for_each(|term| next(&term.expr, false)),
        NodeKind::Transform(definition) => {
            let parts = [
                Some(&definition.pattern),
                Some(&definition.update),
                definition.delete.as_ref(),
            ];
            parts
                .into_iter()
                .flatten()
                .for_each(|part| next(part, false));
        }
        _ => plain_children(node, &mut |child| next(child, top)),
    }
    for stage in node.attrs.stages.iter().chain(&node.attrs.predicate) {
        if let Stage::Filter { expr, .. } = stage {
            next(expr, false);
        }
    }
    for (key, value) in node.attrs.group.iter().flat_map(|group| &group.pairs) {
        next(key, false);
        next(value, false);
    }
}

/// The operands of operators, the arguments of calls, the parts of constructors, the bodies of functions.
fn plain_children(node: &Node, visit: &mut impl FnMut(&Node)) {
    match &node.kind {
        NodeKind::Binary { lhs, rhs, .. }
        | NodeKind::Fallback { lhs, rhs, .. }
        | NodeKind::Apply { lhs, rhs } => {
            visit(lhs);
            visit(rhs);
        }
        NodeKind::Bind { rhs, .. } => visit(rhs),
        NodeKind::Negate { expr } => visit(expr),
        NodeKind::Array { items } => items.iter().for_each(visit),
        NodeKind::Object { pairs } => {
            for (key, value) in pairs {
                visit(key);
                visit(value);
            }
        }
        NodeKind::Condition {
            condition,
            then,
            otherwise,
        } => {
            visit(condition);
            visit(then);
            if let Some(otherwise) = otherwise {
                visit(otherwise);
            }
        }
        NodeKind::Block { exprs, .. } => exprs.iter().for_each(visit),
        NodeKind::Function { procedure, args } | NodeKind::Partial { procedure, args } => {
            visit(procedure);
            args.iter().for_each(visit);
        }
        NodeKind::Lambda(definition) => visit(&definition.body),
        _ => {}
    }
}
