//! Reference paths: paths that name one place, to read it or (`ResultPath`) to write it.

use std::fmt;

use crate::error::{EvalError, REFERENCE_PATH_CONFLICT};
use crate::path::{Path, PathSyntaxError, PlainStep, Root, Scope};
use crate::value::{MAX_DEPTH, Object, Value};

/// A parsed reference path.
#[derive(Clone, Debug)]
pub struct ReferencePath {
    path: Path,
    steps: Vec<PlainStep>,
}

/// Why a text is no reference path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferencePathError {
    /// What is wrong.
    pub message: String,
    /// The byte at which it was found.
    pub offset: usize,
}

impl ReferencePath {
    /// Parses a reference path: member names and indices only, no wildcards, slices, filters or functions.
    pub fn parse(text: &str) -> Result<ReferencePath, ReferencePathError> {
        let path = Path::parse(text)?;
        let steps = path.plain_steps().ok_or_else(|| ReferencePathError {
            message: "A Reference Path identifies a single node: '@', ',', ':', '?', '*' and '..' are not allowed".into(),
            offset: text.find(['@', ',', ':', '?', '*', '(']).or_else(|| text.find("..")).unwrap_or(0),
        })?;
        Ok(ReferencePath { path, steps })
    }

    /// The value at this path. A miss is AWS's `States.ReferencePathConflict`, as recorded for `ItemsPath`.
    pub fn get(&self, scope: &Scope<'_>) -> Result<Value, EvalError> {
        let Some(document) = self.path.document(scope) else {
            return Err(conflict(self.path.text(), scope.input));
        };
        let mut value = document;
        for step in &self.steps {
            value = step
                .get(value)
                .ok_or_else(|| conflict(&step.to_string(), document))?;
        }
        Ok(value.clone())
    }

    /// `root` with `value` at this path, sharing everything beside the way there. Objects on the way are created
    /// where they are missing; an array has to have the item already. The document is always `root`, so a path from
    /// `$$` or a variable cannot be written.
    pub fn put(&self, root: &Value, value: Value) -> Result<Value, EvalError> {
        if *self.path.root() != Root::Input {
            return Err(EvalError::runtime(format!(
                "Reference path '{}' cannot be written to",
                self.path.text()
            )));
        }
        let written =
            put(root, &self.steps, value).map_err(|step| conflict(&step.to_string(), root))?;
        if written.depth() > MAX_DEPTH {
            return Err(EvalError::too_deep());
        }
        Ok(written)
    }

    /// The same path, to evaluate it with Jayway's texts.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        self.path.text()
    }

    /// Whether this is the bare `$`.
    pub fn is_whole_input(&self) -> bool {
        self.path.is_whole_input()
    }
}

/// Recursion is bounded by the number of steps of a path.
fn put<'s>(target: &Value, steps: &'s [PlainStep], value: Value) -> Result<Value, &'s PlainStep> {
    let Some((step, rest)) = steps.split_first() else {
        return Ok(value);
    };
    match (step, target) {
        (PlainStep::Key(key), Value::Object(object)) => {
            let member = match object.get(key) {
                Some(member) => put(member, rest, value)?,
                None => create(rest, value)?,
            };
            Ok(Value::Object(object.with(key.clone(), member)))
        }
        (PlainStep::Index(index), Value::Array(items)) => {
            let index = usize::try_from(*index).map_err(|_| step)?;
            let item = put(items.get(index).ok_or(step)?, rest, value)?;
            items.with(index, item).map(Value::Array).ok_or(step)
        }
        _ => Err(step),
    }
}

/// The objects of a way that does not exist yet.
fn create(steps: &[PlainStep], value: Value) -> Result<Value, &PlainStep> {
    let mut created = value;
    for step in steps.iter().rev() {
        match step {
            PlainStep::Key(key) => {
                created = Value::Object(Object::default().with(key.clone(), created));
            }
            PlainStep::Index(_) => return Err(step),
        }
    }
    Ok(created)
}

/// Seen on AWS: `Unable to apply step "objects" to input {"discovery":{…}}` for `$.discovery.objects`, with the
/// whole document, without the opening that names the state.
fn conflict(step: &str, document: &Value) -> EvalError {
    EvalError {
        error: REFERENCE_PATH_CONFLICT,
        cause: format!("Unable to apply step \"{step}\" to input {document}"),
        opening: false,
        location: None,
    }
}

impl PlainStep {
    fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        match self {
            PlainStep::Key(key) => value.get(key),
            PlainStep::Index(index) => {
                let items = value.as_array()?;
                let index = if *index < 0 {
                    i64::try_from(items.len()).ok()? + index
                } else {
                    *index
                };
                items.get(usize::try_from(index).ok()?)
            }
        }
    }
}

impl fmt::Display for PlainStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlainStep::Key(key) => f.write_str(key),
            PlainStep::Index(index) => write!(f, "{index}"),
        }
    }
}

impl From<PathSyntaxError> for ReferencePathError {
    fn from(error: PathSyntaxError) -> Self {
        ReferencePathError {
            message: error.message,
            offset: error.offset,
        }
    }
}

