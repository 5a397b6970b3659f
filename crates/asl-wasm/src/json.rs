//! Payloads across the border, as JSON text.
//!
//! `undefined`, `Date` and `toJSON` mean what they mean to `JSON.stringify`; a number is a JavaScript number.

use js_sys::{JSON, JsString, Uint8Array};
use serde::Serialize;
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
