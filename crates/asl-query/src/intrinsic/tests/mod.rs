//! The intrinsic functions: what all their tests share.

mod functions;
mod syntax;

use super::{Function, Intrinsic};
use crate::error::RUNTIME;
use crate::path::Scope;
use crate::random::Random;
use crate::value::{Object, Value};

const INPUT: &str = r#"{"name":"Ada","n":null,"t":"Hello {}","o":{"Arg1":1,"Arg2":[]},"list":[1,2,3,4,5,6,7,8,9],
    "nums":[1,2,2,3,1],"empty":[],"i":2,"long":"x","json":"{\"a\": [1, 2]}","half":-1.5}"#;

fn eval_on(expression: &str, input: &str) -> Result<Value, crate::EvalError> {
    let input = Value::from_json(input).unwrap();
    let context = Value::from_json(r#"{"Execution":{"Name":"run-1"}}"#).unwrap();
    let variables: Object = [("v".into(), Value::from("var"))].into_iter().collect();
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
    };
    let intrinsic =
        Intrinsic::parse(expression).unwrap_or_else(|error| panic!("{expression}: {error}"));
    intrinsic.eval(&scope, &mut Random::new(1))
}

#[track_caller]
fn check(expression: &str, expected: &str) {
    match eval_on(expression, INPUT) {
        Ok(value) => assert_eq!(value.to_string(), expected, "{expression}"),
        Err(error) => panic!("{expression}: {error}"),
    }
}

#[track_caller]
fn check_error(expression: &str, input: &str, detail: &str) {
    let error = eval_on(expression, input).unwrap_err();
    let cause = format!("The function '{expression}' had the following error: {detail}");
    assert_eq!(
        (error.error, error.cause, error.opening),
        (RUNTIME, cause, true)
    );
}

#[track_caller]
fn check_invalid(expression: &str) {
    let name = &expression[..expression.find('(').unwrap()];
    check_error(expression, INPUT, &format!("Invalid arguments in {name}"));
}
