//! Ends that no state brings about: timeouts and used-up budgets, each with its explanation.

use std::sync::Arc;

use super::execution::Execution;
use super::failure::names;
use super::strand::StrandId;
use crate::trace::EventKind;
use crate::visit::{Ending, Status};

impl Execution {
    /// The machine's `TimeoutSeconds` are over (rule N6).
    pub(crate) fn time_out(&mut self) {
        let error: Option<Arc<str>> = Some(names::TIMEOUT.into());
        let kind = EventKind::ExecutionTimedOut {
            error: error.clone(),
            cause: None,
        };
        self.record_at(StrandId::ROOT, 0, kind);
        self.end(Ending::TimedOut { error, cause: None }, Status::Failed);
    }

    /// AWS fails a Standard execution whose history is full (rule N2); a loop without an end
    /// comes to its end here.
    pub(crate) fn check_history_limit(&mut self) {
        if self.trace.ending.is_some() || self.last_event() + 1 < self.limits.events {
            return;
        }
        let busiest = self.busiest_state();
        self.out_of_budget(&format!(
            "The history has reached its limit of {} events. {busiest} \
             A Standard execution fails here on AWS: end the loop, or hand parts of the work to child executions.",
            self.limits.events
        ));
    }

    pub(crate) fn out_of_virtual_time(&mut self) {
        let years = self.limits.virtual_time / (365 * 24 * 3_600 * 1_000);
        self.out_of_budget(&format!(
            "The execution would still run after {years} years of virtual time. \
             A Standard execution runs for at most one year on AWS: shorten the waits, or give the task a TimeoutSeconds."
        ));
    }

    /// Only tasks that never answer are left.
    pub(crate) fn never_answers(&mut self) {
        let name = self
            .strands
            .iter()
            .find_map(|strand| strand.active.as_ref())
            .and_then(|active| self.machine.states.get(active.state.0 as usize))
            .map_or("", |state| &state.name);
        self.out_of_budget(&format!(
            "Nothing is left to happen: the task '{name}' never answers and has no timeout. \
             Give it an outcome, or a TimeoutSeconds."
        ));
    }

    fn out_of_budget(&mut self, explanation: &str) {
        let explanation: Arc<str> = explanation.into();
        let kind = EventKind::ExecutionFailed {
            error: Some(names::RUNTIME.into()),
            cause: Some(Arc::clone(&explanation)),
        };
        self.record(StrandId::ROOT, kind);
        self.end(Ending::OutOfBudget { explanation }, Status::Failed);
    }

    /// The state entered most often, for the explanation.
    fn busiest_state(&self) -> String {
        let mut visits = vec![0_u32; self.machine.states.len()];
        for visit in &self.trace.visits {
            if let Some(count) = visits.get_mut(visit.state.0 as usize) {
                *count += 1;
            }
        }
        let busiest = visits
            .iter()
            .zip(&self.machine.states)
            .max_by_key(|(count, _)| **count);
        busiest.map_or_else(String::new, |(count, state)| {
            format!(
                "The state '{}' alone was entered {count} times.",
                state.name
            )
        })
    }
}
