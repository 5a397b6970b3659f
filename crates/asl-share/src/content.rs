//! What a payload holds: a head of JSON, and the texts that it refers to, with a character U+0000 before each.
//!
//! Where the head has a number in place of a text, it is the number of a packed text, from 1.

use serde_json::{Map, Value};

use crate::text::{self, UnpackError};
use crate::{LinkError, MOST_BYTES, MOST_LEVELS, Situation};

/// The content of a situation's link.
pub(crate) fn write(situation: &Situation) -> Result<String, LinkError> {
    let mut scenarios = situation.scenarios.iter();
    if scenarios.any(|scenario| is_too_deep(&scenario.rest)) {
        return Err(LinkError::TooDeep);
    }
    let mut head = situation.to_json();
    let mut texts: Vec<String> = Vec::new();
    let mut len = 0;
    each_text(&mut head, &mut |field| {
        let Value::String(typed) = field else {
            return Ok(());
        };
        len += typed.len();
        let packed = text::pack(typed);
        let known = texts.iter().position(|text| *text == packed);
        *field = Value::from(1 + known.unwrap_or(texts.len()));
        if known.is_none() {
            texts.push(packed);
        }
        Ok(())
    })?;
    texts.insert(0, head.to_string());
    let content = texts.join("\0");
    if len.max(content.len()) > MOST_BYTES {
        return Err(LinkError::TooLarge);
    }
    Ok(content)
}

/// The situation of a link's content.
pub(crate) fn read(content: &str) -> Result<Situation, LinkError> {
    let mut parts = content.split('\0');
    let head = parts.next().unwrap_or_default();
    if levels(head) > MOST_LEVELS {
        return Err(LinkError::TooDeep);
    }
    let texts: Vec<&str> = parts.collect();
    let mut head: Value =
        serde_json::from_str(head).map_err(|error| LinkError::Content(error.to_string()))?;
    let mut room = MOST_BYTES;
    each_text(&mut head, &mut |field| {
        let Some(number) = field.as_u64() else {
            return Ok(());
        };
        let index = usize::try_from(number)
            .ok()
            .and_then(|number| number.checked_sub(1));
        let packed = index.and_then(|index| texts.get(index)).ok_or_else(|| {
            LinkError::Content(format!(
                "it refers to text {number}, and has {}",
                texts.len()
            ))
        })?;
        let typed = text::unpack(packed, room).map_err(|error| match error {
            UnpackError::TooLarge => LinkError::TooLarge,
            UnpackError::Unknown => {
                LinkError::Content(format!("its text {number} is packed in an unknown way"))
            }
        })?;
        room -= typed.len();
        *field = Value::String(typed);
        Ok(())
    })?;
    Situation::from_json(head).map_err(LinkError::Content)
}

/// Goes over the fields of a head that are texts.
fn each_text(
    head: &mut Value,
    visit: &mut dyn FnMut(&mut Value) -> Result<(), LinkError>,
) -> Result<(), LinkError> {
    for field in ["definition", "input"] {
        head.get_mut(field).map_or(Ok(()), &mut *visit)?;
    }
    let scenarios = head.get_mut("scenarios").and_then(Value::as_array_mut);
    for scenario in scenarios.into_iter().flatten() {
        scenario.get_mut("input").map_or(Ok(()), &mut *visit)?;
    }
    Ok(())
}

/// How deep the brackets of a JSON text are nested.
fn levels(json: &str) -> usize {
    let (mut level, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                level += 1;
                deepest = deepest.max(level);
            }
            b'}' | b']' if !quoted => level = level.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Whether a scenario is nested too deep to stand in a head, some levels down.
fn is_too_deep(scenario: &Map<String, Value>) -> bool {
    let mut level: Vec<&Value> = scenario.values().collect();
    for _ in 0..MOST_LEVELS - 8 {
        let mut inner = Vec::new();
        for value in level {
            match value {
                Value::Array(items) => inner.extend(items),
                Value::Object(fields) => inner.extend(fields.values()),
                _ => {}
            }
        }
        if inner.is_empty() {
            return false;
        }
        level = inner;
    }
    true
}
