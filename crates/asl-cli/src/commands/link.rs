//! `asl link DEFINITION`: a link that opens the playground with it, and `asl link --decode LINK`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use asl::{Machine, Mocks, NamedScenario};
use asl_share::{Options, Scenario, Situation};
use clap::Args;

use super::execution::{Execution, Kind, none_of, unreadable};
use crate::files::{self, Unusable};

/// Print a link that carries a definition, its scenarios and a place in the run.
///
/// The link holds everything in the part after its #, which no server sees. The definition and the
/// input are carried as they are, runnable or not. Every scenario of the mocks goes along, and
/// `--scenario` is the one that runs.
#[derive(Args)]
pub(crate) struct Link {
    /// The definition: JSON, JSON with comments, or YAML; `-` for the standard input.
    #[arg(required_unless_present = "decode")]
    definition: Option<PathBuf>,
    #[command(flatten)]
    execution: Execution,
    /// Open it after so many events of the run, paused.
    #[arg(long, value_name = "EVENT")]
    at: Option<u32>,
    /// Open it with this state inspected.
    #[arg(long, value_name = "STATE")]
    select: Option<String>,
    /// Pause the run at this state; may be given several times.
    #[arg(long = "break", value_name = "STATE")]
    breakpoints: Vec<String>,
    /// Pause the run at errors.
    #[arg(long)]
    pause_on_errors: bool,
    /// How fast it plays: 2 is twice as fast.
    #[arg(long, value_name = "NUMBER")]
    speed: Option<f64>,
    /// The address of a playground; without it the part from the # on is printed.
    #[arg(long, value_name = "URL", default_value = "")]
    base: String,
    /// Read a link, or its part from the # on, and print what it carries as JSON; `-` for the standard input.
    #[arg(long, value_name = "LINK", exclusive = true)]
    decode: Option<String>,
}

impl Link {
    pub(crate) fn run(&self) -> Result<ExitCode, Unusable> {
        let printed = match (&self.decode, &self.definition) {
            (Some(link), _) => decode(link)?,
            (None, Some(definition)) => {
                let link = asl_share::encode(&self.situation(definition)?);
                let fragment = link.map_err(|error| error.to_string())?;
                format!("{}{fragment}", self.base.trim_end_matches('#'))
            }
            (None, None) => return Err("A definition or --decode LINK is needed.".to_owned()),
        };
        files::print(&format!("{printed}\n"));
        Ok(ExitCode::SUCCESS)
    }

    fn situation(&self, definition: &Path) -> Result<Situation, Unusable> {
        let definition = files::text(definition)?;
        let machine = asl::analyse(&definition).machine;
        let path = |name: &String| state_path(&machine, name);
        let mut situation = Situation {
            select: self.select.as_ref().map(path).transpose()?,
            breakpoints: self
                .breakpoints
                .iter()
                .map(path)
                .collect::<Result<_, _>>()?,
            pause_on_errors: self.pause_on_errors,
            at: self.at,
            options: self.options()?,
            definition,
            ..Situation::default()
        };
        if let Some(mocks) = &self.execution.mocks {
            let named = self.scenarios(&files::text(mocks)?, &machine)?;
            situation.scenario = self.taken(&named)?;
            situation.scenarios = shared(&named)?;
            let beside = mocks.with_file_name("input.json");
            let is_needed = named.iter().any(|scenario| scenario.input.is_none());
            if self.execution.input.is_none() && is_needed && beside.is_file() {
                situation.input = files::text(&beside)?;
            }
        }
        if let Some(input) = &self.execution.input {
            situation.input = files::text(input)?;
        }
        Ok(situation)
    }

    fn options(&self) -> Result<Options, Unusable> {
        if let Some(text) = &self.execution.start_time {
            let time: Result<jiff::Timestamp, _> = text.parse();
            time.map_err(|error| format!("--start-time {text}: {error}"))?;
        }
        if self
            .speed
            .is_some_and(|speed| !(speed > 0.0 && speed.is_finite()))
        {
            return Err("--speed: it is a number above 0.".to_owned());
        }
        Ok(Options {
            kind: (self.execution.kind == Some(Kind::Express)).then(|| "EXPRESS".to_owned()),
            start_time: self.execution.start_time.clone(),
            seed: self.execution.seed,
            speed: self.speed,
            ..Options::default()
        })
    }

    /// Every scenario of the mocks, whatever their form.
    fn scenarios(&self, text: &str, machine: &Machine) -> Result<Vec<NamedScenario>, Unusable> {
        let plain = |name: &str, outcomes| NamedScenario {
            name: name.to_owned(),
            outcomes,
            ..NamedScenario::default()
        };
        match (asl::parse_mocks(text), asl::parse_scenarios(text)) {
            (Ok(Mocks::Plain(_)), _) if self.execution.scenario.is_some() => {
                Err("--scenario: the mocks have no scenarios to choose from.".to_owned())
            }
            (Ok(Mocks::Plain(outcomes)), _) => Ok(vec![plain("Mocked", outcomes)]),
            (Ok(Mocks::Config(config)), _) => {
                let cases = config.test_cases.iter();
                Ok(cases
                    .map(|case| plain(&case.name, case.outcomes_for(machine)))
                    .collect())
            }
            (Err(_), Ok(file)) => Ok(file.scenarios),
            (Err(in_mocks), Err(in_scenarios)) => Err(unreadable(text, &in_mocks, &in_scenarios)),
        }
    }

    /// Which of the scenarios runs.
    fn taken(&self, named: &[NamedScenario]) -> Result<u32, Unusable> {
        let Some(name) = &self.execution.scenario else {
            return Ok(0);
        };
        let found = (0..)
            .zip(named)
            .find(|(_, scenario)| scenario.name == *name);
        let known = named.iter().map(|scenario| scenario.name.as_str());
        found
            .map(|(index, _)| index)
            .ok_or_else(|| none_of("scenario", known))
    }
}

/// The path of the state with this name or path.
fn state_path(machine: &Machine, name: &String) -> Result<String, Unusable> {
    let mut states = machine.states.iter();
    let found = states.find(|state| *state.path == **name || *state.name == **name);
    let names = machine.states.iter().map(|state| &*state.name);
    found.map(|state| state.path.to_string()).ok_or_else(|| {
        let names: Vec<&str> = names.collect();
        format!(
            "There is no state '{name}'. There are: {}.",
            names.join(", ")
        )
    })
}

/// Scenarios as links carry them: in the plain form, but with their inputs as text.
fn shared(named: &[NamedScenario]) -> Result<Vec<Scenario>, Unusable> {
    let mut list = asl::write_scenarios(named);
    for scenario in list.as_array_mut().into_iter().flatten() {
        if let Some(input) = scenario.get_mut("input") {
            *input = format!("{input:#}").into();
        }
    }
    let json = serde_json::json!({ "scenarios": list });
    let situation = Situation::from_json(json).map_err(|error| format!("--mocks: {error}"))?;
    Ok(situation.scenarios)
}

fn decode(link: &str) -> Result<String, Unusable> {
    let link = match link {
        "-" => files::text(Path::new("-"))?,
        _ => link.to_owned(),
    };
    let situation = asl_share::decode(&link).map_err(|error| error.to_string())?;
    Ok(format!("{:#}", situation.to_json()))
}
