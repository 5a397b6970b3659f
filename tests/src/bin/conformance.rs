//! Runs every case below a folder and tells what agrees with the recordings.
#![expect(clippy::print_stdout, reason = "the table is what the command is for")]

use std::path::PathBuf;
use std::process::ExitCode;

use asl_tests::conformance::{Report, load, run};
use clap::Parser;
use indicatif::ProgressBar;

/// Run recorded cases against the engine and count, suite by suite, what agrees.
#[derive(Parser)]
struct Arguments {
    /// The folder of the cases: a family a folder, in it a suite a folder, in it a case a file.
    folder: PathBuf,
    /// Write the counts and the first difference of each failing case to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fail when a suite agrees in fewer cases than this file of counts says.
    #[arg(long, value_name = "FILE")]
    counts: Option<PathBuf>,
    /// Run only the cases whose id contains this text, and show every difference.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

fn main() -> ExitCode {
    match conform(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn conform(arguments: &Arguments) -> Result<bool, String> {
    let mut cases = load(&arguments.folder)?;
    if let Some(text) = &arguments.only {
        cases.retain(|case| case.id.contains(text.as_str()));
    }
    let progress = ProgressBar::new(cases.len() as u64);
    let mut report = Report::default();
    for case in &cases {
        let verdict = run(case);
        if arguments.only.is_some() {
            progress.suspend(|| show(&case.id, &verdict));
        }
        report.add(case, &verdict);
        progress.inc(1);
    }
    progress.finish_and_clear();
    print!("{}", report.table());
    for (id, difference) in &report.failures {
        println!("{id}\n    {difference}");
    }
    if let Some(file) = &arguments.json {
        write(file, &report.to_json().to_string())?;
    }
    let Some(file) = &arguments.counts else {
        return Ok(true);
    };
    let committed =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let losses = report.losses(&committed)?;
    for loss in &losses {
        println!("fewer than before: {loss}");
    }
    Ok(losses.is_empty())
}

fn show(id: &str, verdict: &asl_tests::conformance::Verdict) {
    for text in verdict
        .outcome
        .iter()
        .chain(verdict.history.iter().flatten())
    {
        println!("{id}: {text}");
    }
}

fn write(file: &std::path::Path, text: &str) -> Result<(), String> {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
