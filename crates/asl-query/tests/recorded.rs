//! What AWS was recorded to do, wherever the recordings are at hand: Choice tables, payload templates, intrinsics,
//! JSONata fields.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests may read files, and may fail"
)]

use asl_query::{Object, Random, Scope, Template, Value, compare};

/// The recorded cases of the suites whose names start with `prefix`; none where the recordings are absent.
fn cases(prefix: &str) -> Vec<Value> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/conformance/executions"
    );
    let mut cases = Vec::new();
    for suite in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if !suite.file_name().to_string_lossy().starts_with(prefix) {
            continue;
        }
        for file in std::fs::read_dir(suite.path()).unwrap().flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            cases.push(Value::from_json(&text).unwrap());
        }
    }
    cases
}

fn at<'v>(value: &'v Value, way: &[&str]) -> Option<&'v Value> {
    way.iter().try_fold(value, |value, key| value.get(key))
}

#[test]
fn choice_tables() {
    let cases = cases("choice_operators");
    let checked = cases.iter().filter(|case| choice(case)).count();
    assert!(cases.is_empty() || checked > 200, "{checked} cases");
}

fn choice(case: &Value) -> bool {
    let rules = at(case, &["definition", "States", "CheckValues", "Choices"]).unwrap();
    let rule = rules.index(0).unwrap().as_object().unwrap();
    let operator = rule
        .keys()
        .find(|key| !["Variable", "Next"].contains(&&***key))
        .unwrap();
    let Some(left) = at(case, &["input", "Variable"]).filter(|_| &**operator != "IsPresent") else {
        return false;
    };
    let right = if operator.ends_with("Path") {
        at(case, &["input", "Value"])
    } else {
        rule.get(operator)
    };
    let recorded = at(case, &["expected", "output", "TestResult.$"])
        .unwrap()
        .as_str();
    let passes = compare::Operator::parse(operator).passes(left, right.unwrap());
    assert_eq!(
        passes,
        recorded == Some("ConditionTrue"),
        "{}",
        case.get("id").unwrap()
    );
    true
}

/// Machines of one Pass state that has nothing but Parameters.
#[test]
fn payload_templates() {
    let mut all = cases("intrinsic_functions");
    all.extend(cases("base.base"));
    all.extend(cases("scenarios.base_scenarios"));
    let checked = all.iter().filter(|case| template(case)).count();
    assert!(all.is_empty() || checked > 100, "{checked} cases");
}

fn template(case: &Value) -> bool {
    let states = at(case, &["definition", "States"])
        .and_then(Value::as_object)
        .unwrap();
    let mut states = states.values();
    let (Some(state), None) = (states.next(), states.next()) else {
        return false;
    };
    let plain = state
        .as_object()
        .unwrap()
        .keys()
        .all(|key| ["Type", "Parameters", "End"].contains(&&**key));
    let (Some(parameters), true) = (state.get("Parameters"), plain) else {
        return false;
    };
    let text = parameters.to_string();
    if at(case, &["redactions"])
        .and_then(Value::as_array)
        .is_some_and(|redacted| !redacted.is_empty())
        || ["$$", "MathRandom", "UUID"]
            .iter()
            .any(|word| text.contains(word))
    {
        return false;
    }
    let (context, variables) = (Value::Null, Object::default());
    let scope = Scope {
        input: case.get("input").unwrap(),
        context: &context,
        variables: &variables,
    };
    let outcome = Template::compile(parameters).eval(&scope, &mut Random::new(0));
    let (id, expected) = (case.get("id").unwrap(), case.get("expected").unwrap());
    match expected.get("cause").and_then(Value::as_str) {
        None => assert_eq!(
            outcome.as_ref(),
            Ok(expected.get("output").unwrap()),
            "{id}"
        ),
        Some(recorded) => {
            let own = outcome.unwrap_err();
            let start = own
                .cause
                .find(" in the input '")
                .map_or(own.cause.as_str(), |end| &own.cause[..end]);
            assert!(
                recorded.contains(start),
                "{id}: {recorded} against {}",
                own.cause
            );
        }
    }
    true
}

/// Machines of one JSONata Pass state that has nothing but an Output.
#[cfg(feature = "jsonata")]
#[test]
fn jsonata_outputs() {
    let mut all = cases("intrinsic_functions");
    all.extend(cases("evaluate_jsonata"));
    all.extend(cases("outputdecl"));
    all.extend(cases("assign"));
    let checked = all.iter().filter(|case| jsonata_output(case)).count();
    assert!(all.is_empty() || checked > 15, "{checked} cases");
}

#[cfg(feature = "jsonata")]
fn jsonata_output(case: &Value) -> bool {
    use asl_query::jsonata::{Bindings, Env, JsonataTemplate};

    let states = at(case, &["definition", "States"])
        .and_then(Value::as_object)
        .unwrap();
    let mut states = states.values();
    let (Some(state), None) = (states.next(), states.next()) else {
        return false;
    };
    let language = state
        .get("QueryLanguage")
        .or_else(|| at(case, &["definition", "QueryLanguage"]));
    let plain = state
        .as_object()
        .unwrap()
        .keys()
        .all(|key| ["Type", "Output", "End", "QueryLanguage"].contains(&&**key));
    let (Some("JSONata"), Some(output), true) =
        (language.and_then(Value::as_str), state.get("Output"), plain)
    else {
        return false;
    };
    let bound = [("input".into(), case.get("input").unwrap().clone())]
        .into_iter()
        .collect::<Value>();
    let variables = Object::default();
    let mut random = Random::new(0);
    let bindings = Bindings {
        states: &bound,
        variables: &variables,
    };
    let outcome =
        JsonataTemplate::compile(output).eval("Output", &bindings, &mut Env::new(0, &mut random));
    let (id, expected) = (case.get("id").unwrap(), case.get("expected").unwrap());
    match expected.get("cause").and_then(Value::as_str) {
        None => assert_eq!(
            outcome.as_ref(),
            Ok(expected.get("output").unwrap()),
            "{id}"
        ),
        Some(recorded) => {
            let own = outcome.unwrap_err().cause;
            assert!(recorded.ends_with(&own), "{id}: {recorded} against {own}");
        }
    }
    true
}
