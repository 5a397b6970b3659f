//! JSONata as AWS runs it: an adapter over the JSONata engine `jlens-core`.
//!
//! What AWS adds to the language ($parse, $partition, $range, $hash, a seeded $random, $uuid), what it takes away
//! ($eval, the context at the top level) and where it draws the limits is here; the language itself is there.
//!
//! The engine is part of the program with the cargo feature `jsonata`. Without it a host may install one that runs
//! elsewhere, see [`backend`]; the same expressions give the same results there.
//!
//! **Limits.** Depth, array and string sizes are those measured on AWS. Steps are counted, so the same expression ends
//! the same way everywhere; what one built-in function does at once is not a step, so a host should also set
//! [`Env::timeout`], which changes no result that comes in time.

pub mod backend;
mod exchange;
#[cfg(feature = "jsonata")]
mod functions;
#[cfg(feature = "jsonata")]
mod limits;
#[cfg(feature = "jsonata")]
mod local;
#[cfg(feature = "jsonata")]
mod references;
mod remote;
#[cfg(feature = "jsonata")]
pub mod serve;
#[cfg(feature = "jsonata")]
mod source;
mod template;
mod wording;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use template::JsonataTemplate;

use crate::error::EvalError;
use crate::random::Random;
use crate::value::{Object, Value};

/// A compiled JSONata expression.
#[derive(Clone, Debug)]
pub struct Jsonata {
    text: Arc<str>,
    facts: Arc<Facts>,
    program: Arc<dyn Program>,
}

/// What is known of an expression without evaluating it.
#[derive(Debug, Default)]
struct Facts {
    /// The names that are read and not bound.
    free: Vec<Arc<str>>,
    /// Those of them that JSONata or AWS has a function for.
    functions: Vec<Arc<str>>,
    /// What AWS refuses.
    references: Vec<Reference>,
}

/// An expression, ready to be evaluated, wherever that happens.
trait Program: fmt::Debug + Send + Sync {
    fn eval(
        &self,
        facts: &Facts,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Evaluated, JsonataError>;
}

/// A reference to the context at the top level, where AWS has none. AWS refuses the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name as written: `phone`, `$`, `$$`, `*`, `**`, `%`.
    pub name: String,
    /// The byte at which it starts.
    pub offset: usize,
}

/// Why a text is no JSONata expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonataSyntaxError {
    /// The code, such as `S0201`. AWS leaves it out when it refuses a definition.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The byte at which it was found.
    pub position: usize,
}

/// What an expression reads from: `$states`, and the state machine's variables.
#[derive(Clone, Copy, Debug)]
pub struct Bindings<'a> {
    /// The value of `$states`: an object with `input` and `context`, and `result` or `errorOutput` where the field has
    /// them.
    pub states: &'a Value,
    /// The variables, by name without the `$`.
    pub variables: &'a Object,
}

/// The world around an evaluation.
#[derive(Debug)]
pub struct Env<'a> {
    /// The time of `$now()` and `$millis()`, in milliseconds since the epoch.
    pub now_millis: i64,
    /// The numbers of `$random()`, `$shuffle()` and `$uuid()`.
    pub random: &'a mut Random,
    /// How many steps the evaluation may take at most; at most the limits of this module count.
    pub max_steps: u64,
    /// How long the host lets an evaluation take on the wall clock. `None` keeps the clock out of it.
    pub timeout: Option<Duration>,
}

impl<'a> Env<'a> {
    /// An environment without limits of its own.
    pub fn new(now_millis: i64, random: &'a mut Random) -> Self {
        Env {
            now_millis,
            random,
            max_steps: u64::MAX,
            timeout: None,
        }
    }
}

/// The outcome of an evaluation.
#[derive(Clone, Debug, PartialEq)]
pub enum Evaluated {
    /// A JSON value.
    Value(Value),
    /// Nothing.
    Undefined,
    /// A function, which is no JSON value.
    Function,
}

/// Why an evaluation failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonataError {
    /// The code of JSONata, such as `T1006`; empty where AWS has none, for its limits.
    pub code: String,
    /// What is wrong, without the code.
    pub message: String,
}

impl Jsonata {
    /// Compiles an expression, without its `{%` and `%}`. Refused too while there is no engine, see [`backend`].
    pub fn compile(text: &str) -> Result<Jsonata, JsonataSyntaxError> {
        match backend::installed() {
            Some(remote) => remote.compile(text),
            None => Self::compile_here(text),
        }
    }

    #[cfg(feature = "jsonata")]
    fn compile_here(text: &str) -> Result<Jsonata, JsonataSyntaxError> {
        local::compile(text)
    }

    #[cfg(not(feature = "jsonata"))]
    fn compile_here(_text: &str) -> Result<Jsonata, JsonataSyntaxError> {
        Err(JsonataSyntaxError {
            code: String::new(),
            message: "JSONata is not loaded".into(),
            position: 0,
        })
    }

    /// The expression in a string of the form `{% … %}`, trimmed; `None` for every other string. `{%` has to be first
    /// and `%}` last, without any space around.
    pub fn delimited(text: &str) -> Option<&str> {
        text.strip_prefix("{%")?.strip_suffix("%}").map(str::trim)
    }

    /// The names (without `$`) that the expression reads and does not bind itself, functions included; in order.
    pub fn free_variables(&self) -> &[Arc<str>] {
        &self.facts.free
    }

    /// Whether a name that the expression reads is that of a function of JSONata's or of AWS's.
    pub fn is_function(&self, name: &str) -> bool {
        self.facts.functions.iter().any(|known| &**known == name)
    }

    /// The references that AWS refuses, for there is no context item at the top level.
    pub fn unsupported_references(&self) -> &[Reference] {
        &self.facts.references
    }

    /// The text as written, trimmed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Evaluates the expression.
    pub fn eval(
        &self,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Evaluated, JsonataError> {
        match self.facts.references.first() {
            Some(reference) => Err(JsonataError {
                code: String::new(),
                message: reference.message(),
            }),
            None => self.program.eval(&self.facts, bindings, env),
        }
    }

    /// Evaluates the expression of a field; `field` is its way from the state, such as `Output/result`. Nothing and
    /// functions fail, as on AWS.
    pub fn eval_field(
        &self,
        field: &str,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Value, EvalError> {
        match self.eval(bindings, env) {
            Ok(Evaluated::Value(value)) => Ok(value),
            Ok(Evaluated::Undefined) => Err(wording::undefined(&self.text, field)),
            Ok(Evaluated::Function) => Err(wording::unsupported(&self.text, field)),
            Err(error) => Err(wording::thrown(&self.text, field, &error)),
        }
    }

    /// The failure of a field that needs another type than its expression gave; `expected` is AWS's name for it
    /// (`array`, `number`, `boolean`, `string`).
    pub fn unexpected_type(&self, field: &str, expected: &str, value: &Value) -> EvalError {
        wording::unexpected(&self.text, field, expected, value)
    }
}

impl Reference {
    /// AWS's text, after `UNSUPPORTED_JSONATA_EXPRESSION: `.
    pub fn message(&self) -> String {
        let place = if self.name == "$$" {
            ""
        } else {
            " at the top level"
        };
        format!("Reference to '{}'{place} is not supported.", self.name)
    }
}

impl fmt::Display for JsonataSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)
    }
}

impl std::error::Error for JsonataSyntaxError {}

impl fmt::Display for JsonataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.code.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.code, self.message)
        }
    }
}

impl std::error::Error for JsonataError {}

#[cfg(test)]
#[cfg(feature = "jsonata")]
mod tests;
