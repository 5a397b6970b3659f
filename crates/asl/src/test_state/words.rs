//! The validator's findings in AWS's words: code, message and location as
//! `ValidateStateMachineDefinition` lists them and `InvalidDefinition` joins them.

use std::fmt;

use asl_check::Options;
use asl_syntax::{Diagnostic, Document, Severity};

use super::json;

/// One reason to refuse a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// AWS's code, such as `SCHEMA_VALIDATION_FAILED`.
    pub code: &'static str,
    /// What is wrong, in AWS's words where they are known, otherwise in ours.
    pub message: String,
    /// Where, such as `/States/A/Next`; `None` where AWS tells no place.
    pub location: Option<String>,
}

/// Why AWS would refuse a definition; nothing when it would not. The text has to be strict JSON.
pub fn findings(text: &str, options: Options) -> Vec<Finding> {
    if let Err(error) = asl_query::Value::from_json(text) {
        let (problem, place) = json::problem(text, error.offset, &error.message);
        return vec![Finding {
            code: "INVALID_JSON_DESCRIPTION",
            message: format!("{problem}\n at {place}"),
            location: Some(place),
        }];
    }
    let document = Document::parse_as(text, asl_syntax::Format::Json);
    let mut found: Vec<Finding> = Vec::new();
    let errors = asl_check::check_with(&document, options)
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    for diagnostic in errors {
        let finding = word(&diagnostic, text);
        match found.last_mut().and_then(|last| merged(last, &finding)) {
            Some(message) => {
                if let Some(last) = found.last_mut() {
                    last.message = message;
                }
            }
            None => found.push(finding),
        }
    }
    // Recorded: what is wrong with the transitions comes before the machine that never ends.
    found.sort_by_key(|finding| finding.code == "MISSING_END_STATE");
    found
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        match &self.location {
            Some(location) => write!(f, " at {location}"),
            None => Ok(()),
        }
    }
}

const SCHEMA: &str = "SCHEMA_VALIDATION_FAILED";
const TRANSITION: &str = "MISSING_TRANSITION_TARGET";

fn word(diagnostic: &Diagnostic, text: &str) -> Finding {
    let range = diagnostic.span.start as usize..diagnostic.span.end as usize;
    let here = text.get(range).unwrap_or_default().trim_matches('"');
    let quoted = between(&diagnostic.message, '"');
    let (code, message) = match diagnostic.code {
        "unknown-type" => (
            SCHEMA,
            "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]".to_owned(),
        ),
        "missing-field" if diagnostic.path.ends_with("/Credentials") => {
            (SCHEMA, format!("The field '{quoted}' is required but was missing"))
        }
        "missing-field" => (SCHEMA, format!("These fields are required: [{quoted}]")),
        "dangling-target" | "start-at-not-found" => {
            (TRANSITION, format!("Missing 'Next' target: {here}"))
        }
        "unreachable-state" => (TRANSITION, format!("State \"{here}\" is not reachable.")),
        "no-terminal-state" => ("MISSING_END_STATE", "Workflow has no terminal state".to_owned()),
        "unsupported-field" => (SCHEMA, format!("Field '{quoted}' is not supported")),
        "other-query-language" => (SCHEMA, other_language(diagnostic, quoted)),
        "query-language" if here == "JSONPath" => (
            SCHEMA,
            "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine".to_owned(),
        ),
        "payload-template" => (
            SCHEMA,
            format!("The value for the field '{quoted}' must be a valid JSONPath or a valid intrinsic function call"),
        ),
        "wait-timestamp" => (SCHEMA, "String does not match RFC3339 timestamp".to_owned()),
        "task-resource" => (
            SCHEMA,
            format!("The resource provided {here} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."),
        ),
        "express-resource" => (SCHEMA, express(here)),
        "wrong-type" if diagnostic.message.ends_with("may not be empty.") => {
            (SCHEMA, "Value cannot be empty".to_owned())
        }
        "jsonata-syntax" => {
            let (_, problem) = diagnostic.message.split_once(": ").unwrap_or_default();
            ("INVALID_JSONATA_EXPRESSION", problem.trim_end_matches('.').to_owned())
        }
        "jsonata-reference" => (
            "UNSUPPORTED_JSONATA_EXPRESSION",
            format!("Reference to '{}' at the top level is not supported.", between(&diagnostic.message, '`')),
        ),
        _ => (SCHEMA, diagnostic.message.clone()),
    };
    Finding {
        code,
        message,
        location: Some(diagnostic.path.clone()).filter(|path| !path.is_empty()),
    }
}

/// The first thing that a message quotes.
fn between(message: &str, quote: char) -> &str {
    message.split(quote).nth(1).unwrap_or_default()
}

fn other_language(diagnostic: &Diagnostic, field: &str) -> String {
    let (this, other) = if diagnostic.message.contains("this state is in JSONPath") {
        ("JSONPath", "JSONata")
    } else {
        ("JSONata", "JSONPath")
    };
    format!(
        "The QueryLanguage is set to '{this}', but field '{field}' is only supported for the '{other}' QueryLanguage"
    )
}

/// Recorded with two spaces before the place where a token is waited for.
fn express(resource: &str) -> String {
    if resource.contains(":activity:") {
        "Express state machine does not support Activity ARN".to_owned()
    } else if resource.ends_with(".waitForTaskToken") {
        "Express state machine does not support '.waitForTaskToken' service integration ".to_owned()
    } else {
        "Express state machine does not support '.sync' service integration".to_owned()
    }
}

/// AWS lists the missing fields of one object in one finding.
fn merged(last: &Finding, next: &Finding) -> Option<String> {
    let fields = |finding: &Finding| {
        let names = finding
            .message
            .strip_prefix("These fields are required: [")?;
        Some(names.strip_suffix(']')?.to_owned())
    };
    let (before, after) = (fields(last)?, fields(next)?);
    (last.location == next.location)
        .then(|| format!("These fields are required: [{before}, {after}]"))
}
