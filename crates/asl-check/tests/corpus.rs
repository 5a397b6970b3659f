//! Published definitions and refusals recorded from AWS, where they lie beside the checkout; without them this passes.

#![expect(clippy::disallowed_methods, reason = "a test may read files")]
#![expect(clippy::print_stdout, reason = "the ratio is for the reader")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use asl_check::{Options, WorkflowType, check, check_with};
use asl_syntax::{Diagnostic, Document, Severity};
use serde_json::Value;

fn shared(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    folders
        .iter()
        .flat_map(|folder| self::files(folder))
        .chain(files)
        .collect()
}

fn errors(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[test]
fn published_definitions_are_mostly_accepted() {
    let all = files(&shared("realworld/valid"));
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    let mut refused = 0;
    for path in &all {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        let found = check(&Document::parse(&text));
        let errors = errors(&found);
        if let Some(first) = errors.first() {
            refused += 1;
            *by_code.entry(first.code).or_default() += 1;
            println!(
                "{}: {} {} ({})",
                name(path),
                first.code,
                first.message,
                first.path
            );
        }
    }
    println!(
        "accepted {} of {}; first errors of the others: {by_code:?}",
        all.len() - refused,
        all.len()
    );
    assert!(
        refused * 20 <= all.len(),
        "{refused} of {} are refused",
        all.len()
    );
}

#[test]
fn published_mistakes_are_found() {
    let all = files(&shared("realworld/invalid"));
    let mut missed = Vec::new();
    for path in &all {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        if errors(&check(&Document::parse(&text))).is_empty() {
            missed.push(name(path));
        }
    }
    println!(
        "found {} of {}; missed {missed:#?}",
        all.len() - missed.len(),
        all.len()
    );
    assert!(
        missed.len() * 20 <= all.len(),
        "{} of {} are missed",
        missed.len(),
        all.len()
    );
}

#[test]
fn recorded_validations_agree() {
    let all = files(&shared("conformance/validation"));
    let mut differing = Vec::new();
    for path in &all {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        let Ok(case) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        if let Some(difference) = difference(&case) {
            differing.push(format!("{}: {difference}", name(path)));
        }
    }
    println!(
        "agree {} of {}; {differing:#?}",
        all.len() - differing.len(),
        all.len()
    );
    assert!(
        differing.len() * 20 <= all.len(),
        "{} of {} differ",
        differing.len(),
        all.len()
    );
}

/// How the verdict differs, or the place of the first error.
fn difference(case: &Value) -> Option<String> {
    let definition = match &case["definition"] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let definition = definition
        .replace("<partition>", "aws")
        .replace("<region>", "us-east-1");
    let workflow_type = match case["type"].as_str() {
        Some("EXPRESS") => WorkflowType::Express,
        _ => WorkflowType::Standard,
    };
    let found = check_with(&Document::parse(&definition), Options { workflow_type });
    let errors = errors(&found);
    let expected = &case["expected"];
    let valid = expected["valid"] == Value::Bool(true);
    if valid != errors.is_empty() {
        return Some(format!("valid: {valid}, but {errors:#?}"));
    }
    let message = expected["error"]["Message"].as_str().unwrap_or_default();
    let location = match expected["diagnostics"][0]["location"].as_str() {
        Some(location) => location,
        None => message.rsplit_once(" at ")?.1.trim_end_matches('\''),
    };
    let elsewhere = location.starts_with('/') && errors.iter().all(|d| d.path != location);
    elsewhere.then(|| {
        format!(
            "AWS says {location}, we say {:?}",
            errors.first().map(|d| &d.path)
        )
    })
}

#[test]
fn executed_definitions_are_accepted() {
    let all = files(&shared("conformance/executions"));
    let mut refused = Vec::new();
    for path in &all {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        let Ok(case) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        let definition = case["definition"].to_string();
        let definition = definition
            .replace("<partition>", "aws")
            .replace("<region>", "us-east-1");
        let found = check(&Document::parse(&definition));
        if let Some(first) = errors(&found).first() {
            refused.push(format!(
                "{}: {} {} ({})",
                name(path),
                first.code,
                first.message,
                first.path
            ));
        }
    }
    println!(
        "accepted {} of {}; {refused:#?}",
        all.len() - refused.len(),
        all.len()
    );
    assert!(
        refused.len() * 200 <= all.len(),
        "{} of {} are refused",
        refused.len(),
        all.len()
    );
}
