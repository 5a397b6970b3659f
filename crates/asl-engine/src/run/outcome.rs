//! Outcomes that are expressions: evaluated when the task ends, over what it was sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use asl_query::jsonata::{Bindings, Env};
use asl_query::{JsonataTemplate, Object, Random, Value};

use super::execution::Execution;
use super::strand::StrandId;
use crate::machine::State;
use crate::visit::{Ending, Field, Status};
use crate::world::Outcome;

/// The expressions among a scenario's outcomes, each compiled when it is met first.
#[derive(Debug)]
pub(crate) struct Formulas {
    compiled: BTreeMap<Arc<str>, JsonataTemplate>,
    /// Their random numbers are their own: what an outcome draws changes no jitter and no token.
    random: Random,
}

impl Formulas {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            compiled: BTreeMap::new(),
            random: Random::new(!seed),
        }
    }

    fn template(&mut self, text: &Arc<str>) -> JsonataTemplate {
        let compile = || JsonataTemplate::compile(&format!("{{% {text} %}}").into());
        let entry = self.compiled.entry(Arc::clone(text));
        entry.or_insert_with(compile).clone()
    }
}

impl Execution {
    /// The outcome itself, or the value of its expression; an error says what is wrong with that.
    pub(super) fn evaluated(
        &mut self,
        strand: StrandId,
        state: &State,
        outcome: Outcome,
    ) -> Result<Outcome, String> {
        let Outcome::Evaluate(text) = outcome else {
            return Ok(outcome);
        };
        let template = self.formulas.template(&text);
        let states = [
            ("input", self.sent(strand)),
            ("context", self.whole_context(strand, state)),
        ];
        let states = states
            .into_iter()
            .map(|(name, value)| (Arc::from(name), value));
        let states = Value::Object(states.collect::<Object>());
        let bindings = Bindings {
            states: &states,
            variables: &self.strands[strand.0].variables,
        };
        let now = self.trace.start_time.saturating_add(self.clock);
        let mut env = Env::new(now, &mut self.formulas.random);
        let value = template.eval("Return", &bindings, &mut env);
        value.map(Outcome::Return).map_err(|error| error.cause)
    }

    /// What the task of the attempt under way was sent.
    fn sent(&self, strand: StrandId) -> Value {
        let Some(active) = self.active(strand) else {
            return Value::Null;
        };
        let flow = self.trace.visits.get(active.visit.0 as usize);
        let flow = flow.map_or(&[][..], |visit| &visit.flow);
        let sends = |field| {
            matches!(
                field,
                Field::Parameters | Field::Arguments | Field::InputPath
            )
        };
        // Each attempt notes the same fields, so the last step is the one of the attempt under way.
        let last = flow.iter().rev().find(|step| sends(step.field));
        last.map_or_else(|| active.input.clone(), |step| step.value.clone())
    }

    /// An outcome cannot be used: that is no failure of the execution, so no event tells of it.
    pub(super) fn stop_at_outcome(&mut self, strand: StrandId, state: &str, problem: &str) {
        let item = match self.iterations(strand).last() {
            Some((_, index)) => format!(" for item {}", u64::from(*index) + 1),
            None => String::new(),
        };
        let attempt = self.active(strand).map_or(0, |active| active.attempt);
        let attempt = match attempt {
            0 => String::new(),
            attempt => format!(" in attempt {}", u64::from(attempt) + 1),
        };
        let explanation = format!(
            "The outcome of the task '{state}'{item}{attempt} cannot be used. {}. \
             The run stops here: change this outcome in the scenario. The definition is not at fault.",
            problem.trim_end_matches('.')
        );
        let explanation = explanation.into();
        self.end(Ending::UnusableOutcome { explanation }, Status::Aborted);
    }
}
