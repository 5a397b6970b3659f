//! JSON values and the expressions over them: JSONPath, intrinsic functions, payload templates.

pub mod error;
mod java;
pub mod path;
pub mod reference;
pub mod value;

pub use error::EvalError;
pub use path::{Location, Path, PathError, PathErrorKind, PathSyntaxError, Root, Scope, Step};
pub use reference::{ReferencePath, ReferencePathError};
pub use value::{Array, JsonError, MAX_DEPTH, Number, Object, ObjectBuilder, Value};
