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
        let mut counts = [0_u32; 3];
        for file in &self.files {
            let file = if file.is_dir() {
                file.join("scenarios.json")
            } else {
                file.clone()
            };
            let bench = self.bench(&file)?;
            for scenario in &bench.scenarios {
                let (verdict, differences) = check(&bench, scenario);
                files::print(&format!(
                    "test {} · {} ... {}\n",
                    file.display(),
                    scenario.name,
                    VERDICTS[verdict as usize]
                ));
                for difference in &differences {
                    files::print(&format!("    {difference}\n"));
                }
                counts[verdict as usize] += 1;
            }
        }
        let [passed, failed, unusable] = counts;
        let more = match unusable {
            0 => String::new(),
            unusable => format!(", {unusable} unusable"),
        };
        files::print(&format!("\n{passed} passed, {failed} failed{more}\n"));
        Ok(match (unusable, failed) {
            (0, 0) => ExitCode::SUCCESS,
            (0, _) => ExitCode::FAILURE,
            _ => ExitCode::from(2),
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

/// What a scenario is found to be.
#[derive(Clone, Copy)]
enum Verdict {
    Passed,
    Failed,
    /// An outcome of it cannot be used: that says nothing about the definition.
    Unusable,
}

const VERDICTS: [&str; 3] = ["ok", "FAILED", "UNUSABLE"];

/// Whether a scenario is as expected, and what differs, or why it cannot be told.
fn check(bench: &Bench, scenario: &NamedScenario) -> (Verdict, Vec<String>) {
    if let Err(problem) = asl::check_outcomes(&scenario.outcomes) {
        return (Verdict::Unusable, vec![problem.to_string()]);
    }
    let run = asl::run(
        Arc::clone(&bench.machine),
        scenario.scenario(bench.input.as_ref()),
        Limits::default(),
    );
    let differences = scenario.expected.differences(&run);
    let verdict = match (run.result().unusable, differences.is_empty()) {
        (Some(_), _) => Verdict::Unusable,
        (None, true) => Verdict::Passed,
        (None, false) => Verdict::Failed,
    };
    (verdict, differences)
}
