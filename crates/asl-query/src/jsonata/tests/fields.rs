//! Fields: templates, places, AWS's texts.

use super::*;
use crate::error::QUERY_EVALUATION_ERROR;
use crate::jsonata::JsonataTemplate;

fn eval_template(template: &str) -> Result<Value, crate::EvalError> {
    let states = Value::from_json(STATES).unwrap();
    let variables = Object::default();
    let template = JsonataTemplate::compile(&Value::from_json(template).unwrap());
    let mut random = Random::new(1);
    template.eval(
        "Output",
        &Bindings {
            states: &states,
            variables: &variables,
        },
        &mut Env::new(0, &mut random),
    )
}

#[track_caller]
fn check_failure(template: &str, location: &str, text: &str) {
    let error = eval_template(template).unwrap_err();
    assert_eq!(error.error, QUERY_EVALUATION_ERROR);
    assert_eq!(
        (
            error.location.as_deref(),
            error.cause.as_str(),
            error.opening
        ),
        (Some(location), text, true)
    );
}

#[test]
fn strings_are_expressions_at_any_depth() {
    for (template, expected) in [
        (r#""{% $states.input.a %}""#, "1"),
        (
            r#"{"x":"{% $states.input.a %}","l":[0,{"y":"{% 1 + 1 %}"}]}"#,
            r#"{"x":1,"l":[0,{"y":2}]}"#,
        ),
        (
            r#"{"{% 1 %}":" {% 1 %} ","p":"$.a","q.$":"$","n":null}"#,
            r#"{"{% 1 %}":" {% 1 %} ","p":"$.a","q.$":"$","n":null}"#,
        ),
        ("[]", "[]"),
    ] {
        assert_eq!(eval_template(template).unwrap().to_string(), expected);
    }
}

#[test]
fn failures_name_the_expression_and_its_place() {
    check_failure(
        r#"{"result":"{% $doesNotExist %}"}"#,
        "Output/result",
        "The JSONata expression '$doesNotExist' specified for the field 'Output/result' returned nothing (undefined).",
    );
    check_failure(
        r#"{"a":{"b":[0,"{%$fn := function($x){$x}%}"]}}"#,
        "Output/a/b[1]",
        "The JSONata expression '$fn := function($x){$x}' specified for the field 'Output/a/b[1]' returned an \
         unsupported result type.",
    );
    check_failure(
        r#""{% $randomSeeded(1) %}""#,
        "Output",
        "The JSONata expression '$randomSeeded(1)' specified for the field 'Output' threw an error during evaluation. \
         T1006: Attempted to invoke a non-function",
    );
    check_failure(
        r#""{% $count([1..900000]) %}""#,
        "Output",
        "The JSONata expression '$count([1..900000])' specified for the field 'Output' threw an error during \
         evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
    );
    check_failure(
        r#"["{% 1 + %}"]"#,
        "Output[0]",
        "The JSONata expression '1 +' specified for the field 'Output[0]' threw an error during evaluation. S0207: \
         Unexpected end of expression",
    );
}

#[test]
fn unexpected_types_are_worded_as_recorded() {
    let expression = Jsonata::compile("$ItemsVar").unwrap();
    for (value, text) in [
        ("\"string\"", "'string' for value: \"string\""),
        ("{\"foo\":\"bar\"}", "'object' for value: {\"foo\":\"bar\"}"),
        ("1", "'number' for value: 1"),
        ("null", "'null' for value: null"),
        ("true", "'boolean' for value: true"),
    ] {
        let error = expression.unexpected_type("Items", "array", &Value::from_json(value).unwrap());
        assert_eq!(
            error.cause,
            format!(
                "The JSONata expression '$ItemsVar' specified for the field 'Items' returned an unexpected result type. \
                 Expected 'array', but was {text}"
            )
        );
        assert_eq!(error.location.as_deref(), Some("Items"));
    }
}

#[test]
fn what_is_static_is_shared() {
    let source = Value::from_json(r#"{"big":{"a":[1,2]},"x":"{% 1 %}"}"#).unwrap();
    let template = JsonataTemplate::compile(&source);
    let (states, variables) = (Value::Null, Object::default());
    let mut random = Random::new(1);
    let value = template
        .eval(
            "Output",
            &Bindings {
                states: &states,
                variables: &variables,
            },
            &mut Env::new(0, &mut random),
        )
        .unwrap();
    assert!(value.get("big").unwrap().ptr_eq(source.get("big").unwrap()));
    assert!(JsonataTemplate::compile(source.get("big").unwrap()).is_static());
    assert_eq!(
        template
            .expressions()
            .iter()
            .map(|(place, _)| *place)
            .collect::<Vec<_>>(),
        ["/x"]
    );
}

#[test]
fn broken_expressions_are_listed() {
    let template = JsonataTemplate::compile(
        &Value::from_json(r#"{"a":["{% 1 + %}"],"b":"{% ) %}"}"#).unwrap(),
    );
    let problems: Vec<String> = template
        .problems()
        .iter()
        .map(|problem| format!("{:?} {}", problem.place, problem.offset))
        .collect();
    assert_eq!(problems, ["[Key(\"a\"), Index(0)] 3", "[Key(\"b\")] 0"]);
}
