//! A JSON value as lines of coloured parts, with the lines marked that differ from another value.

use asl::{Step, Value};

/// A string is shown up to this many characters.
const LONGEST_STRING: usize = 2_000;

/// A list of scalars is kept on one line up to this many characters.
const LONGEST_INLINE: usize = 44;

/// The kinds of parts, by how they are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A member's name.
    Key,
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Literal,
    /// Brackets, commas, colons, blanks.
    Punctuation,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonLine {
    /// Its parts, indentation included.
    pub parts: Vec<(Part, String)>,
    /// Whether it differs from the other value.
    pub changed: bool,
    /// The way to the value that begins on it; `None` where one only ends.
    pub way: Option<Vec<Step>>,
}

impl JsonLine {
    /// The whole line.
    pub fn text(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Lines, and how many were left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonLines {
    /// The first lines.
    pub lines: Vec<JsonLine>,
    /// Whether there are more.
    pub cut: bool,
}

/// The value as at most `limit` lines. With `other`, lines are marked that it does not have; a value that
/// has nothing in common with it is left unmarked, as all of it is new.
pub fn lines(value: &Value, other: Option<&Value>, limit: usize) -> JsonLines {
    let against = other
        .filter(|other| are_comparable(value, other))
        .map_or(Against::Nothing, |other| Against::Value(Some(other)));
    let mut writer = Writer {
        lines: Vec::new(),
        open: Vec::new(),
        way: Vec::new(),
    };
    writer.open.push(Open::Value {
        place: Place::Root,
        value,
        against,
        depth: 0,
        comma: false,
    });
    while let Some(next) = writer.open.pop() {
        if writer.lines.len() >= limit {
            return JsonLines {
                lines: writer.lines,
                cut: true,
            };
        }
        writer.write(next);
    }
    JsonLines {
        lines: writer.lines,
        cut: false,
    }
}

/// What a part of the value is compared with.
#[derive(Clone, Copy)]
enum Against<'v> {
    /// Nothing: it is not marked.
    Nothing,
    /// The other value's part at the same place, if there is one.
    Value(Option<&'v Value>),
}

/// Where a value stands in the one around it.
#[derive(Clone, Copy)]
enum Place<'v> {
    Root,
    Member(&'v str),
    Item(usize),
}

/// What is still to be written, the next one last.
#[derive(Clone, Copy)]
enum Open<'v> {
    Value {
        place: Place<'v>,
        value: &'v Value,
        against: Against<'v>,
        depth: usize,
        comma: bool,
    },
    Close {
        bracket: &'static str,
        depth: usize,
        comma: bool,
        changed: bool,
    },
}

struct Writer<'v> {
    lines: Vec<JsonLine>,
    open: Vec<Open<'v>>,
    /// The way to the value that is being written.
    way: Vec<Step>,
}

impl<'v> Writer<'v> {
    fn write(&mut self, next: Open<'v>) {
        match next {
            Open::Close {
                bracket,
                depth,
                comma,
                changed,
            } => {
                let mut parts = indentation(depth);
                parts.push((Part::Punctuation, format!("{bracket}{}", comma_text(comma))));
                self.lines.push(JsonLine {
                    parts,
                    changed,
                    way: None,
                });
            }
            Open::Value {
                place,
                value,
                against,
                depth,
                comma,
            } => {
                let mut parts = indentation(depth);
                self.go_to(place, depth);
                if let Place::Member(key) = place {
                    parts.push((Part::Key, quoted(key)));
                    parts.push((Part::Punctuation, ": ".into()));
                }
                match brackets(value) {
                    None => {
                        parts.extend(inline(value));
                        self.end_line(parts, comma, differs(value, against));
                    }
                    Some((open, close)) => {
                        // A container that the other value lacks is new as a whole.
                        let new = matches!(against, Against::Value(other) if !other.is_some_and(|other| same_kind(value, other)));
                        parts.push((Part::Punctuation, open.into()));
                        self.lines.push(JsonLine {
                            parts,
                            changed: new,
                            way: Some(self.way.clone()),
                        });
                        self.open.push(Open::Close {
                            bracket: close,
                            depth,
                            comma,
                            changed: new,
                        });
                        self.open_members(value, against, new, depth + 1);
                    }
                }
            }
        }
    }

    fn end_line(&mut self, mut parts: Vec<(Part, String)>, comma: bool, changed: bool) {
        if comma {
            parts.push((Part::Punctuation, ",".into()));
        }
        self.lines.push(JsonLine {
            parts,
            changed,
            way: Some(self.way.clone()),
        });
    }

    /// Values are written in order, so the way to one shares its beginning with the way to the one before.
    fn go_to(&mut self, place: Place<'_>, depth: usize) {
        self.way.truncate(depth.saturating_sub(1));
        match place {
            Place::Root => {}
            Place::Member(key) => self.way.push(Step::Key(key.into())),
            Place::Item(index) => self.way.push(Step::Index(index)),
        }
    }

    fn open_members(&mut self, value: &'v Value, against: Against<'v>, new: bool, depth: usize) {
        let inner = |other: Option<&'v Value>| match against {
            Against::Nothing => Against::Nothing,
            Against::Value(_) if new => Against::Value(None),
            Against::Value(_) => Against::Value(other),
        };
        let other = match against {
            Against::Value(other) => other,
            Against::Nothing => None,
        };
        let start = self.open.len();
        if let Some(object) = value.as_object() {
            let last = object.len().saturating_sub(1);
            self.open.extend(
                object
                    .iter()
                    .enumerate()
                    .map(|(index, (key, value))| Open::Value {
                        place: Place::Member(key),
                        value,
                        against: inner(other.and_then(|other| other.get(key))),
                        depth,
                        comma: index < last,
                    }),
            );
        } else if let Some(array) = value.as_array() {
            let last = array.len().saturating_sub(1);
            self.open
                .extend(array.iter().enumerate().map(|(index, value)| Open::Value {
                    place: Place::Item(index),
                    value,
                    against: inner(other.and_then(|other| other.index(index))),
                    depth,
                    comma: index < last,
                }));
        }
        if let Some(members) = self.open.get_mut(start..) {
            members.reverse();
        }
    }
}

