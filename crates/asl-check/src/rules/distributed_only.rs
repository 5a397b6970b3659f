//! # `distributed-only`
//!
//! ## What it checks
//! `ItemReader`, `ItemBatcher`, `ResultWriter`, `Label` and the tolerated failures stand only on a Map state whose
//! `ProcessorConfig` says `"Mode": "DISTRIBUTED"`, and such a `ProcessorConfig` has an `ExecutionType`.
//!
//! ## Why
//! An inline Map runs inside the execution and knows none of these.
//!
//! ## Example
//! ```json
//! "Each": {"Type": "Map", "ToleratedFailureCount": 5, "End": true, "ItemProcessor": {
//!   "StartAt": "One", "States": {"One": {"Type": "Succeed"}}
//! }}
//! ```
//!
//! ## Instead
//! ```json
//! "Each": {"Type": "Map", "ToleratedFailureCount": 5, "End": true, "ItemProcessor": {
//!   "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
//!   "StartAt": "One", "States": {"One": {"Type": "Succeed"}}
//! }}
//! ```
//!
//! ## Source
//! The developer guide, "Distributed Map state fields".

use asl_syntax::view::{StateAt, StateType};
use asl_syntax::{Diagnostic, Edit, Fix, Member};

use crate::context::{Context, is_unknown};
use crate::edits::insert_member;

pub(super) const CODE: &str = "distributed-only";

const FIELDS: [&str; 8] = [
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "Label",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
];

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in context.states.iter().filter(|at| at.state.state_type == Some(StateType::Map)) {
        let Some(processor) = at.state.processor().map(|processor| processor.machine.node) else {
            continue;
        };
        let config = processor.get("ProcessorConfig");
        let mode = config.and_then(|config| config.get("Mode"));
        if is_unknown(processor) || config.is_some_and(is_unknown) || mode.is_some_and(is_unknown) {
            continue;
        }
        if !at.state.is_distributed() {
            let fields = FIELDS.iter().filter_map(|field| at.state.node.member(field));
            found.extend(fields.map(|member| word(context, at, member)));
        } else if let Some(config) = config.filter(|config| config.get("ExecutionType").is_none()) {
            let mut diagnostic = Diagnostic::warning(CODE, config.span, "A distributed Map needs an \"ExecutionType\".")
                .with_help("STANDARD or EXPRESS: the type of the execution that each item runs in.")
                .with_path(format!("{}/ItemProcessor/ProcessorConfig", at.path));
            diagnostic.fixes.extend(insert_member(context.document, config, "ExecutionType", "\"STANDARD\""));
            found.push(diagnostic);
        }
    }
    found
}

fn word(context: &Context<'_>, at: &StateAt<'_>, member: &Member) -> Diagnostic {
    let message = format!("\"{}\" works only in a distributed Map.", member.key);
    let mut diagnostic = Diagnostic::warning(CODE, member.key_span, message)
        .with_help("Set \"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", ...} in its ItemProcessor, or remove it.")
        .with_path(&at.path);
    diagnostic.fixes.extend(distribute(context, at));
    diagnostic
}

fn distribute(context: &Context<'_>, at: &StateAt<'_>) -> Option<Fix> {
    let processor = at.state.processor()?.machine.node;
    let config = "{\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}";
    let fix = match processor.member("ProcessorConfig") {
        Some(member) => {
            let edits = vec![Edit { span: member.value.span, text: config.to_owned() }];
            Fix { title: String::new(), edits }
        }
        None => insert_member(context.document, processor, "ProcessorConfig", config)?,
    };
    Some(Fix { title: "Make the Map distributed".to_owned(), ..fix })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn modes() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Map", "ItemReader": {}, "Label": "x", "Next": "B", "ItemProcessor": {
    "ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "X", "States": {"X": {"Type": "Succeed"}}}},
  "B": {"Type": "Map", "ItemReader": {}, "End": true, "ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "Y", "States": {"Y": {"Type": "Succeed"}}}}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Map", "ItemReader": {}, "Label": "x", "Next": "B", "ItemProcessor": {
                                       ^^^^^^^^^^^^ warning: "ItemReader" works only in a distributed Map. (/States/A)
                                         help: Set "ProcessorConfig": {"Mode": "DISTRIBUTED", ...} in its ItemProcessor, or remove it.
                                         fix: Make the Map distributed
                                                         ^^^^^^^ warning: "Label" works only in a distributed Map. (/States/A)
                                                           help: Set "ProcessorConfig": {"Mode": "DISTRIBUTED", ...} in its ItemProcessor, or remove it.
                                                           fix: Make the Map distributed
                    "ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "X", "States": {"X": {"Type": "Succeed"}}}},
                  "B": {"Type": "Map", "ItemReader": {}, "End": true, "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED"}, "StartAt": "Y", "States": {"Y": {"Type": "Succeed"}}}}
                                       ^^^^^^^^^^^^^^^^^^^^^^^ warning: A distributed Map needs an "ExecutionType". (/States/B/ItemProcessor/ProcessorConfig)
                                         help: STANDARD or EXPRESS: the type of the execution that each item runs in.
                                         fix: Add "ExecutionType"
                }}
            "#]],
        );
    }
}
