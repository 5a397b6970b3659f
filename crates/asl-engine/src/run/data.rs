//! The data flow of a state. In JSONPath: `InputPath`, Parameters, (work), `ResultSelector`, `ResultPath`,
//! `OutputPath`, in this order (rule C1). In JSONata: Arguments, (work), Output. In both: Assign.

use asl_query::{Object, Value};

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::{Failure, names};
use super::limits::{PAYLOAD_BYTES, VARIABLES_BYTES};
use super::strand::StrandId;
use crate::fields::{PathField, Payload, QueryLanguage, ResultPath};
use crate::machine::{State, StateKind};
use crate::visit::Field;

impl Execution {
    /// What the work is given: the input after `InputPath` and `Parameters`, or `Arguments`.
    pub(crate) fn effective_input(
        &mut self,
        strand: StrandId,
        state: &State,
    ) -> Result<Value, Failure> {
        let input = self.after_input_path(strand, state)?;
        self.parameters(strand, state, input)
    }

    /// `Parameters` or `Arguments` over the input after `InputPath`.
    pub(crate) fn parameters(
        &mut self,
        strand: StrandId,
        state: &State,
        input: Value,
    ) -> Result<Value, Failure> {
        let Some(parameters) = &state.io.parameters else {
            return Ok(input);
        };
        let (name, field) = match state.io.language {
            QueryLanguage::JsonPath => ("Parameters", Field::Parameters),
            QueryLanguage::Jsonata => ("Arguments", Field::Arguments),
        };
        let value = self.payload(strand, state, parameters, name, Reads::input(&input))?;
        self.note(strand, field, &value);
        Ok(value)
    }

    /// The input after `InputPath`.
    pub(crate) fn after_input_path(
        &mut self,
        strand: StrandId,
        state: &State,
    ) -> Result<Value, Failure> {
        let input = self.raw_input(strand);
        if matches!(state.io.input_path, PathField::Whole) {
            return Ok(input);
        }
        let value = self.path_field(strand, state, &state.io.input_path, input)?;
        self.note(strand, Field::InputPath, &value);
        Ok(value)
    }

    /// The work is done: shapes its result into the state's output, assigns, and leaves.
    pub(crate) fn finish_work(&mut self, strand: StrandId, state: &State, result: Value) {
        self.note(strand, Field::Result, &result);
        let finished = match state.io.language {
            QueryLanguage::JsonPath => self.jsonpath_output(strand, state, &result),
            QueryLanguage::Jsonata => self.jsonata_output(strand, state, result),
        };
        match finished {
            Ok((output, assigned)) => self.leave(strand, output, assigned, crate::Via::Next),
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    fn jsonpath_output(
        &mut self,
        strand: StrandId,
        state: &State,
        result: &Value,
    ) -> Result<(Value, Option<Object>), Failure> {
        let selected = match &state.io.result_selector {
            Some(selector) => {
                let value = self.payload(
                    strand,
                    state,
                    selector,
                    "ResultSelector",
                    Reads::result(result),
                )?;
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
        let assigned = self.assign(
            strand,
            state,
            state.io.assign.as_ref(),
            Reads::result(result),
        )?;
        Ok((output, assigned))
    }

    /// `Output` by default is the result of a Task, Parallel or Map state, and otherwise the input
    /// (rule E17); only those three have a `$states.result`.
    fn jsonata_output(
        &mut self,
        strand: StrandId,
        state: &State,
        result: Value,
    ) -> Result<(Value, Option<Object>), Failure> {
        let works = matches!(
            state.kind,
            StateKind::Task(_) | StateKind::Parallel { .. } | StateKind::Map(_)
        );
        let reads = if works {
            Reads::result(&result)
        } else {
            Reads::input(&result)
        };
        let assigned = self.assign(strand, state, state.io.assign.as_ref(), reads)?;
        let output = self.output(strand, state, state.io.output.as_ref(), reads)?;
        Ok((output.unwrap_or(result), assigned))
    }

    /// Evaluates JSONata's `Output`.
    pub(crate) fn output(
        &mut self,
        strand: StrandId,
        state: &State,
        output: Option<&Payload>,
        reads: Reads<'_>,
    ) -> Result<Option<Value>, Failure> {
        output
            .map(|output| self.payload(strand, state, output, "Output", reads))
            .transpose()
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
        match path {
            ResultPath::Replace => Ok(result),
            ResultPath::Discard => Ok(self.raw_input(strand)),
            ResultPath::Put(compiled) => match &compiled.parsed {
                Ok(path) => {
                    let merged = path.put(&self.raw_input(strand), result);
                    merged.map_err(|error| self.evaluation_failure(strand, &error))
                }
                Err(error) => Err(self.invalid_path(strand, &compiled.text, error)),
            },
        }
    }

    /// Evaluates `Assign`; the variables are set when the state is left.
    pub(crate) fn assign(
        &mut self,
        strand: StrandId,
        state: &State,
        assign: Option<&Payload>,
        reads: Reads<'_>,
    ) -> Result<Option<Object>, Failure> {
        let Some(assign) = assign else {
            return Ok(None);
        };
        let value = self.payload(strand, state, assign, "Assign", reads)?;
        self.note(strand, Field::Assign, &value);
        let assigned = value.as_object().cloned();
        if let Some(assigned) = &assigned {
            self.check_variables(strand, assigned)?;
        }
        Ok(assigned)
    }

    /// The limits of variables (rule F10): each, one Assign, and all that a strand can read.
    fn check_variables(&self, strand: StrandId, assigned: &Object) -> Result<(), Failure> {
        let of_assign: u64 = assigned.values().map(Value::size).sum();
        let kept = self.strands[strand.0].variables.iter();
        let kept = kept.filter(|(name, _)| !assigned.contains_key(name));
        let of_all = of_assign + kept.map(|(_, value)| value.size()).sum::<u64>();
        let limits = [
            (of_assign, PAYLOAD_BYTES, "of one Assign"),
            (of_all, VARIABLES_BYTES, "of an execution"),
        ];
        let Some((size, limit, which)) = limits.into_iter().find(|(size, limit, _)| size > limit)
        else {
            return Ok(());
        };
        let cause =
            format!("The variables {which} have {size} bytes; the service's limit is {limit}.");
        Err(Failure::new(
            names::DATA_LIMIT_EXCEEDED,
            self.located(strand, &cause),
        ))
    }

    pub(crate) fn raw_input(&self, strand: StrandId) -> Value {
        self.active(strand)
            .map_or(Value::Null, |active| active.input.clone())
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
            PathField::Path(path) => self.required_path(strand, state, path, &over),
        }
    }
}
