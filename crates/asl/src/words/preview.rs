//! The beginning of a value or a text, for one line.

use std::fmt::Write as _;

use asl_query::Value;

/// Compact JSON, cut after about `limit` characters with an ellipsis. Takes time for what it shows, not for the value.
pub fn preview(value: &Value, limit: usize) -> String {
    let mut out = String::new();
    write_value(value, limit, &mut out);
    fit(&out, limit)
}

/// The text in one line and at most `limit` characters, the last one an ellipsis where it was cut.
pub fn fit(text: &str, limit: usize) -> String {
    let mut out: String = text
        .chars()
        .take(limit + 1)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if let Some((cut, _)) = out.char_indices().nth(limit) {
        let last = out[..cut]
            .char_indices()
            .next_back()
            .map_or(0, |(at, _)| at);
        out.truncate(last);
        out.push('…');
    }
    out
}

/// Appends until `limit` is passed. Every level writes a character first, so the limit bounds the recursion too.
fn write_value(value: &Value, limit: usize, out: &mut String) {
    match value {
        Value::String(text) => {
            let start: String = text.chars().take(limit + 1).collect();
            let _ = write!(out, "{}", Value::from(start));
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                if out.len() > limit * 4 {
                    return;
                }
                write_value(item, limit, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                if out.len() > limit * 4 {
                    return;
                }
                let _ = write!(out, "\"{key}\":");
                write_value(member, limit, out);
            }
            out.push('}');
        }
        scalar => {
            let _ = write!(out, "{scalar}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, limit: usize, expected: &str) {
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(preview(&Value::from(value), limit), expected);
    }

    #[test]
    fn values_are_cut_to_one_line() {
        check(r#"{"a":[1,2],"b":null}"#, 40, r#"{"a":[1,2],"b":null}"#);
        check(r#"{"a":[1,2],"b":null}"#, 8, r#"{"a":[1…"#);
        check(r#""one\ntwo""#, 40, r#""one\ntwo""#);
        check("[]", 40, "[]");
        assert_eq!(fit("one\ntwo", 40), "one two");
        assert_eq!(fit("äöü", 3), "äöü");
        assert_eq!(fit("äöüß", 3), "äö…");
    }

    #[test]
    fn a_long_value_is_not_written_out() {
        let long: Value = (0..100_000i64).map(Value::from).collect();
        let nested = (0..400).fold(long, |value, _| Value::from(vec![value]));
        assert_eq!(preview(&nested, 10).chars().count(), 10);
    }
}
