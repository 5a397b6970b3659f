//! # `unassigned-variable`
//!
//! ## What it checks
//! A variable that is read, `$name` in a path or a JSONata expression, is assigned by some state of the same machine or
//! of one around it. The states of a distributed Map see no variables from outside.
//!
//! ## Why
//! Reading a variable that nothing assigns fails when the state runs. Often the name is misspelt, or in JSONata the
//! function does not exist.
//!
//! ## Example
//! ```json
//! "Set": {"Type": "Pass", "Assign": {"order": 1}, "Next": "Get"},
//! "Get": {"Type": "Pass", "Parameters": {"id.$": "$oder.id"}, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Set": {"Type": "Pass", "Assign": {"order": {"id": 1}}, "Next": "Get"},
//! "Get": {"Type": "Pass", "Parameters": {"id.$": "$order.id"}, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Variables"; the developer guide, "Passing data between states with variables".

use std::collections::BTreeSet;

use asl_query::intrinsic::Intrinsic;
use asl_query::path::{Path, Root};
use asl_syntax::view::QueryLanguage;
use asl_syntax::{Diagnostic, Node};

use crate::context::{Context, ObjectAt, has_placeholder};
use crate::fields::{Shape, fields};
use crate::templates::payload_templates;

pub(super) const CODE: &str = "unassigned-variable";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let assigned = assigned(context);
    let mut found = Vec::new();
    for read in reads(context) {
        let Some(known) = read.machine.and_then(|machine| assigned.get(machine)) else { continue };
        if !known.contains(&*read.name) {
            found.push(word(context, &read, known));
        }
    }
    found
}

/// A variable that is read.
struct Read<'a> {
    name: String,
    node: &'a Node,
    path: String,
    /// The machine of the state, as an index into [`Context::machines`].
    machine: Option<usize>,
}

/// For each machine the variables that its states can see.
fn assigned<'a>(context: &Context<'a>) -> Vec<BTreeSet<&'a str>> {
    let mut own: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); context.machines.len()];
    for object in &context.objects {
        let machine = object.state.and_then(|index| context.states.get(index)).map(|at| at.machine_index);
        let Some(names) = machine.and_then(|machine| own.get_mut(machine)) else { continue };
        let members = object.node.get("Assign").map_or(&[][..], Node::members);
        names.extend(members.iter().map(|member| variable_name(object, &member.key)));
    }
    // Outer machines come first, so what they see is complete when the inner ones ask.
    let mut visible: Vec<BTreeSet<&str>> = Vec::with_capacity(own.len());
    for (at, own) in context.machines.iter().zip(own) {
        let owner = at.owner.and_then(|index| context.states.get(index));
        let outer = owner.filter(|owner| !owner.state.is_distributed());
        let inherited = outer.and_then(|owner| visible.get(owner.machine_index)).cloned();
        visible.push(inherited.into_iter().flatten().chain(own).collect());
    }
    visible
}

fn variable_name<'a>(object: &ObjectAt<'a>, key: &'a str) -> &'a str {
    match object.language {
        QueryLanguage::JsonPath => key.strip_suffix(".$").unwrap_or(key),
        QueryLanguage::Jsonata => key,
    }
}

fn reads<'a>(context: &Context<'a>) -> Vec<Read<'a>> {
    let machine = |state: Option<usize>| Some(context.states.get(state?)?.machine_index);
    let mut reads = Vec::new();
    for template in payload_templates(context) {
        for entry in template.entries().iter().filter(|entry| entry.member.key.ends_with(".$")) {
            reads.extend(in_text(&entry.member.value, &template.path, machine(template.state)));
        }
    }
    for object in context.objects.iter().filter(|o| o.language == QueryLanguage::JsonPath) {
        for field in fields(object.role) {
            let path = matches!(
                field.shape,
                Shape::Path | Shape::PathOrNull | Shape::ReferencePath | Shape::PathOrIntrinsic
            );
            if let Some(value) = object.node.get(field.name).filter(|_| path) {
                reads.extend(in_text(value, &object.field_path(field.name), machine(object.state)));
            }
        }
    }
    for expression in &context.jsonata {
        let Ok(compiled) = &expression.compiled else { continue };
        let variables = compiled.free_variables().iter();
        for name in variables.filter(|name| &***name != "states" && !compiled.is_function(name)) {
            let (name, path) = (name.to_string(), expression.path.clone());
            reads.push(Read { name, node: expression.node, path, machine: machine(expression.state) });
        }
    }
    reads
}

