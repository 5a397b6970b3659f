//! Matching a recorded value against a produced one: every `<placeholder>` of the recording fits
//! any text, and a numbered one the same text each time.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<(?:<[A-Za-z][\w .-]*>|[A-Za-z][\w .-]*)(?::\d+)?>").expect("a valid pattern")
});

/// Keys whose values never matter.
const FREE: [&str; 3] = ["roleArn", "timestamp", "event_timestamp"];

/// What differs between a recorded value and a produced one.
pub(super) fn differences(recorded: &Value, produced: &Value) -> Vec<String> {
    let mut matching = Matching::default();
    matching.value(recorded, produced, "");
    matching.differences
}

#[derive(Default)]
struct Matching {
    bound: BTreeMap<String, String>,
    differences: Vec<String>,
}

impl Matching {
    fn value(&mut self, recorded: &Value, produced: &Value, path: &str) {
        match (recorded, produced) {
            (Value::Object(expected), Value::Object(found)) => {
                for (key, value) in expected
                    .iter()
                    .filter(|(key, _)| !FREE.contains(&key.as_str()))
                {
                    match found.get(key) {
                        Some(found) => self.value(value, found, &format!("{path}/{key}")),
                        None => self.differs(format!("{path}/{key}: missing")),
                    }
                }
                for key in found.keys().filter(|key| !expected.contains_key(*key)) {
                    self.differs(format!("{path}/{key}: unexpected"));
                }
            }
            (Value::Array(expected), Value::Array(found)) => {
                if expected.len() != found.len() {
                    self.differs(format!(
                        "{path}: length {} instead of {}",
                        found.len(),
                        expected.len()
                    ));
                }
                for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                    self.value(expected, found, &format!("{path}/{index}"));
                }
            }
            (Value::String(expected), Value::String(found)) if expected != found => {
                self.text(expected, found, path);
            }
            (Value::Number(expected), Value::Number(found))
                if expected.as_f64() == found.as_f64() => {}
            _ if recorded == produced => {}
            _ => self.differs(format!(
                "{path}: {} instead of {}",
                short(produced),
                short(recorded)
            )),
        }
    }

    fn text(&mut self, expected: &str, found: &str, path: &str) {
        let names: Vec<&str> = PLACEHOLDER
            .find_iter(expected)
            .map(|found| found.as_str())
            .collect();
        let mut pattern = String::from("(?s)^");
        for (index, literal) in PLACEHOLDER.split(expected).enumerate() {
            pattern.push_str(if index > 0 { "(.+?)" } else { "" });
            pattern.push_str(&regex::escape(literal));
        }
        pattern.push('$');
        let captures = Regex::new(&pattern)
            .ok()
            .and_then(|pattern| pattern.captures(found));
        let Some(captures) = captures.filter(|_| !names.is_empty()) else {
            self.differs(format!(
                "{path}: {:?} does not fit {:?}",
                cut(found),
                cut(expected)
            ));
            return;
        };
        for (name, text) in names.iter().zip(captures.iter().skip(1).flatten()) {
            let text = text.as_str().to_owned();
            if name.contains(':')
                && *self
                    .bound
                    .entry((*name).to_owned())
                    .or_insert_with(|| text.clone())
                    != text
            {
                self.differs(format!("{path}: {name} stands for two values"));
            }
        }
    }

    fn differs(&mut self, difference: String) {
        self.differences.push(difference);
    }
}

fn short(value: &Value) -> String {
    cut(&value.to_string())
}

fn cut(text: &str) -> String {
    text.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(recorded: &Value, produced: &Value, expected: &[&str]) {
        assert_eq!(differences(recorded, produced), expected);
    }

    #[test]
    fn placeholders_fit_any_text_consistently() {
        check(&json!("arn:<name>:x"), &json!("arn:a:b:x"), &[]);
        check(&json!(["<id:1>", "<id:1>"]), &json!(["a", "a"]), &[]);
        check(
            &json!(["<id:1>", "<id:1>"]),
            &json!(["a", "b"]),
            &["/1: <id:1> stands for two values"],
        );
    }

    #[test]
    fn differences_are_named_by_path() {
        check(&json!({"a": [1, 2.0]}), &json!({"a": [1.0, 2]}), &[]);
        check(
            &json!({"a": 1, "b": 2}),
            &json!({"a": 2, "c": 3}),
            &["/a: 2 instead of 1", "/b: missing", "/c: unexpected"],
        );
        check(&json!({"roleArn": "x"}), &json!({"roleArn": "y"}), &[]);
        check(
            &json!("a"),
            &json!("b"),
            &["\"b\" does not fit \"a\""]
                .map(|text| Box::leak(format!(": {text}").into_boxed_str()) as &str),
        );
    }
}
