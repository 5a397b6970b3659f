//! The execution: its clock, its strands, and the loop that advances it.

use std::sync::Arc;

use asl_query::{Object, Random};

use super::failure::Failure;
use super::limits::Limits;
use super::queue::{Action, Queue, Ticket};
use super::strand::{Strand, StrandId};
use crate::machine::{LevelId, Machine, Target};
use crate::scenario::Scenario;
use crate::trace::{EventKind, Millis, Trace};
use crate::visit::{Ending, Scope, ScopeId, ScopeKind, Status, VisitId};
use crate::world::{TimedOutcome, World};

/// One run of a machine. It holds everything it needs, so a host can keep it between advances.
#[derive(Debug)]
pub struct Execution {
    pub(crate) machine: Arc<Machine>,
    pub(crate) trace: Trace,
    pub(crate) clock: Millis,
    pub(crate) queue: Queue,
    pub(crate) strands: Vec<Strand>,
    /// How many events each history has, by the scope whose history it is: up to the newest child of a Map Run.
    pub(crate) histories: Vec<u32>,
    pub(crate) random: Random,
    pub(crate) limits: Limits,
    /// After which time AWS ends it.
    pub(crate) longest: Millis,
    pub(crate) origin: super::context::Origin,
    pub(crate) formulas: super::outcome::Formulas,
    /// What a test of one state runs under; `None` in an ordinary run.
    pub(crate) test: Option<Box<super::test_state::Setting>>,
}

/// What an advance came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advance {
    /// Something happened, and more will.
    Progress,
    /// Nothing can happen before the host answers one of these tasks.
    Waiting(Vec<PendingTask>),
    /// The execution has ended.
    Done,
}

/// A task whose outcome the host has to supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingTask {
    /// The visit of its state.
    pub visit: VisitId,
    /// The attempt, from 0.
    pub attempt: u32,
}

/// How long a Standard execution may take: a year (rule N2).
const LONGEST: Millis = 365 * 24 * 3_600 * 1_000;

/// How long an Express execution may take: five minutes.
const LONGEST_EXPRESS: Millis = 5 * 60 * 1_000;

impl Execution {
    /// An execution at its beginning, about to enter its first state.
    pub fn start(machine: Arc<Machine>, scenario: &Scenario, limits: Limits) -> Self {
        let mut execution = Self::new(machine, scenario, limits);
        if let Some(seconds) = execution.machine.timeout_seconds {
            let at = seconds.saturating_mul(1_000);
            execution.queue.push(at, Action::MachineTimeout);
        }
        execution.longest = if scenario.express {
            LONGEST_EXPRESS
        } else {
            LONGEST
        };
        execution.enter_level(StrandId::ROOT, scenario.input.clone());
        execution
    }

    /// An execution that has started, with nothing to do yet.
    pub(crate) fn new(machine: Arc<Machine>, scenario: &Scenario, limits: Limits) -> Self {
        let mut execution = Self {
            trace: Trace {
                start_time: scenario.start_time,
                ..Trace::default()
            },
            clock: 0,
            queue: Queue::default(),
            strands: Vec::new(),
            histories: vec![0],
            random: Random::new(scenario.seed),
            limits,
            longest: Millis::MAX,
            origin: super::context::Origin::new(scenario),
            formulas: super::outcome::Formulas::new(scenario.seed),
            test: None,
            machine,
        };
        execution.begin(scenario);
        execution
    }

    /// Makes the next thing happen.
    pub fn advance(&mut self, world: &mut dyn World) -> Advance {
        if self.trace.ending.is_some() {
            return Advance::Done;
        }
        let Some((at, action)) = self.queue.pop() else {
            return self.nothing_left();
        };
        if at > self.limits.virtual_time {
            self.out_of_virtual_time();
            return Advance::Done;
        }
        if at > self.longest {
            self.clock = self.longest;
            self.time_out();
            return Advance::Done;
        }
        self.clock = self.clock.max(at);
        self.act(action, world);
        self.check_history_limit();
        if self.trace.ending.is_some() {
            Advance::Done
        } else {
            Advance::Progress
        }
    }

    /// Advances until the execution ends or waits for the host.
    pub fn run(&mut self, world: &mut dyn World) -> Advance {
        loop {
            match self.advance(world) {
                Advance::Progress => {}
                other => return other,
            }
        }
    }

    /// Supplies the outcome of a task that waits for the host; its duration counts from now.
    /// Answers whether such a task was waiting.
    pub fn resolve(&mut self, task: PendingTask, outcome: TimedOutcome) -> bool {
        let waiting = self.strands.iter().position(|strand| {
            strand.active.as_ref().is_some_and(|active| {
                active.awaits_host && active.visit == task.visit && active.attempt == task.attempt
            })
        });
        let Some(strand) = waiting.map(StrandId) else {
            return false;
        };
        if let Some(active) = self.active_mut(strand) {
            active.awaits_host = false;
        }
        self.cancel(strand);
        self.task_answers(strand, outcome);
        true
    }

