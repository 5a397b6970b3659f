//! JSONata against others: npm's `jsonata` over expressions of our own, asked each time, and the language's official
//! suite as the crate `jsonata-rs` carries it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use asl_query::jsonata::{Bindings, Env, Evaluated};
use asl_query::{Jsonata, Object, Random, Value};
use asl_tests::suites;
use serde_json::{Value as Json, json};

/// The outcome of an expression in the oracle's form: `{"value": …}`, `{"undefined": true}`, `{"function": true}` or
/// `{"code": "T1006"}`.
fn evaluate(expression: &str, variables: &Object) -> Json {
    let compiled = match Jsonata::compile(expression) {
        Ok(compiled) => compiled,
        Err(error) => return json!({"code": error.code}),
    };
    let states = Value::Null;
    let mut random = Random::new(1);
    let bindings = Bindings {
        states: &states,
        variables,
    };
    match compiled.eval(&bindings, &mut Env::new(1_767_225_600_000, &mut random)) {
        Ok(Evaluated::Value(value)) => json!({"value": Json::from(&value)}),
        Ok(Evaluated::Undefined) => json!({"undefined": true}),
        Ok(Evaluated::Function) => json!({"function": true}),
        Err(error) if error.code.is_empty() => json!({"code": error.message}),
        Err(error) => json!({"code": error.code}),
    }
}

/// An expression of `expressions.txt`, and what it comes to here where that is not what npm says.
struct Expression<'t> {
    text: &'t str,
    here: Option<&'t str>,
}

fn expressions(text: &str) -> Vec<Expression<'_>> {
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "));
    let split = |line| match str::split_once(line, " // here: ") {
        Some((text, here)) => Expression {
            text,
            here: Some(here),
        },
        None => Expression {
            text: line,
            here: None,
        },
    };
    lines.map(split).collect()
}

/// `undefined`, `function`, a code or JSON; a reason follows after `; `.
fn stated(here: &str) -> Json {
    let (outcome, _reason) = here.split_once("; ").expect("a reason follows the outcome");
    match outcome {
        "undefined" => json!({"undefined": true}),
        "function" => json!({"function": true}),
        _ => match serde_json::from_str::<Json>(outcome) {
            Ok(value) => json!({"value": value}),
            Err(_) => json!({"code": outcome}),
        },
    }
}

/// Numbers are the same when they are the same binary64; their spelling is not compared.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a.as_f64() == b.as_f64(),
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

fn oracle(expressions: &[Expression<'_>]) -> Vec<Json> {
    let script = suites::installed("oracle.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node.js runs");
    let asked: Vec<&str> = expressions
        .iter()
        .map(|expression| expression.text)
        .collect();
    let mut input = node.stdin.take().expect("its input is piped");
    input
        .write_all(asked.join("\n").as_bytes())
        .expect("it reads");
    drop(input);
    let output = node.wait_with_output().expect("it ends");
    let answers = String::from_utf8(output.stdout).expect("it prints UTF-8");
    answers
        .lines()
        .map(|line| serde_json::from_str(line).expect("it prints JSON"))
        .collect()
}

#[test]
fn expressions_come_to_what_npms_jsonata_comes_to() {
    let folder = suites::folder();
    let text =
        fs::read_to_string(folder.join("expressions.txt")).expect("the expressions can be read");
    let data = fs::read_to_string(folder.join("data.json")).expect("the variables can be read");
    let data = Value::from_json(&data).expect("the variables are JSON");
    let Value::Object(variables) = data else {
        panic!("the variables are an object");
    };
    let expressions = expressions(&text);
    let answers = oracle(&expressions);
    assert_eq!(answers.len(), expressions.len());
    assert!(expressions.len() > 500);
    let mut wrong = Vec::new();
    for (expression, npm) in expressions.iter().zip(&answers) {
        let found = evaluate(expression.text, &variables);
        let expected = expression.here.map_or_else(|| npm.clone(), stated);
        if !same(&found, &expected) {
            wrong.push(format!(
                "{}\n  expected {expected}\n  found    {found}",
                expression.text
            ));
        } else if expression.here.is_some() && same(&found, npm) {
            wrong.push(format!(
                "{}\n  npm says so too: the remark is stale",
                expression.text
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Evaluates a case of the suite, whose context is `data`: AWS has no context at the top level, so it is set by a step.
fn evaluate_with_context(expression: &str, data: &Value, bindings: &Object) -> Json {
    let mut variables: Vec<_> = bindings
        .iter()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    variables.push(("data".into(), data.clone()));
    let step = if matches!(data, Value::Array(_)) {
        "[[$data]]"
    } else {
        "$data"
    };
    evaluate(
        &format!("{step}.({expression}\n)"),
        &variables.into_iter().collect(),
    )
}

/// The name of a case, and whether it agrees; `None` for what AWS has no place for.
fn agrees(case: &Json, suite: &Path) -> Option<bool> {
    let expression = case.get("expr")?.as_str()?;
    let text = |value: &Json| Value::from_json(&value.to_string()).ok();
    let data = match (case.get("data"), case.get("dataset")) {
        (Some(data), _) => text(data),
        (None, Some(Json::String(name))) => {
            let file = suite.join("datasets").join(format!("{name}.json"));
            Value::from_json(&fs::read_to_string(file).ok()?).ok()
        }
        _ => None,
    };
    let bindings = case
        .get("bindings")
        .and_then(|bindings| match text(bindings)? {
            Value::Object(bindings) => Some(bindings),
            _ => None,
        });
    let bindings = bindings.unwrap_or_default();
    // `$$` is the root of what an expression reads: on AWS there is none.
    if expression.contains("$$") || case.get("unordered").is_some() {
        return None;
    }
    let found = match &data {
        Some(data) => evaluate_with_context(expression, data, &bindings),
        None => evaluate(expression, &bindings),
    };
    // AWS refuses a name at the top level, where it has no context.
    if found["code"]
        .as_str()
        .is_some_and(|code| code.starts_with("Reference to"))
    {
        return None;
    }
    let expected = if let Some(code) = case.get("code").or_else(|| case.pointer("/error/code")) {
        json!({"code": code})
    } else if case.get("undefinedResult").is_some() {
        return Some(found.get("undefined").is_some() || found.get("function").is_some());
    } else {
        json!({"value": case.get("result")?})
    };
    Some(same(&found, &expected))
}

#[test]
fn the_official_suite_agrees_in_as_many_cases_as_before() {
    let suite = suites::crate_folder("jsonata-rs").join("tests/testsuite");
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut differing = Vec::new();
    for file in cases(&suite) {
        let text = fs::read_to_string(&file).expect("a case can be read");
        let Ok(parsed) = serde_json::from_str::<Json>(&text) else {
            continue;
        };
        let group = file
            .parent()
            .and_then(Path::file_name)
            .unwrap_or_default()
            .to_string_lossy();
        let cases = match &parsed {
            Json::Array(cases) => cases.iter().collect(),
            case => vec![case],
        };
        for case in cases {
            if let Some(agrees) = agrees(case, &suite) {
                let count = counts.entry(group.to_string()).or_default();
                count.0 += 1;
                count.1 += usize::from(agrees);
                if !agrees {
                    differing.push(format!("{group}: {}", case["expr"]));
                }
            }
        }
    }
    suites::compare("jsonata.json", &counts, &differing);
}

fn cases(suite: &Path) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the suite's folder can be read");
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        paths
    };
    let groups = ["groups", "skip"]
        .into_iter()
        .flat_map(|half| list(&suite.join(half)));
    let files = groups
        .filter(|group| group.is_dir())
        .flat_map(|group| list(&group));
    files
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect()
}
