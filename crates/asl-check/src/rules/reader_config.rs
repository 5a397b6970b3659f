//! # `reader-config`
//!
//! ## What it checks
//! The fields of `ReaderConfig` fit together: `InputType` says what the file is (but with `S3_INVENTORY` there is none),
//! fields of CSV stand only with CSV or a manifest, and `"CSVHeaderLocation": "GIVEN"` comes with `CSVHeaders`.
//!
//! ## Why
//! The reader would not know how to read the file.
//!
//! ## Example
//! ```json
//! "Each": {"Type": "Map", "End": true,
//!   "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"},
//!     "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN"}},
//!   "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
//!     "StartAt": "One", "States": {"One": {"Type": "Succeed"}}}}
//! ```
//!
//! ## Instead
//! ```json
//! "Each": {"Type": "Map", "End": true,
//!   "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"},
//!     "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "name"]}},
//!   "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
//!     "StartAt": "One", "States": {"One": {"Type": "Succeed"}}}}
//! ```
//!
//! ## Source
//! The developer guide, "Item reader".

use asl_syntax::{Diagnostic, Node, Span};

use crate::context::{Context, ObjectAt, Role, is_unknown};

pub(super) const CODE: &str = "reader-config";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let configs = context.objects.iter().filter(|o| o.role == Role::ReaderConfig);
    let known = configs.filter(|object| object.node.is_object() && !is_unknown(object.node));
    known.flat_map(|object| problems(object.node).into_iter().map(|problem| word(object, problem))).collect()
}

struct Problem {
    span: Span,
    message: String,
    help: &'static str,
}

fn problems(config: &Node) -> Vec<Problem> {
    let text = |key: &str| config.get(key).and_then(Node::as_str);
    let computed = |key: &str| text(key).is_some_and(|text| text.starts_with("{%"));
    let mut problems = Vec::new();
    if text("CSVHeaderLocation") == Some("GIVEN") && config.get("CSVHeaders").is_none() {
        problems.push(Problem {
            span: config.get("CSVHeaderLocation").map_or(config.span, |node| node.span),
            message: "The headers are GIVEN, but there are no \"CSVHeaders\".".to_owned(),
            help: "List the names of the columns.",
        });
    }
    let csv = matches!(text("InputType"), None | Some("CSV" | "MANIFEST")) || computed("InputType");
    for key in ["CSVHeaderLocation", "CSVHeaders", "CSVDelimiter"] {
        if let Some(member) = config.member(key).filter(|_| !csv) {
            problems.push(Problem {
                span: member.key_span,
                message: format!("\"{key}\" is for CSV files."),
                help: "The InputType is another one.",
            });
        }
    }
    if let Some(member) = config.member("ItemsPointer").filter(|_| !computed("InputType"))
        && text("InputType") != Some("JSON")
    {
        problems.push(Problem {
            span: member.key_span,
            message: "\"ItemsPointer\" is for JSON files.".to_owned(),
            help: "It points to the array inside of a JSON document.",
        });
    }
    problems
}

fn word(object: &ObjectAt<'_>, problem: Problem) -> Diagnostic {
    Diagnostic::warning(CODE, problem.span, problem.message)
        .with_help(problem.help)
        .with_path(object.location())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn fields_together() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Map", "ItemReader": {"ReaderConfig": {"InputType": "JSON", "CSVDelimiter": "TAB"}}, "Next": "B"},
  "B": {"Type": "Map", "ItemReader": {"ReaderConfig": {"InputType": "CSV", "ItemsPointer": "/x"}}, "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Map", "ItemReader": {"ReaderConfig": {"InputType": "JSON", "CSVDelimiter": "TAB"}}, "Next": "B"},
                                                                                            ^^^^^^^^^^^^^^ warning: "CSVDelimiter" is for CSV files. (/States/A/ItemReader/ReaderConfig)
                                                                                              help: The InputType is another one.
                  "B": {"Type": "Map", "ItemReader": {"ReaderConfig": {"InputType": "CSV", "ItemsPointer": "/x"}}, "End": true}
                                                                                           ^^^^^^^^^^^^^^ warning: "ItemsPointer" is for JSON files. (/States/B/ItemReader/ReaderConfig)
                                                                                             help: It points to the array inside of a JSON document.
                }}
            "#]],
        );
    }
}
