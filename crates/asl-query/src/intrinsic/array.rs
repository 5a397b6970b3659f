//! The functions of arrays.

use rustc_hash::FxHashSet;

use super::math::truncated;
use crate::java;
use crate::value::{Array, Value};

/// How many items `States.ArrayRange` may give.
const MAX_RANGE: i128 = 1_000;

/// Chunks of the given size, the last one shorter.
pub(super) fn partition(arguments: &[Value]) -> Option<Value> {
    let [Value::Array(items), size] = arguments else {
        return None;
    };
    let size = usize::try_from(truncated(size)?)
        .ok()
        .filter(|size| *size > 0)?;
    Some(
        items
            .chunks(size)
            .map(|chunk| Value::from(chunk.to_vec()))
            .collect(),
    )
}

/// Observed: items are compared by their Java text, so that `true` is found in `["true"]`, and an object with its
/// members in another order is not found.
pub(super) fn contains(arguments: &[Value]) -> Option<Value> {
    let [Value::Array(items), wanted] = arguments else {
        return None;
    };
    let wanted = java::to_string(wanted);
    Some(Value::Bool(
        items.iter().any(|item| java::to_string(item) == wanted),
    ))
}

/// From the first number to the second, inclusive when it is hit; empty when the step leads away from it.
pub(super) fn range(arguments: &[Value]) -> Option<Value> {
    let [start, end, step] = arguments else {
        return None;
    };
    let (start, end, step) = (truncated(start)?, truncated(end)?, truncated(step)?);
    if step == 0 {
        return None;
    }
    let last = (i128::from(end) - i128::from(start)) / i128::from(step);
    let leads_away = (end > start) != (step > 0) && end != start;
    let count = if leads_away { 0 } else { last + 1 };
    if count > MAX_RANGE {
        return None;
    }
    let count = i64::try_from(count).ok()?;
    Some(
        (0..count)
            .map(|index| Value::from(start.wrapping_add(index.wrapping_mul(step))))
            .collect(),
    )
}

/// Zero-based. Observed: any index into an empty array gives `null`.
pub(super) fn get_item(arguments: &[Value]) -> Option<Value> {
    let [Value::Array(items), index] = arguments else {
        return None;
    };
    let index = usize::try_from(truncated(index)?).ok()?;
    if items.is_empty() {
        Some(Value::Null)
    } else {
        items.get(index).cloned()
    }
}

/// The number of items.
pub(super) fn length(arguments: &[Value]) -> Option<Value> {
    let [Value::Array(items)] = arguments else {
        return None;
    };
    Some(Value::from(items.len() as u64))
}

/// Each value once. Observed: in the order of a `HashSet`, so `[true, false]` gives `[false, true]`.
pub(super) fn unique(arguments: &[Value]) -> Option<Value> {
    let [Value::Array(items)] = arguments else {
        return None;
    };
    let mut seen = FxHashSet::default();
    let distinct: Vec<&Value> = items
        .iter()
        .filter(|item| seen.insert(canonical(item)))
        .collect();
    let hashes: Vec<i32> = distinct.iter().map(|item| java::hash_code(item)).collect();
    let order = java::iteration_order(&hashes, java::buckets_for(items.len()).max(16));
    Some(Value::Array(
        order
            .into_iter()
            .filter_map(|at| distinct.get(at))
            .map(|&item| item.clone())
            .collect::<Array>(),
    ))
}

/// A text that two values share exactly when Java holds them for equal: whatever the order of members.
fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(key, member)| {
                    format!("{}:{}", Value::String(key.clone()), canonical(member))
                })
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        scalar => scalar.to_json(),
    }
}
