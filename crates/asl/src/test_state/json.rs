//! JSON text, and Jackson's words for what is not JSON.

use asl_query::Value;

/// Parses JSON text.
///
/// # Errors
/// In the words of the parser that the service uses, as far as they are recorded.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    Value::from_json(text).map_err(|error| {
        let (problem, place) = problem(text, error.offset, &error.message);
        format!("{problem}\n at {place}")
    })
}

/// What is wrong with a text, and the place as Jackson writes it.
pub(super) fn problem(text: &str, offset: usize, message: &str) -> (String, String) {
    let before = text.get(..offset).unwrap_or(text);
    let rest = text.get(offset..).unwrap_or_default();
    let token: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
        .collect();
    let word = token.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$');
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let (problem, column) = if word {
        let expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
        let problem = format!("Unrecognized token '{token}': was expecting {expected}");
        (problem, column + token.chars().count())
    } else if rest.is_empty() {
        ("Unexpected end-of-input".to_owned(), column)
    } else {
        (message.to_owned(), column)
    };
    let place = format!("[Source: (String)\"{text}\"; line: {line}, column: {column}]");
    (problem, place)
}
