//! Plausible outcomes by service integration, so that a pasted definition runs at once.
//!
//! The answers stand in the table of [`asl_syntax::integrations`]. Ids come from the call itself,
//! so that the same run always shows the same ones.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use asl_query::{Object, Value, hex_digits};
use asl_syntax::integrations::{self, Integration};

use crate::resource::{Pattern, ResourceKind};
use crate::trace::Millis;
use crate::world::{Outcome, TaskCall, TimedOutcome};

/// How long a task takes whose service is not in the table: by its pattern.
const DURATIONS: [(Pattern, Millis); 3] = [
    (Pattern::RequestResponse, 200),
    (Pattern::Sync, 30_000),
    (Pattern::WaitForTaskToken, 60_000),
];

/// The outcome of a call that no scenario mocks: a success in the service's own shape. It never
/// runs into the task's own timeout.
pub(crate) fn plausible(call: &TaskCall<'_>) -> TimedOutcome {
    TimedOutcome {
        outcome: outcome(call),
        duration: duration(call),
        submitted: submitted(call),
        worker: None,
    }
}

/// The success alone.
pub(crate) fn outcome(call: &TaskCall<'_>) -> Outcome {
    let answer = row(call).and_then(|(row, suffix)| match suffix {
        "" => Some(row.answer),
        "sync" => row.sync.map(|job| job.answer),
        "sync:2" => row.sync2.map(|job| job.answer),
        // What comes back with a token is up to who sends it.
        _ => None,
    });
    Outcome::Return(answer.map_or_else(empty, |answer| fill(parsed(answer), call)))
}

/// How long it takes.
pub(crate) fn duration(call: &TaskCall<'_>) -> Millis {
    let known = row(call).and_then(|(row, suffix)| match suffix {
        "" => Some(row.duration),
        "sync" => row.sync.map(|job| job.duration),
        "sync:2" => row.sync2.map(|job| job.duration),
        _ => None,
    });
    let usual = known.or_else(|| match &call.resource.kind {
        ResourceKind::Service { pattern, .. } => {
            let mut durations = DURATIONS.iter();
            let found = durations.find(|(known, _)| known == pattern);
            found.map(|(_, duration)| *duration)
        }
        ResourceKind::Lambda => Some(350),
        ResourceKind::Activity | ResourceKind::Unknown => None,
    });
    let longest = call.deadline.map_or(Millis::MAX, |deadline| deadline / 2);
    usual.unwrap_or(200).min(longest)
}

/// The output of `TaskSubmitted`: what the service answers without waiting.
pub(crate) fn submitted(call: &TaskCall<'_>) -> Option<Value> {
    if call.resource.pattern() == Pattern::RequestResponse {
        return None;
    }
    let answer = row(call).map(|(row, _)| row.answer);
    Some(answer.map_or_else(empty, |answer| fill(parsed(answer), call)))
}

/// The table's row for a call, and the call's suffix: empty, `sync`, `sync:2` or `waitForTaskToken`.
fn row<'c>(call: &'c TaskCall<'_>) -> Option<(&'static Integration, &'c str)> {
    let ResourceKind::Service { ids, .. } = &call.resource.kind else {
        return None;
    };
    let (action, suffix) = ids.resource.split_once('.').unwrap_or((&ids.resource, ""));
    integrations::integration(&ids.resource_type, action).map(|row| (row, suffix))
}

/// An answer of the table, read once.
fn parsed(answer: &'static str) -> &'static Value {
    static ANSWERS: LazyLock<BTreeMap<Place, OnceLock<Value>>> = LazyLock::new(|| {
        let jobs = |row: &Integration| [row.sync, row.sync2].into_iter().flatten();
        let answers =
            integrations::all().flat_map(|row| jobs(row).map(|job| job.answer).chain([row.answer]));
        answers
            .map(|answer| (place(answer), OnceLock::new()))
            .collect()
    });
    static NOTHING: Value = Value::Null;
    ANSWERS.get(&place(answer)).map_or(&NOTHING, |slot| {
        slot.get_or_init(|| Value::from_json(answer).unwrap_or_default())
    })
}

type Place = (usize, usize);

/// Where an answer's text is: quicker to look up than what it says, for answers are long and much alike.
fn place(answer: &'static str) -> Place {
    (answer.as_ptr().addr(), answer.len())
}

fn empty() -> Value {
    Value::Object(Object::default())
}

/// Puts the call's own ids and parameters in place of the `@` words.
fn fill(answer: &Value, call: &TaskCall<'_>) -> Value {
    match answer {
        Value::String(text) if text.contains('@') => fill_text(text, call),
        Value::Array(items) => items.iter().map(|item| fill(item, call)).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| (Arc::clone(key), fill(value, call)))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn fill_text(text: &str, call: &TaskCall<'_>) -> Value {
    if text == "@in" {
        return call.input.clone();
    }
    if let Some(name) = text.strip_prefix("@in.") {
        return call.input.get(name).cloned().unwrap_or_else(|| "".into());
    }
    let id = call_id(call);
    let digits = [hex_digits(id), hex_digits(mix(id))].concat();
    let hex = str::from_utf8(&digits).unwrap_or_default();
    let mut filled = String::with_capacity(text.len() + digits.len());
    let mut rest = text;
    while let Some((before, word)) = rest.split_once('@') {
        filled.push_str(before);
        if let Some(after) = word.strip_prefix("hex") {
            filled.push_str(hex);
            rest = after;
        } else if let Some(after) = word.strip_prefix("uuid") {
            filled.push_str(&uuid(hex));
            rest = after;
        } else {
            filled.push('@');
            rest = word;
        }
    }
    filled.push_str(rest);
    filled.into()
}

/// A UUID of version 4 out of 32 hexadecimal digits.
fn uuid(hex: &str) -> String {
    format!(
        "{}-{}-4{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

/// A number that tells one call from another: of the state, the iterations and the attempt.
fn call_id(call: &TaskCall<'_>) -> u64 {
    let mut id = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            id = (id ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    add(call.state.name.as_bytes());
    for (map, index) in call.iterations {
        add(map.as_bytes());
        add(&index.to_le_bytes());
    }
    add(&call.attempt.to_le_bytes());
    mix(id)
}

/// The finalizer of splitmix64.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
