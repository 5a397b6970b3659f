//! Templates: values, sharing, problems, AWS's texts.

use proptest::prelude::*;

use super::Template;
use crate::error::RUNTIME;
use crate::path::Scope;
use crate::random::Random;
use crate::value::{MAX_DEPTH, Object, Value};

const INPUT: &str = r#"{"a":1,"list":[1,2],"o":{"deep":[true]},"name":"Ada"}"#;

fn eval(template: &str) -> Result<Value, crate::EvalError> {
    let input = Value::from_json(INPUT).unwrap();
    let context = Value::from_json(r#"{"Execution":{"Id":"arn"}}"#).unwrap();
    let variables: Object = [("v".into(), Value::from_json(r#"{"x":5}"#).unwrap())]
        .into_iter()
        .collect();
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
    };
    Template::compile(&Value::from_json(template).unwrap()).eval(&scope, &mut Random::new(1))
}

#[track_caller]
fn check(template: &str, expected: &str) {
    assert_eq!(eval(template).unwrap().to_string(), expected, "{template}");
}

#[track_caller]
fn check_error(template: &str, expected: &str) {
    let error = eval(template).unwrap_err();
    assert_eq!(
        (error.error, error.cause.as_str(), error.opening),
        (RUNTIME, expected, true),
        "{template}"
    );
}

#[test]
fn expressions_are_replaced_at_any_depth() {
    check(r#"{"x.$":"$.a","y":2}"#, r#"{"x":1,"y":2}"#);
    check(
        r#"{"y":{"z":[{"x.$":"$.a"},3]}}"#,
        r#"{"y":{"z":[{"x":1},3]}}"#,
    );
    check(
        r#"{"w.$":"$","c.$":"$$.Execution.Id","v.$":"$v.x"}"#,
        &format!(r#"{{"w":{INPUT},"c":"arn","v":5}}"#),
    );
    check(
        r#"{"f.$":"States.Format('Hi {}', $.name)"}"#,
        r#"{"f":"Hi Ada"}"#,
    );
    check(
        r#"{"none.$":"$.list[*].x","one.$":"$.list[0:1]"}"#,
        r#"{"none":[],"one":[1]}"#,
    );
    check(r#"{"past.$":"$.list[9]"}"#, r#"{"past":null}"#);
    check(
        r#"{"x":1,"x.$":"$.a","b.$":"$.name"}"#,
        r#"{"x":1,"b":"Ada"}"#,
    );
    check(r#"[{"x.$":"$.a"},"$.a"]"#, r#"[{"x":1},"$.a"]"#);
    check("\"$.a\"", "\"$.a\"");
    check(
        r#"{"plain":"$.a","deep":{"f":"States.UUID()"}}"#,
        r#"{"plain":"$.a","deep":{"f":"States.UUID()"}}"#,
    );
    check(r#"{".$":"$.a"}"#, r#"{"":1}"#);
}

#[test]
fn failures_name_the_field_and_the_document() {
    check_error(
        r#"{"value.$":"$.no_such_jsonpath"}"#,
        &format!(
            "The JSONPath '$.no_such_jsonpath' specified for the field 'value.$' could not be found in the input '{INPUT}'"
        ),
    );
    check_error(
        r#"{"a":[{"id.$":"$$.Map.Item.Value.id"}]}"#,
        "The JSONPath '$$.Map.Item.Value.id' specified for the field 'id.$' could not be found in the input '{\"Execution\":{\"Id\":\"arn\"}}'",
    );
    check_error(
        r#"{"x.$":"$v.y"}"#,
        "The JSONPath '$v.y' specified for the field 'x.$' could not be found in the input '{\"x\":5}'",
    );
    check_error(
        r#"{"x.$":"$w"}"#,
        &format!(
            "The JSONPath '$w' specified for the field 'x.$' could not be found in the input '{INPUT}'"
        ),
    );
    check_error(
        r#"{"x.$":"$.a[0]"}"#,
        "Filter: [0] can only be applied to arrays. Current context is: 1",
    );
    check_error(
        r#"{"x.$":"$.a["}"#,
        "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call",
    );
}

#[test]
fn broken_expressions_are_listed() {
    let source = r#"{"a.$":"$.","b":[{"c.$":"nothing"}],"d.$":7,"ok.$":"$.a"}"#;
    let template = Template::compile(&Value::from_json(source).unwrap());
    let problems: Vec<String> = template
        .problems()
        .iter()
        .map(|problem| {
            format!(
                "{:?}: {} at {}",
                problem.place, problem.message, problem.offset
            )
        })
        .collect();
    assert_eq!(
        problems,
        [
            "[Key(\"a.$\")]: Path must not end with a '.' or '..' at 2",
            "[Key(\"b\"), Index(0), Key(\"c.$\")]: 'nothing' is not an intrinsic function at 0",
            "[Key(\"d.$\")]: The value must be a string with a path or an intrinsic function at 0",
        ]
    );
    assert_eq!(
        template
            .expressions()
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>(),
        ["ok.$"]
    );
}

#[test]
fn what_is_static_or_selected_is_shared() {
    let source = Value::from_json(r#"{"static":{"big":[1,2]},"x.$":"$.o"}"#).unwrap();
    let input = Value::from_json(INPUT).unwrap();
    let (context, variables) = (Value::Null, Object::default());
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
    };
    let value = Template::compile(&source)
        .eval(&scope, &mut Random::new(0))
        .unwrap();
    assert!(
        value
            .get("static")
            .unwrap()
            .ptr_eq(source.get("static").unwrap())
    );
    assert!(value.get("x").unwrap().ptr_eq(input.get("o").unwrap()));
    let whole = Template::compile(source.get("static").unwrap());
    assert!(
        whole.is_static()
            && whole
                .eval(&scope, &mut Random::new(0))
                .unwrap()
                .ptr_eq(source.get("static").unwrap())
    );
}

#[test]
fn values_cannot_be_deepened_without_end() {
    let template = Template::compile(&Value::from_json(r#"{"x.$":"$"}"#).unwrap());
    let mut input = Value::Null;
    for _ in 0..MAX_DEPTH {
        let (context, variables) = (Value::Null, Object::default());
        let scope = Scope {
            input: &input,
            context: &context,
            variables: &variables,
        };
        input = template.eval(&scope, &mut Random::new(0)).unwrap();
    }
    let (context, variables) = (Value::Null, Object::default());
    let scope = Scope {
        input: &input,
        context: &context,
        variables: &variables,
    };
    assert_eq!(
        template
            .eval(&scope, &mut Random::new(0))
            .unwrap_err()
            .cause,
        "The value is nested more than 512 levels deep"
    );
}

proptest! {
    #[test]
    fn any_text_compiles_and_ends(text in "(\\$|States\\.(Format|Array|Hash)\\()?[.a-z$'(){}\\[\\],0-9* \\\\-]{0,24}") {
        let source: Object = [("x.$".into(), Value::from(text))].into_iter().collect();
        let template = Template::compile(&Value::Object(source));
        let input = Value::from_json(INPUT).unwrap();
        let (context, variables) = (Value::Null, Object::default());
        let scope = Scope { input: &input, context: &context, variables: &variables };
        let outcome = template.eval(&scope, &mut Random::new(1));
        prop_assert!(template.problems().is_empty() || outcome.is_err());
    }
}
