//! Any text as a JSONPath, over a document that has something of everything.
#![no_main]

use asl_query::{Object, Path, ReferencePath, Scope, Value};
use libfuzzer_sys::fuzz_target;

const DOCUMENT: &str = r#"{"a": {"b": [1, 2.5, "x", null, true, {"c": [[], {}]}]}, "list": [{"n": 1}, {"n": 2, "s": "t"}], "": 0}"#;

fuzz_target!(|text: &str| {
    let document = Value::from_json(DOCUMENT).expect("JSON");
    let scope = Scope { input: &document, context: &document, variables: &Object::default() };
    if let Ok(path) = Path::parse(text) {
        let found = path.eval(&scope);
        assert!(found.is_err() || !path.is_definite() || path.locate(&scope).len() <= 1);
    }
    if let Ok(path) = ReferencePath::parse(text) {
        let _ = path.put(&document, Value::Null);
    }
});
