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

use std::collections::{BTreeMap, BTreeSet};

use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Node, Span};

use crate::context::{Context, ObjectAt, has_placeholder};

pub(super) const CODE: &str = "shadowed-variable";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let all: Vec<Assigned<'_>> = context.objects.iter().flat_map(assigned).collect();
    let mut by_state: BTreeMap<usize, Vec<&Assigned<'_>>> = BTreeMap::new();
    for one in &all {
        by_state.entry(one.state).or_default().push(one);
    }
    let predecessors = predecessors(context);
    // By Parallel or Map state the variables that exist when its inner states begin.
    let mut outer: BTreeMap<usize, BTreeMap<&str, Span>> = BTreeMap::new();
    let mut found = Vec::new();
    for one in &all {
        let clash = owners(context, one.state).into_iter().find_map(|owner| {
            let known = outer.entry(owner).or_insert_with(|| {
                let before = all_before(&predecessors, owner);
                let assigned = before.iter().filter_map(|state| by_state.get(state)).flatten();
                assigned.map(|one| (one.name, one.span)).collect()
            });
            known.get(one.name).copied()
        });
        found.extend(clash.map(|outer| word(one, outer)));
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

/// For each state the states that go to it.
fn predecessors(context: &Context<'_>) -> Vec<Vec<usize>> {
    let mut predecessors = vec![Vec::new(); context.states.len()];
    for (index, at) in context.states.iter().enumerate() {
        for transition in at.state.transitions() {
            let target = context.index_of(at.machine_index, transition.target.value);
            if let Some(list) = target.and_then(|target| predecessors.get_mut(target)) {
                list.push(index);
            }
        }
    }
    predecessors
}

/// The states that come before a state. What it assigns itself comes after the states inside it.
fn all_before(predecessors: &[Vec<usize>], state: usize) -> BTreeSet<usize> {
    let mut before = BTreeSet::new();
    let mut todo = vec![state];
    while let Some(current) = todo.pop() {
        let fresh = predecessors.get(current).into_iter().flatten();
        todo.extend(fresh.copied().filter(|first| before.insert(*first)));
    }
    before.remove(&state);
    before
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
                {"StartAt": "S", "States": {
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
