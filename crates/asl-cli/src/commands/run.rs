//! `asl run DEFINITION`: one execution, to its end.

use std::path::PathBuf;
use std::process::ExitCode;

use asl::{Limits, Mocks, Outcomes, Scenario};
use clap::{Args, ValueEnum};

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
    /// The execution's input: a file of JSON, or `-` for the standard input. By default `{}`.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// The tasks' outcomes: the plain form, `{"StateName": [{"Return": ...}]}`, or a MockConfigFile.json.
    #[arg(long, value_name = "FILE")]
    mocks: Option<PathBuf>,
    /// The test case of the MockConfigFile.json; by default its first.
    #[arg(long, value_name = "NAME", requires = "mocks")]
    scenario: Option<String>,
    /// The state machine's type.
    #[arg(
        long = "type",
        value_enum,
        ignore_case = true,
        default_value = "STANDARD"
    )]
    kind: Kind,
    /// When the execution starts, as in 2026-01-01T00:00:00Z.
    #[arg(long, value_name = "TIME")]
    start_time: Option<String>,
    /// The seed of UUIDs, jitter and random numbers.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// A tree to read, or the API's fields and events.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The state machine's type.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    #[value(name = "STANDARD")]
    Standard,
    #[value(name = "EXPRESS")]
    Express,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Run {
    pub(crate) fn run(&self) -> Result<ExitCode, Unusable> {
        let analysis = files::definition(&self.definition)?;
        let mut scenario = Scenario {
            express: self.kind == Kind::Express,
            ..Scenario::default()
        };
        if let Some(path) = &self.input {
            scenario.input = files::input(path)?;
        }
        if let Some(path) = &self.mocks {
            scenario.outcomes = self.outcomes(&files::text(path)?, &analysis.machine)?;
        }
        if let Some(seed) = self.seed {
            scenario.seed = seed;
        }
        if let Some(text) = &self.start_time {
            let time: jiff::Timestamp = text
                .parse()
                .map_err(|error| format!("--start-time {text}: {error}"))?;
            scenario.start_time = time.as_millisecond();
        }
        let run = asl::run(analysis.machine, scenario, Limits::default());
        files::print(&match self.format {
            Format::Text => tree::draw(&run),
            Format::Json => format!("{}\n", result::to_json(&run)),
        });
        let succeeded = result::status(&run) == "SUCCEEDED";
        Ok(if succeeded {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn outcomes(&self, text: &str, machine: &asl::Machine) -> Result<Outcomes, Unusable> {
        match asl::parse_mocks(text).map_err(|error| format!("--mocks: {error}"))? {
            Mocks::Plain(_) if self.scenario.is_some() => {
                Err("--scenario: the mocks have no test cases to choose from.".to_owned())
            }
            Mocks::Plain(outcomes) => Ok(outcomes),
            Mocks::Config(config) => {
                let case = match &self.scenario {
                    Some(name) => config.test_case(name),
                    None => config.test_cases.first(),
                };
                let names: Vec<&str> = config
                    .test_cases
                    .iter()
                    .map(|case| case.name.as_str())
                    .collect();
                case.map(|case| case.outcomes_for(machine)).ok_or_else(|| {
                    format!(
                        "--scenario: there is no such test case. There are: {}.",
                        names.join(", ")
                    )
                })
            }
        }
    }
}
