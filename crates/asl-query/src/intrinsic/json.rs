//! `States.StringToJson`, `States.JsonToString` and `States.JsonMerge`.

use std::sync::Arc;

use crate::java;
use crate::value::{Object, Value};

/// Recorded: blank text, and `null` itself, give `null`.
pub(super) fn string_to_json(arguments: &[Value]) -> Option<Value> {
    match arguments {
        [Value::Null] => Some(Value::Null),
        [Value::String(text)] if text.trim().is_empty() => Some(Value::Null),
        [Value::String(text)] => Value::from_json(text).ok(),
        _ => None,
    }
}

/// Compact, in the order of the members.
pub(super) fn json_to_string(arguments: &[Value]) -> Option<Value> {
    let [value] = arguments else { return None };
    Some(Value::from(value.to_json()))
}

/// A shallow merge; the second object wins. AWS takes no deep merge, and takes anything else as `false`.
pub(super) fn json_merge(arguments: &[Value]) -> Option<Value> {
    let [Value::Object(first), Value::Object(second), deep] = arguments else {
        return None;
    };
    if *deep == Value::Bool(true) {
        return None;
    }
    let members = |object: &Object| {
        object
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect::<Vec<_>>()
    };
    let merged: Object = members(first).into_iter().chain(members(second)).collect();
    Some(Value::Object(in_java_order(
        first.len(),
        second.len(),
        &merged,
    )))
}

/// Recorded: the members come in the order of a `HashMap` that was copied from the first object and given the second.
fn in_java_order(first: usize, second: usize, merged: &Object) -> Object {
    let mut buckets = java::buckets_for(first);
    while second > buckets * 3 / 4 || merged.len() > buckets * 3 / 4 {
        buckets *= 2;
    }
    let hashes: Vec<i32> = merged.keys().map(|key| java::string_hash(key)).collect();
    let members: Vec<(&Arc<str>, &Value)> = merged.iter().collect();
    let order = java::iteration_order(&hashes, buckets);
    order
        .into_iter()
        .filter_map(|at| members.get(at))
        .map(|&(key, value)| (key.clone(), value.clone()))
        .collect()
}
