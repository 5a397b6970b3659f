//! The engine elsewhere, as seen from here. [`serve`](super::serve) is the other side; a message is a line of words,
//! and JSON or an expression after it:
//!
//! - `compile` and the expression: `program NUMBER` and its facts, or `refused` and why;
//! - `eval NUMBER MILLIS RANDOM×4 STEPS TIMEOUT` and the bindings: `value`, `undefined`, `function` or `error`, with the
//!   random numbers' new state, and the value or error;
//! - `forget NUMBER`: nothing.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::backend::Backend;
use super::exchange::Exchange;
use super::{
    Bindings, Env, Evaluated, Facts, Jsonata, JsonataError, JsonataSyntaxError, Program, Reference,
};
use crate::random::Random;
use crate::value::{Object, ObjectBuilder, Value};

/// A backend, and the state of the conversation with it.
pub(super) struct Remote {
    backend: Box<dyn Backend>,
    /// Locked as long as a question is open: the exchange relies on the order of messages.
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    exchange: Exchange,
    /// Why the backend has stopped answering.
    broken: Option<String>,
}

impl Remote {
    pub(super) fn new(backend: Box<dyn Backend>) -> Self {
        Remote {
            backend,
            line: Mutex::default(),
        }
    }

    pub(super) fn compile(&'static self, text: &str) -> Result<Jsonata, JsonataSyntaxError> {
        let refused = |message: String| JsonataSyntaxError {
            code: String::new(),
            message,
            position: 0,
        };
        let answer = self.with_line(|line| self.ask(line, &format!("compile\n{text}")));
        let answer = answer.map_err(refused)?;
        let (head, body) = answer.split_once('\n').unwrap_or((&answer, ""));
        let body = Value::from_json(body).unwrap_or_default();
        if let Some(number) = head.strip_prefix("program ") {
            let number = number.parse().ok();
            if let Some((number, facts)) = number.zip(facts(&body)) {
                return Ok(Jsonata {
                    text: Arc::from(text),
                    facts: Arc::new(facts),
                    program: Arc::new(Elsewhere {
                        remote: self,
                        number,
                    }),
                });
            }
        } else if head == "refused"
            && let Some(error) = syntax_error(&body)
        {
            return Err(error);
        }
        Err(refused(nonsense()))
    }

    fn eval(
        &self,
        number: u32,
        needed: Object,
        env: &mut Env<'_>,
    ) -> Result<Evaluated, JsonataError> {
        self.with_line(|line| {
            let timeout = env.timeout.map(|timeout| timeout.as_millis());
            let head = format!(
                "eval {number} {} {} {} {}",
                env.now_millis,
                env.random.to_text(),
                env.max_steps,
                timeout.map_or_else(|| "-".to_owned(), |timeout| timeout.to_string()),
            );
            let bindings = line.exchange.write(&Value::Object(needed));
            let answer = self.ask(line, &format!("{head}\n{bindings}"));
            let answer = answer.map_err(stopped)?;
            let (head, body) = answer.split_once('\n').unwrap_or((&answer, ""));
            let outcome = read_outcome(head, body, env, &mut line.exchange);
            outcome.unwrap_or_else(|| {
                line.broken = Some(nonsense());
                Err(stopped(nonsense()))
            })
        })
    }

    fn with_line<R>(&self, act: impl FnOnce(&mut Line) -> R) -> R {
        act(&mut self.line.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn ask(&self, line: &mut Line, request: &str) -> Result<String, String> {
        if let Some(why) = &line.broken {
            return Err(why.clone());
        }
        let answer = self.backend.ask(request.as_bytes());
        let answer = answer
            .map_err(|why| format!("JSONata has stopped working: {why}"))
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| nonsense()));
        line.broken = answer.as_ref().err().cloned();
        answer
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").finish_non_exhaustive()
    }
}

/// A program that the backend keeps under a number.
#[derive(Debug)]
struct Elsewhere {
    remote: &'static Remote,
    number: u32,
}

impl Program for Elsewhere {
    fn eval(
        &self,
        facts: &Facts,
        bindings: &Bindings<'_>,
        env: &mut Env<'_>,
    ) -> Result<Evaluated, JsonataError> {
        let needed = needed(facts, bindings);
        self.remote.eval(self.number, needed, env)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        let request = format!("forget {}", self.number);
        // Nothing is lost when it cannot be forgotten.
        let _ = self
            .remote
            .with_line(|line| self.remote.ask(line, &request));
    }
}

/// What the expression reads of the bindings: `states`, and in `variables` those of its free names that are any.
fn needed(facts: &Facts, bindings: &Bindings<'_>) -> Object {
    let mut variables = ObjectBuilder::new();
    let mut needed = ObjectBuilder::new();
    for name in &facts.free {
        if &**name == "states" {
            needed.insert(Arc::from("states"), bindings.states.clone());
        } else if let Some(value) = bindings.variables.get(name) {
            variables.insert(name.clone(), value.clone());
        }
    }
    needed.insert(Arc::from("variables"), Value::Object(variables.build()));
    needed.build()
}

fn facts(body: &Value) -> Option<Facts> {
    let names = |member: &str| -> Option<Vec<Arc<str>>> {
        let names = body.get(member)?.as_array()?.iter();
        names.map(|name| Some(Arc::from(name.as_str()?))).collect()
    };
    let reference = |pair: &Value| {
        Some(Reference {
            name: pair.index(0)?.as_str()?.to_owned(),
            offset: usize::try_from(pair.index(1)?.as_i64()?).ok()?,
        })
    };
    Some(Facts {
        free: names("free")?,
        functions: names("functions")?,
        references: body
            .get("references")?
            .as_array()?
            .iter()
            .map(reference)
            .collect::<Option<_>>()?,
    })
}

fn syntax_error(body: &Value) -> Option<JsonataSyntaxError> {
    Some(JsonataSyntaxError {
        code: body.get("code")?.as_str()?.to_owned(),
        message: body.get("message")?.as_str()?.to_owned(),
        position: usize::try_from(body.get("position")?.as_i64()?).ok()?,
    })
}

fn read_outcome(
    head: &str,
    body: &str,
    env: &mut Env<'_>,
    exchange: &mut Exchange,
) -> Option<Result<Evaluated, JsonataError>> {
    let (kind, random) = head.split_once(' ')?;
    *env.random = Random::from_text(random)?;
    Some(match kind {
        "value" => Ok(Evaluated::Value(exchange.read(body)?)),
        "undefined" => Ok(Evaluated::Undefined),
        "function" => Ok(Evaluated::Function),
        "error" => {
            let error = Value::from_json(body).ok()?;
            Err(JsonataError {
                code: error.get("code")?.as_str()?.to_owned(),
                message: error.get("message")?.as_str()?.to_owned(),
            })
        }
        _ => return None,
    })
}

fn stopped(message: String) -> JsonataError {
    JsonataError {
        code: String::new(),
        message,
    }
}

fn nonsense() -> String {
    "JSONata has stopped working: its answer cannot be read".to_owned()
}
