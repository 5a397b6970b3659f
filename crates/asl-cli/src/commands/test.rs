//! `asl test FILE...`: scenarios with what is expected of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use asl::{Limits, Machine, Mocks, NamedScenario, Value};
use clap::Args;

use crate::files::{self, Unusable};

/// Run scenarios and check what is expected of them.
///
/// A file is a list of scenarios, `[{"name", "input", "outcomes", "expect"}]`, or a
/// MockConfigFile.json. The definition is `--definition`, the one that the file names, or
/// `definition.asl.json` beside it; the input of a scenario without its own is `input.json` beside
/// it. A scenario that expects nothing has to SUCCEED.
#[derive(Args)]
pub(crate) struct Test {
    /// Files of scenarios, or folders with a `scenarios.json`.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The definition of every file's scenarios.
    #[arg(long, value_name = "FILE")]
    definition: Option<PathBuf>,
}

/// What a file's scenarios run on.
struct Bench {
    machine: Arc<Machine>,
    input: Option<Value>,
    scenarios: Vec<NamedScenario>,
}

impl Test {
    pub(crate) fn run(&self) -> Result<ExitCode, Unusable> {
        let (mut passed, mut failed) = (0_u32, 0_u32);
        for file in &self.files {
            let file = if file.is_dir() {
                file.join("scenarios.json")
            } else {
                file.clone()
            };
            let bench = self.bench(&file)?;
            for scenario in &bench.scenarios {
                let differences = check(&bench, scenario);
                let verdict = if differences.is_empty() {
                    "ok"
                } else {
                    "FAILED"
                };
                files::print(&format!(
                    "test {} · {} ... {verdict}\n",
                    file.display(),
                    scenario.name
                ));
                for difference in &differences {
                    files::print(&format!("    {difference}\n"));
                }
                *if differences.is_empty() {
                    &mut passed
                } else {
                    &mut failed
                } += 1;
            }
        }
        files::print(&format!("\n{passed} passed, {failed} failed\n"));
        Ok(if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn bench(&self, file: &Path) -> Result<Bench, Unusable> {
        let text = files::text(file)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let config = match asl::parse_mocks(&text) {
            Ok(Mocks::Config(config)) => Some(config),
            _ => None,
        };
        let mut scenarios = match config {
            Some(_) => asl::ScenarioFile::default(),
            None => asl::parse_scenarios(&text)
                .map_err(|error| format!("{}: {error}", file.display()))?,
        };
        let definition = match (&self.definition, &scenarios.definition) {
            (Some(path), _) => path.clone(),
            (None, Some(path)) => folder.join(path),
            (None, None) => folder.join("definition.asl.json"),
        };
        let machine = files::definition(&definition)?.machine;
        for case in config.iter().flat_map(|config| &config.test_cases) {
            let name = format!("{}/{}", case.state_machine, case.name);
            let outcomes = case.outcomes_for(&machine);
            scenarios.scenarios.push(NamedScenario {
                name,
                outcomes,
                ..NamedScenario::default()
            });
        }
        let beside = folder.join("input.json");
        let input = if beside.is_file() {
            Some(files::input(&beside)?)
        } else {
            None
        };
        Ok(Bench {
            machine,
            input,
            scenarios: scenarios.scenarios,
        })
    }
}

/// What differs from what is expected.
fn check(bench: &Bench, scenario: &NamedScenario) -> Vec<String> {
    let run = asl::run(
        Arc::clone(&bench.machine),
        scenario.scenario(bench.input.as_ref()),
        Limits::default(),
    );
    scenario.expected.differences(&run)
}
