//! # `duplicate-state-name`
//!
//! ## What it checks
//! A state's name occurs once in the whole definition, also across branches and processors, and has at most 80
//! characters.
//!
//! ## Why
//! AWS refuses the definition. Histories and logs tell states apart by their names alone.
//!
//! ## Example
//! ```json
//! "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "Load", "States": {"Load": {"Type": "Succeed"}}}, "Next": "Load"},
//! "Load": {"Type": "Succeed"}
//! ```
//!
//! ## Instead
//! ```json
//! "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "Load one", "States": {"Load one": {"Type": "Succeed"}}}, "Next": "Load"},
//! "Load": {"Type": "Succeed"}
//! ```
//!
//! ## Source
//! The specification: names are unique within the scope of the whole state machine, of at most 80 Unicode characters.

use std::collections::BTreeMap;

use asl_syntax::Diagnostic;
use asl_syntax::view::StateAt;

use crate::context::Context;

pub(super) const CODE: &str = "duplicate-state-name";

/// Characters that a name may have.
const LONGEST: usize = 80;

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut first_of: BTreeMap<&str, &StateAt<'_>> = BTreeMap::new();
    for at in &context.states {
        let length = at.state.name.chars().count();
        if length > LONGEST {
            found.push(too_long_word(at, length));
        }
        match first_of.get(at.state.name) {
            // In one States object it is a repeated key, which the syntax reports.
            Some(first) if first.machine_index != at.machine_index => found.push(word(first, at)),
            Some(_) => {}
            None => {
                first_of.insert(at.state.name, at);
            }
        }
    }
    found
}

fn word(first: &StateAt<'_>, second: &StateAt<'_>) -> Diagnostic {
    let message = format!("There already is a state \"{}\".", second.state.name);
    Diagnostic::error(CODE, second.state.name_span, message)
        .with_help("Names are unique in the whole definition, branches and processors included. Rename one.")
        .with_label(first.state.name_span, "the other one")
        .with_path(&second.path)
}

fn too_long_word(at: &StateAt<'_>, length: usize) -> Diagnostic {
    let message = format!("A state's name has at most {LONGEST} characters; this one has {length}.");
    Diagnostic::error(CODE, at.state.name_span, message).with_path(&at.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn across_branches() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}},
    {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}
  ]}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Parallel", "End": true, "Branches": [
                    {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}
                                                ^^^ error: There already is a state "B". (/States/A/Branches[1]/States/B)
                                                  help: Names are unique in the whole definition, branches and processors included. Rename one.
                                                  line 3, "B": the other one
                  ]}
                }}
            "#]],
        );
    }

    #[test]
    fn long_names() {
        let name = "é".repeat(81);
        let source = format!("{{\"StartAt\": \"{name}\",\n\"States\": {{\n\"{name}\": {{\"Type\": \"Succeed\"}}\n}}}}");
        check(CODE, &source, expect![[r#"
            {"StartAt": "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
            "States": {
            "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé": {"Type": "Succeed"}
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A state's name has at most 80 characters; this one has 81. (/States/ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé)
            }}
        "#]]);
    }
}
