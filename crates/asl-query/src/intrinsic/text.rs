//! `States.Format` and `States.StringSplit`, and the escapes of strings.

use std::sync::Arc;

use super::MAX_TEXT;
use crate::value::Value;

/// Replaces the escapes that the parser let through.
pub(super) fn unescape(raw: &Arc<str>) -> Arc<str> {
    if !raw.contains('\\') {
        return raw.clone();
    }
    let mut out = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        let plain = if character == '\\' {
            characters.next()
        } else {
            Some(character)
        };
        out.extend(plain);
    }
    Arc::from(out)
}

/// Puts the values in place of the `{}` of the template, in order.
pub(super) fn format(template: &str, values: &[String]) -> Result<String, String> {
    let mut out = String::with_capacity(template.len());
    let mut used = 0;
    let mut characters = template.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some(escaped @ ('\'' | '{' | '}' | '\\')) => out.push(escaped),
                _ => return Err("Invalid template in States.Format: open escape.".into()),
            },
            '{' if characters.next() == Some('}') => {
                out.push_str(values.get(used).map_or("", String::as_str));
                used += 1;
            }
            '{' => {
                return Err(
                    "Invalid template in States.Format: matching '}' not found for '{'.".into(),
                );
            }
            '}' => {
                return Err(
                    "Invalid template in States.Format: matching '{' not found for '}'.".into(),
                );
            }
            other => out.push(other),
        }
        if out.len() > MAX_TEXT {
            return Err(format!(
                "The result of States.Format is longer than {MAX_TEXT} bytes"
            ));
        }
    }
    if used != values.len() {
        let detail = "number of arguments do not match the occurrences of {}.";
        return Err(format!("Invalid arguments in States.Format: {detail}"));
    }
    Ok(out)
}

/// Splits at every character of the second string; empty parts are dropped, as Java's `StringTokenizer` does.
pub(super) fn split(arguments: &[Value]) -> Option<Value> {
    let [Value::String(text), Value::String(delimiters)] = arguments else {
        return None;
    };
    let delimiters: Vec<char> = delimiters.chars().collect();
    Some(
        text.split(&delimiters[..])
            .filter(|part| !part.is_empty())
            .map(Value::from)
            .collect(),
    )
}
