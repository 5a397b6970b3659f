//! JSON values and the expressions over them: JSONPath, intrinsic functions, payload templates.

pub mod value;

pub use value::{Array, JsonError, MAX_DEPTH, Number, Object, Value};
