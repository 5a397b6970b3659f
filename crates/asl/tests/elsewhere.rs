//! A run whose JSONata is evaluated elsewhere leaves the very history of one that evaluates it here.
//!
//! `UPDATE_EXPECT=1` rewrites the output that the page is held to as well.
#![cfg(feature = "jsonata")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::sync::Mutex;

use asl::jsonata::{Backend, install};
use asl::{Ending, Limits, Scenario};
use asl_query::jsonata::serve::Server;

const DEFINITION: &str = include_str!("../../../tests/e2e/data/jsonata.asl.json");
const OUTPUT: &str = include_str!("../../../tests/e2e/data/jsonata.output.json");

#[derive(Default)]
struct Loop {
    server: Mutex<Server>,
}

impl Backend for Loop {
    fn ask(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        Ok(self.server.lock().unwrap().answer(request))
    }
}

/// The history of a run, event by event, and its output.
fn run() -> (Vec<String>, String) {
    let analysis = asl::analyse(DEFINITION);
    assert!(analysis.runnable && analysis.uses_jsonata);
    assert_eq!(analysis.diagnostics, []);
    let run = asl::run(analysis.machine, Scenario::default(), Limits::default());
    let Some(Ending::Succeeded { output }) = run.ending(run.len()).cloned() else {
        panic!("{:?}", run.ending(run.len()));
    };
    let events = asl::history(&run.machine, &run.trace)["events"].take();
    let events = events.as_array().unwrap().iter().map(ToString::to_string);
    (events.collect(), output.to_json())
}

#[test]
fn a_run_leaves_the_same_history_wherever_jsonata_is_evaluated() {
    let (events, output) = run();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/e2e/data/jsonata.output.json"
        );
        std::fs::write(file, format!("{output}\n")).unwrap();
    } else {
        assert_eq!(output, OUTPUT.trim_end());
    }
    assert!(events.len() > 300, "{}", events.len());
    install(Box::<Loop>::default());
    let (elsewhere, output_elsewhere) = run();
    assert_eq!(output_elsewhere, output);
    assert_eq!(elsewhere.len(), events.len());
    for (there, here) in elsewhere.iter().zip(&events) {
        assert_eq!(there, here);
    }
}
