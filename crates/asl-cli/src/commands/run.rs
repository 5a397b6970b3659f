//! `asl run DEFINITION`: one execution, to its end.

use std::path::PathBuf;
use std::process::ExitCode;

use asl::Limits;
use clap::{Args, ValueEnum};

use super::execution::Execution;
use crate::files::{self, Unusable};
use crate::{result, tree};

/// Run a state machine against mocked task outcomes, on a virtual clock.
///
/// Exits with 0 when the execution SUCCEEDED, with 1 when it ended otherwise, and with 2 when the
/// definition, the input or the mocks cannot be used.
#[derive(Args)]
pub(crate) struct Run {
    /// The definition: JSON, JSON with comments, or YAML; `-` for the standard input.
    definition: PathBuf,
    #[command(flatten)]
    execution: Execution,
    /// A tree to read, or the API's fields and events.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Run {
    pub(crate) fn run(&self) -> Result<ExitCode, Unusable> {
        let analysis = files::definition(&self.definition)?;
        let scenario = self.execution.scenario(&analysis.machine)?;
        let run = asl::run(analysis.machine, scenario, Limits::default());
        if let Some(problem) = run.result().unusable {
            return Err(problem.to_owned());
        }
        files::print(&match self.format {
            Format::Text => tree::draw(&run),
            Format::Json => format!("{}\n", result::to_json(&run)),
        });
        let succeeded = run.result().status == "SUCCEEDED";
        Ok(if succeeded {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
