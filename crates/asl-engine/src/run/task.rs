//! The Task state: schedules its work, asks the world for the outcome, and takes it.

use std::sync::Arc;

use asl_query::Value;
use smallvec::SmallVec;

use super::evaluate::Reads;
use super::execution::Execution;
use super::failure::Failure;
use super::queue::Action;
use super::strand::StrandId;
use super::task_events::TaskEvents;
use crate::fields::Task;
use crate::machine::State;
use crate::resource::Pattern;
use crate::trace::{Millis, TaskOptions};
use crate::visit::{AttemptEnd, ScopeKind, VisitId};
use crate::world::{Outcome, Reply, TaskCall, ThrowAt, TimedOutcome, World};

impl Execution {
    /// Begins an attempt: the fields are evaluated anew each time (rule I14).
    pub(crate) fn start_task(
        &mut self,
        strand: StrandId,
        state: &State,
        task: &Task,
        world: &mut dyn World,
    ) {
        let prepared = match self.prepare_task(strand, state, task) {
            Ok(prepared) => prepared,
            Err(failure) => return self.fail_strand(strand, failure),
        };
        let events = &task.resource.events;
        self.record(strand, events.scheduled(&prepared));
        self.open_attempt(strand);
        let reply = self.ask(strand, state, task, &prepared, world);
        if let Some(active) = self.active_mut(strand) {
            active.deadline = prepared.deadline();
            active.heartbeat = prepared.awaits_heartbeat();
        }
        match reply {
            Reply::Ready(outcome) => self.task_answers(strand, outcome),
            Reply::Pending => self.await_host(strand),
        }
    }

    /// The outcome of the attempt under way is known: what shows at once is recorded, the end
    /// comes when the task has taken its time, or at its timeout.
    pub(crate) fn task_answers(&mut self, strand: StrandId, timed: TimedOutcome) {
        let machine = Arc::clone(&self.machine);
        let Some((events, deadline)) = self.task_of(&machine, strand) else {
            return;
        };
        let stage = match &timed.outcome {
            Outcome::Throw { at, .. } => *at,
            _ => ThrowAt::Run,
        };
        if stage != ThrowAt::Schedule && stage != ThrowAt::Start {
            self.record(strand, events.started(timed.worker.as_ref()));
            if let (Some(output), ThrowAt::Run) = (&timed.submitted, stage)
                && let Some(submitted) = events.submitted(output)
            {
                self.record(strand, submitted);
            }
        }
        let answers_after = match timed.outcome {
            Outcome::Return(_) | Outcome::Evaluate(_) | Outcome::Throw { .. } => {
                timed.duration.max(0)
            }
            Outcome::Timeout | Outcome::Never => Millis::MAX,
        };
        let times_out = deadline.is_some_and(|deadline| deadline <= answers_after);
        let (after, outcome) = match (deadline, timed.outcome) {
            (_, Outcome::Never) => return,
            (_, _)
                if events.is_http()
                    && deadline.unwrap_or(Millis::MAX).min(answers_after) > HTTP_TIMEOUT =>
            {
                (HTTP_TIMEOUT, no_http_answer())
            }
            (Some(deadline), _) if times_out => (deadline, Outcome::Timeout),
            // Such a task outlives any execution; who asks for its timeout gets it when asked for, or in the last moment.
            (None, Outcome::Timeout) => {
                let left = self.longest.saturating_sub(self.clock);
                let asked = timed.duration.max(0);
                (DEFAULT_TIMEOUT.min(left).min(asked), Outcome::Timeout)
            }
            (_, outcome) => (answers_after, outcome),
        };
        self.schedule(
            strand,
            self.clock.saturating_add(after),
            Action::TaskEnds { strand, outcome },
        );
    }

    /// The attempt under way comes to its end.
    pub(crate) fn task_ends(&mut self, strand: StrandId, outcome: Outcome) {
        let machine = Arc::clone(&self.machine);
        let (Some(state), Some((events, _))) =
            (self.state(&machine, strand), self.task_of(&machine, strand))
        else {
            return;
        };
        let outcome = match self.evaluated(strand, state, outcome) {
            Ok(outcome) => outcome,
            Err(problem) => return self.stop_at_outcome(strand, &state.name, &problem),
        };
        let failure = match outcome {
            Outcome::Return(value) if value.size() <= super::limits::PAYLOAD_BYTES => {
                self.record(strand, events.succeeded(&value));
                self.close_attempt(strand, AttemptEnd::Succeeded);
                return self.finish_work(strand, state, value);
            }
            Outcome::Return(_) | Outcome::Evaluate(_) => {
                let failure = super::leave::too_large(events.name());
                self.record(
                    strand,
                    events.failed(ThrowAt::Run, failure.error.clone(), failure.cause.clone()),
                );
                failure
            }
            Outcome::Throw { error, cause, at } => {
                self.record(strand, events.failed(at, error.clone(), cause.clone()));
                Failure::thrown(error, cause)
            }
            Outcome::Timeout | Outcome::Never => {
                let heartbeat = self.active(strand).is_some_and(|active| active.heartbeat);
                let failure = Failure::timeout(heartbeat);
                self.record(strand, events.timed_out(failure.error.clone()));
                failure
            }
        };
        self.fail_strand(strand, failure);
    }

