//! `States.Base64Encode`, `States.Base64Decode` and `States.Hash`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::hash;
use crate::java;
use crate::value::Value;

/// How many characters these functions take.
const MAX_CHARACTERS: usize = 10_000;

/// MIME Base64 of the UTF-8 bytes.
pub(super) fn base64_encode(arguments: &[Value]) -> Option<Value> {
    let [Value::String(text)] = arguments else {
        return None;
    };
    within_limit(text).map(|text| Value::from(STANDARD.encode(text)))
}

/// The text whose UTF-8 bytes were encoded. Observed: characters outside of the alphabet are passed over, padding
/// ends the text and may be missing.
pub(super) fn base64_decode(arguments: &[Value]) -> Option<Value> {
    let [Value::String(text)] = arguments else {
        return None;
    };
    let bytes = decode_leniently(within_limit(text)?);
    Some(Value::from(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The digest in lower-case hexadecimal. Observed: what is no string is hashed as its text.
pub(super) fn hash(arguments: &[Value]) -> Option<Value> {
    let [data, Value::String(algorithm)] = arguments else {
        return None;
    };
    let data = java::to_string(data);
    hash::hex_digest(algorithm, within_limit(&data)?.as_bytes()).map(Value::from)
}

fn within_limit(text: &str) -> Option<&str> {
    (text.len() <= MAX_CHARACTERS || text.encode_utf16().count() <= MAX_CHARACTERS).then_some(text)
}

fn decode_leniently(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let sextet = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(sextet);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.extend(u8::try_from((bits >> count) & 0xFF));
        }
    }
    bytes
}
