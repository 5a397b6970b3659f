//! Jayway's path functions.

use super::eval::value_at;
use super::token::{Function, FunctionName, Operand, Token};
use super::{PathError, PathErrorKind};
use crate::java;
use crate::value::Value;

/// The tokens under a function that folds a scan. `$..a.length()` counts what is in every `a`.
pub(super) fn tokens_under(call: &Function, tokens: &[Token]) -> Vec<Token> {
    let mut tokens = tokens.to_vec();
    if call.name == FunctionName::Length {
        tokens.push(Token::Wildcard);
    }
    tokens
}

/// Calls a function on the value before it.
pub(super) fn call(
    call: &Function,
    value: &Value,
    document: &Value,
    visits: &mut u64,
) -> Result<Value, PathError> {
    let arguments: Vec<Value> = call
        .arguments
        .iter()
        .filter_map(|argument| match argument {
            Operand::Literal(literal) => Some(literal.clone()),
            Operand::Current(tokens) => value_at(tokens, document, value, visits),
            Operand::Document(tokens) => value_at(tokens, document, document, visits),
            Operand::Regex(_) => None,
        })
        .collect();
    match call.name {
        FunctionName::Length => Ok(length(arguments.first().unwrap_or(value))),
        FunctionName::Keys => Ok(keys(value)),
        FunctionName::Concat => Ok(concat(value, &arguments)),
        FunctionName::Append => Ok(append(value, arguments)),
        FunctionName::First => item(value, 0),
        FunctionName::Last => item(value, -1),
        FunctionName::Index => item(
            value,
            arguments.first().and_then(Value::as_i64).unwrap_or(0),
        ),
        FunctionName::Min => aggregate(value, &arguments, |numbers| fold(numbers, f64::min)),
        FunctionName::Max => aggregate(value, &arguments, |numbers| fold(numbers, f64::max)),
        FunctionName::Sum => aggregate(value, &arguments, |numbers| numbers.iter().sum()),
        FunctionName::Average => aggregate(value, &arguments, mean),
        FunctionName::StandardDeviation => aggregate(value, &arguments, deviation),
    }
}

fn failure(message: &str) -> PathError {
    PathError {
        kind: PathErrorKind::Function,
        message: message.into(),
    }
}

fn length(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::from(items.len() as u64),
        Value::Object(members) => Value::from(members.len() as u64),
        _ => Value::Null,
    }
}

fn keys(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .keys()
            .map(|key| Value::String(key.clone()))
            .collect(),
        _ => Value::Null,
    }
}

/// The strings of the array before, then every argument, as one string.
fn concat(value: &Value, arguments: &[Value]) -> Value {
    let mut out = String::new();
    if let Value::Array(items) = value {
        items
            .iter()
            .filter_map(Value::as_str)
            .for_each(|text| out.push_str(text));
    }
    for argument in arguments {
        match argument {
            Value::Array(items) => items
                .iter()
                .for_each(|item| out.push_str(&java::to_string(item))),
            other => out.push_str(&java::to_string(other)),
        }
    }
    Value::from(out)
}

fn append(value: &Value, arguments: Vec<Value>) -> Value {
    match value {
        Value::Array(items) => items.iter().cloned().chain(arguments).collect(),
        other => other.clone(),
    }
}

fn item(value: &Value, index: i64) -> Result<Value, PathError> {
    let Value::Array(items) = value else {
        return Err(failure(
            "Aggregation function attempted to calculate value using empty array",
        ));
    };
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let found = usize::try_from(if index < 0 { count + index } else { index })
        .ok()
        .and_then(|at| items.get(at));
    found.cloned().ok_or_else(|| {
        failure(&format!(
            "Target index:{index} larger than object count:{count}"
        ))
    })
}

/// Numbers of the array before and of the arguments; what is no number is passed over. The result is a binary64.
fn aggregate(
    value: &Value,
    arguments: &[Value],
    of: fn(&[f64]) -> f64,
) -> Result<Value, PathError> {
    let own = value.as_array().map(|items| &**items).unwrap_or_default();
    let mut numbers: Vec<f64> = own.iter().filter_map(Value::as_f64).collect();
    for argument in arguments {
        match argument {
            Value::Array(items) => numbers.extend(items.iter().filter_map(Value::as_f64)),
            other => numbers.extend(other.as_f64()),
        }
    }
    if numbers.is_empty() {
        return Err(failure(
            "Aggregation function attempted to calculate value using empty array",
        ));
    }
    Ok(Value::from(of(&numbers)))
}

fn fold(numbers: &[f64], pick: fn(f64, f64) -> f64) -> f64 {
    numbers.iter().copied().reduce(pick).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "no array has 2^53 items")]
fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// The deviation of the whole population.
fn deviation(numbers: &[f64]) -> f64 {
    let squares: Vec<f64> = numbers.iter().map(|number| number * number).collect();
    (mean(&squares) - mean(numbers).powi(2)).max(0.0).sqrt()
}
