//! What a word without quotes means as a value.

use super::errors;
use crate::{Diagnostic, NodeKind, Span};

/// The value of a word. A word that is none in JSON becomes what it was most likely meant to be.
pub(super) fn value_of(word: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> NodeKind {
    match word {
        "true" => return NodeKind::Bool(true),
        "false" => return NodeKind::Bool(false),
        "null" => return NodeKind::Null,
        _ if is_json_number(word) => return NodeKind::Number(word.into()),
        _ => {}
    }
    let meant = match word.to_ascii_lowercase().as_str() {
        "true" => Some((NodeKind::Bool(true), "true")),
        "false" => Some((NodeKind::Bool(false), "false")),
        "null" | "none" | "undefined" | "nil" => Some((NodeKind::Null, "null")),
        _ => None,
    };
    if let Some((kind, literal)) = meant {
        diagnostics.push(errors::misspelt_literal(span, word, literal));
        return kind;
    }
    let looks_numeric =
        word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    if let Some(number) = looks_numeric.then(|| meant_number(word)).flatten() {
        diagnostics.push(errors::invalid_number(span, word, &number));
        return NodeKind::Number(number.into());
    }
    diagnostics.push(errors::unquoted_string(span, word));
    NodeKind::String(word.into())
}

/// Whether `word` is a number by RFC 8259.
pub(crate) fn is_json_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let integer = digits.bytes().take_while(u8::is_ascii_digit).count();
    if integer == 0 || (integer > 1 && digits.starts_with('0')) {
        return false;
    }
    let mut rest = &digits[integer..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit())
        }
        None => rest.is_empty(),
    }
}

/// The JSON number that `+5`, `.5`, `5.`, `007` or `0x1F` was meant to be.
pub(crate) fn meant_number(word: &str) -> Option<String> {
    let unsigned = word.strip_prefix('+').unwrap_or(word);
    if let Some(hex) = unsigned
        .strip_prefix("0x")
        .or_else(|| unsigned.strip_prefix("0X"))
    {
        return u64::from_str_radix(hex, 16)
            .ok()
            .map(|number| number.to_string());
    }
    let (sign, digits) = match unsigned.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", unsigned),
    };
    let digits = digits.trim_start_matches('0');
    let leading = if digits.starts_with(|c: char| c.is_ascii_digit()) {
        ""
    } else {
        "0"
    };
    let number = format!(
        "{sign}{leading}{}",
        digits.strip_suffix('.').unwrap_or(digits)
    );
    (word.contains(|c: char| c.is_ascii_digit()) && is_json_number(&number)).then_some(number)
}
