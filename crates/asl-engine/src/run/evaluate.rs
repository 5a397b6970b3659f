//! Evaluating the expressions of a state's fields, and AWS's words for when that fails.

use std::sync::{Arc, LazyLock};

use asl_query::jsonata::{Bindings, Env};
use asl_query::{EvalError, Expression, JsonataTemplate, Object, Path, Scope, Value};

use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::{Compiled, Payload};
use crate::machine::{State, StateKind};
use crate::trace::EventKind;

/// What the expressions of a field read beside the context object and the variables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reads<'a> {
    /// JSONPath's `$`.
    pub(crate) document: &'a Value,
    /// JSONata's `$states.result`, where the field has it (rule E3).
    pub(crate) result: Option<&'a Value>,
    /// JSONata's `$states.errorOutput`, where the field has it.
    pub(crate) error_output: Option<&'a Value>,
}

impl<'a> Reads<'a> {
    pub(crate) fn input(document: &'a Value) -> Self {
        Self {
            document,
            result: None,
            error_output: None,
        }
    }

    pub(crate) fn result(result: &'a Value) -> Self {
        Self {
            document: result,
            result: Some(result),
            error_output: None,
        }
    }

    pub(crate) fn error_output(error_output: &'a Value) -> Self {
        Self {
            document: error_output,
            result: None,
            error_output: Some(error_output),
        }
    }
}

impl Execution {
    /// Evaluates a payload; `field` names it in AWS's texts.
    pub(crate) fn payload(
        &mut self,
        strand: StrandId,
        state: &State,
        payload: &Payload,
        field: &str,
        reads: Reads<'_>,
    ) -> Result<Value, Failure> {
        match payload {
            Payload::Jsonata(template) => self.jsonata(strand, state, template, field, reads),
            Payload::JsonPath(template) => {
                let context = self.context(strand, state);
                let scope = Scope {
                    input: reads.document,
                    context: &context,
                    variables: &self.strands[strand.0].variables,
                };
                let result = template.eval(&scope, &mut self.random);
                result.map_err(|error| self.evaluation_failure(strand, &error))
            }
        }
    }

    /// Evaluates a JSONata field.
    pub(crate) fn jsonata(
        &mut self,
        strand: StrandId,
        state: &State,
        template: &JsonataTemplate,
        field: &str,
        reads: Reads<'_>,
    ) -> Result<Value, Failure> {
        let states = self.states_value(strand, state, reads);
        let bindings = Bindings {
            states: &states,
            variables: &self.strands[strand.0].variables,
        };
        let now = self.trace.start_time.saturating_add(self.clock);
        let result = template.eval(field, &bindings, &mut Env::new(now, &mut self.random));
        result.map_err(|error| self.query_failure(strand, &error))
    }

    /// A JSONata field whose value has to be of a type, as `matches` tells.
    pub(crate) fn typed_jsonata(
        &mut self,
        strand: StrandId,
        state: &State,
        template: &JsonataTemplate,
        (field, expected): (&str, &str),
        reads: Reads<'_>,
        matches: impl Fn(&Value) -> bool,
    ) -> Result<Value, Failure> {
        let value = self.jsonata(strand, state, template, field, reads)?;
        if matches(&value) {
            return Ok(value);
        }
        let error = match template.expression() {
            Some(expression) => expression.unexpected_type(field, expected, &value),
            None => EvalError {
                location: Some(field.into()),
                ..EvalError::query(format!(
                    "The field '{field}' must be of type '{expected}', but was '{}' for value: {value}",
                    value.type_name()
                ))
            },
        };
        Err(self.query_failure(strand, &error))
    }

    /// `$states`: the input, the context, and what else the field may read.
    fn states_value(&self, strand: StrandId, state: &State, reads: Reads<'_>) -> Value {
        static NAMES: LazyLock<[Arc<str>; 4]> =
            LazyLock::new(|| ["input", "context", "result", "errorOutput"].map(Arc::from));
        let input = self
            .active(strand)
            .map_or(Value::Null, |active| active.input.clone());
        let values = [
            Some(input),
            Some(self.context(strand, state)),
            reads.result.cloned(),
            reads.error_output.cloned(),
        ];
        let fields = NAMES
            .iter()
            .zip(values)
            .filter_map(|(name, value)| Some((Arc::clone(name), value?)));
        Value::Object(fields.collect::<Object>())
    }