    fn ask(
        &mut self,
        strand: StrandId,
        state: &State,
        task: &Task,
        prepared: &Prepared,
        world: &mut dyn World,
    ) -> Reply {
        let iterations = self.iterations(strand);
        let active = self.active(strand);
        let visit = active.map_or(VisitId(0), |active| active.visit);
        world.outcome(&TaskCall {
            visit,
            state,
            resource: &task.resource,
            input: &prepared.input,
            attempt: active.map_or(0, |active| active.attempt),
            iterations: &iterations,
            token: active.and_then(|active| active.token),
            deadline: prepared.deadline(),
        })
    }

    /// Waits for the host, but no longer than the task's own timeout.
    fn await_host(&mut self, strand: StrandId) {
        let deadline = self.active_mut(strand).and_then(|active| {
            active.awaits_host = true;
            active.deadline
        });
        if let Some(deadline) = deadline {
            let at = self.clock.saturating_add(deadline);
            self.schedule(
                strand,
                at,
                Action::TaskEnds {
                    strand,
                    outcome: Outcome::Timeout,
                },
            );
        }
    }

    fn prepare_task(
        &mut self,
        strand: StrandId,
        state: &State,
        task: &Task,
    ) -> Result<Prepared, Failure> {
        // Recorded: a `.sync` task has a token in its context object too.
        if task.resource.pattern() != Pattern::RequestResponse {
            let token = self.random.uuid();
            self.give_token(strand, token);
        }
        let over = self.after_input_path(strand, state)?;
        let timeout = task.timeout.as_ref();
        let timeout = self.positive_field(strand, state, timeout, "TimeoutSeconds", &over)?;
        let heartbeat = task.heartbeat.as_ref();
        let heartbeat = self.positive_field(strand, state, heartbeat, "HeartbeatSeconds", &over)?;
        let input = self.parameters(strand, state, over.clone())?;
        self.check_parameters(strand, &task.resource, &input)?;
        let credentials = match &task.credentials {
            Some(credentials) => Some(self.payload(
                strand,
                state,
                credentials,
                "Credentials",
                Reads::input(&over),
            )?),
            None => None,
        };
        let options = TaskOptions {
            timeout,
            heartbeat,
            credentials,
        };
        Ok(Prepared { input, options })
    }

    fn task_of<'m>(
        &self,
        machine: &'m crate::Machine,
        strand: StrandId,
    ) -> Option<(&'m TaskEvents, Option<Millis>)> {
        let crate::StateKind::Task(task) = &self.state(machine, strand)?.kind else {
            return None;
        };
        Some((&task.resource.events, self.active(strand)?.deadline))
    }

    /// The iterations around a strand, outermost first.
    pub(super) fn iterations(&self, strand: StrandId) -> SmallVec<[(Arc<str>, u32); 2]> {
        let mut iterations = SmallVec::new();
        let mut strand = strand;
        while let Some((parent, _)) = self.strands[strand.0].parent {
            let scope = self
                .trace
                .scopes
                .get(self.strands[strand.0].scope.0 as usize);
            let state = self.state(&self.machine, parent);
            if let (Some(ScopeKind::Iteration(index)), Some(state)) =
                (scope.map(|scope| scope.kind), state)
            {
                iterations.push((Arc::clone(&state.name), index));
            }
            strand = parent;
        }
        iterations.reverse();
        iterations
    }
}

/// AWS's own timeout for a task that has none: 99,999,999 seconds (rule J1).
const DEFAULT_TIMEOUT: Millis = 99_999_999 * 1_000;

/// How long an HTTP task waits for the endpoint: 60 seconds (rule J9).
const HTTP_TIMEOUT: Millis = 60 * 1_000;

fn no_http_answer() -> Outcome {
    Outcome::Throw {
        error: Some("States.Http.Socket".into()),
        cause: Some("The HTTP endpoint did not answer within 60 seconds.".into()),
        at: ThrowAt::Run,
    }
}

/// A task's evaluated fields.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) input: Value,
    pub(crate) options: TaskOptions,
}

impl Prepared {
    /// What the Scheduled event shows beside the input; most tasks have nothing to show.
    pub(crate) fn shown_options(&self) -> Option<Box<TaskOptions>> {
        (self.options != TaskOptions::default()).then(|| Box::new(self.options.clone()))
    }

    /// After which time the task times out: its timeout or a missed heartbeat, as no mocked task
    /// ever sends one.
    fn deadline(&self) -> Option<Millis> {
        let TaskOptions {
            timeout, heartbeat, ..
        } = self.options;
        let seconds = timeout.into_iter().chain(heartbeat).min()?;
        Some(seconds.max(0).saturating_mul(1_000))
    }

    /// The heartbeat is missed before the timeout comes.
    fn awaits_heartbeat(&self) -> bool {
        match (self.options.heartbeat, self.options.timeout) {
            (Some(heartbeat), Some(timeout)) => heartbeat < timeout,
            (heartbeat, None) => heartbeat.is_some(),
            (None, _) => false,
        }
    }
}
