//! The intrinsic functions of JSONPath states: `States.Format('{}', $.name)`.
//!
//! What the specification leaves open follows what was observed on AWS, whose interpreter is a Java program: text is
//! made by `toString`, fractions are cut off, sets have the order of a `HashSet`. Every failure is `States.Runtime`;
//! the specification's `States.IntrinsicFailure` was not seen there.

mod array;
mod encoding;
mod function;
mod json;
mod math;
mod syntax;
mod text;

use std::fmt;
use std::sync::Arc;

use smallvec::SmallVec;

pub use function::Function;

use crate::error::EvalError;
use crate::java;
use crate::path::{Path, PathErrorKind, Root, Scope};
use crate::random::Random;
use crate::value::{MAX_DEPTH, Value};

/// How many bytes of text one function may make.
const MAX_TEXT: usize = 8 * 1024 * 1024;

/// A parsed call of an intrinsic function.
#[derive(Clone, Debug)]
pub struct Intrinsic {
    text: Arc<str>,
    call: Call,
}

/// Why a text is no call of an intrinsic function, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntrinsicSyntaxError {
    /// What is wrong.
    pub message: String,
    /// The byte at which it was found.
    pub offset: usize,
}

/// A function and its arguments.
#[derive(Clone, Debug)]
pub struct Call {
    /// The function.
    pub function: Function,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// The byte at which the name starts.
    pub offset: usize,
}

/// An argument of an intrinsic function.
#[derive(Clone, Debug)]
pub enum Argument {
    /// A string in single quotes, as written between them, with its escapes.
    Text(Arc<str>),
    /// A number, `true`, `false` or `null`.
    Literal(Value),
    /// A path.
    Path(Path),
    /// A nested call.
    Call(Call),
}

impl Intrinsic {
    /// Parses a call such as `States.Array(1, $.x)`. The number and the types of the arguments are checked when it
    /// is evaluated, as AWS does.
    pub fn parse(text: &str) -> Result<Intrinsic, IntrinsicSyntaxError> {
        Ok(Intrinsic {
            text: Arc::from(text),
            call: syntax::parse(text)?,
        })
    }

    /// Calls the function.
    pub fn eval(&self, scope: &Scope<'_>, random: &mut Random) -> Result<Value, EvalError> {
        let mut evaluation = Evaluation { scope, random };
        let value = evaluation
            .call(&self.call)
            .map_err(|fault| self.failure(fault))?;
        if value.depth() > MAX_DEPTH {
            return Err(EvalError::too_deep());
        }
        Ok(value)
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The outermost call.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// All paths among the arguments, from left to right.
    pub fn paths(&self) -> Vec<&Path> {
        let mut paths = Vec::new();
        self.call.collect_paths(&mut paths);
        paths
    }

    /// Recorded on AWS: the whole expression is named, whichever call in it failed.
    fn failure(&self, fault: Fault) -> EvalError {
        let detail = match fault {
            Fault::Arguments(function) => format!("Invalid arguments in {function}"),
            Fault::Detail(detail) => detail,
        };
        EvalError::runtime(format!(
            "The function '{}' had the following error: {detail}",
            self.text
        ))
    }
}

impl Call {
    /// Recursion is bounded by the parser.
    fn collect_paths<'a>(&'a self, paths: &mut Vec<&'a Path>) {
        for argument in &self.arguments {
            match argument {
                Argument::Path(path) => paths.push(path),
                Argument::Call(call) => call.collect_paths(paths),
                Argument::Text(_) | Argument::Literal(_) => {}
            }
        }
    }
}

/// Why a call fails.
#[derive(Debug)]
enum Fault {
    /// The arguments are of a wrong number or type, or out of range.
    Arguments(Function),
    /// Anything that AWS words otherwise.
    Detail(String),
}

/// A call's arguments: no function but `States.Format` and `States.Array` takes more than lie in place.
type Arguments = SmallVec<[Value; 3]>;

struct Evaluation<'e> {
    scope: &'e Scope<'e>,
    random: &'e mut Random,
}

impl Evaluation<'_> {
    /// Recursion is bounded by the parser.
    fn call(&mut self, call: &Call) -> Result<Value, Fault> {
        let function = call.function;
        if function == Function::Format {
            return self.format(call);
        }
        let mut arguments = Arguments::new();
        for argument in &call.arguments {
            arguments.push(self.argument(argument)?);
        }
        let result = match function {
            Function::Format => None,
            Function::StringToJson => json::string_to_json(&arguments),
            Function::JsonToString => json::json_to_string(&arguments),
            Function::JsonMerge => json::json_merge(&arguments),
            Function::Array => Some(Value::from(arguments.into_vec())),
            Function::ArrayPartition => array::partition(&arguments),
            Function::ArrayContains => array::contains(&arguments),
            Function::ArrayRange => array::range(&arguments),
            Function::ArrayGetItem => array::get_item(&arguments),
            Function::ArrayLength => array::length(&arguments),
            Function::ArrayUnique => array::unique(&arguments),
            Function::Base64Encode => encoding::base64_encode(&arguments),
            Function::Base64Decode => encoding::base64_decode(&arguments),
            Function::Hash => encoding::hash(&arguments),
            Function::MathRandom => math::random(&arguments, self.random),
            Function::MathAdd => math::add(&arguments),
            Function::StringSplit => text::split(&arguments),
            Function::Uuid => arguments
                .is_empty()
                .then(|| Value::from(self.random.uuid().text())),
        };
        result.ok_or(Fault::Arguments(function))
    }

    fn argument(&mut self, argument: &Argument) -> Result<Value, Fault> {
        match argument {
            Argument::Text(raw) => Ok(Value::String(text::unescape(raw))),
            Argument::Literal(value) => Ok(value.clone()),
            Argument::Path(path) => self.path(path),
            Argument::Call(call) => self.call(call),
        }
    }

    /// Recorded on AWS: a path from the context object is shown as one from `$`, and the input is the state's.
    fn path(&mut self, path: &Path) -> Result<Value, Fault> {
        path.eval(self.scope).map_err(|error| match error.kind {
            PathErrorKind::Missing | PathErrorKind::IndexPastEnd => {
                let text = if *path.root() == Root::Context { &path.text()[1..] } else { path.text() };
                Fault::Detail(format!(
                    "The JsonPath argument for the field '{text}' could not be found in the input '{}'",
                    self.scope.input
                ))
            }
            _ => Fault::Detail(error.message),
        })
    }

    /// `States.Format` reads the escapes of its template itself, for `\{` is not `{`.
    fn format(&mut self, call: &Call) -> Result<Value, Fault> {
        let invalid = || Fault::Arguments(Function::Format);
        let (template, rest) = call.arguments.split_first().ok_or_else(invalid)?;
        let template: Arc<str> = match template {
            Argument::Text(raw) => raw.clone(),
            other => match self.argument(other)? {
                Value::String(text) => text,
                _ => return Err(invalid()),
            },
        };
        let mut values = Vec::with_capacity(rest.len());
        for argument in rest {
            let value = self.argument(argument)?;
            // What StringToJson gives is a Jackson node, whose text is JSON; everything else is a plain Java object.
            let is_node =
                matches!(argument, Argument::Call(call) if call.function == Function::StringToJson);
            values.push(if is_node {
                value.to_json()
            } else {
                java::to_string(&value)
            });
        }
        text::format(&template, &values)
            .map(Value::from)
            .map_err(Fault::Detail)
    }
}

impl fmt::Display for IntrinsicSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at position {}", self.message, self.offset)
    }
}

impl std::error::Error for IntrinsicSyntaxError {}

#[cfg(test)]
mod tests;
