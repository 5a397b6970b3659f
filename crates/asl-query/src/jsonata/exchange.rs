//! Values on their way between two programs that share no memory, as JSON text.
//!
//! Both ends keep an [`Exchange`], and read every message that the other one writes, in order. A large part that went
//! over before, in whichever direction, is named by number instead of written again; and what comes back named is the
//! very value that was sent. So a payload that passes through ten states crosses once, and stays one allocation.
//!
//! The numbers are never sent: both ends count the large parts of a message in the order of the text. They forget all
//! of them at the same message, too, when they are many.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::value::{MAX_DEPTH, Object, Value};

/// The bytes of JSON text from which on a part is kept. Below, naming it costs as much as writing it.
const LARGE: u64 = 256;

/// The bytes of the messages after which all is forgotten.
const KEPT: usize = 8 * 1024 * 1024;

/// What keeping a part costs beside its text, in bytes.
const PART: usize = 128;

/// The member that names a part; members whose name begins so are written with another one in front.
const MARK: &str = "\u{1}";

/// The levels that a message may have: those of a value, and of what stands around it (`$states`, its context object).
const LEVELS: u32 = MAX_DEPTH + 16;

/// One end of the exchange.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    /// The parts by number. As long as they are here, their addresses stay theirs.
    kept: Vec<Value>,
    /// The latest number of each part, by address.
    numbers: FxHashMap<usize, usize>,
    /// The bytes that all this has cost.
    bytes: usize,
}

impl Exchange {
    /// The message for a value: one line.
    pub(super) fn write(&mut self, value: &Value) -> String {
        let mut writer = Writer {
            numbers: &self.numbers,
            text: String::from("="),
            large: Vec::new(),
            marks: false,
        };
        writer.value(value);
        let Writer {
            mut text,
            large,
            marks,
            ..
        } = writer;
        if marks {
            text.replace_range(..1, "~");
        }
        self.keep(large, text.len());
        text
    }

    /// The value of a message; `None` for what no other end has written.
    pub(super) fn read(&mut self, message: &str) -> Option<Value> {
        let (marks, text) = match message.split_at_checked(1)? {
            ("=", text) => (false, text),
            ("~", text) => (true, text),
            _ => return None,
        };
        let mut value = Value::from_json_of_levels(text, LEVELS).ok()?;
        if marks {
            value = self.resolve(&value)?;
        }
        let mut large = Vec::new();
        self.find_large(&value, &mut large);
        self.keep(large, message.len());
        Some(value)
    }

    /// Recursion is bounded by the levels of a message.
    fn resolve(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Array(items) => items.iter().map(|item| self.resolve(item)).collect(),
            Value::Object(members) => {
                if let Some(number) = members.get(MARK) {
                    let number = usize::try_from(number.as_i64()?).ok()?;
                    return self.kept.get(number).cloned();
                }
                let members = members.iter().map(|(name, member)| {
                    let name = match name.strip_prefix(MARK) {
                        Some(name) => Arc::from(name),
                        None => name.clone(),
                    };
                    Some((name, self.resolve(member)?))
                });
                Some(Value::Object(members.collect::<Option<Object>>()?))
            }
            scalar => Some(scalar.clone()),
        }
    }

    /// The large parts that are new, in the order of the text. Recursion is bounded by the levels of a message.
    fn find_large(&self, value: &Value, large: &mut Vec<Value>) {
        let Some(address) = value.address().filter(|_| value.size() >= LARGE) else {
            return;
        };
        if self.numbers.contains_key(&address) {
            return;
        }
        large.push(value.clone());
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.find_large(item, large)),
            Value::Object(members) => members
                .values()
                .for_each(|member| self.find_large(member, large)),
            _ => {}
        }
    }

    /// Keeps the new parts of a message.
    fn keep(&mut self, large: Vec<Value>, message: usize) {
        self.bytes += message + PART * large.len();
        for part in large {
            if let Some(address) = part.address() {
                self.numbers.insert(address, self.kept.len());
            }
            self.kept.push(part);
        }
        if self.bytes > KEPT {
            *self = Self::default();
        }
    }
}

struct Writer<'a> {
    numbers: &'a FxHashMap<usize, usize>,
    text: String,
    large: Vec<Value>,
    /// Whether any member's name begins with the mark.
    marks: bool,
}

