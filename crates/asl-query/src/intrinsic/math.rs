//! `States.MathAdd` and `States.MathRandom`.

use crate::random::{JavaRandom, Random};
use crate::value::Value;

/// Adds 32-bit integers. Recorded: fractions are rounded as `Math.round` does, halves up (-1.5 to -1).
pub(super) fn add(arguments: &[Value]) -> Option<Value> {
    let [first, second] = arguments else {
        return None;
    };
    rounded(first)?
        .checked_add(rounded(second)?)
        .map(|sum| Value::from(i64::from(sum)))
}

/// An integer from the first number up to, but without, the second; with a seed always the same one.
pub(super) fn random(arguments: &[Value], random: &mut Random) -> Option<Value> {
    let (start, end, seed) = match arguments {
        [start, end] => (start, end, None),
        [start, end, seed] => (start, end, Some(seed)),
        _ => return None,
    };
    let start = i32::try_from(truncated(start)?).ok()?;
    let end = i32::try_from(truncated(end)?).ok()?;
    if start >= end {
        return None;
    }
    let drawn = match seed {
        Some(seed) => i64::from(JavaRandom::new(truncated(seed)?).between(start, end)),
        None => random.between(i64::from(start), i64::from(end)),
    };
    Some(Value::from(drawn))
}

fn rounded(value: &Value) -> Option<i32> {
    match value.as_i64() {
        Some(integer) => i32::try_from(integer).ok(),
        None => {
            whole((value.as_f64()? + 0.5).floor()).and_then(|integer| i32::try_from(integer).ok())
        }
    }
}

/// A number with its fraction cut off, as observed for the bounds of `MathRandom`, the arguments of `ArrayRange`, the
/// index of `ArrayGetItem` and the size of `ArrayPartition`.
pub(super) fn truncated(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| whole(value.as_f64()?.trunc()))
}

#[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
fn whole(float: f64) -> Option<i64> {
    (float.abs() < 9e18).then_some(float as i64)
}