    /// Stops the execution, as `StopExecution` does.
    pub fn abort(&mut self) {
        if self.trace.ending.is_none() {
            self.record_at(
                StrandId::ROOT,
                0,
                EventKind::ExecutionAborted {
                    error: None,
                    cause: None,
                },
            );
            self.end(Ending::Aborted, Status::Aborted);
        }
    }

    /// When the next thing happens; `None` when nothing is scheduled.
    pub fn next_at(&self) -> Option<Millis> {
        self.queue.next_at()
    }

    /// The tasks that wait for the host, in the order of their strands.
    pub fn pending(&self) -> Vec<PendingTask> {
        self.strands
            .iter()
            .filter_map(|strand| strand.active.as_ref())
            .filter(|active| active.awaits_host)
            .map(|active| PendingTask {
                visit: active.visit,
                attempt: active.attempt,
            })
            .collect()
    }

    /// What has happened so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// What happened, for keeps.
    pub fn into_trace(mut self) -> Trace {
        self.keep_contexts();
        self.trace
    }

    fn begin(&mut self, scenario: &Scenario) {
        self.trace.scopes.push(Scope {
            kind: ScopeKind::Execution,
            parent: None,
            started: (0, 1),
            ended: None,
            status: Status::Running,
        });
        self.strands.push(Strand {
            scope: ScopeId::ROOT,
            history: ScopeId::ROOT,
            level: LevelId::ROOT,
            parent: None,
            previous: 0,
            variables: Object::default(),
            map_context: None,
            child_execution: None,
            active: None,
            upcoming: None,
        });
        self.record_at(
            StrandId::ROOT,
            0,
            EventKind::ExecutionStarted {
                input: scenario.input.clone(),
                role: scenario.role_arn.as_str().into(),
            },
        );
    }

    /// Schedules the first state of a strand's level.
    pub(crate) fn enter_level(&mut self, strand: StrandId, input: asl_query::Value) {
        let machine = Arc::clone(&self.machine);
        let start = machine
            .levels
            .get(self.strands[strand.0].level.0 as usize)
            .map_or(&Target::Missing, |level| &level.start);
        match start {
            Target::State(state) => self.schedule_enter(strand, *state, input),
            Target::Unknown(name) => {
                self.fail_strand(
                    strand,
                    Failure::runtime(format!(
                        "StartAt names the state '{name}', which does not exist."
                    )),
                );
            }
            Target::End | Target::Missing => {
                self.fail_strand(
                    strand,
                    Failure::runtime("The definition has no StartAt to begin with."),
                );
            }
        }
    }

    pub(crate) fn schedule_enter(
        &mut self,
        strand: StrandId,
        state: crate::StateId,
        input: asl_query::Value,
    ) {
        let ticket = self.queue.push(
            self.clock,
            Action::Enter {
                strand,
                state,
                input,
            },
        );
        self.strands[strand.0].upcoming = Some(ticket);
    }

    fn act(&mut self, action: Action, world: &mut dyn World) {
        match action {
            Action::Enter {
                strand,
                state,
                input,
            } => self.enter(strand, state, input, world),
            Action::TaskEnds { strand, outcome } => self.task_ends(strand, outcome),
            Action::Retry { strand } => self.attempt(strand, world),
            Action::Wake { strand, input } => self.wake(strand, input),
            Action::MachineTimeout => self.time_out(),
        }
    }

    /// The queue is empty: tasks wait for the host, or for nothing at all.
    fn nothing_left(&mut self) -> Advance {
        let pending = self.pending();
        if pending.is_empty() {
            self.never_answers();
            return Advance::Done;
        }
        Advance::Waiting(pending)
    }

    /// Schedules the one action that a strand's state waits for.
    pub(crate) fn schedule(&mut self, strand: StrandId, at: Millis, action: Action) {
        let ticket = self.queue.push(at, action);
        if let Some(active) = self.active_mut(strand) {
            active.ticket = Some(ticket);
        }
    }

    /// Takes back whatever a strand has scheduled.
    pub(crate) fn cancel(&mut self, strand: StrandId) {
        let entry = &mut self.strands[strand.0];
        let scheduled: [Option<Ticket>; 2] = [
            entry.upcoming.take(),
            entry
                .active
                .as_mut()
                .and_then(|active| active.ticket.take()),
        ];
        for ticket in scheduled.into_iter().flatten() {
            self.queue.cancel(ticket);
        }
    }
}