    /// Evaluates a path over a value; an error tells what was not found, in Jayway's words.
    pub(crate) fn path(
        &self,
        strand: StrandId,
        state: &State,
        path: &Compiled<Path>,
        over: &Value,
    ) -> Result<Value, String> {
        let compiled = path.parsed.as_ref().map_err(String::clone)?;
        let context = self.context(strand, state);
        let variables = &self.strands[strand.0].variables;
        let scope = Scope {
            input: over,
            context: &context,
            variables,
        };
        compiled.eval(&scope).map_err(|error| error.to_string())
    }

    /// A path that has to find something, in AWS's words for when it does not.
    pub(crate) fn required_path(
        &self,
        strand: StrandId,
        state: &State,
        path: &Compiled<Path>,
        over: &Value,
    ) -> Result<Value, Failure> {
        self.path(strand, state, path, over)
            .map_err(|error| self.invalid_path(strand, &path.text, &error))
    }

    /// Evaluates the path or intrinsic function of a field over a value.
    pub(crate) fn expression(
        &mut self,
        strand: StrandId,
        state: &State,
        field: &str,
        expression: &Compiled<Expression>,
        over: &Value,
    ) -> Result<Value, Failure> {
        let compiled = match &expression.parsed {
            Ok(compiled) => compiled,
            Err(error) => return Err(self.invalid_path(strand, &expression.text, error)),
        };
        let context = self.context(strand, state);
        let scope = Scope {
            input: over,
            context: &context,
            variables: &self.strands[strand.0].variables,
        };
        let result = compiled.eval(field, &scope, &mut self.random);
        result.map_err(|error| self.evaluation_failure(strand, &error))
    }

    pub(crate) fn invalid_path(&self, strand: StrandId, path: &str, error: &str) -> Failure {
        Failure::runtime(self.located(strand, &format!("Invalid path '{path}' : {error}")))
    }

    pub(crate) fn evaluation_failure(&self, strand: StrandId, error: &EvalError) -> Failure {
        let cause = if error.opening {
            self.located(strand, &error.cause)
        } else {
            error.cause.as_str().into()
        };
        Failure::new(error.error, cause)
    }

    /// The failure of a JSONata field, which the history shows in an event of its own. That event
    /// repeats the previous event of the state's Entered event, but in a Wait state.
    pub(crate) fn query_failure(&mut self, strand: StrandId, error: &EvalError) -> Failure {
        let failure = self.evaluation_failure(strand, error);
        let kind = EventKind::EvaluationFailed {
            error: failure.error.clone().unwrap_or_default(),
            cause: failure.cause.clone().unwrap_or_default(),
            location: error.location.as_deref().map(Arc::from),
        };
        let machine = Arc::clone(&self.machine);
        let waits = self
            .state(&machine, strand)
            .is_some_and(|state| matches!(state.kind, StateKind::Wait(_)));
        if let Some(before) = self
            .active(strand)
            .filter(|_| !waits)
            .map(|active| active.before)
        {
            self.strands[strand.0].previous = before;
        }
        self.record(strand, kind);
        failure
    }

    /// AWS's preface to the cause of an error inside a state; `TestState` does without.
    pub(crate) fn located(&self, strand: StrandId, cause: &str) -> Arc<str> {
        let Some(active) = self.active(strand).filter(|_| self.test.is_none()) else {
            return cause.into();
        };
        let state = self.machine.states.get(active.state.0 as usize);
        let name = state.map_or("", |state| &state.name);
        let entered = self
            .trace
            .event(active.entered)
            .map_or(0, |event| event.number);
        format!("An error occurred while executing the state '{name}' (entered at the event id #{entered}). {cause}")
            .into()
    }
}
