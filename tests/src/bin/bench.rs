//! The native side of `cargo xtask bench`: runs one workload several times and tells how long each run took.
//!
//! Reads `{"definition", "input", "mocks", "events", "runs"}` (the first three are JSON text) from the standard input
//! and writes `{"millis": [...], "output", "events", "residentBytes"}`.
#![expect(
    clippy::print_stdout,
    reason = "the figures are what the program is for"
)]

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Instant;

use asl::{Ending, Execution, Limits, Machine, MockedWorld, Mocks, Scenario, Trace};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut request = String::new();
    io::stdin().read_to_string(&mut request)?;
    let request: Value = serde_json::from_str(&request)?;
    let workload = Workload::read(&request)?;
    let before = resident_bytes();
    let trace = workload.run();
    let held = resident_bytes().zip(before);
    let mut millis = Vec::new();
    for _ in 0..request["runs"].as_u64().unwrap_or(1) {
        let start = Instant::now();
        // Freeing the trace counts too.
        drop(black_box(workload.run()));
        millis.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    let output = match &trace.ending {
        Some(Ending::Succeeded { output }) => Some(output.to_json()),
        _ => None,
    };
    println!(
        "{}",
        json!({
            "millis": millis,
            "output": output,
            "events": trace.events.len(),
            "residentBytes": held.map(|(after, before)| after.saturating_sub(before)),
        })
    );
    Ok(())
}

struct Workload {
    machine: Arc<Machine>,
    scenario: Scenario,
    limits: Limits,
}

impl Workload {
    fn read(request: &Value) -> Result<Self, Box<dyn Error>> {
        let text = |key: &str| request[key].as_str().ok_or(format!("{key} is missing"));
        let Mocks::Plain(outcomes) = asl::parse_mocks(text("mocks")?)? else {
            return Err("the mocks are not in the plain form".into());
        };
        let events = request["events"].as_u64().ok_or("events is missing")?;
        Ok(Self {
            machine: asl::analyse(text("definition")?).machine,
            scenario: Scenario {
                input: asl::parse_input(text("input")?).map_err(|found| found.message)?,
                outcomes,
                ..Scenario::default()
            },
            limits: Limits::events(u32::try_from(events)?),
        })
    }

    /// A run with its whole trace kept.
    fn run(&self) -> Trace {
        let machine = Arc::clone(&self.machine);
        let mut execution = Execution::start(machine, &self.scenario, self.limits);
        execution.run(&mut MockedWorld::new(&self.scenario));
        execution.into_trace()
    }
}

/// The process's resident memory, where the system tells.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1_024)
}
