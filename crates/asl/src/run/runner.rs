//! Running a scenario: at once, or in slices that leave the page time to breathe.

use std::sync::Arc;

use asl_engine::{Advance, Execution, Limits, Machine, MockedWorld, Scenario, Trace};

use super::Run;

/// Runs a scenario to its end or to the end of its budget.
pub fn run(machine: Arc<Machine>, scenario: Scenario, limits: Limits) -> Run {
    let mut runner = Runner::new(machine, scenario, limits);
    while runner.advance(u32::MAX) == Progress::Running {}
    runner.finish()
}

/// A scenario being run.
#[derive(Debug)]
pub struct Runner {
    machine: Arc<Machine>,
    scenario: Arc<Scenario>,
    world: MockedWorld<Arc<Scenario>>,
    execution: Execution,
}

/// How far a [`Runner`] has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to run.
    Running,
    /// The run has come to its end.
    Done,
}

impl Runner {
    /// A run at its beginning.
    pub fn new(machine: Arc<Machine>, scenario: Scenario, limits: Limits) -> Self {
        let scenario = Arc::new(scenario);
        Self {
            execution: Execution::start(Arc::clone(&machine), &scenario, limits),
            world: MockedWorld::new(Arc::clone(&scenario)),
            machine,
            scenario,
        }
    }

    /// Runs on until about this many further events have happened.
    pub fn advance(&mut self, events: u32) -> Progress {
        let until = self.events().saturating_add(events as usize);
        while self.events() < until {
            // A mocked world answers at once, so nothing ever waits for the host.
            if self.execution.advance(&mut self.world) != Advance::Progress {
                return Progress::Done;
            }
        }
        Progress::Running
    }

    /// How many events have happened.
    pub fn events(&self) -> usize {
        self.execution.trace().events.len()
    }

    /// What has happened so far, for a view of a run that is not over.
    pub fn trace(&self) -> &Trace {
        self.execution.trace()
    }

    /// The run as far as it came.
    pub fn finish(self) -> Run {
        Run::new(self.machine, self.scenario, self.execution.into_trace())
    }
}
