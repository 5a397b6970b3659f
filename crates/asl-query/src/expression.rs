//! A path or an intrinsic function: what stands in a field of a payload template, in `ErrorPath` and in `CausePath`.

use std::fmt;

use crate::error::EvalError;
use crate::intrinsic::{Intrinsic, IntrinsicSyntaxError};
use crate::path::{Path, PathError, PathErrorKind, PathSyntaxError, Root, Scope};
use crate::random::Random;
use crate::value::Value;

/// A parsed path or call of an intrinsic function.
#[derive(Clone, Debug)]
pub enum Expression {
    /// `$.a`
    Path(Path),
    /// `States.Array(1, $.a)`
    Intrinsic(Intrinsic),
}

/// Why a text is neither a path nor a call, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    /// What is wrong.
    pub message: String,
    /// The byte at which it was found.
    pub offset: usize,
}

impl Expression {
    /// Parses a path if the text starts with `$`, else a call.
    pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
        if text.starts_with('$') {
            return Ok(Expression::Path(Path::parse(text)?));
        }
        Ok(Expression::Intrinsic(Intrinsic::parse(text)?))
    }

    /// The value, where `field` is the name that AWS's text has for the place: `value.$`, `ErrorPath`.
    pub fn eval(
        &self,
        field: &str,
        scope: &Scope<'_>,
        random: &mut Random,
    ) -> Result<Value, EvalError> {
        match self {
            Expression::Intrinsic(intrinsic) => intrinsic.eval(scope, random),
            Expression::Path(path) => path
                .eval(scope)
                .map_err(|error| error.in_field(path, field, scope)),
        }
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        match self {
            Expression::Path(path) => path.text(),
            Expression::Intrinsic(intrinsic) => intrinsic.text(),
        }
    }

    /// The paths that it reads.
    pub fn paths(&self) -> Vec<&Path> {
        match self {
            Expression::Path(path) => vec![path],
            Expression::Intrinsic(intrinsic) => intrinsic.paths(),
        }
    }
}

impl PathError {
    /// The failure of a path in a payload template, in `ErrorPath` or in `CausePath`, as recorded. The input that it
    /// shows is the document that was searched.
    pub fn in_field(self, path: &Path, field: &str, scope: &Scope<'_>) -> EvalError {
        if !matches!(
            self.kind,
            PathErrorKind::Missing | PathErrorKind::IndexPastEnd
        ) {
            return EvalError::runtime(self.message);
        }
        let document = match path.root() {
            Root::Context => scope.context,
            Root::Input | Root::Variable(_) => path.document(scope).unwrap_or(scope.input),
        };
        EvalError::runtime(format!(
            "The JSONPath '{}' specified for the field '{field}' could not be found in the input '{document}'",
            path.text()
        ))
    }
}

impl From<PathSyntaxError> for ExpressionError {
    fn from(error: PathSyntaxError) -> Self {
        ExpressionError {
            message: error.message,
            offset: error.offset,
        }
    }
}

impl From<IntrinsicSyntaxError> for ExpressionError {
    fn from(error: IntrinsicSyntaxError) -> Self {
        ExpressionError {
            message: error.message,
            offset: error.offset,
        }
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at position {}", self.message, self.offset)
    }
}

impl std::error::Error for ExpressionError {}
