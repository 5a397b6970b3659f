//! Whether a value passes the condition of a filter.

use std::cmp::Ordering;

use super::MAX_VISITS;
use super::eval::value_at;
use super::token::{Filter, Operand, Operator, Token, is_definite};
use crate::value::{Value, same_number};

/// Whether `current` passes. `document` is what `$` means inside of the filter.
pub(super) fn accepts(
    filter: &Filter,
    current: &Value,
    document: &Value,
    visits: &mut u64,
) -> bool {
    *visits += 1;
    if *visits > MAX_VISITS {
        return false;
    }
    match filter {
        Filter::And(all) => all
            .iter()
            .all(|filter| accepts(filter, current, document, visits)),
        Filter::Or(any) => any
            .iter()
            .any(|filter| accepts(filter, current, document, visits)),
        Filter::Not(negated) => !accepts(negated, current, document, visits),
        Filter::Exists(operand) => exists(operand, current, document, visits),
        Filter::Compare(left, Operator::Matches, right) => {
            matches_regex(left, right, current, document, visits)
        }
        Filter::Compare(left, operator, right) => {
            let left = evaluate(left, current, document, visits);
            let right = evaluate(right, current, document, visits);
            compare(left.as_ref(), *operator, right.as_ref())
        }
    }
}

/// A path exists when it leads somewhere; an indefinite path always does, as in Jayway.
fn exists(operand: &Operand, current: &Value, document: &Value, visits: &mut u64) -> bool {
    match operand {
        Operand::Current(tokens) => path_exists(tokens, current, document, visits),
        Operand::Document(tokens) => path_exists(tokens, document, document, visits),
        Operand::Literal(Value::Bool(flag)) => *flag,
        Operand::Literal(_) | Operand::Regex(_) => true,
    }
}

fn path_exists(tokens: &[Token], start: &Value, document: &Value, visits: &mut u64) -> bool {
    !is_definite(tokens) || value_at(tokens, document, start, visits).is_some()
}

fn evaluate(
    operand: &Operand,
    current: &Value,
    document: &Value,
    visits: &mut u64,
) -> Option<Value> {
    match operand {
        Operand::Literal(value) => Some(value.clone()),
        Operand::Current(tokens) => value_at(tokens, document, current, visits),
        Operand::Document(tokens) => value_at(tokens, document, document, visits),
        Operand::Regex(_) => None,
    }
}

/// A string, a number or a boolean as text, or any item of an array, has to match as a whole.
fn matches_regex(
    left: &Operand,
    right: &Operand,
    current: &Value,
    document: &Value,
    visits: &mut u64,
) -> bool {
    let ((Operand::Regex(regex), other) | (other, Operand::Regex(regex))) = (left, right) else {
        return false;
    };
    let matches = |value: &Value| match value {
        Value::String(text) => regex.is_match(text),
        Value::Bool(_) | Value::Number(_) => regex.is_match(&value.to_string()),
        _ => false,
    };
    match evaluate(other, current, document, visits) {
        Some(Value::Array(items)) => items.iter().any(matches),
        Some(value) => matches(&value),
        None => false,
    }
}

fn compare(left: Option<&Value>, operator: Operator, right: Option<&Value>) -> bool {
    match operator {
        Operator::Equal => equal(left, right),
        Operator::NotEqual => !equal(left, right),
        Operator::SameTypeEqual => same_type(left, right) && equal(left, right),
        Operator::NotSameTypeEqual => !(same_type(left, right) && equal(left, right)),
        Operator::Less => ordering(left, right).is_some_and(Ordering::is_lt),
        Operator::LessOrEqual => ordering(left, right).is_some_and(Ordering::is_le),
        Operator::Greater => ordering(left, right).is_some_and(Ordering::is_gt),
        Operator::GreaterOrEqual => ordering(left, right).is_some_and(Ordering::is_ge),
        Operator::In => items(right).is_some_and(|items| contains(items, left)),
        Operator::NotIn => !items(right).is_some_and(|items| contains(items, left)),
        Operator::Contains => match (left, right) {
            (Some(Value::String(text)), Some(Value::String(part))) => text.contains(&**part),
            _ => items(left).is_some_and(|items| contains(items, right)),
        },
        Operator::All => each(right, left, |found| found),
        Operator::SubsetOf => each(left, right, |found| found),
        Operator::NoneOf => each(left, right, |found| !found),
        Operator::AnyOf => {
            both(left, right).is_some_and(|(l, r)| l.iter().any(|item| contains(r, Some(item))))
        }
        Operator::Size => {
            length(left).is_some_and(|length| right.and_then(Value::as_i64) == Some(length))
        }
        Operator::Empty => {
            length(left).is_some_and(|length| right.and_then(Value::as_bool) == Some(length == 0))
        }
        Operator::Matches => false,
    }
}

/// Jayway compares a number and a string as whatever the left one is.
fn equal(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        (Some(number @ Value::Number(a)), Some(Value::String(text)))
        | (Some(Value::String(text)), Some(number @ Value::Number(a))) => {
            if matches!(left, Some(Value::Number(_))) {
                let parsed = Value::from_json(text.trim());
                matches!(parsed, Ok(Value::Number(b)) if same_number(a, &b))
            } else {
                number.to_string() == **text
            }
        }
        (Some(left), Some(right)) => left == right,
        // An undefined value equals nothing, itself included.
        _ => false,
    }
}

fn same_type(left: Option<&Value>, right: Option<&Value>) -> bool {
    matches!((left, right), (Some(left), Some(right)) if left.type_name() == right.type_name())
}

fn ordering(left: Option<&Value>, right: Option<&Value>) -> Option<Ordering> {
    match (left?, right?) {
        (left @ Value::Number(_), right @ Value::Number(_)) => {
            match (left.as_i64(), right.as_i64()) {
                (Some(left), Some(right)) => Some(left.cmp(&right)),
                _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
            }
        }
        (Value::String(left), Value::String(right)) => {
            Some(left.encode_utf16().cmp(right.encode_utf16()))
        }
        _ => None,
    }
}

fn items(value: Option<&Value>) -> Option<&[Value]> {
    value.and_then(Value::as_array).map(|items| &**items)
}

fn both<'v>(
    left: Option<&'v Value>,
    right: Option<&'v Value>,
) -> Option<(&'v [Value], &'v [Value])> {
    Some((items(left)?, items(right)?))
}

fn contains(items: &[Value], wanted: Option<&Value>) -> bool {
    items.iter().any(|item| equal(Some(item), wanted))
}

/// Whether every item of `which` is (or is not) in `of`; false unless both are arrays.
fn each(which: Option<&Value>, of: Option<&Value>, wanted: fn(bool) -> bool) -> bool {
    both(which, of)
        .is_some_and(|(which, of)| which.iter().all(|item| wanted(contains(of, Some(item)))))
}

fn length(value: Option<&Value>) -> Option<i64> {
    let length = match value? {
        Value::String(text) => text.encode_utf16().count(),
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => return None,
    };
    i64::try_from(length).ok()
}