impl Writer<'_> {
    /// Recursion is bounded by the depth of values.
    fn value(&mut self, value: &Value) {
        if let Some(address) = value.address().filter(|_| value.size() >= LARGE) {
            if let Some(number) = self.numbers.get(&address) {
                self.marks = true;
                self.text.push('{');
                self.string(MARK);
                self.text.push(':');
                self.text.push_str(&number.to_string());
                self.text.push('}');
                return;
            }
            self.large.push(value.clone());
        }
        match value {
            Value::Array(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.value(item);
                }
                self.text.push(']');
            }
            Value::Object(members) => {
                self.text.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    self.comma(index);
                    self.name(name);
                    self.value(member);
                }
                self.text.push('}');
            }
            scalar => scalar.write_to(&mut self.text),
        }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
    }

    fn name(&mut self, name: &str) {
        if name.starts_with(MARK) {
            self.marks = true;
            self.string(&format!("{MARK}{name}"));
        } else {
            self.string(name);
        }
        self.text.push(':');
    }

    fn string(&mut self, text: &str) {
        crate::value::write_string(text, &mut self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sends values to and fro and checks that each arrives as it is, in the very allocation where it was sent before.
    #[track_caller]
    fn check(values: &[Value]) -> Vec<usize> {
        let (mut here, mut there) = (Exchange::default(), Exchange::default());
        let mut lengths = Vec::new();
        for value in values {
            let kept = here.kept.len();
            let message = here.write(value);
            lengths.push(message.len());
            let arrived = there.read(&message).unwrap();
            assert!(arrived.to_json() == value.to_json());
            let forgotten = here.kept.len() < kept || here.kept.is_empty();
            let back = here.read(&there.write(&arrived)).unwrap();
            assert!(back.to_json() == value.to_json());
            if value.address().is_some() && value.size() >= LARGE && !forgotten {
                assert!(back.ptr_eq(value));
            }
            assert_eq!(here.kept.len(), there.kept.len());
            assert_eq!(here.bytes, there.bytes);
        }
        lengths
    }

    fn list(items: i64) -> Value {
        (0..items).map(Value::from).collect()
    }

    #[test]
    fn what_went_over_before_is_named() {
        let payload = list(1_000);
        let wrapped = Value::from(vec![Value::from("new"), payload.clone(), payload.clone()]);
        let lengths = check(&[payload.clone(), wrapped.clone(), wrapped, payload]);
        assert!(lengths[0] > 3_000);
        assert!(
            lengths[1..].iter().all(|length| *length < 60),
            "{lengths:?}"
        );
    }

    #[test]
    fn small_and_odd_values_are_written_as_they_are() {
        let odd = r#"[{"\u0001":1,"\u0001\u0001":2,"\u0001a":{"\u0001":[]}},-0.0,1.0E19,1e-7,18446744073709551615,"\n\u2028\u0000","",{}]"#;
        check(&[
            Value::from_json(odd).unwrap(),
            Value::Null,
            Value::from(1.5),
        ]);
    }

    #[test]
    fn marks_beside_names_are_kept_apart() {
        let large = list(200);
        let odd = Value::Object([(Arc::from("\u{1}"), large.clone())].into_iter().collect());
        check(&[large.clone(), odd.clone(), Value::from(vec![odd, large])]);
    }

    #[test]
    fn both_ends_forget_together() {
        let text = Value::from("x".repeat(3 * 1024 * 1024));
        let large = Value::from(vec![text.clone()]);
        let lengths = check(&[
            large.clone(),
            large.clone(),
            Value::from(vec![text.clone(), text.clone(), large.clone()]),
            Value::from(vec![text.clone(), text]),
            large.clone(),
        ]);
        let whole: Vec<bool> = lengths.iter().map(|length| *length > 1_000).collect();
        assert_eq!(whole, [true, false, true, true, true]);
    }

    #[test]
    fn the_deepest_values_cross() {
        let deep = "[".repeat(512) + &"]".repeat(512);
        let mut value = Value::from_json(&deep).unwrap();
        for _ in 0..8 {
            value = Value::from(vec![value]);
        }
        check(&[value]);
    }

    #[test]
    fn nonsense_is_no_message() {
        let mut exchange = Exchange::default();
        for text in [
            "",
            "x",
            "=",
            "={",
            "~{\"\\u0001\":7}",
            "~{\"\\u0001\":\"a\"}",
            "ä",
        ] {
            assert!(exchange.read(text).is_none(), "{text}");
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[\u{1}a\"\\n]{0,300}".prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
        ];
        scalar.prop_recursive(4, 40, 5, |inner| {
            let name = "[\u{1}ab]{0,3}".prop_map(|name| Arc::<str>::from(name.as_str()));
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((name, inner), 0..5)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_values_in_any_arrangement(parts in prop::collection::vec(values(), 1..5), order in prop::collection::vec(0..9_usize, 0..9)) {
            let mut sent: Vec<Value> = parts.clone();
            for at in order {
                let (a, b) = (&sent[at % sent.len()], &sent[(at * 7 + 3) % sent.len()]);
                sent.push(Value::from(vec![a.clone(), b.clone()]));
            }
            check(&sent);
        }
    }
}
