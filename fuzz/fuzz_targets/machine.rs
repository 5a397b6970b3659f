//! Any text as a definition: read, checked, drawn, and run to an end.
#![no_main]

use asl::{DiagramOptions, Limits, Scenario};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let analysis = asl::analyse(text);
    let diagram = asl::diagram(&analysis.machine, &DiagramOptions::default(), &asl::approximate_width);
    assert!(diagram.width.is_finite() && diagram.height.is_finite());
    let run = asl::run(analysis.machine, Scenario::default(), Limits::events(300));
    assert!(run.trace.ending.is_some());
    assert!(run.len() <= 301);
});
