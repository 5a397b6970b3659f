//! Any text as a JSONata expression.
#![no_main]

use asl_query::jsonata::{Bindings, Env};
use asl_query::{Jsonata, Object, Random, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(expression) = Jsonata::compile(text) else {
        return;
    };
    let states = Value::from_json(r#"{"input": {"a": [1, 2, {"b": "x"}]}, "context": {}}"#).expect("JSON");
    let variables = Object::default();
    let mut random = Random::new(1);
    let mut env = Env { max_steps: 20_000, ..Env::new(0, &mut random) };
    let _ = expression.eval(&Bindings { states: &states, variables: &variables }, &mut env);
});
