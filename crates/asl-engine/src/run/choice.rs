//! The Choice state: the first rule that matches decides (rules G1 to G12).

use asl_query::Value;
use asl_query::compare::Operator;

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::StrandId;
use crate::fields::{Choice, Comparison, Operand, Test};
use crate::machine::State;
use crate::visit::Via;

impl Execution {
    pub(crate) fn choose(&mut self, strand: StrandId, state: &State, choice: &Choice) {
        let chosen = self.after_input_path(strand, state).and_then(|input| {
            let via = self.first_match(strand, state, choice, &input)?;
            let rule = match via {
                Via::Choice(rule) => choice.rules.get(rule as usize),
                _ => None,
            };
            let (assign, output) = match rule {
                Some(rule) => (rule.assign.as_ref(), rule.output.as_ref()),
                None => (state.io.assign.as_ref(), state.io.output.as_ref()),
            };
            let reads = Reads::input(&input);
            let assigned = self.assign(strand, state, assign, reads)?;
            let output = self.output(strand, state, output, reads)?;
            let output = match output {
                Some(output) => output,
                None => self.output_path(strand, state, input)?,
            };
            Ok((output, assigned, via))
        });
        match chosen {
            Ok((output, assigned, via)) => self.leave(strand, output, assigned, via),
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    fn first_match(
        &mut self,
        strand: StrandId,
        state: &State,
        choice: &Choice,
        input: &Value,
    ) -> Result<Via, Failure> {
        for (index, rule) in (0_u32..).zip(&choice.rules) {
            if self.test(strand, state, &rule.test, input)? {
                return Ok(Via::Choice(index));
            }
        }
        Ok(Via::Default)
    }

    /// `And` and `Or` stop as soon as they know (rule G1). Definitions nest no deeper than the
    /// parser lets them.
    fn test(
        &mut self,
        strand: StrandId,
        state: &State,
        test: &Test,
        input: &Value,
    ) -> Result<bool, Failure> {
        match test {
            Test::And(tests) => {
                for test in tests {
                    if !self.test(strand, state, test, input)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Test::Or(tests) => {
                for test in tests {
                    if self.test(strand, state, test, input)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Test::Not(test) => Ok(!self.test(strand, state, test, input)?),
            Test::Condition(template) => {
                let is_boolean = |value: &Value| value.as_bool().is_some();
                let kind = ("Condition", "boolean");
                let value = self.typed_jsonata(
                    strand,
                    state,
                    template,
                    kind,
                    Reads::input(input),
                    is_boolean,
                )?;
                Ok(value.as_bool() == Some(true))
            }
            Test::Compare(comparison) => self.compare(strand, state, comparison, input),
            Test::Hole(reason) => Err(Failure::runtime(self.located(strand, reason))),
        }
    }

    fn compare(
        &self,
        strand: StrandId,
        state: &State,
        comparison: &Comparison,
        input: &Value,
    ) -> Result<bool, Failure> {
        let variable = self.path(strand, state, &comparison.variable, input);
        if comparison.test == Operator::IsPresent {
            let wanted = matches!(&comparison.operand, Operand::Literal(value) if value.as_bool() == Some(true));
            return Ok(variable.is_ok() == wanted);
        }
        let missing = |text: &str| {
            let cause = format!(
                "Invalid path '{text}': The choice state's condition path references an invalid value."
            );
            Failure::runtime(self.located(strand, &cause))
        };
        let left = variable.map_err(|_| missing(&comparison.variable.text))?;
        let matches = match &comparison.operand {
            Operand::Literal(right) => comparison.test.passes(&left, right),
            Operand::Path(path) => {
                let right = self
                    .path(strand, state, path, input)
                    .map_err(|_| missing(&path.text))?;
                comparison.test.passes(&left, &right)
            }
        };
        Ok(matches)
    }
}