impl fmt::Display for ReferencePathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at position {}", self.message, self.offset)
    }
}

impl std::error::Error for ReferencePathError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_put(path: &str, root: &str, value: &str, expected: Result<&str, &str>) {
        let path = ReferencePath::parse(path).unwrap();
        let root = Value::from_json(root).unwrap();
        let outcome = path.put(&root, Value::from_json(value).unwrap());
        match (outcome, expected) {
            (Ok(written), Ok(text)) => assert_eq!(written.to_string(), text),
            (Err(error), Err(text)) => {
                assert_eq!(
                    (error.error, error.cause.as_str()),
                    (REFERENCE_PATH_CONFLICT, text)
                );
                assert!(!error.opening);
            }
            (outcome, _) => panic!("{outcome:?}"),
        }
    }

    #[test]
    fn results_are_written_where_the_path_says() {
        check_put("$", r#"{"a":1}"#, "2", Ok("2"));
        check_put("$.a", r#"{"a":1,"b":2}"#, "[3]", Ok(r#"{"a":[3],"b":2}"#));
        check_put(
            "$.x.y.z",
            r#"{"a":1}"#,
            "2",
            Ok(r#"{"a":1,"x":{"y":{"z":2}}}"#),
        );
        check_put("$['x y']['z']", "{}", "2", Ok(r#"{"x y":{"z":2}}"#));
        check_put(
            "$[1].p",
            r#"[{"a":1},{"b":2}]"#,
            "3",
            Ok(r#"[{"a":1},{"b":2,"p":3}]"#),
        );
        check_put("$.a[0]", r#"{"a":[1,2]}"#, "9", Ok(r#"{"a":[9,2]}"#));
        check_put(
            "$.x",
            "\"foo\"",
            "1",
            Err(r#"Unable to apply step "x" to input "foo""#),
        );
        check_put(
            "$.x",
            "[1]",
            "1",
            Err(r#"Unable to apply step "x" to input [1]"#),
        );
        check_put(
            "$.a.b",
            r#"{"a":"s"}"#,
            "1",
            Err(r#"Unable to apply step "b" to input {"a":"s"}"#),
        );
        check_put(
            "$.a[2]",
            r#"{"a":[1,2]}"#,
            "1",
            Err(r#"Unable to apply step "2" to input {"a":[1,2]}"#),
        );
        check_put(
            "$.a[0]",
            "{}",
            "1",
            Err(r#"Unable to apply step "0" to input {}"#),
        );
    }

    #[test]
    fn what_is_beside_the_path_is_shared() {
        let root = Value::from_json(r#"{"big":[1,2,3],"a":{"b":{"c":1},"d":[4]}}"#).unwrap();
        let written = ReferencePath::parse("$.a.b.c")
            .unwrap()
            .put(&root, Value::Null)
            .unwrap();
        assert!(written.get("big").unwrap().ptr_eq(root.get("big").unwrap()));
        let (old, new) = (root.get("a").unwrap(), written.get("a").unwrap());
        assert!(new.get("d").unwrap().ptr_eq(old.get("d").unwrap()));
    }

    #[test]
    fn a_miss_names_the_step_and_the_whole_input() {
        let input = Value::from_json(r#"{"discovery":{"statusCode":500},"list":[1]}"#).unwrap();
        let (context, variables) = (Value::Null, Object::default());
        let scope = Scope {
            input: &input,
            context: &context,
            variables: &variables,
        };
        let get = |text: &str| ReferencePath::parse(text).unwrap().get(&scope);
        assert_eq!(get("$.list[0]").unwrap().to_string(), "1");
        assert_eq!(
            get("$.discovery.objects").unwrap_err().cause,
            r#"Unable to apply step "objects" to input {"discovery":{"statusCode":500},"list":[1]}"#
        );
    }

    #[test]
    fn only_single_nodes_are_reference_paths() {
        for text in [
            "$",
            "$.a",
            "$.a-b.c",
            "$['a b'][0]",
            "$.héllo",
            "$$.Map.Item",
            "$var.x",
            "$.store\\.book",
        ] {
            assert!(ReferencePath::parse(text).is_ok(), "{text}");
        }
        for text in [
            "$.*",
            "$[*]",
            "$..a",
            "$[0,1]",
            "$['a','b']",
            "$[1:2]",
            "$[?(@.a)]",
            "$.a.length()",
            "a",
            "",
            "$.",
        ] {
            assert!(ReferencePath::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_state_input_cannot_be_deepened_without_end() {
        let path = ReferencePath::parse("$.a").unwrap();
        let mut value = Value::Object(Object::default());
        let error = (0..=MAX_DEPTH).find_map(|_| {
            match path.put(&Value::Object(Object::default()), value.clone()) {
                Ok(deeper) => {
                    value = deeper;
                    None
                }
                Err(error) => Some(error),
            }
        });
        assert_eq!(
            error.unwrap().cause,
            "The value is nested more than 512 levels deep"
        );
    }
}
