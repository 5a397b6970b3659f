//! Leaving a state: the Exited event, the variables, and the way on.

use std::sync::Arc;

use asl_query::{Object, Value};

use super::execution::Execution;
use super::failure::{Failure, names};
use super::limits::PAYLOAD_BYTES;
use super::strand::StrandId;
use crate::machine::{StateKind, Target};
use crate::trace::EventKind;
use crate::visit::{Ending, Field, Status, Via};

impl Execution {
    /// Leaves a strand's state with an output. For `Via::Next` the state's own `Next` or `End`
    /// decides; a choice or a catcher names its target itself.
    pub(crate) fn leave(
        &mut self,
        strand: StrandId,
        output: Value,
        assigned: Option<Object>,
        via: Via,
    ) {
        let machine = Arc::clone(&self.machine);
        let Some(state) = self.state(&machine, strand) else {
            return;
        };
        let target = match (via, &state.kind) {
            (Via::End, _) => &Target::End,
            (Via::Choice(rule), StateKind::Choice(choice)) => choice
                .rules
                .get(rule as usize)
                .map_or(&Target::Missing, |rule| &rule.next),
            (Via::Default, StateKind::Choice(choice)) => {
                choice.default.as_ref().unwrap_or(&Target::Missing)
            }
            (Via::Catch(catcher), _) => state
                .catchers
                .get(catcher as usize)
                .map_or(&Target::Missing, |catcher| &catcher.next),
            _ => &state.next,
        };
        match target {
            Target::Missing => self.fail_strand(strand, self.no_way_out(strand)),
            Target::Unknown(name) => self.fail_strand(strand, self.no_such_state(strand, name)),
            _ if output.size() > PAYLOAD_BYTES => self.fail_strand(strand, too_large(&state.name)),
            _ => self.exit(strand, output, assigned, via, target),
        }
    }

    fn exit(
        &mut self,
        strand: StrandId,
        output: Value,
        assigned: Option<Object>,
        via: Via,
        target: &Target,
    ) {
        self.note(strand, Field::Output, &output);
        let shown = assigned.clone().filter(|assigned| !assigned.is_empty());
        self.record(
            strand,
            EventKind::StateExited {
                output: output.clone(),
                assigned: shown,
            },
        );
        let caught = matches!(via, Via::Catch(_));
        self.close_visit(
            strand,
            if caught {
                Status::Caught
            } else {
                Status::Succeeded
            },
        );
        let via = if matches!((via, target), (Via::Next, Target::End)) {
            Via::End
        } else {
            via
        };
        if let Some(visit) = self.visit_mut(strand) {
            visit.via = Some(via);
            visit.next = target.state();
        }
        self.set_variables(strand, assigned);
        match target {
            Target::State(next) => {
                self.strands[strand.0].active = None;
                self.schedule_enter(strand, *next, output);
            }
            Target::End => {
                self.strands[strand.0].active = None;
                self.strand_ends(strand, output);
            }
            // `leave` lets neither through.
            Target::Unknown(_) | Target::Missing => {}
        }
    }

    /// Recorded for a Choice in which nothing matches, without a Default (rule G9).
    pub(crate) fn no_way_out(&self, strand: StrandId) -> Failure {
        let cause =
            "Failed to transition out of the state. The state does not point to a next state.";
        Failure::runtime(self.located(strand, cause))
    }

    fn no_such_state(&self, strand: StrandId, name: &str) -> Failure {
        let cause = format!("The state points to '{name}', which does not exist beside it.");
        Failure::runtime(self.located(strand, &cause))
    }

    fn set_variables(&mut self, strand: StrandId, assigned: Option<Object>) {
        let Some(assigned) = assigned else {
            return;
        };
        let variables = &mut self.strands[strand.0].variables;
        for (name, value) in &assigned {
            *variables = variables.with(Arc::clone(name), value.clone());
        }
    }

    /// A strand has come to its end with an output.
    fn strand_ends(&mut self, strand: StrandId, output: Value) {
        if let Some((parent, index)) = self.strands[strand.0].parent {
            self.child_succeeds(parent, strand, index, output);
        } else {
            self.record(
                strand,
                EventKind::ExecutionSucceeded {
                    output: output.clone(),
                },
            );
            self.end(Ending::Succeeded { output }, Status::Succeeded);
        }
    }
}

/// Recorded for a Pass state, a Lambda function and a service integration (rule N1).
pub(crate) fn too_large(what: &str) -> Failure {
    Failure::new(
        names::DATA_LIMIT_EXCEEDED,
        format!(
            "The state/task '{what}' returned a result with a size exceeding the maximum number of bytes service limit."
        ),
    )
}
