//! # `shadowed-variable`
//!
//! ## What it checks
//! A state inside of a Parallel or Map state does not assign a variable that a state around it assigns too.
//!
//! ## Why
//! Inner states read the variables of outer ones, but cannot change them, and may not have one of the same name. AWS
//! refuses the definition.
//!
//! ## Example
//! ```json
//! "Set": {"Type": "Pass", "Assign": {"count": 0}, "Next": "Each"},
//! "Each": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Add", "States": {
//!   "Add": {"Type": "Pass", "Assign": {"count": 1}, "End": true}
//! }}}
//! ```
//!
//! ## Instead
//! ```json
//! "Set": {"Type": "Pass", "Assign": {"count": 0}, "Next": "Each"},
//! "Each": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Add", "States": {
//!   "Add": {"Type": "Pass", "Assign": {"one": 1}, "End": true}
//! }}}
//! ```
//!
//! ## Source
//! The specification, "Variables": a state must not assign a variable of an outer scope.

use std::collections::BTreeSet;

use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Node, Span};

use crate::context::{Context, ObjectAt, has_placeholder};

pub(super) const CODE: &str = "shadowed-variable";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let all: Vec<Assigned<'_>> = context.objects.iter().flat_map(|object| assigned(object)).collect();
    let mut found = Vec::new();
    for one in &all {
        let owners = owners(context, one.state);
        let clash = all.iter().find(|other| {
            let named = other.name == one.name;
            named && owners.iter().any(|owner| is_before(context, other.state, *owner))
        });
        found.extend(clash.map(|outer| word(one, outer.span)));
    }
    found
}

/// A variable that is assigned.
struct Assigned<'a> {
    name: &'a str,
    span: Span,
    path: String,
    /// The state, as an index into [`Context::states`].
    state: usize,
}

fn assigned<'a>(object: &ObjectAt<'a>) -> Vec<Assigned<'a>> {
    let Some(state) = object.state else { return Vec::new() };
    let members = object.node.get("Assign").map_or(&[][..], Node::members);
    let named = members.iter().filter(|m| !m.key_span.is_empty() && !has_placeholder(&m.key));
    named
        .map(|member| {
            let key: &'a str = &member.key;
            let plain = key.strip_suffix(".$").filter(|_| object.language == QueryLanguage::JsonPath);
            Assigned {
                name: plain.unwrap_or(key),
                span: member.key_span,
                path: object.field_path("Assign"),
                state,
            }
        })
        .collect()
}

/// The Parallel and Map states around a state whose variables it sees, the nearest first.
fn owners(context: &Context<'_>, state: usize) -> Vec<usize> {
    let mut owners = Vec::new();
    let mut current = context.states.get(state).and_then(|at| at.parent);
    while let Some((index, at)) = current.and_then(|index| Some((index, context.states.get(index)?))) {
        if at.state.is_distributed() {
            break;
        }
        owners.push(index);
        current = at.parent;
    }
    owners
}

/// Whether a state comes before another one of the same machine, so that its variables exist there. What the other one
/// assigns itself comes after the states inside it.
fn is_before(context: &Context<'_>, first: usize, then: usize) -> bool {
    let (Some(first), Some(then)) = (context.states.get(first), context.states.get(then)) else { return false };
    if first.machine_index != then.machine_index || first.state.name == then.state.name {
        return false;
    }
    let mut seen = BTreeSet::new();
    let mut todo = vec![first.state];
    while let Some(state) = todo.pop() {
        for transition in state.transitions() {
            let name = transition.target.value;
            if name == then.state.name {
                return true;
            }
            if seen.insert(name) {
                todo.extend(first.machine.state(name));
            }
        }
    }
    false
}

fn word(one: &Assigned<'_>, outer: Span) -> Diagnostic {
    Diagnostic::error(CODE, one.span, format!("\"{}\" is a variable of an outer state.", one.name))
        .with_help("Inner states can read it but not assign it. Choose another name.")
        .with_label(outer, "assigned here")
        .with_path(&one.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn siblings_and_distributed_maps_are_apart() {
        check(
            CODE,
            r#"{"StartAt": "S", "States": {
  "S": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
  "P": {"Type": "Parallel", "Assign": {"y": 1}, "Next": "D", "Branches": [
    {"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"y": 1}, "End": true}}},
    {"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"y": 1, "x.$": "$.x"}, "End": true}}}]},
  "D": {"Type": "Map", "End": true, "ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "E", "States": {
    "E": {"Type": "Pass", "Assign": {"x": 2}, "End": true}}}}
}}"#,
            expect![[r#"
                {"StartAt": "P", "States": {
                  "S": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
  "P": {"Type": "Parallel", "Assign": {"y": 1}, "Next": "D", "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"y": 1}, "End": true}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"y": 1, "x.$": "$.x"}, "End": true}}}]},
                                                                                         ^^^^^ error: "x" is a variable of an outer state. (/States/P/Branches[1]/States/B/Assign)
                                                                                           help: Inner states can read it but not assign it. Choose another name.
                                                                                           line 2, "x": assigned here
                  "D": {"Type": "Map", "End": true, "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "E", "States": {
                    "E": {"Type": "Pass", "Assign": {"x": 2}, "End": true}}}}
                }}
            "#]],
        );
    }
}
