//! Payloads across the border, as JSON text.
//!
//! `undefined`, `Date` and `toJSON` mean what they mean to `JSON.stringify`; a number is a JavaScript number.

use asl::Value;
use js_sys::{JSON, JsString, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// A JavaScript value as JSON text; `None` for `undefined`, or a function, which have none.
pub(crate) fn text_of(value: &JsValue, what: &str) -> Result<Option<String>, JsError> {
    if value.is_undefined() {
        return Ok(None);
    }
    // A circular value, a BigInt, or a `toJSON` that throws.
    let text = JSON::stringify(value).map_err(|error| {
        let reason = js_sys::Error::from(error).message();
        JsError::new(&format!("{what} has no JSON form: {reason}"))
    })?;
    if text.is_undefined() {
        return Ok(None);
    }
    // What an encoder makes is UTF-8.
    Ok(String::from_utf8(TextEncoder::new().encode(&text).to_vec()).ok())
}

/// A JavaScript value as the engine's; `undefined` is `null`.
#[cfg(feature = "tasks")]
pub(crate) fn read(value: &JsValue, what: &str) -> Result<Value, JsError> {
    let Some(text) = text_of(value, what)? else {
        return Ok(Value::Null);
    };
    Value::from_json(&text).map_err(|error| JsError::new(&format!("{what}: {}", error.message)))
}

/// The options of a call; none at all are the default ones.
pub(crate) fn options<T: Default + DeserializeOwned>(
    what: &str,
    options: JsValue,
) -> Result<T, JsError> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(|error| {
        let reason = js_sys::Error::from(JsValue::from(error)).message();
        JsError::new(&format!("{what}: {reason}"))
    })
}

/// The JavaScript value of JSON text.
pub(crate) fn value_of(text: &str) -> Result<JsValue, JsError> {
    JSON::parse(text).map_err(|_| JsError::new("the value nests too deeply for JSON.parse"))
}

/// A struct as a plain object: absent optional fields are `null`, maps are objects.
pub(crate) fn object_of<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    Ok(value.serialize(&serializer)?)
}

#[wasm_bindgen]
extern "C" {
    /// The host's encoder: over ten times as fast for long texts as going through them unit by unit, which is what
    /// handing over a string does.
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}
