//! The form of a request: first what an SDK refuses before it sends anything, then what the
//! service's own constraints refuse. Both collect everything that is wrong.

use serde_json::{Map, Value};

use super::ApiError;
use super::members::{Kind, Member, REQUEST, REQUIRED};

/// Checks names, types and sizes.
pub(super) fn check(request: &Value) -> Result<(), ApiError> {
    let mut refused = Vec::new();
    refuse_value(&Kind::Structure(REQUEST), request, "", &mut refused);
    if !refused.is_empty() {
        return Err(ApiError {
            code: "ParamValidationError".to_owned(),
            message: format!("Parameter validation failed:\n{}", refused.join("\n")),
        });
    }
    let mut failed = Vec::new();
    constrain(REQUEST, request, "", &mut failed);
    match failed.len() {
        0 => Ok(()),
        1 => Err(ApiError::validation(format!(
            "1 validation error detected: {}",
            failed[0]
        ))),
        count => Err(ApiError::validation(format!(
            "{count} validation errors detected: {}",
            failed.join("; ")
        ))),
    }
}

/// What botocore refuses, in its words and its order. The members' nesting bounds the depth.
fn refuse_value(kind: &Kind, value: &Value, path: &str, refused: &mut Vec<String>) {
    let name = if path.is_empty() { "input" } else { path };
    match (kind, value) {
        (Kind::Structure(members), Value::Object(fields)) => {
            refuse_fields(members, fields, path, refused);
        }
        (Kind::Text(least, _), Value::String(text)) => {
            let length = text.chars().count() as u64;
            if length < *least {
                refused.push(format!(
                    "Invalid length for parameter {name}, value: {length}, valid min length: {least}"
                ));
            }
        }
        (Kind::Integer(least), Value::Number(number)) if number.is_i64() || number.is_u64() => {
            if number.as_i64().is_some_and(|number| number < *least) {
                refused.push(format!(
                    "Invalid value for parameter {name}, value: {number}, valid min value: {least}"
                ));
            }
        }
        (Kind::Word(_), Value::String(_)) | (Kind::Flag, Value::Bool(_)) => {}
        (kind, value) => {
            let valid = match kind {
                Kind::Structure(_) => "dict",
                Kind::Text(..) | Kind::Word(_) => "str",
                Kind::Integer(_) => "int",
                Kind::Flag => "bool",
            };
            let shown = value.as_str().map_or_else(|| python(value), str::to_owned);
            refused.push(format!(
                "Invalid type for parameter {name}, value: {shown}, type: <class '{}'>, valid types: <class '{valid}'>",
                python_type(value)
            ));
        }
    }
}

fn refuse_fields(
    members: &[Member],
    fields: &Map<String, Value>,
    path: &str,
    refused: &mut Vec<String>,
) {
    let name = if path.is_empty() { "input" } else { path };
    if path.is_empty() && !fields.contains_key(REQUIRED) {
        refused.push(format!(
            "Missing required parameter in {name}: \"{REQUIRED}\""
        ));
    }
    let find = |key: &str| members.iter().find(|member| member.name == key);
    for key in fields.keys().filter(|key| find(key).is_none()) {
        let names: Vec<&str> = members.iter().map(|member| member.name).collect();
        refused.push(format!(
            "Unknown parameter in {name}: \"{key}\", must be one of: {}",
            names.join(", ")
        ));
    }
    for (key, value) in fields {
        if let Some(member) = find(key) {
            refuse_value(&member.kind, value, &join(path, key), refused);
        }
    }
}

/// What the service refuses: sizes and words.
fn constrain(members: &[Member], request: &Value, path: &str, failed: &mut Vec<String>) {
    for member in members {
        let Some(value) = request.get(member.name) else {
            continue;
        };
        let path = join(path, member.name);
        let constraint = match (&member.kind, value) {
            (Kind::Structure(members), _) => {
                constrain(members, value, &path, failed);
                continue;
            }
            (Kind::Text(_, most), Value::String(text)) if text.chars().count() as u64 > *most => {
                format!("Member must have length less than or equal to {most}")
            }
            (Kind::Word(words), Value::String(word)) if !words.contains(&word.as_str()) => {
                format!("Member must satisfy enum value set: [{}]", words.join(", "))
            }
            _ => continue,
        };
        let shown = match value.as_str().filter(|_| !member.sensitive) {
            Some(text) => format!(" '{text}'"),
            None => String::new(),
        };
        failed.push(format!(
            "Value{shown} at '{path}' failed to satisfy constraint: {constraint}"
        ));
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn python_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

/// A value as Python writes it. `serde_json` bounds how deep values nest.
fn python(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("'{text}'"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(python).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| format!("'{key}': {}", python(value));
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}
