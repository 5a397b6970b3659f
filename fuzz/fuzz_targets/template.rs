//! Any JSON as a payload template, in both query languages.
#![no_main]

use asl_query::{JsonataTemplate, Object, Random, Scope, Template, Value};
use asl_query::jsonata::{Bindings, Env};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(source) = Value::from_json(text) else {
        return;
    };
    let variables = Object::default();
    let mut random = Random::new(1);
    let scope = Scope { input: &source, context: &Value::Null, variables: &variables };
    let _ = Template::compile(&source).eval(&scope, &mut random);
    let states = Value::Null;
    let bindings = Bindings { states: &states, variables: &variables };
    let mut env = Env { max_steps: 20_000, ..Env::new(0, &mut random) };
    let _ = JsonataTemplate::compile(&source).eval("Output", &bindings, &mut env);
});
