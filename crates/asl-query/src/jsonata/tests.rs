//! Expressions as AWS evaluates them.

mod elsewhere;
mod expressions;
mod fields;
mod hostile;

use std::time::Duration;

use super::{Bindings, Env, Evaluated, Jsonata, JsonataError, local};
use crate::random::Random;
use crate::value::{Object, Value};

const STATES: &str = r#"{"input":{"a":1,"list":[1,2,3],"one":[7],"empty":[],"o":{"k":"v","deep":[{"x":[true]}]},"n":null,
    "s":"text","json":"{\"q\":[1, 2]}","rows":[{"id":"a","v":1},{"id":"b","v":2},{"id":"c","v":3}]},
    "context":{"Execution":{"Name":"run"}}}"#;

fn eval_with<R>(
    text: &str,
    use_outcome: impl FnOnce(Result<Evaluated, JsonataError>, &Value) -> R,
) -> R {
    let states = Value::from_json(STATES).unwrap();
    let variables: Object = [
        ("v".into(), Value::from_json(r#"{"w":[5]}"#).unwrap()),
        ("x".into(), Value::from(10_i64)),
        ("power".into(), Value::from(99_i64)),
    ]
    .into_iter()
    .collect();
    let expression = Jsonata::compile(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut random = Random::new(1);
    let mut env = Env {
        timeout: Some(Duration::from_secs(20)),
        ..Env::new(1_700_000_000_000, &mut random)
    };
    use_outcome(
        expression.eval(
            &Bindings {
                states: &states,
                variables: &variables,
            },
            &mut env,
        ),
        &states,
    )
}

fn eval(text: &str) -> Result<Evaluated, JsonataError> {
    eval_with(text, |outcome, _| outcome)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    match eval(text) {
        Ok(Evaluated::Value(value)) => assert_eq!(value.to_string(), expected, "{text}"),
        outcome => panic!("{text}: {outcome:?}"),
    }
}

#[track_caller]
fn check_undefined(text: &str) {
    assert_eq!(eval(text), Ok(Evaluated::Undefined), "{text}");
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    assert_eq!(eval(text).unwrap_err().to_string(), expected, "{text}");
}
