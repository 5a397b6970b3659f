//! The functions that AWS adds to JSONata, with its answers to odd arguments.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jlens_core::{Bindings, Error, HostFunction, Result, function_catalog};
use rustc_hash::FxHashSet;
use serde_json::Value as Json;

use super::limits::{self, TOO_MUCH};
use crate::hash;
use crate::random::{JavaRandom, Random};
use crate::value::{Object, Value};

/// The functions of AWS's own.
const OF_AWS: [&str; 6] = ["hash", "parse", "partition", "random", "range", "uuid"];

/// How much text `$replace` may put in.
const REPLACED_BYTES: usize = 8 * limits::STRING_BYTES;

type Outcome = Result<Option<Json>>;

/// Whether JSONata or AWS has this function.
pub(super) fn exists(name: &str) -> bool {
    static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        function_catalog()
            .iter()
            .map(|function| function.name)
            .chain(OF_AWS)
            .collect()
    });
    NAMES.contains(name)
}

/// The functions that need no random numbers, as far as the expression reads them. `$eval` is taken away: calling
/// `null` is AWS's T1006.
pub(super) fn without_random(free: &[Arc<str>]) -> Bindings {
    let mut bindings = Bindings::new();
    for name in free {
        bindings = match &**name {
            "eval" => bindings.var("eval", Json::Null),
            "hash" => bindings.function("hash", HostFunction::new(2, |args, _| hash(args))),
            "parse" => bindings.function("parse", HostFunction::new(1, |args, _| parse(args))),
            "partition" => {
                bindings.function("partition", HostFunction::new(2, |args, _| partition(args)))
            }
            "range" => bindings.function("range", HostFunction::new(3, |args, _| range(args))),
            "distinct" => bindings.function(
                "asl_distinct",
                HostFunction::new(1, |args, _| Ok(distinct(args))),
            ),
            "keys" => bindings.function("asl_keys", HostFunction::new(1, |args, _| Ok(keys(args)))),
            "replace" => bindings.function("asl_fits", HostFunction::new(4, |args, _| fits(args))),
            _ => bindings,
        };
    }
    bindings
}

/// The functions with a state of their own: `$random` and `$uuid` draw from the execution's random numbers, and what
/// a function makes of the matches of `$replace` is added up.
pub(super) fn of_one_run(
    mut bindings: Bindings,
    free: &[Arc<str>],
    variables: &Object,
    random: &Arc<Mutex<Random>>,
) -> Bindings {
    for name in free.iter().filter(|name| !variables.contains_key(name)) {
        let random = Arc::clone(random);
        bindings = match &**name {
            "random" => bindings.function(
                "random",
                HostFunction::new(1, move |args, _| draw(args, &random)),
            ),
            "uuid" => {
                let function = HostFunction::new(0, move |args, _| {
                    refuse_surplus(args, 0)?;
                    Ok(Some(Json::from(
                        random
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .uuid()
                            .text(),
                    )))
                });
                bindings.function("uuid", function)
            }
            "replace" => {
                let grown = AtomicUsize::new(0);
                bindings.function(
                    "asl_grow",
                    HostFunction::new(1, move |args, _| grow(args, &grown)),
                )
            }
            _ => bindings,
        };
    }
    bindings
}

/// `$random(seed)`. With a seed it is Java's generator, which AWS uses.
fn draw(args: &[Option<Json>], random: &Mutex<Random>) -> Outcome {
    refuse_surplus(args, 1)?;
    let drawn = match argument(args, 0) {
        None => random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_f64(),
        Some(seed) => JavaRandom::new(toward_zero(Some(seed), 1)?).next_double(),
    };
    Ok(Some(Json::from(drawn)))
}

/// Hands its argument on, unless everything handed on so far is too much.
fn grow(args: &[Option<Json>], grown: &AtomicUsize) -> Outcome {
    let replaced = args.first().cloned().flatten();
    let length = replaced.as_ref().and_then(Json::as_str).map_or(0, str::len);
    let total = grown
        .fetch_add(length, Ordering::Relaxed)
        .saturating_add(length);
    if total > REPLACED_BYTES {
        Err(Error::new(TOO_MUCH))
    } else {
        Ok(replaced)
    }
}

fn argument(args: &[Option<Json>], index: usize) -> Option<&Json> {
    args.get(index)?.as_ref()
}

/// `T0410: Argument 1 of function "f" does not match function signature`; the engine adds the name.
fn mismatch(index: usize) -> Error {
    Error::new("T0410").with("index", index)
}

fn failure(message: &str) -> Error {
    Error::new("D3137").with("message", message)
}

fn refuse_surplus(args: &[Option<Json>], most: usize) -> Result<()> {
    if argument(args, most).is_some() {
        Err(mismatch(most + 1))
    } else {
        Ok(())
    }
}

/// AWS cuts fractions off: -1.7 becomes -1.
#[expect(clippy::cast_possible_truncation, reason = "Java saturates as well")]
fn toward_zero(value: Option<&Json>, index: usize) -> Result<i64> {
    let number = value
        .and_then(Json::as_f64)
        .ok_or_else(|| mismatch(index))?;
    Ok(number as i64)
}

/// `$parse(json)`. Stricter than `States.StringToJson`: blank text and repeated names are no JSON.
fn parse(args: &[Option<Json>]) -> Outcome {
    refuse_surplus(args, 1)?;
    match argument(args, 0) {
        None => Ok(None),
        Some(Json::String(text)) => {
            let parsed =
                Value::from_json_without_repeats(text).map_err(|_| failure("Invalid JSON"))?;
            Ok(Some(Json::from(parsed)))
        }
        Some(_) => Err(mismatch(1)),
    }
}

