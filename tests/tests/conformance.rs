//! The recorded cases, where they stand beside the project: no suite agrees in fewer cases than
//! the committed counts say.

use std::path::Path;

use asl_tests::conformance::{Report, load, run};

#[test]
fn no_suite_agrees_in_fewer_cases_than_before() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recordings = here.join("../../shared/conformance");
    if !recordings.is_dir() {
        return;
    }
    let mut report = Report::default();
    for case in load(&recordings).expect("the recordings can be read") {
        report.add(&case, &run(&case));
    }
    let counts = include_str!("../conformance.json");
    let losses = report.losses(counts).expect("the counts are JSON");
    assert!(
        losses.is_empty(),
        "{}\n{}",
        losses.join("\n"),
        report.table()
    );
}
