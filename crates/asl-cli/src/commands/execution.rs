//! What an execution is given beside its definition: the options that several commands share.

use std::path::{Path, PathBuf};

use asl::{Machine, MockConfig, Mocks, MocksError, Outcomes, Scenario, ScenarioFile};
use clap::{Args, ValueEnum};

use crate::files::{self, Unusable};

/// Input, outcomes, type, start and seed.
#[derive(Args)]
pub(crate) struct Execution {
    /// The execution's input: a file of JSON, or `-` for the standard input. By default `{}`.
    #[arg(long, value_name = "FILE")]
    pub(super) input: Option<PathBuf>,
    /// The tasks' outcomes: the plain form, `{"StateName": [{"Return": ...}]}`, a MockConfigFile.json, or a file
    /// of scenarios as `asl test` takes it.
    #[arg(long, value_name = "FILE")]
    pub(super) mocks: Option<PathBuf>,
    /// The test case of the MockConfigFile.json, or the scenario of the file; by default its first.
    #[arg(long, value_name = "NAME", requires = "mocks")]
    pub(super) scenario: Option<String>,
    /// The state machine's type; by default STANDARD, or what the scenario says.
    #[arg(long = "type", value_enum, ignore_case = true)]
    pub(super) kind: Option<Kind>,
    /// When the execution starts, as in 2026-01-01T00:00:00Z.
    #[arg(long, value_name = "TIME")]
    pub(super) start_time: Option<String>,
    /// The seed of UUIDs, jitter and random numbers.
    #[arg(long, value_name = "NUMBER")]
    pub(super) seed: Option<u64>,
}

/// The state machine's type.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    #[value(name = "STANDARD")]
    Standard,
    #[value(name = "EXPRESS")]
    Express,
}

impl Execution {
    /// Whether nothing at all is said about the execution.
    pub(crate) fn is_unsaid(&self) -> bool {
        self.input.is_none() && self.mocks.is_none() && self.kind.is_none() && self.seed.is_none()
    }

    /// The scenario to run.
    pub(crate) fn scenario(&self, machine: &Machine) -> Result<Scenario, Unusable> {
        let mut scenario = match &self.mocks {
            Some(path) => {
                let scenario = self.mocked(path, machine)?;
                asl::check_outcomes(&scenario.outcomes)
                    .map_err(|problem| format!("--mocks: {problem}"))?;
                scenario
            }
            None => Scenario::default(),
        };
        if let Some(path) = &self.input {
            scenario.input = files::input(path)?;
        }
        if let Some(kind) = self.kind {
            scenario.express = kind == Kind::Express;
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
        Ok(scenario)
    }

    fn mocked(&self, path: &Path, machine: &Machine) -> Result<Scenario, Unusable> {
        let text = files::text(path)?;
        let outcomes = match (asl::parse_mocks(&text), asl::parse_scenarios(&text)) {
            (Ok(Mocks::Plain(_)), _) if self.scenario.is_some() => {
                return Err("--scenario: the mocks have no scenarios to choose from.".to_owned());
            }
            (Ok(Mocks::Plain(outcomes)), _) => outcomes,
            (Ok(Mocks::Config(config)), _) => self.test_case(&config, machine)?,
            (Err(_), Ok(file)) => return self.of_file(path, &file),
            (Err(in_mocks), Err(in_scenarios)) => {
                return Err(unreadable(&text, &in_mocks, &in_scenarios));
            }
        };
        Ok(Scenario {
            outcomes,
            ..Scenario::default()
        })
    }

    fn test_case(&self, config: &MockConfig, machine: &Machine) -> Result<Outcomes, Unusable> {
        let case = match &self.scenario {
            Some(name) => config.test_case(name),
            None => config.test_cases.first(),
        };
        let names = config.test_cases.iter().map(|case| case.name.as_str());
        case.map(|case| case.outcomes_for(machine))
            .ok_or_else(|| none_of("test case", names))
    }

    /// A scenario of a file, with the `input.json` beside it unless it has an input of its own.
    fn of_file(&self, path: &Path, file: &ScenarioFile) -> Result<Scenario, Unusable> {
        let mut scenarios = file.scenarios.iter();
        let found = match &self.scenario {
            Some(name) => scenarios.find(|scenario| scenario.name == *name),
            None => scenarios.next(),
        };
        let names = file.scenarios.iter().map(|scenario| scenario.name.as_str());
        let found = found.ok_or_else(|| none_of("scenario", names))?;
        let beside = path.with_file_name("input.json");
        let input = if beside.is_file() {
            Some(files::input(&beside)?)
        } else {
            None
        };
        Ok(found.scenario(input.as_ref()))
    }
}

/// Of the two readings, a list was meant as scenarios.
pub(super) fn unreadable(text: &str, in_mocks: &MocksError, in_scenarios: &MocksError) -> Unusable {
    if text.trim_start().starts_with('[') {
        format!("--mocks: {in_scenarios}")
    } else {
        format!("--mocks: {in_mocks}")
    }
}

pub(super) fn none_of<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> Unusable {
    let names: Vec<&str> = names.collect();
    format!(
        "--scenario: there is no such {what}. There are: {}.",
        names.join(", ")
    )
}
