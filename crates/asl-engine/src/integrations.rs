//! Plausible outcomes by service integration, so that a pasted definition runs at once.
//!
//! The answers stand in the table of [`asl_syntax::integrations`]. Ids come from the call itself,
//! so that the same run always shows the same ones.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use asl_query::{Object, ObjectBuilder, Value, hex_digits};
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

/// What calls of a resource plausibly come to: looked up once, and filled in for each call.
#[derive(Clone, Debug)]
pub(crate) struct Plausible {
    /// What it answers; what comes back with a token is up to who sends it.
    answer: Option<&'static Answer>,
    /// What the service answers without waiting, which is the output of `TaskSubmitted`.
    submitted: Option<&'static Answer>,
    duration: Millis,
}

impl Plausible {
    pub(crate) fn of(kind: &ResourceKind) -> Self {
        let ResourceKind::Service { ids, pattern } = kind else {
            let function = matches!(kind, ResourceKind::Lambda);
            return Self {
                answer: None,
                submitted: None,
                duration: if function { 350 } else { 200 },
            };
        };
        let (action, suffix) = ids.resource.split_once('.').unwrap_or((&ids.resource, ""));
        let row = integrations::integration(&ids.resource_type, action);
        let known = row.and_then(|row| match suffix {
            "" => Some((row.answer, row.duration)),
            "sync" => row.sync.map(|job| (job.answer, job.duration)),
            "sync:2" => row.sync2.map(|job| (job.answer, job.duration)),
            _ => None,
        });
        let usual = DURATIONS.iter().find(|(usual, _)| usual == pattern);
        Self {
            answer: known.and_then(|(answer, _)| Answer::of(answer)),
            submitted: row.and_then(|row| Answer::of(row.answer)),
            duration: known
                .map(|(_, duration)| duration)
                .or(usual.map(|(_, duration)| *duration))
                .unwrap_or(200),
        }
    }
}

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
    Outcome::Return(filled(call.resource.plausible.answer, call))
}

/// How long it takes.
pub(crate) fn duration(call: &TaskCall<'_>) -> Millis {
    let longest = call.deadline.map_or(Millis::MAX, |deadline| deadline / 2);
    call.resource.plausible.duration.min(longest)
}

/// The output of `TaskSubmitted`, for tasks that are submitted.
pub(crate) fn submitted(call: &TaskCall<'_>) -> Option<Value> {
    let waits = call.resource.pattern() != Pattern::RequestResponse;
    waits.then(|| filled(call.resource.plausible.submitted, call))
}

fn filled(answer: Option<&Answer>, call: &TaskCall<'_>) -> Value {
    answer.map_or_else(
        || Value::Object(Object::default()),
        |answer| answer.part().fill(call),
    )
}

/// An answer of the table, read when it is first needed.
#[derive(Debug)]
struct Answer {
    text: &'static str,
    part: OnceLock<Part>,
}

/// A part of an answer, with the call's own ids and parameters in place of the `@` words.
#[derive(Debug)]
enum Part {
    /// Without any such word in it.
    Fixed(Value),
    /// `@in`
    Input,
    /// `@in.Name`
    Parameter(String),
    Text(Vec<Piece>),
    Array(Vec<Part>),
    Object(Vec<(Arc<str>, Part)>),
}

#[derive(Debug)]
enum Piece {
    Plain(String),
    /// `@hex`
    Hex,
    /// `@uuid`
    Uuid,
}

impl Answer {
    /// By where its text is: quicker to look up than what it says, for answers are long and much alike.
    fn of(text: &'static str) -> Option<&'static Self> {
        type Place = (usize, usize);
        static ANSWERS: LazyLock<BTreeMap<Place, Answer>> = LazyLock::new(|| {
            let jobs = |row: &Integration| [row.sync, row.sync2].into_iter().flatten();
            let texts = integrations::all()
                .flat_map(|row| jobs(row).map(|job| job.answer).chain([row.answer]));
            let part = OnceLock::new;
            let answers = texts.map(|text| (place(text), Answer { text, part: part() }));
            answers.collect()
        });
        fn place(text: &'static str) -> Place {
            (text.as_ptr().addr(), text.len())
        }
        ANSWERS.get(&place(text))
    }

    fn part(&self) -> &Part {
        self.part
            .get_or_init(|| Part::of(&Value::from_json(self.text).unwrap_or_default()))
    }
}

impl Part {
    /// Recursion is bounded by the table's texts.
    fn of(answer: &Value) -> Self {
        match answer {
            Value::String(text) => Self::of_text(text),
            Value::Array(items) => {
                let parts: Vec<Self> = items.iter().map(Self::of).collect();
                if parts.iter().all(Self::is_fixed) {
                    return Self::Fixed(answer.clone());
                }
                Self::Array(parts)
            }
            Value::Object(fields) => {
                let part = |(key, value): (&Arc<str>, &Value)| (Arc::clone(key), Self::of(value));
                let parts: Vec<_> = fields.iter().map(part).collect();
                if parts.iter().all(|(_, part)| part.is_fixed()) {
                    return Self::Fixed(answer.clone());
                }
                Self::Object(parts)
            }
            other => Self::Fixed(other.clone()),
        }
    }

    fn of_text(text: &Arc<str>) -> Self {
        if !text.contains('@') {
            return Self::Fixed(Value::String(Arc::clone(text)));
        }
        if &**text == "@in" {
            return Self::Input;
        }
        if let Some(name) = text.strip_prefix("@in.") {
            return Self::Parameter(name.to_owned());
        }
        let mut pieces = Vec::new();
        let mut rest = &**text;
        while let Some((before, word)) = rest.split_once('@') {
            pieces.push(Piece::Plain(before.to_owned()));
            if let Some(after) = word.strip_prefix("hex") {
                pieces.push(Piece::Hex);
                rest = after;
            } else if let Some(after) = word.strip_prefix("uuid") {
                pieces.push(Piece::Uuid);
                rest = after;
            } else {
                pieces.push(Piece::Plain("@".to_owned()));
                rest = word;
            }
        }
        pieces.push(Piece::Plain(rest.to_owned()));
        Self::Text(pieces)
    }

    fn is_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }

    fn fill(&self, call: &TaskCall<'_>) -> Value {
        match self {
            Self::Fixed(value) => value.clone(),
            Self::Input => call.input.clone(),
            Self::Parameter(name) => call.input.get(name).cloned().unwrap_or_else(|| "".into()),
            Self::Text(pieces) => fill_text(pieces, call),
            Self::Array(parts) => parts.iter().map(|part| part.fill(call)).collect(),
            Self::Object(parts) => {
                let mut object = ObjectBuilder::with_capacity(parts.len());
                for (key, part) in parts {
                    object.append(Arc::clone(key), part.fill(call));
                }
                Value::Object(object.build())
            }
        }
    }
}

fn fill_text(pieces: &[Piece], call: &TaskCall<'_>) -> Value {
    let id = call_id(call);
    let digits = [hex_digits(id), hex_digits(mix(id))];
    let hex = str::from_utf8(digits.as_flattened()).unwrap_or_default();
    let mut filled = String::with_capacity(64);
    for piece in pieces {
        match piece {
            Piece::Plain(text) => filled.push_str(text),
            Piece::Hex => filled.push_str(hex),
            Piece::Uuid => filled.push_str(&uuid(hex)),
        }
    }
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
