//! Expressions evaluated by the engine within the program.
//!
//! Values are read lazily out of ours and handed back shared: an expression that picks a part of its input costs no
//! copy. To bind variables that way the compiled text opens with a prelude, `($x := …; EXPRESSION)`, which reads them
//! from the input document; expressions themselves cannot see that document.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jlens_core::{Bindings as Engine, Expression, HostFunction, Options};

use super::{
    Bindings, Env, Evaluated, Facts, Jsonata, JsonataError, JsonataSyntaxError, Program, functions,
    limits, references, source,
};
use crate::value::{MAX_DEPTH, Value};

/// Compiles an expression for the engine within the program.
pub(super) fn compile(text: &str) -> Result<Jsonata, JsonataSyntaxError> {
    limits::check_nesting(text)?;
    let plain = Expression::compile(text).map_err(|error| syntax_error(text, &error))?;
    let root = &plain.ast().root;
    let free = references::free_variables(root);
    let program = format!("({}{text}\n)", prelude(&free));
    let program = Expression::compile(&program).map_err(|error| syntax_error(text, &error))?;
    let facts = Facts {
        functions: free
            .iter()
            .filter(|name| functions::exists(name))
            .cloned()
            .collect(),
        references: references::top_level(root),
        free,
    };
    let local = Local {
        program,
        functions: functions::without_random(&facts.free),
        has_regex: references::has_regex(root),
    };
    Ok(Jsonata {
        text: Arc::from(text),
        facts: Arc::new(facts),
        program: Arc::new(local),
    })
}

#[derive(Debug)]
struct Local {
    /// The expression inside of its prelude.
    program: Expression,
    /// The functions that AWS adds, as far as they need no random numbers.
    functions: Engine,
    has_regex: bool,
}

impl Program for Local {
    fn eval(
        &self,
        facts: &Facts,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Evaluated, JsonataError> {
        let free = &facts.free;
        let before = env.random.clone();
        if let Some(value) = self.run(free, &self.program, self.functions.clone(), bindings, env)? {
            if value.depth() > MAX_DEPTH {
                return Err(JsonataError {
                    code: String::new(),
                    message: limits::STACK.into(),
                });
            }
            return Ok(Evaluated::Value(value));
        }
        let after = std::mem::replace(env.random, before);
        let is_function = self.gives_function(free, bindings, env);
        *env.random = after;
        Ok(if is_function {
            Evaluated::Function
        } else {
            Evaluated::Undefined
        })
    }
}

impl Local {
    /// A function results in nothing, as seen from outside; asked as an argument it shows itself.
    fn gives_function(
        &self,
        free: &[Arc<str>],
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> bool {
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
        let _ = self.run(free, &probe, functions, bindings, env);
        seen.load(Ordering::Relaxed)
    }

    fn run(
        &self,
        free: &[Arc<str>],
        program: &Expression,
        mut functions: Engine,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Option<Value>, JsonataError> {
        // A variable with the name of a function takes its place; the prelude leaves such names alone.
        for name in free.iter().filter(|name| functions::exists(name)) {
            if let Some(value) = bindings.variables.get(name) {
                functions = functions.var(&**name, serde_json::Value::from(value));
            }
        }
        let shared = Arc::new(Mutex::new(env.random.clone()));
        let functions = functions::of_one_run(functions, free, bindings.variables, &shared);
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
