//! Any text as a call of an intrinsic function.
#![no_main]

use asl_query::{Intrinsic, Object, Random, Scope, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let input = Value::from_json(r#"{"a": [1, 2, 3], "s": "text,with;parts", "o": {"k": "v"}, "n": -1.5}"#).expect("JSON");
    let scope = Scope { input: &input, context: &input, variables: &Object::default() };
    for text in [text.to_owned(), format!("States.{text}")] {
        if let Ok(intrinsic) = Intrinsic::parse(&text) {
            let _ = intrinsic.eval(&scope, &mut Random::new(1));
        }
    }
});