/// `$partition(array, size)`. No size gives one chunk, size 0 and an empty array give nothing.
fn partition(args: &[Option<Json>]) -> Outcome {
    refuse_surplus(args, 2)?;
    let items = match argument(args, 0) {
        None => return Ok(None),
        Some(Json::Array(items)) if items.is_empty() => return Ok(None),
        Some(Json::Array(items)) => items,
        Some(_) => return Err(Error::new("T0412").with("index", 1)),
    };
    let Some(size) = argument(args, 1) else {
        return Ok(Some(Json::Array(vec![Json::Array(items.clone())])));
    };
    let size = toward_zero(Some(size), 2)?;
    if size < 0 {
        return Err(failure("Second argument must be zero or greater"));
    }
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    Ok((size > 0).then(|| {
        items
            .chunks(size)
            .map(|chunk| Json::Array(chunk.to_vec()))
            .collect()
    }))
}

/// `$range(start, end, step)`. One number comes bare; no step, and a step that leads away, give nothing.
fn range(args: &[Option<Json>]) -> Outcome {
    refuse_surplus(args, 3)?;
    let start = toward_zero(argument(args, 0), 1)?;
    let end = toward_zero(argument(args, 1), 2)?;
    let Some(step) = argument(args, 2) else {
        return Ok(None);
    };
    let step = toward_zero(Some(step), 3)?;
    if step == 0 || (start != end && (end > start) != (step > 0)) {
        return Ok(None);
    }
    let count = (i128::from(end) - i128::from(start)) / i128::from(step) + 1;
    if count > limits::RANGE_ITEMS {
        return Err(Error::new(TOO_MUCH));
    }
    let count = i64::try_from(count).unwrap_or(0);
    let mut items =
        (0..count).map(|index| Json::from(start.wrapping_add(index.wrapping_mul(step))));
    if count == 1 {
        Ok(items.next())
    } else {
        Ok(Some(items.collect()))
    }
}

/// `$hash(text, algorithm)`. No algorithm gives nothing, an unknown one fails.
fn hash(args: &[Option<Json>]) -> Outcome {
    refuse_surplus(args, 2)?;
    let text = argument(args, 0)
        .and_then(Json::as_str)
        .ok_or_else(|| mismatch(1))?;
    match argument(args, 1) {
        None => Ok(None),
        Some(Json::String(algorithm)) => match hash::hex_digest(algorithm, text.as_bytes()) {
            Some(digest) => Ok(Some(Json::from(digest))),
            None => Err(failure(&format!(
                "Hash algorithm '{algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"
            ))),
        },
        Some(_) => Err(mismatch(2)),
    }
}

/// `$distinct` for many items: what is equal has the same text once names are sorted and numbers are binary64.
fn distinct(args: &[Option<Json>]) -> Option<Json> {
    let Some(Json::Array(items)) = argument(args, 0) else {
        return argument(args, 0).cloned();
    };
    let mut seen = FxHashSet::default();
    let distinct: Vec<&Json> = items
        .iter()
        .filter(|item| seen.insert(canonical(item)))
        .collect();
    collapse(distinct.into_iter().cloned().collect())
}

fn canonical(value: &Json) -> String {
    match value {
        Json::Number(number) => number.as_f64().unwrap_or_default().to_string(),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Json::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(key, member)| format!("{}:{}", Json::from(key.as_str()), canonical(member)))
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}

/// `$keys` for many names.
fn keys(args: &[Option<Json>]) -> Option<Json> {
    let mut seen = FxHashSet::default();
    let mut names = Vec::new();
    let mut pending: Vec<&Json> = argument(args, 0).into_iter().collect();
    while let Some(value) = pending.pop() {
        match value {
            Json::Array(items) => pending.extend(items.iter().rev()),
            Json::Object(members) => {
                names.extend(
                    members
                        .keys()
                        .filter(|name| seen.insert(name.as_str()))
                        .map(|name| Json::from(name.as_str())),
                );
            }
            _ => {}
        }
    }
    collapse(names)
}

/// What becomes of a sequence: nothing, its only item, or an array.
fn collapse(mut items: Vec<Json>) -> Option<Json> {
    match items.len() {
        0 => None,
        1 => items.pop(),
        _ => Some(Json::Array(items)),
    }
}

/// Whether the result of `$replace(text, pattern, replacement)` stays within bounds; the fourth argument is the number
/// of matches of a regular expression.
fn fits(args: &[Option<Json>]) -> Outcome {
    let text = argument(args, 0).and_then(Json::as_str).unwrap_or_default();
    let Some(replacement) = argument(args, 2).and_then(Json::as_str) else {
        return Ok(None);
    };
    let matches = match argument(args, 1).and_then(Json::as_str) {
        Some("") => 0,
        Some(pattern) => text.matches(pattern).count(),
        None => toward_zero(argument(args, 3), 4)
            .ok()
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or(0),
    };
    // Every `$1` may stand for a whole match; all matches together are no longer than the text.
    let groups = replacement.matches('$').count().saturating_mul(text.len());
    let size = matches
        .saturating_mul(replacement.len())
        .saturating_add(groups)
        .saturating_add(text.len());
    if size > REPLACED_BYTES {
        Err(Error::new(TOO_MUCH))
    } else {
        Ok(None)
    }
}