/// Two values are worth comparing when they are containers of one kind that share a member.
fn are_comparable(value: &Value, other: &Value) -> bool {
    match (value.as_object(), other.as_object()) {
        (Some(value), Some(other)) => value.keys().any(|key| other.contains_key(key)),
        _ => match (value.as_array(), other.as_array()) {
            (Some(value), Some(other)) => !value.is_empty() && !other.is_empty(),
            _ => false,
        },
    }
}

fn differs(value: &Value, against: Against<'_>) -> bool {
    matches!(against, Against::Value(other) if other != Some(value))
}

fn same_kind(value: &Value, other: &Value) -> bool {
    brackets(value).is_some() && value.type_name() == other.type_name()
}

/// The brackets of a value that takes several lines.
fn brackets(value: &Value) -> Option<(&'static str, &'static str)> {
    if let Some(object) = value.as_object() {
        return (!object.is_empty()).then_some(("{", "}"));
    }
    let array = value.as_array()?;
    let scalars = array
        .iter()
        .all(|item| item.as_object().is_none() && item.as_array().is_none());
    let short = array.len() <= LONGEST_INLINE / 3
        && array
            .iter()
            .map(|item| item.to_json().len() + 2)
            .sum::<usize>()
            <= LONGEST_INLINE;
    let on_one_line = array.is_empty() || (scalars && short);
    (!on_one_line).then_some(("[", "]"))
}

/// The parts of a value that takes one line.
fn inline(value: &Value) -> Vec<(Part, String)> {
    if value.as_object().is_some() {
        return vec![(Part::Punctuation, "{}".into())];
    }
    let Some(array) = value.as_array() else {
        return vec![scalar(value)];
    };
    let mut parts = vec![(Part::Punctuation, "[".into())];
    for (index, item) in array.iter().enumerate() {
        if index > 0 {
            parts.push((Part::Punctuation, ", ".into()));
        }
        parts.push(scalar(item));
    }
    parts.push((Part::Punctuation, "]".into()));
    parts
}

fn scalar(value: &Value) -> (Part, String) {
    match value {
        Value::String(text) => (Part::Text, quoted(text)),
        Value::Number(_) => (Part::Number, value.to_json()),
        _ => (Part::Literal, value.to_json()),
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_STRING) {
        None => Value::from(text).to_json(),
        Some((end, _)) => {
            let more = text[end..].chars().count();
            format!(
                "{} … {more} more characters",
                Value::from(&text[..end]).to_json()
            )
        }
    }
}

fn indentation(depth: usize) -> Vec<(Part, String)> {
    if depth == 0 {
        Vec::new()
    } else {
        vec![(Part::Punctuation, "  ".repeat(depth))]
    }
}

fn comma_text(comma: bool) -> &'static str {
    if comma { "," } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Value {
        Value::from_json(text).unwrap()
    }

    /// `expected` has one line per line, those that are marked with a `+` before them.
    #[track_caller]
    fn check(json: &str, other: Option<&str>, expected: &str) {
        let other = other.map(value);
        let found: Vec<String> = lines(&value(json), other.as_ref(), 100)
            .lines
            .iter()
            .map(|line| format!("{}{}", if line.changed { "+" } else { "" }, line.text()))
            .collect();
        assert_eq!(found.join("\n"), expected);
    }

    #[test]
    fn short_lists_stay_on_their_line() {
        check(
            r#"{"a": ["x", 1], "b": {}, "c": [{}]}"#,
            None,
            "{\n  \"a\": [\"x\", 1],\n  \"b\": {},\n  \"c\": [\n    {}\n  ]\n}",
        );
        check("\"x\"", None, "\"x\"");
    }

    #[test]
    fn what_was_added_or_changed_is_marked() {
        check(
            r#"{"a": 1, "b": {"c": 2}}"#,
            Some(r#"{"a": 1}"#),
            "{\n  \"a\": 1,\n+  \"b\": {\n+    \"c\": 2\n+  }\n}",
        );
        check(
            r#"{"a": 1, "b": 3}"#,
            Some(r#"{"a": 1, "b": 2}"#),
            "{\n  \"a\": 1,\n+  \"b\": 3\n}",
        );
    }

    #[test]
    fn what_has_nothing_in_common_is_not_marked() {
        check(r#"{"a": 1}"#, Some(r#"{"b": 1}"#), "{\n  \"a\": 1\n}");
        check("1", Some("2"), "1");
    }

    #[test]
    fn a_long_value_is_cut() {
        let long = value(&format!("[{}]", vec!["{}"; 50].join(",")));
        let found = lines(&long, None, 10);
        assert_eq!((found.lines.len(), found.cut), (10, true));
        let text = quoted(&"ä".repeat(3_000));
        assert!(text.ends_with("1000 more characters"), "{text}");
    }

    proptest! {
        #[test]
        fn the_lines_are_the_value(numbers in prop::collection::vec(prop::collection::vec(any::<i32>(), 0..20), 0..6)) {
            let json = value(&serde_json::to_string(&numbers).unwrap());
            let text: String = lines(&json, None, usize::MAX).lines.iter().map(JsonLine::text).collect();
            prop_assert_eq!(value(&text), json);
        }
    }
}