/// The variables in a path or a call.
fn in_text<'a>(node: &'a Node, path: &str, machine: Option<usize>) -> Vec<Read<'a>> {
    let Some(text) = node.as_str().filter(|text| !has_placeholder(text)) else { return Vec::new() };
    let call = Intrinsic::parse(text).ok();
    let parsed = Path::parse(text).ok();
    let paths = parsed.iter().chain(call.iter().flat_map(Intrinsic::paths));
    paths
        .filter_map(|path| match path.root() {
            Root::Variable(name) => Some(name.to_string()),
            Root::Input | Root::Context => None,
        })
        .map(|name| Read { name, node, path: path.to_owned(), machine })
        .collect()
}

fn word(context: &Context<'_>, read: &Read<'_>, known: &BTreeSet<&str>) -> Diagnostic {
    let name = &read.name;
    let help = match context.suggestions.closest(name, known.iter().copied()) {
        Some(meant) => format!("Did you mean ${meant}?"),
        None => "No state that comes before it in this scope has it in \"Assign\".".to_owned(),
    };
    Diagnostic::warning(CODE, read.node.span, format!("Nothing assigns ${name}."))
        .with_help(help)
        .with_path(&read.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn scopes() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Assign": {"x": 1, "list.$": "$.list"}, "Next": "M"},
  "M": {"Type": "Map", "ItemsPath": "$list", "Next": "D", "ItemProcessor": {"StartAt": "I", "States": {
    "I": {"Type": "Pass", "Parameters": {"a.$": "States.Array($x, $inner)", "b.$": "$y"}, "Assign": {"inner": 1}, "End": true}}}},
  "D": {"Type": "Map", "Next": "J", "ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "E", "States": {
    "E": {"Type": "Pass", "InputPath": "$x", "End": true}}}},
  "J": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% ($z := 1; $z + $x + $lisst + $sum([1]) + $states.input.q) %}", "Next": "K"},
  "K": {"Type": "Pass", "InputPath": "$inner", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Assign": {"x": 1, "list.$": "$.list"}, "Next": "M"},
                  "M": {"Type": "Map", "ItemsPath": "$list", "Next": "D", "ItemProcessor": {"StartAt": "I", "States": {
                    "I": {"Type": "Pass", "Parameters": {"a.$": "States.Array($x, $inner)", "b.$": "$y"}, "Assign": {"inner": 1}, "End": true}}}},
                                                                                                   ^^^^ warning: Nothing assigns $y. (/States/M/ItemProcessor/States/I/Parameters)
                                                                                                     help: Did you mean $x?
                  "D": {"Type": "Map", "Next": "J", "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "E", "States": {
                    "E": {"Type": "Pass", "InputPath": "$x", "End": true}}}},
                                                       ^^^^ warning: Nothing assigns $x. (/States/D/ItemProcessor/States/E/InputPath)
                                                         help: No state that comes before it in this scope has it in "Assign".
                  "J": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% ($z := 1; $z + $x + $lisst + $sum([1]) + $states.input.q) %}", "Next": "K"},
                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Nothing assigns $lisst. (/States/J/Output)
                                                                                help: Did you mean $list?
                  "K": {"Type": "Pass", "InputPath": "$inner", "End": true}
                                                     ^^^^^^^^ warning: Nothing assigns $inner. (/States/K/InputPath)
                                                       help: No state that comes before it in this scope has it in "Assign".
                }}
            "#]],
        );
    }
}
