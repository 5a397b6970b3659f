//! JSONPath against the suite of its standard, RFC 9535, as npm's `jsonpath-rfc9535` carries it. AWS's dialect is older
//! than the standard; docs/divergences.md says where they part.

use std::collections::BTreeMap;
use std::fs;

use asl_query::{Object, Path, PathErrorKind, Scope, Value};
use asl_tests::suites;
use serde_json::Value as Json;

/// A filter as AWS's dialect writes it: in parentheses.
fn in_dialect(selector: &str) -> String {
    let filter = selector
        .strip_prefix("$[?")
        .and_then(|rest| rest.strip_suffix(']'));
    match filter {
        Some(filter) if !filter.starts_with('(') => format!("$[?({filter})]"),
        _ => selector.to_owned(),
    }
}

/// All matches of a selector in a document; `None` where it is no path.
fn select(selector: &str, document: &Json) -> Option<Vec<Json>> {
    let path = Path::parse(selector).ok()?;
    let document = Value::from_json(&document.to_string()).expect("the document is JSON");
    let scope = Scope {
        input: &document,
        context: &Value::Null,
        variables: &Object::default(),
    };
    let found = path.eval(&scope);
    match found {
        Ok(Value::Array(matches)) if !path.is_definite() => {
            Some(matches.iter().map(Json::from).collect())
        }
        Ok(value) => Some(vec![Json::from(&value)]),
        Err(error) if error.kind == PathErrorKind::Limit => None,
        Err(_) => Some(Vec::new()),
    }
}

#[test]
fn the_standards_suite_agrees_in_as_many_cases_as_before() {
    let file = suites::installed(
        "node_modules/jsonpath-rfc9535/src/__tests__/jsonpath-compliance-test-suite/cts.json",
    );
    let suite: Json =
        serde_json::from_str(&fs::read_to_string(file).expect("the suite can be read"))
            .expect("it is JSON");
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut differing = Vec::new();
    for case in suite["tests"].as_array().expect("it is a list of cases") {
        let (name, selector) = (
            case["name"].as_str().unwrap_or_default(),
            case["selector"].as_str().unwrap_or_default(),
        );
        let invalid = case.get("invalid_selector").is_some();
        let group = name.split(',').next().unwrap_or_default();
        let group = if invalid {
            format!("{group}, invalid")
        } else {
            group.to_owned()
        };
        let found = select(
            &in_dialect(selector),
            case.get("document").unwrap_or(&Json::Null),
        );
        let expected = [case.get("result"), case.get("results")];
        let agrees = match (&found, expected) {
            _ if invalid => found.is_none(),
            (Some(found), [Some(Json::Array(one)), _]) => found == one,
            (Some(found), [_, Some(Json::Array(several))]) => {
                several.iter().any(|one| one.as_array() == Some(found))
            }
            _ => false,
        };
        let count = counts.entry(group).or_default();
        count.0 += 1;
        count.1 += usize::from(agrees);
        if !agrees {
            differing.push(format!("{name}: {selector}"));
        }
    }
    suites::compare("jsonpath.json", &counts, &differing);
}
