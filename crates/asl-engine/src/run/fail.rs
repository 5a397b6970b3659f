//! The Fail state: its error and cause, in place or by path.

use asl_query::Value;

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::{Fail, FailText};
use crate::machine::State;

impl Execution {
    /// Fails the strand with the state's own error, which may lack a name or a cause (rule H5).
    pub(crate) fn fail(&mut self, strand: StrandId, state: &State, fail: &Fail) {
        let error = self.fail_text(strand, state, fail.error.as_ref());
        let cause = self.fail_text(strand, state, fail.cause.as_ref());
        let failure = match (error, cause) {
            (Ok(error), Ok(cause)) => Failure::thrown(error, cause),
            (Err(failure), _) | (_, Err(failure)) => failure,
        };
        self.fail_strand(strand, failure);
    }

    fn fail_text(
        &mut self,
        strand: StrandId,
        state: &State,
        text: Option<&FailText>,
    ) -> Result<Option<std::sync::Arc<str>>, Failure> {
        match text {
            None => Ok(None),
            Some(FailText::Literal(text)) => Ok(Some(text.clone())),
            Some(FailText::Jsonata { field, template }) => {
                let input = self.raw_input(strand);
                let is_text = |value: &Value| value.as_str().is_some();
                let kind = (*field, "string");
                let value = self.typed_jsonata(
                    strand,
                    state,
                    template,
                    kind,
                    Reads::input(&input),
                    is_text,
                )?;
                Ok(value.as_str().map(std::sync::Arc::from))
            }
            Some(FailText::Expression { field, expression }) => {
                let input = self.raw_input(strand);
                let value = self.expression(strand, state, field, expression, &input)?;
                Ok(Some(match value {
                    Value::String(text) => text,
                    other => other.to_json().into(),
                }))
            }
        }
    }
}
