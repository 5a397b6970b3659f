//! What a scalar means: the core schema of YAML 1.2, so `Yes` and `on` are strings.

use crate::NodeKind;
use crate::json::{is_json_number, meant_number};

/// The value of a scalar without quotes or tag.
pub(super) fn plain(text: &str) -> NodeKind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => NodeKind::Null,
        "true" | "True" | "TRUE" => NodeKind::Bool(true),
        "false" | "False" | "FALSE" => NodeKind::Bool(false),
        _ => number(text).map_or_else(
            || NodeKind::String(text.into()),
            |n| NodeKind::Number(n.into()),
        ),
    }
}

/// The JSON number that a YAML number stands for. Infinity and not-a-number are none.
fn number(text: &str) -> Option<String> {
    if is_json_number(text) {
        return Some(text.to_owned());
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return u64::from_str_radix(octal, 8)
            .ok()
            .map(|number| number.to_string());
    }
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let hexadecimal = text.starts_with("0x");
    (hexadecimal || text.chars().all(numeric))
        .then(|| meant_number(text))
        .flatten()
}
