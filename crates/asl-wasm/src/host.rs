//! An execution whose tasks the host answers, at its own pace.
//!
//! The virtual clock stands still while a task waits for the host, so that a run depends on what the host answers, and
//! not on how fast. What happens at the same virtual time happens meanwhile: other branches begin their tasks too.

use std::collections::BTreeSet;
use std::sync::Arc;

use asl::{
    Advance, Ending, Execution, Limits, Machine, Millis, MockedWorld, Outcome, PendingTask, Reply,
    Scenario, StoredObject, TaskCall, TimedOutcome, Trace, Value, VisitId, World,
};

use crate::run::Run;

/// Which tasks the host answers.
#[derive(Debug)]
pub(crate) enum Answers {
    /// Those whose states have no outcomes in the scenario.
    Unmocked,
    /// Those of the states with these names, and those that call these resources; `*` for all.
    Keys(BTreeSet<String>),
}

/// What stands for every task among [`Answers::Keys`].
pub(crate) const EVERY: &str = "*";

/// How far an execution has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// More will happen.
    Running,
    /// Nothing more happens before the host has answered a task.
    Waiting,
    /// It has ended.
    Done,
}

/// A task that waits for the host.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    /// Counts from 0.
    pub(crate) id: u32,
    /// The state's name.
    pub(crate) state: Arc<str>,
    /// Its path.
    pub(crate) path: Arc<str>,
    /// What it calls, as written.
    pub(crate) resource: Arc<str>,
    /// What is sent.
    pub(crate) input: Value,
    /// The attempt, from 1.
    pub(crate) attempt: u32,
    /// The index of the innermost item around it.
    pub(crate) item: Option<u32>,
    /// The task token, where the resource waits for one.
    pub(crate) token: Option<String>,
    /// What the service plausibly answers.
    pub(crate) plausible: TimedOutcome,
    task: PendingTask,
}

/// An execution and the tasks that wait.
#[derive(Debug)]
pub(crate) struct Hosted {
    machine: Arc<Machine>,
    scenario: Arc<Scenario>,
    execution: Execution,
    world: HostedWorld,
    now: Millis,
}

impl Hosted {
    /// An execution at its beginning.
    pub(crate) fn new(
        machine: Arc<Machine>,
        scenario: Scenario,
        limits: Limits,
        answers: Answers,
    ) -> Self {
        let scenario = Arc::new(scenario);
        Self {
            execution: Execution::start(Arc::clone(&machine), &scenario, limits),
            world: HostedWorld {
                mocked: MockedWorld::new(Arc::clone(&scenario)),
                plausible: MockedWorld::new(Scenario::default()),
                scenario: Arc::clone(&scenario),
                answers,
                waiting: Vec::new(),
                asked: 0,
            },
            machine,
            scenario,
            now: 0,
        }
    }

    /// Makes the next thing happen.
    pub(crate) fn step(&mut self) -> Progress {
        if self.trace().ending.is_some() {
            self.world.waiting.clear();
            return Progress::Done;
        }
        let next = self.execution.next_at();
        if next.is_none_or(|at| at > self.now) && self.waits() {
            return Progress::Waiting;
        }
        let advance = self.execution.advance(&mut self.world);
        self.now = self.now.max(next.unwrap_or(self.now));
        match advance {
            Advance::Progress => Progress::Running,
            Advance::Waiting(_) => Progress::Waiting,
            Advance::Done => self.step(),
        }
    }

    /// Runs on until it waits for the host, or has ended.
    pub(crate) fn run(&mut self) -> Progress {
        loop {
            match self.step() {
                Progress::Running => {}
                other => return other,
            }
        }
    }

    /// The tasks that wait for the host, in the order of scheduling.
    pub(crate) fn waiting(&mut self) -> &[Waiting] {
        self.waits();
        &self.world.waiting
    }

    /// Supplies a task's outcome, after a virtual duration. Answers whether that task was waiting.
    pub(crate) fn answer(&mut self, id: u32, outcome: Outcome, duration: Millis) -> bool {
        let index = self.world.waiting.iter().position(|task| task.id == id);
        let Some(index) = index else {
            return false;
        };
        let waiting = self.world.waiting.remove(index);
        let outcome = TimedOutcome {
            outcome,
            duration,
            ..waiting.plausible
        };
        self.execution.resolve(waiting.task, outcome)
    }

    /// Stops it, as `StopExecution` does.
    pub(crate) fn abort(&mut self) {
        self.execution.abort();
    }

    /// What has happened so far.
    pub(crate) fn trace(&self) -> &Trace {
        self.execution.trace()
    }

    /// How it ended.
    pub(crate) fn ending(&self) -> Option<&Ending> {
        self.trace().ending.as_ref()
    }

    /// The run so far.
    pub(crate) fn run_so_far(&self) -> Run {
        Run::new(
            Arc::clone(&self.machine),
            Arc::clone(&self.scenario),
            self.trace().clone(),
        )
    }

    /// Whether any task waits. Those that were stopped meanwhile are forgotten.
    fn waits(&mut self) -> bool {
        if !self.world.waiting.is_empty() {
            let pending: BTreeSet<(VisitId, u32)> = self
                .execution
                .pending()
                .iter()
                .map(|task| (task.visit, task.attempt))
                .collect();
            let is_pending =
                |waiting: &Waiting| pending.contains(&(waiting.task.visit, waiting.task.attempt));
            self.world.waiting.retain(is_pending);
        }
        !self.world.waiting.is_empty()
    }
}

/// Leaves the tasks of [`Answers`] to the host, and answers the others from the scenario.
#[derive(Debug)]
struct HostedWorld {
    scenario: Arc<Scenario>,
    mocked: MockedWorld<Arc<Scenario>>,
    plausible: MockedWorld<Scenario>,
    answers: Answers,
    waiting: Vec<Waiting>,
    asked: u32,
}

impl HostedWorld {
    fn is_the_hosts(&self, call: &TaskCall<'_>) -> bool {
        match &self.answers {
            Answers::Unmocked => !self.scenario.outcomes.contains_key(&*call.state.name),
            Answers::Keys(keys) => [&*call.state.name, &*call.resource.text, EVERY]
                .iter()
                .any(|key| keys.contains(*key)),
        }
    }
}

impl World for HostedWorld {
    fn outcome(&mut self, call: &TaskCall<'_>) -> Reply {
        if !self.is_the_hosts(call) {
            return self.mocked.outcome(call);
        }
        let plausible = match self.plausible.outcome(call) {
            Reply::Ready(plausible) => plausible,
            Reply::Pending => return Reply::Pending,
        };
        self.waiting.push(Waiting {
            id: self.asked,
            state: Arc::clone(&call.state.name),
            path: Arc::clone(&call.state.path),
            resource: Arc::clone(&call.resource.text),
            input: call.input.clone(),
            attempt: call.attempt + 1,
            item: call.iterations.last().map(|(_, index)| *index),
            token: call.token.map(asl::Uuid::text),
            plausible,
            task: PendingTask {
                visit: call.visit,
                attempt: call.attempt,
            },
        });
        self.asked += 1;
        Reply::Pending
    }

    fn objects(&self) -> &[StoredObject] {
        &self.scenario.objects
    }
}
