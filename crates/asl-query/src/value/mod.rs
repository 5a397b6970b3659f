//! JSON values that are shared, never copied.
//!
//! Cloning a [`Value`] bumps a reference count. Arrays and objects remember the size of their JSON text and their
//! depth, so that limits cost next to nothing to check. Nothing changes in place: a changed object is a new one that shares
//! every member but the changed one.
//!
//! **Depth.** Everything in this workspace that builds a value from what a user wrote (the parser, templates,
//! intrinsics, result paths, expressions) refuses to go over [`MAX_DEPTH`] levels, so that walking a value may
//! recurse. The constructors themselves ([`Array::from`], [`Object::with`]) cannot fail; whoever wraps user data in a
//! loop checks [`Value::depth`]. Dropping a value is safe at any depth.

mod array;
mod compare;
mod convert;
mod members;
mod number;
mod object;
mod parse;
mod size;
mod write;

use std::sync::Arc;

pub use array::Array;
pub use members::Iter;
pub use number::same_number;
pub use object::{Object, ObjectBuilder};
pub use parse::JsonError;
pub use serde_json::Number;
pub(crate) use write::write_string;

/// How many levels of arrays and objects a value may have. A scalar has depth 0, `[]` has depth 1.
pub const MAX_DEPTH: u32 = 512;

/// A JSON value. Equality is deep, ignores the order of members and compares numbers by value (`1 == 1.0`).
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number: a 64-bit integer where the text was one, else binary64.
    Number(Number),
    /// A string.
    String(Arc<str>),
    /// An array.
    Array(Array),
    /// An object; its members keep the order in which they were written.
    Object(Object),
}

impl Value {
    /// The bytes of this value's compact JSON text in UTF-8. An array or an object counts them the
    /// first time it is asked.
    pub fn size(&self) -> u64 {
        match self {
            Value::Null | Value::Bool(true) => 4,
            Value::Bool(false) => 5,
            Value::Number(number) => number::text_size(number),
            Value::String(text) => write::string_size(text),
            Value::Array(array) => array.size(),
            Value::Object(object) => object.size(),
        }
    }

    /// The levels of arrays and objects: 0 for a scalar, 1 for `[]`, 2 for `[[]]`. Constant time.
    pub fn depth(&self) -> u32 {
        match self {
            Value::Array(array) => array.depth(),
            Value::Object(object) => object.depth(),
            _ => 0,
        }
    }

    /// The member of an object with this name; `None` too when this is no object.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_object()?.get(key)
    }

    /// The item of an array at this index; `None` too when this is no array.
    pub fn index(&self, index: usize) -> Option<&Value> {
        self.as_array()?.get(index)
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A number that is an integer in the range of `i64`, also when written as `2.0`.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Number(number) => number::to_i64(number),
            _ => None,
        }
    }

    /// Any number, as binary64.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// A boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// An array.
    pub fn as_array(&self) -> Option<&Array> {
        match self {
            Value::Array(array) => Some(array),
            _ => None,
        }
    }

    /// An object.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// `null`, `boolean`, `number`, `string`, `array` or `object`, as AWS names types in its messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    /// The address of an array or an object, which is its own as long as it is there.
    pub(crate) fn address(&self) -> Option<usize> {
        match self {
            Value::Array(array) => Some(array.address()),
            Value::Object(object) => Some(object.address()),
            _ => None,
        }
    }

    /// Whether both are one and the same allocation; scalars without an allocation compare by value.
    pub fn ptr_eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::String(a), Value::String(b)) => Arc::ptr_eq(a, b),
            (Value::Array(a), Value::Array(b)) => a.ptr_eq(b),
            (Value::Object(a), Value::Object(b)) => a.ptr_eq(b),
            (Value::Null | Value::Bool(_) | Value::Number(_), _) => self == other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
