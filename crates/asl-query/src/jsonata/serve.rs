//! The other side of [`backend`](super::backend): answers the requests of a program that has no engine of its own.

use std::time::Duration;

use rustc_hash::FxHashMap;

use super::exchange::Exchange;
use super::{Bindings, Env, Evaluated, Jsonata, JsonataError, JsonataSyntaxError, local};
use crate::random::Random;
use crate::value::{Object, Value};

/// Compiles and evaluates for one program, which sends all its requests here, in order.
#[derive(Debug, Default)]
pub struct Server {
    programs: FxHashMap<u32, Jsonata>,
    made: u32,
    exchange: Exchange,
}

impl Server {
    /// The answer to a request; none at all to what is no request.
    pub fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let answer = str::from_utf8(request).ok().and_then(|request| {
            let (head, body) = request.split_once('\n').unwrap_or((request, ""));
            let mut words = head.split(' ');
            match words.next()? {
                "compile" => Some(self.compile(body)),
                "eval" => self.eval(words, body),
                "forget" => {
                    self.programs.remove(&words.next()?.parse().ok()?);
                    None
                }
                _ => None,
            }
        });
        answer.unwrap_or_default().into_bytes()
    }

    fn compile(&mut self, text: &str) -> String {
        match local::compile(text) {
            Err(error) => format!("refused\n{}", refusal(&error)),
            Ok(program) => {
                let facts = facts(&program);
                self.made = self.made.wrapping_add(1);
                self.programs.insert(self.made, program);
                format!("program {}\n{facts}", self.made)
            }
        }
    }

    /// Answers `None` only when the request is not of the form that the other side writes.
    fn eval<'r>(&mut self, mut words: impl Iterator<Item = &'r str>, body: &str) -> Option<String> {
        let program = words.next()?.parse().ok()?;
        let now_millis = words.next()?.parse().ok()?;
        let state: Vec<&str> = words.by_ref().take(4).collect();
        let mut random = Random::from_text(&state.join(" "))?;
        let max_steps = words.next()?.parse().ok()?;
        let timeout = match words.next()? {
            "-" => None,
            millis => Some(Duration::from_millis(millis.parse().ok()?)),
        };
        let read = self.exchange.read(body)?;
        let variables = read.get("variables")?.as_object()?;
        let bindings = Bindings {
            states: read.get("states").unwrap_or(&Value::Null),
            variables,
        };
        let mut env = Env {
            now_millis,
            random: &mut random,
            max_steps,
            timeout,
        };
        let outcome = self.programs.get(&program)?.eval(&bindings, &mut env);
        let (kind, body) = match &outcome {
            Ok(Evaluated::Value(value)) => ("value", self.exchange.write(value)),
            Ok(Evaluated::Undefined) => ("undefined", String::new()),
            Ok(Evaluated::Function) => ("function", String::new()),
            Err(error) => ("error", failure(error)),
        };
        Some(format!("{kind} {}\n{body}", random.to_text()))
    }
}

fn facts(program: &Jsonata) -> String {
    let facts = &program.facts;
    let names = |names: &[std::sync::Arc<str>]| names.iter().cloned().map(Value::from).collect();
    let references = facts.references.iter().map(|reference| {
        Value::from(vec![
            Value::from(reference.name.as_str()),
            position(reference.offset),
        ])
    });
    object([
        ("free", names(&facts.free)),
        ("functions", names(&facts.functions)),
        ("references", references.collect()),
    ])
}

fn refusal(error: &JsonataSyntaxError) -> String {
    object([
        ("code", Value::from(error.code.as_str())),
        ("message", Value::from(error.message.as_str())),
        ("position", position(error.position)),
    ])
}

fn failure(error: &JsonataError) -> String {
    object([
        ("code", Value::from(error.code.as_str())),
        ("message", Value::from(error.message.as_str())),
    ])
}

fn position(offset: usize) -> Value {
    Value::from(i64::try_from(offset).unwrap_or(i64::MAX))
}

fn object<const N: usize>(members: [(&str, Value); N]) -> String {
    let members = members.map(|(name, value)| (name.into(), value));
    Value::Object(members.into_iter().collect::<Object>()).to_json()
}
