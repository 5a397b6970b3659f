//! "Surprise me": outcomes by chance, the same ones for the same seed.

use std::sync::Arc;

use asl::TaskInfo;

use super::outcomes::{Outcomes, Plan, Rule, Runs};
use super::scenario::{Scenario, Setting};

/// Of so many runs of a task one fails.
const ONE_IN: u64 = 3;

/// A task times out after so long, or earlier where the definition says so: without either it would take a year.
const TIMEOUT: asl::Millis = 3_600_000;

/// A scenario in which some tasks fail as their services typically do. `items` says how many items the Map around a
/// task has, where there is one.
pub fn scenario(
    seed: u64,
    tasks: &[TaskInfo],
    items: impl Fn(&TaskInfo) -> Option<u32>,
) -> Scenario {
    let mut random = asl::Random::new(seed);
    let mut outcomes = Outcomes::default();
    for task in tasks {
        let runs: Vec<Runs> = match items(task) {
            Some(items) => (0..items).map(Runs::item).collect(),
            None => vec![Runs::EVERY],
        };
        for runs in runs {
            if random.next_u64().is_multiple_of(ONE_IN) {
                let plan = failure(task, &mut random);
                let duration = (plan == Plan::TimesOut).then_some(TIMEOUT);
                let rule = Rule {
                    duration,
                    ..Rule::new(runs, plan)
                };
                outcomes.set(&task.name, rule);
            }
        }
    }
    Scenario {
        name: format!("Surprise {seed}").into(),
        outcomes: Arc::new(outcomes),
        setting: Arc::new(Setting {
            seed: Some(seed),
            ..Setting::default()
        }),
        ..Scenario::default()
    }
}

fn failure(task: &TaskInfo, random: &mut asl::Random) -> Plan {
    let errors = &task.typical_errors;
    let count = u64::try_from(errors.len()).unwrap_or(u64::MAX);
    let chosen = random
        .next_u64()
        .checked_rem(count)
        .and_then(|index| errors.get(usize::try_from(index).ok()?));
    match chosen {
        Some(error) if error.error == "States.Timeout" => Plan::TimesOut,
        Some(error) => Plan::fails(&*error.error, &*error.cause),
        None => Plan::fails("States.TaskFailed", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::examples::first;

    #[test]
    fn a_seed_always_brings_the_same_surprise_and_seeds_differ() {
        let analysis = asl::analyse(&first().definition);
        let surprise = |seed| scenario(seed, &analysis.tasks, |_| Some(3));
        assert_eq!(surprise(7), surprise(7));
        let kinds: std::collections::BTreeSet<String> = (0..20)
            .map(|seed| format!("{:?}", surprise(seed).outcomes))
            .collect();
        assert!(kinds.len() > 5, "{}", kinds.len());
        assert_eq!(&*surprise(7).name, "Surprise 7");
        for seed in 0..50 {
            let scenario = surprise(seed).named(asl::parse_input(&first().input).ok());
            let run = asl::run(
                Arc::clone(&analysis.machine),
                scenario.scenario(None),
                asl::Limits::default(),
            );
            assert!(run.duration() <= 4 * TIMEOUT, "{seed}: {}", run.duration());
        }
    }
}
