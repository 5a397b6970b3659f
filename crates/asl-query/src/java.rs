//! What Java makes of a value where AWS lets it show: `toString`, class names, hash codes and the order of hash sets.
//!
//! AWS's interpreter is a Java program. Recorded: `States.Format` writes an object as `{Arg1=1, Arg2=[]}`, and
//! `States.JsonMerge` gives its members in the order of a `HashMap`.

use crate::value::{Number, Value};

/// `String.valueOf` of the value as Jackson reads it: `{a=1, b=[x, y]}`, strings bare.
pub(crate) fn to_string(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => out.push_str(text),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, (key, member)) in members.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                out.push_str(key);
                out.push('=');
                write(member, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// The class of the value as Jackson reads it; `null` has none.
pub(crate) fn class_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "java.lang.Boolean",
        Value::Number(number) if number.is_f64() => "java.lang.Double",
        Value::Number(number) => match number.as_i64() {
            Some(integer) if i32::try_from(integer).is_ok() => "java.lang.Integer",
            Some(_) => "java.lang.Long",
            None => "java.math.BigInteger",
        },
        Value::String(_) => "java.lang.String",
        Value::Array(_) => "java.util.ArrayList",
        Value::Object(_) => "java.util.LinkedHashMap",
    }
}

/// `Object.hashCode`.
pub(crate) fn hash_code(value: &Value) -> i32 {
    match value {
        Value::Null => 0,
        Value::Bool(true) => 1231,
        Value::Bool(false) => 1237,
        Value::Number(number) => number_hash(number),
        Value::String(text) => string_hash(text),
        Value::Array(items) => items.iter().fold(1_i32, |hash, item| {
            hash.wrapping_mul(31).wrapping_add(hash_code(item))
        }),
        Value::Object(members) => members.iter().fold(0_i32, |hash, (key, member)| {
            hash.wrapping_add(string_hash(key) ^ hash_code(member))
        }),
    }
}

fn number_hash(number: &Number) -> i32 {
    match number.as_i64() {
        Some(integer) => i32::try_from(integer).unwrap_or_else(|_| fold(integer)),
        None => fold(number.as_f64().unwrap_or_default().to_bits().cast_signed()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "Java keeps the low half")]
fn fold(long: i64) -> i32 {
    let bits = long.cast_unsigned();
    ((bits ^ (bits >> 32)) as u32).cast_signed()
}

pub(crate) fn string_hash(text: &str) -> i32 {
    text.encode_utf16().fold(0_i32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(i32::from(unit))
    })
}

/// A number of buckets that holds this many entries at a load of three quarters, as `new HashSet(collection)` takes.
pub(crate) fn buckets_for(count: usize) -> usize {
    (count * 4 / 3 + 1).max(1).next_power_of_two()
}

/// The order in which a hash table of this many buckets (a power of two) gives its entries: a permutation of the
/// indices of `hashes`. Entries of one bucket keep their order.
pub(crate) fn iteration_order(hashes: &[i32], buckets: usize) -> Vec<usize> {
    let bucket = |hash: i32| {
        let bits = hash.cast_unsigned();
        (bits ^ (bits >> 16)) as usize & (buckets - 1)
    };
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by_key(|&index| bucket(hashes[index]));
    order
}
