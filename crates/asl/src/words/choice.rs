//! Choice rules and error names in reading form: `$.tier = "gold" and exists $.email`.

use std::sync::Arc;

use asl_engine::{Comparison, Operand, Test};
use asl_query::Value;

/// Deeper tests than this are cut with an ellipsis, which also bounds the recursion.
const MAX_DEPTH: usize = 12;
/// Longer texts than this, in bytes, are cut with an ellipsis.
const MAX_LENGTH: usize = 600;

/// A choice rule's test as a person would say it.
pub fn reading_form(test: &Test) -> String {
    let mut out = String::new();
    write_test(test, Binding::Top, MAX_DEPTH, &mut out);
    out
}

/// The error names of a catcher: `States.ALL` reads `any error`.
pub fn error_names(names: &[Arc<str>]) -> String {
    let readable = |name: &Arc<str>| match &**name {
        "States.ALL" => "any error".to_owned(),
        other => other.to_owned(),
    };
    match names {
        [] => "no error".to_owned(),
        names => names.iter().map(readable).collect::<Vec<_>>().join(", "),
    }
}

/// The text with its paths cut to their last name: `$.order.customer.tier` becomes `$…tier`. Strings stay whole.
pub(crate) fn short_paths(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.push('"');
        }
        if index % 2 == 1 {
            out.push_str(part);
            continue;
        }
        for (index, word) in part.split(' ').enumerate() {
            if index > 0 {
                out.push(' ');
            }
            out.push_str(&short_path(word));
        }
    }
    out
}

/// Cuts a path of at least two names, after what opens parentheses before it.
fn short_path(word: &str) -> String {
    let path = word.trim_start_matches('(');
    match path.rsplit_once('.') {
        Some((before, last)) if path.starts_with('$') && before.contains('.') => {
            let opened = word.len() - path.len();
            format!("{}$…{last}", "(".repeat(opened))
        }
        _ => word.to_owned(),
    }
}

/// What stands around a test, which decides whether it needs parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    Top,
    And,
    Or,
    Not,
}

fn write_test(test: &Test, around: Binding, depth: usize, out: &mut String) {
    if depth == 0 || out.len() > MAX_LENGTH {
        out.push('…');
        return;
    }
    match test {
        Test::And(tests) => write_joined(tests, Binding::And, around, depth, out),
        Test::Or(tests) => write_joined(tests, Binding::Or, around, depth, out),
        Test::Not(inner) => match &**inner {
            Test::Compare(comparison) => out.push_str(&compare(comparison, true)),
            Test::Not(twice) => write_test(twice, around, depth - 1, out),
            other => {
                out.push_str("not ");
                write_test(other, Binding::Not, depth - 1, out);
            }
        },
        Test::Compare(comparison) => out.push_str(&compare(comparison, false)),
        Test::Condition(template) => {
            out.push_str(&super::fit(&super::jsonata(template), MAX_LENGTH));
        }
        Test::Hole(lack) => out.push_str(lack),
    }
}

fn write_joined(tests: &[Test], own: Binding, around: Binding, depth: usize, out: &mut String) {
    if let [only] = tests {
        return write_test(only, around, depth - 1, out);
    }
    let parentheses = around != Binding::Top && around != own;
    if parentheses {
        out.push('(');
    }
    for (index, test) in tests.iter().enumerate() {
        if index > 0 {
            out.push_str(if own == Binding::And { " and " } else { " or " });
        }
        if out.len() > MAX_LENGTH {
            out.push('…');
            break;
        }
        write_test(test, own, depth - 1, out);
    }
    if parentheses {
        out.push(')');
    }
}

/// One data test, or its opposite.
fn compare(comparison: &Comparison, negated: bool) -> String {
    let variable = &comparison.variable.text;
    let operator = &*comparison.operator;
    if let Some(kind) = operator.strip_prefix("Is") {
        let holds = match &comparison.operand {
            Operand::Literal(Value::Bool(flag)) => *flag != negated,
            _ => !negated,
        };
        return match kind {
            "Present" if holds => format!("exists {variable}"),
            "Present" => format!("not exists {variable}"),
            kind => format!(
                "{variable} is {}{}",
                if holds { "" } else { "not " },
                noun(kind)
            ),
        };
    }
    let operator = operator.strip_suffix("Path").unwrap_or(operator);
    let sign = sign(operator, negated);
    match &comparison.operand {
        Operand::Literal(Value::String(text)) if operator.starts_with("Timestamp") => {
            format!("{variable} {sign} {text}")
        }
        Operand::Literal(value) => {
            format!("{variable} {sign} {}", super::preview(value, MAX_LENGTH))
        }
        Operand::Path(path) => format!("{variable} {sign} {}", path.text),
    }
}

/// `NumericLessThanEquals` is `≤`, and `>` when negated.
fn sign(operator: &str, negated: bool) -> &'static str {
    const TYPES: [&str; 4] = ["String", "Numeric", "Boolean", "Timestamp"];
    let relation = TYPES
        .iter()
        .find_map(|name| operator.strip_prefix(name))
        .unwrap_or(operator);
    match (relation, negated) {
        ("Equals", false) => "=",
        ("Equals", true) => "≠",
        ("LessThan", false) | ("GreaterThanEquals", true) => "<",
        ("LessThanEquals", false) | ("GreaterThan", true) => "≤",
        ("GreaterThan", false) | ("LessThanEquals", true) => ">",
        ("GreaterThanEquals", false) | ("LessThan", true) => "≥",
        ("Matches", false) => "matches",
        ("Matches", true) => "does not match",
        (_, false) => "?",
        (_, true) => "not ?",
    }
}

fn noun(kind: &str) -> &str {
    match kind {
        "Null" => "null",
        "String" => "a string",
        "Numeric" => "a number",
        "Boolean" => "a boolean",
        "Timestamp" => "a timestamp",
        other => other,
    }
}
