//! What a run takes, read once.

use std::sync::Arc;

use asl::{Execution, Limits, MockedWorld};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::run::Run;

/// A machine with an input and outcomes. The same scenario always runs alike.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Scenario {
    machine: Arc<asl::Machine>,
    given: Arc<asl::Scenario>,
    limits: Limits,
}

#[wasm_bindgen]
impl Scenario {
    /// Runs it to its end on a virtual clock.
    pub fn run(&self) -> Run {
        let machine = Arc::clone(&self.machine);
        let mut execution = Execution::start(Arc::clone(&machine), &self.given, self.limits);
        execution.run(&mut MockedWorld::new(Arc::clone(&self.given)));
        Run::new(machine, Arc::clone(&self.given), execution.into_trace())
    }
}

impl Scenario {
    pub(crate) fn new(machine: Arc<asl::Machine>, scenario: asl::Scenario, limits: Limits) -> Self {
        Self {
            machine,
            given: Arc::new(scenario),
            limits,
        }
    }
}
