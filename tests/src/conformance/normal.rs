//! Brings recorded and produced values to one form, as the recording's own tools did: JSON text is
//! parsed, times read `date` or `timestamp`, and what a test redacted is redacted on both sides.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-][01]\d:?(?:[0-5]\d)?)";
    Regex::new(pattern).expect("a valid pattern")
});

/// Keys whose value every recording replaces by their own name.
const STANDARD: [(&str, &str); 6] = [
    ("Date", "date"),
    ("RequestId", "RequestId"),
    ("X-Amzn-Trace-Id", "X-Amzn-Trace-Id"),
    ("x-amz-crc32", "x-amz-crc32"),
    ("x-amzn-RequestId", "x-amzn-RequestId"),
    ("x-amzn-requestid", "x-amzn-requestid"),
];

/// What a case's recording replaced in its values.
#[derive(Clone, Debug, Default)]
pub(super) struct Redactions {
    keys: Vec<(String, Value)>,
    paths: Vec<(Vec<String>, Value)>,
}

impl Redactions {
    /// Reads a case's own redactions, on top of the standard ones. Those that keep references
    /// apart are placeholders in the recording already.
    pub(super) fn of(case: &Value) -> Self {
        let mut redactions = Self {
            keys: STANDARD
                .iter()
                .map(|(key, text)| ((*key).to_owned(), Value::from(*text)))
                .collect(),
            paths: Vec::new(),
        };
        for redaction in case["redactions"].as_array().into_iter().flatten() {
            if redaction["reference"] != Value::Bool(false) {
                continue;
            }
            let replacement = redaction["replacement"].clone();
            if let Some(key) = redaction["key"].as_str() {
                redactions.keys.push((key.to_owned(), replacement));
            } else if let Some(path) = redaction["jsonpath"].as_str() {
                let mut tail = words(path.rsplit("..").next().unwrap_or_default());
                match tail.len() {
                    1 => redactions.keys.push((tail.remove(0), replacement)),
                    _ => redactions.paths.push((tail, replacement)),
                }
            }
        }
        redactions
    }
}

fn words(path: &str) -> Vec<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    path.split(|c| !word(c))
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The common form of a value.
pub(super) fn normal(value: &Value, redactions: &Redactions) -> Value {
    let mut value = walk(value, None, redactions);
    for (tail, replacement) in &redactions.paths {
        redact(&mut value, tail, replacement);
    }
    value
}

fn walk(value: &Value, key: Option<&str>, redactions: &Redactions) -> Value {
    match value {
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| {
                (name.clone(), field(name, value, key, redactions))
            };
            Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
        }
        Value::Array(items) => items
            .iter()
            .map(|item| walk(item, None, redactions))
            .collect(),
        Value::String(text) => Value::from(ISO.replace_all(text, "date").as_ref()),
        other => other.clone(),
    }
}

fn field(name: &str, value: &Value, around: Option<&str>, redactions: &Redactions) -> Value {
    let is_payload = matches!(name, "input" | "output" | "parameters" | "cause")
        || around == Some("assignedVariables")
        || value.as_str().is_some_and(|text| text.starts_with('{'));
    let mut value = if is_payload {
        parse(value, 0)
    } else {
        value.clone()
    };
    if name.to_lowercase().contains("timestamp") || matches!(name, "creationTime" | "ingestionTime")
    {
        value = Value::from("timestamp");
    }
    for (key, replacement) in &redactions.keys {
        if key == name {
            value = replacement.clone();
        }
    }
    walk(&value, Some(name), redactions)
}

/// Parses JSON text, also nested; below the top only objects and arrays.
pub(super) fn parse(value: &Value, depth: u32) -> Value {
    match value {
        Value::String(text) if depth == 0 || text.starts_with(['{', '[']) => {
            match serde_json::from_str(text) {
                Ok(parsed @ (Value::Object(_) | Value::Array(_))) => parse(&parsed, depth + 1),
                Ok(parsed) if depth == 0 => parsed,
                _ => value.clone(),
            }
        }
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| (key.clone(), parse(value, depth + 1)))
                .collect(),
        ),
        Value::Array(items) => items.iter().map(|item| parse(item, depth + 1)).collect(),
        other => other.clone(),
    }
}

fn redact(value: &mut Value, tail: &[String], replacement: &Value) {
    if let Some((last, way)) = tail.split_last() {
        let mut target = Some(&mut *value);
        for key in way {
            target = target.and_then(|value| value.get_mut(key));
        }
        if let Some(slot) = target.and_then(|value| value.get_mut(last)) {
            *slot = replacement.clone();
        }
    }
    match value {
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| redact(value, tail, replacement)),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|value| redact(value, tail, replacement)),
        _ => {}
    }
}
