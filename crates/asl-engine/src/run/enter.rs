//! Entering a state: the Entered event, the visit, and the state's work.

use std::sync::Arc;

use asl_query::Value;
use smallvec::SmallVec;

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::strand::{Active, StrandId};
use crate::machine::StateKind;
use crate::trace::EventKind;
use crate::visit::{Field, StateId, Status, Via, Visit, VisitId};
use crate::world::World;

impl Execution {
    pub(crate) fn enter(
        &mut self,
        strand: StrandId,
        id: StateId,
        input: Value,
        world: &mut dyn World,
    ) {
        let machine = Arc::clone(&self.machine);
        let Some(state) = machine.states.get(id.0 as usize) else {
            return;
        };
        let before = self.strands[strand.0].previous;
        self.strands[strand.0].upcoming = None;
        self.open_visit(strand, id, &input, before, state.retriers.len());
        let entered = self.last_event() + 1;
        self.note_at(strand, Field::Input, input.clone(), entered);
        self.record(strand, EventKind::StateEntered { input });
        match &state.kind {
            StateKind::Task(_) | StateKind::Parallel { .. } | StateKind::Map(_) => {
                self.attempt(strand, world);
            }
            StateKind::Pass { result } => self.pass(strand, state, result.as_ref()),
            StateKind::Choice(choice) => self.choose(strand, state, choice),
            StateKind::Wait(wait) => self.wait(strand, state, wait),
            StateKind::Succeed => self.succeed(strand, state),
            StateKind::Fail(fail) => self.fail(strand, state, fail),
            StateKind::Unknown(name) => {
                let cause = match name {
                    Some(name) => format!("There is no state type '{name}'."),
                    None => "The state has no Type.".to_owned(),
                };
                self.fail_strand(strand, Failure::runtime(self.located(strand, &cause)));
            }
        }
    }

    /// Begins (again) the work of a state that can be retried.
    pub(crate) fn attempt(&mut self, strand: StrandId, world: &mut dyn World) {
        let machine = Arc::clone(&self.machine);
        let Some(state) = self.state(&machine, strand) else {
            return;
        };
        if self.answer_for_children(strand, state) {
            return;
        }
        match &state.kind {
            StateKind::Task(task) => self.start_task(strand, state, task, world),
            StateKind::Parallel { branches } => self.start_branches(strand, state, branches),
            StateKind::Map(map) => self.start_map(strand, state, map, world),
            _ => {}
        }
    }

    fn open_visit(
        &mut self,
        strand: StrandId,
        state: StateId,
        input: &Value,
        before: u32,
        retriers: usize,
    ) {
        let visit = VisitId(u32::try_from(self.trace.visits.len()).unwrap_or(u32::MAX));
        let entered = self.last_event() + 1;
        let retried = self.retries_before();
        self.trace.visits.push(Visit {
            state,
            scope: self.strands[strand.0].scope,
            entered,
            entered_at: self.clock,
            ended: None,
            ended_at: None,
            status: Status::Running,
            via: None,
            next: None,
            attempts: Vec::new(),
            flow: SmallVec::new(),
            error: None,
        });
        self.strands[strand.0].active = Some(Active {
            visit,
            state,
            input: input.clone(),
            entered,
            before,
            retries: vec![retried; retriers],
            attempt: retried,
            ticket: None,
            deadline: None,
            heartbeat: false,
            awaits_host: false,
            token: None,
            children: None,
        });
    }

    /// A Pass state: its result, or what it is given, goes on.
    fn pass(&mut self, strand: StrandId, state: &crate::machine::State, result: Option<&Value>) {
        let passed = self
            .effective_input(strand, state)
            .map(|input| match result {
                Some(result) => result.clone(),
                None => input,
            });
        match passed {
            Ok(result) => self.finish_work(strand, state, result),
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    /// A Succeed state: ends its strand.
    fn succeed(&mut self, strand: StrandId, state: &crate::machine::State) {
        let output = self.effective_input(strand, state).and_then(|input| {
            match self.output(
                strand,
                state,
                state.io.output.as_ref(),
                Reads::input(&input),
            )? {
                Some(output) => Ok(output),
                None => self.output_path(strand, state, input),
            }
        });
        match output {
            Ok(output) => self.leave(strand, output, None, Via::End),
            Err(failure) => self.fail_strand(strand, failure),
        }
    }
}
