//! JSONata as AWS runs it: an adapter over the JSONata engine `jlens-core`.
//!
//! What AWS adds to the language ($parse, $partition, $range, $hash, a seeded $random, $uuid), what it takes away
//! ($eval, the context at the top level) and where it draws the limits is here; the language itself is there.
//!
//! Values are read lazily out of ours and handed back shared: an expression that picks a part of its input costs no
//! copy. To bind variables that way the compiled text opens with a prelude, `($x := …; EXPRESSION)`, which reads them
//! from the input document; expressions themselves cannot see that document.
//!
//! **Limits.** Depth, array and string sizes are those measured on AWS. Steps are counted, so the same expression ends
//! the same way everywhere; what one built-in function does at once is not a step, so a host should also set
//! [`Env::timeout`], which changes no result that comes in time.

mod functions;
mod limits;
mod references;
mod source;
mod template;
mod wording;

use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jlens_core::{Bindings as Engine, Expression, HostFunction, Options};

pub use references::Reference;
pub use template::JsonataTemplate;

use crate::error::EvalError;
use crate::random::Random;
use crate::value::{MAX_DEPTH, Object, Value};

/// A compiled JSONata expression.
#[derive(Clone, Debug)]
pub struct Jsonata {
    text: Arc<str>,
    /// The expression inside of its prelude.
    program: Expression,
    /// The functions that AWS adds, as far as they need no random numbers.
    functions: Engine,
    free: Vec<Arc<str>>,
    references: Vec<Reference>,
    has_regex: bool,
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
    /// Compiles an expression, without its `{%` and `%}`.
    pub fn compile(text: &str) -> Result<Jsonata, JsonataSyntaxError> {
        limits::check_nesting(text)?;
        let plain = Expression::compile(text).map_err(|error| syntax_error(text, &error))?;
        let root = &plain.ast().root;
        let free = references::free_variables(root);
        let program = format!("({}{text}\n)", prelude(&free));
        let program = Expression::compile(&program).map_err(|error| syntax_error(text, &error))?;
        Ok(Jsonata {
            text: Arc::from(text),
            program,
            functions: functions::without_random(&free),
            references: references::top_level(root),
            has_regex: references::has_regex(root),
            free,
        })
    }

    /// The expression in a string of the form `{% … %}`, trimmed; `None` for every other string. `{%` has to be first
    /// and `%}` last, without any space around.
    pub fn delimited(text: &str) -> Option<&str> {
        text.strip_prefix("{%")?.strip_suffix("%}").map(str::trim)
    }

    /// The names (without `$`) that the expression reads and does not bind itself, functions included; in order.
    pub fn free_variables(&self) -> &[Arc<str>] {
        &self.free
    }

    /// Whether JSONata or AWS has a function of this name.
    pub fn is_function(name: &str) -> bool {
        functions::exists(name)
    }

    /// The references that AWS refuses, for there is no context item at the top level.
    pub fn unsupported_references(&self) -> &[Reference] {
        &self.references
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
        if let Some(reference) = self.references.first() {
            return Err(JsonataError {
                code: String::new(),
                message: reference.message(),
            });
        }
        let before = env.random.clone();
        if let Some(value) = self.run(&self.program, self.functions.clone(), bindings, env)? {
            if value.depth() > MAX_DEPTH {
                return Err(JsonataError {
                    code: String::new(),
                    message: limits::STACK.into(),
                });
            }
            return Ok(Evaluated::Value(value));
        }
        let after = std::mem::replace(env.random, before);
        let is_function = self.gives_function(bindings, env);
        *env.random = after;
        Ok(if is_function {
            Evaluated::Function
        } else {
            Evaluated::Undefined
        })
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

    /// A function results in nothing, as seen from outside; asked as an argument it shows itself.
    fn gives_function(&self, bindings: &Bindings<'_>, env: &mut Env<'_>) -> bool {
        let Ok(probe) = Expression::compile(&format!("$asl_probe({})", self.program.source()))
        else {
            return false;
        };
        let seen = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&seen);
        let function = HostFunction::new(1, move |_, call| {
            flag.store(call.function(0).is_some(), Ordering::Relaxed);
            Ok(None)
        });
        let functions = self.functions.clone().function("asl_probe", function);
        let _ = self.run(&probe, functions, bindings, env);
        seen.load(Ordering::Relaxed)
    }

    fn run(
        &self,
        program: &Expression,
        mut functions: Engine,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Option<Value>, JsonataError> {
        // A variable with the name of a function takes its place; the prelude leaves such names alone.
        for name in self.free.iter().filter(|name| functions::exists(name)) {
            if let Some(value) = bindings.variables.get(name) {
                functions = functions.var(&**name, serde_json::Value::from(value));
            }
        }
        let shared = Arc::new(Mutex::new(env.random.clone()));
        let functions = functions::of_one_run(functions, &self.free, bindings.variables, &shared);
        let shuffle = shared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_u64();
        let options = self.options(env, shuffle);
        let outcome = source::evaluate(program, bindings, &functions, &options);
        *env.random = shared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        outcome.map_err(|error| limits::in_aws_words(&error))
    }

    fn options(&self, env: &Env<'_>, shuffle: u64) -> Options {
        let steps = if self.has_regex {
            limits::REGEX_STEPS
        } else {
            limits::STEPS
        };
        let options = Options::new()
            .now(env.now_millis)
            .seed(shuffle)
            .max_depth(limits::DEPTH + limits::PRELUDE_DEPTH)
            .max_steps(steps.min(env.max_steps))
            .max_array_length(limits::ARRAY_ITEMS)
            .max_string_length(limits::STRING_BYTES)
            .max_result_size(limits::RESULT_BYTES);
        match env.timeout {
            Some(timeout) => options.timeout(timeout),
            None => options,
        }
    }
}

/// Binds `$states` and the variables that the expression reads, and puts guards around functions whose work grows with
/// the square of their input.
fn prelude(free: &[Arc<str>]) -> String {
    let mut prelude = String::new();
    for name in free {
        match &**name {
            "states" => prelude.push_str("$states:=states;"),
            name if functions::exists(name) => prelude.push_str(limits::guard(name)),
            name => {
                // Writing to a String cannot fail.
                let _ = write!(prelude, "${name}:=`{}{name}`;", source::VARIABLE);
            }
        }
    }
    prelude
}

fn syntax_error(text: &str, error: &jlens_core::Error) -> JsonataSyntaxError {
    let position = error
        .span()
        .map_or(text.len(), |span| span.start.min(text.len()));
    JsonataSyntaxError {
        code: error.code().to_owned(),
        message: error.message(),
        position,
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
mod tests;
