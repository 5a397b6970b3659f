//! Fields that take a number, written in place or found by a path, and what AWS says of others.

use asl_query::{EvalError, Value};

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::{NumberField, QueryLanguage};
use crate::machine::State;

impl Execution {
    /// A field that has to be an integer, as in `MaxConcurrency` (rule K10).
    pub(crate) fn integer_field(
        &mut self,
        strand: StrandId,
        state: &State,
        field: Option<&NumberField>,
        name: &str,
        over: &Value,
    ) -> Result<Option<i64>, Failure> {
        self.read(strand, state, field, name, over, |value| {
            integer(value).ok_or("integer")
        })
    }

    /// A field that has to be a positive integer, as in `TimeoutSeconds` (rule E15).
    pub(crate) fn positive_field(
        &mut self,
        strand: StrandId,
        state: &State,
        field: Option<&NumberField>,
        name: &str,
        over: &Value,
    ) -> Result<Option<i64>, Failure> {
        self.read(strand, state, field, name, over, |value| {
            match integer(value) {
                Some(number) if number > 0 => Ok(number),
                Some(_) => Err("positive integer"),
                None => Err("integer"),
            }
        })
    }

    /// A field that has to be a number, as in `ToleratedFailurePercentage` (rule K13).
    pub(crate) fn float_field(
        &mut self,
        strand: StrandId,
        state: &State,
        field: Option<&NumberField>,
        name: &str,
        over: &Value,
    ) -> Result<Option<f64>, Failure> {
        self.read(strand, state, field, name, over, |value| {
            float(value).ok_or("float")
        })
    }

    /// What `read` makes of a field's value; its error is the kind of number that the value should be.
    fn read<T>(
        &mut self,
        strand: StrandId,
        state: &State,
        field: Option<&NumberField>,
        name: &str,
        over: &Value,
        read: impl Fn(&Value) -> Result<T, &'static str>,
    ) -> Result<Option<T>, Failure> {
        let Some(field) = field else {
            return Ok(None);
        };
        let (value, path) = self.number(strand, state, field, name, over)?;
        match read(&value) {
            Ok(number) => Ok(Some(number)),
            Err(kind) => Err(self.not_a_number(strand, state, name, kind, &value, path)),
        }
    }

    fn number<'f>(
        &mut self,
        strand: StrandId,
        state: &State,
        field: &'f NumberField,
        name: &str,
        over: &Value,
    ) -> Result<(Value, Option<&'f str>), Failure> {
        Ok(match field {
            NumberField::Literal(value) => (value.clone(), None),
            NumberField::Jsonata(template) => {
                let is_number = |value: &Value| matches!(value, Value::Number(_));
                let kind = (name, "number");
                let reads = Reads::input(over);
                let value = self.typed_jsonata(strand, state, template, kind, reads, is_number)?;
                (value, None)
            }
            NumberField::Path(path) => (
                self.required_path(strand, state, path, over)?,
                Some(&path.text),
            ),
        })
    }

    /// Of an expression's value the failure is one of the query, of any other one of the run.
    fn not_a_number(
        &mut self,
        strand: StrandId,
        state: &State,
        name: &str,
        kind: &str,
        value: &Value,
        path: Option<&str>,
    ) -> Failure {
        let shown = value
            .as_str()
            .map_or_else(|| value.to_json(), str::to_owned);
        let (suffix, place) =
            path.map_or(("", String::new()), |path| ("Path", format!(": {path}")));
        let cause = format!(
            "The {name}{suffix} field refers to value \"{shown}\" which is not a valid {kind}{place}"
        );
        if state.io.language == QueryLanguage::Jsonata {
            let error = EvalError {
                location: Some(name.into()),
                ..EvalError::query(cause)
            };
            return self.query_failure(strand, &error);
        }
        Failure::runtime(self.located(strand, &cause))
    }
}

/// An integer, or text that spells one: recorded for a variable that holds `"2"`.
fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// A number, or text that spells one.
fn float(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}
