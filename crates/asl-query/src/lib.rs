//! JSON values and the expressions over them: JSONPath, intrinsic functions, payload templates, JSONata.

pub mod compare;
pub mod error;
pub mod expression;
mod hash;
pub mod intrinsic;
mod java;
pub mod jsonata;
pub mod path;
pub mod random;
pub mod reference;
pub mod template;
pub mod timestamp;
pub mod value;

pub use error::EvalError;
pub use expression::{Expression, ExpressionError};
pub use intrinsic::{Intrinsic, IntrinsicSyntaxError};
pub use jsonata::{Jsonata, JsonataTemplate};
pub use path::{Location, Path, PathError, PathErrorKind, PathSyntaxError, Root, Scope, Step};
pub use random::{Random, Uuid, hex_digits};
pub use reference::{ReferencePath, ReferencePathError};
pub use template::{Template, TemplateProblem};
pub use value::{Array, JsonError, MAX_DEPTH, Number, Object, ObjectBuilder, Value};
