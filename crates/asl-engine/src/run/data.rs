//! The data flow of a state in JSONPath mode: InputPath, Parameters, (work), ResultSelector,
//! ResultPath, OutputPath, in this order (rule C1); and Assign.

use std::sync::Arc;

use asl_query::{EvalError, Expression, Object, Path, Scope, Template, Value};

use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::{Compiled, PathField, ResultPath};
use crate::machine::State;
use crate::visit::Field;

impl Execution {
    /// What the work is given: the input after `InputPath` and `Parameters`.
    pub(crate) fn effective_input(
        &mut self,
        strand: StrandId,
        state: &State,
    ) -> Result<Value, Failure> {
        let input = self.after_input_path(strand, state)?;
        self.parameters(strand, state, input)
    }

    /// `Parameters` over the input after `InputPath`.
    pub(crate) fn parameters(
        &mut self,
        strand: StrandId,
        state: &State,
        input: Value,
    ) -> Result<Value, Failure> {
        let Some(parameters) = &state.io.parameters else {
            return Ok(input);
        };
        let value = self.template(strand, state, parameters, &input)?;
        self.note(strand, Field::Parameters, &value);
        Ok(value)
    }

    /// The input after `InputPath`.
    pub(crate) fn after_input_path(
        &mut self,
        strand: StrandId,
        state: &State,
    ) -> Result<Value, Failure> {
        let input = self
            .active(strand)
            .map_or(Value::Null, |active| active.input.clone());
        let value = self.path_field(strand, state, &state.io.input_path, input)?;
        if !matches!(state.io.input_path, PathField::Whole) {
            self.note(strand, Field::InputPath, &value);
        }
        Ok(value)
    }

    /// The work is done: shapes its result into the state's output, assigns, and leaves.
    pub(crate) fn finish_work(&mut self, strand: StrandId, state: &State, result: Value) {
        self.note(strand, Field::Result, &result);
        match self.output_of(strand, state, &result) {
            Ok((output, assigned)) => self.leave(strand, output, assigned, crate::Via::Next),
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    fn output_of(
        &mut self,
        strand: StrandId,
        state: &State,
        result: &Value,
    ) -> Result<(Value, Option<Object>), Failure> {
        let selected = match &state.io.result_selector {
            Some(selector) => {
                let value = self.template(strand, state, selector, result)?;
                self.note(strand, Field::ResultSelector, &value);
                value
            }
            None => result.clone(),
        };
        let merged = self.put_result(strand, &state.io.result_path, selected)?;
        if !matches!(state.io.result_path, ResultPath::Replace) {
            self.note(strand, Field::ResultPath, &merged);
        }
        let output = self.output_path(strand, state, merged)?;
        let assigned = self.assign(strand, state, state.io.assign.as_ref(), result)?;
        Ok((output, assigned))
    }

    /// `OutputPath`.
    pub(crate) fn output_path(
        &mut self,
        strand: StrandId,
        state: &State,
        value: Value,
    ) -> Result<Value, Failure> {
        self.path_field(strand, state, &state.io.output_path, value)
    }

    /// Puts a result where `ResultPath` says, onto the state's raw input (rules C2, C3).
    pub(crate) fn put_result(
        &mut self,
        strand: StrandId,
        path: &ResultPath,
        result: Value,
    ) -> Result<Value, Failure> {
        let input = self
            .active(strand)
            .map_or(Value::Null, |active| active.input.clone());
        match path {
            ResultPath::Replace => Ok(result),
            ResultPath::Discard => Ok(input),
            ResultPath::Put(compiled) => match &compiled.parsed {
                Ok(path) => path
                    .put(&input, result)
                    .map_err(|error| self.evaluation_failure(strand, &error)),
                Err(error) => Err(self.bad_path(strand, &compiled.text, error)),
            },
        }
    }

    /// Evaluates `Assign` over a value; the variables are set when the state is left.
    pub(crate) fn assign(
        &mut self,
        strand: StrandId,
        state: &State,
        assign: Option<&Template>,
        over: &Value,
    ) -> Result<Option<Object>, Failure> {
        let Some(assign) = assign else {
            return Ok(None);
        };
        let value = self.template(strand, state, assign, over)?;
        self.note(strand, Field::Assign, &value);
        Ok(value.as_object().cloned())
    }

    fn path_field(
        &mut self,
        strand: StrandId,
        state: &State,
        field: &PathField,
        over: Value,
    ) -> Result<Value, Failure> {
        match field {
            PathField::Whole => Ok(over),
            PathField::Nothing => Ok(Value::Object(Object::default())),
            PathField::Path(path) => self.path(strand, state, path, &over).map_err(|error| {
                let cause = format!("Invalid path '{}' : {}", path.text, error);
                Failure::runtime(self.located(strand, &cause))
            }),
        }
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
        let scope = self.scope(strand, over, &context);
        compiled.eval(&scope).map_err(|error| error.to_string())
    }

    /// Evaluates a payload template over a value.
    pub(crate) fn template(
        &mut self,
        strand: StrandId,
        state: &State,
        template: &Template,
        over: &Value,
    ) -> Result<Value, Failure> {
        let context = self.context(strand, state);
        let variables = self.strands[strand.0].variables.clone();
        let scope = Scope {
            input: over,
            context: &context,
            variables: &variables,
        };
        let result = template.eval(&scope, &mut self.random);
        result.map_err(|error| self.evaluation_failure(strand, &error))
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
            Err(error) => return Err(self.bad_path(strand, &expression.text, error)),
        };
        let context = self.context(strand, state);
        let variables = self.strands[strand.0].variables.clone();
        let scope = Scope {
            input: over,
            context: &context,
            variables: &variables,
        };
        let result = compiled.eval(field, &scope, &mut self.random);
        result.map_err(|error| self.evaluation_failure(strand, &error))
    }

    pub(crate) fn evaluation_failure(&self, strand: StrandId, error: &EvalError) -> Failure {
        let cause = if error.opening {
            self.located(strand, &error.cause)
        } else {
            error.cause.as_str().into()
        };
        Failure::new(error.error, cause)
    }

    pub(crate) fn scope<'a>(
        &'a self,
        strand: StrandId,
        input: &'a Value,
        context: &'a Value,
    ) -> Scope<'a> {
        Scope {
            input,
            context,
            variables: &self.strands[strand.0].variables,
        }
    }

    fn bad_path(&self, strand: StrandId, text: &str, error: &str) -> Failure {
        Failure::runtime(self.located(strand, &format!("Invalid path '{text}' : {error}")))
    }

    /// AWS's preface to the cause of an error inside a state.
    pub(crate) fn located(&self, strand: StrandId, cause: &str) -> Arc<str> {
        let Some(active) = self.active(strand) else {
            return cause.into();
        };
        let name = self
            .machine
            .states
            .get(active.state.0 as usize)
            .map_or("", |state| &state.name);
        format!(
            "An error occurred while executing the state '{name}' (entered at the event id #{}). {cause}",
            active.entered
        )
        .into()
    }
}
