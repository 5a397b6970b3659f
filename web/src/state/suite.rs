//! Running all scenarios: what came of each, and whether that was expected.

use std::sync::Arc;

use asl::{Expected, Run, Value};

use super::scenario::Scenario;
use super::session::Session;
use super::shared::Shared;
use super::store::Request;
use super::understood::{self, Understood};

/// What came of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How it ended: SUCCEEDED, FAILED ...; nothing when it could not run.
    pub status: Option<&'static str>,
    /// The virtual time that it took, in milliseconds.
    pub took: asl::Millis,
    /// What differs from what is expected, a sentence each.
    pub differences: Vec<String>,
    /// What came of it, to be expected from now on.
    pub found: Arc<Expected>,
}

impl Verdict {
    /// What came of a run.
    pub fn of(run: &Run, expected: &Expected) -> Self {
        if let Some(problem) = run.result().unusable {
            return Self::unusable(problem.to_owned());
        }
        // A scenario of which nothing is expected is looked at, not judged.
        let differences = if expected.is_open() {
            Vec::new()
        } else {
            expected.differences(run)
        };
        Self {
            status: Some(run.result().status),
            took: run.duration(),
            differences,
            found: Arc::new(Expected::of(run)),
        }
    }

    /// A scenario that could not run.
    pub fn unusable(reason: String) -> Self {
        Self {
            status: None,
            took: 0,
            differences: vec![reason],
            found: Arc::default(),
        }
    }

    /// Whether it is as expected; `None` where nothing is.
    pub fn passes(&self, expected: &Expected) -> Option<bool> {
        let is_judged = self.status.is_none() || !expected.is_open();
        is_judged.then_some(self.differences.is_empty())
    }
}

/// What each scenario is to run, or why it cannot.
pub fn requests(
    session: &Session,
    definition: &Shared<Understood>,
) -> Vec<Result<Request, String>> {
    let request = |scenario: &Scenario| {
        let input: Value = understood::read_input(session.input_of(scenario))
            .map_err(|problem| format!("The input cannot be read: {}", problem.message))?;
        if understood::lacks_jsonata(&scenario.outcomes) {
            return Err("Its outcomes use JSONata, which could not be loaded.".to_owned());
        }
        Ok(Request {
            definition: definition.clone(),
            input,
            outcomes: Arc::clone(&scenario.outcomes),
            setting: Arc::clone(&scenario.setting),
        })
    };
    session.scenarios().map(request).collect()
}

/// The verdicts in a line: "3 passed, 1 failed".
pub fn summary(session: &Session, verdicts: &[Verdict]) -> String {
    let judged: Vec<bool> = session
        .scenarios()
        .zip(verdicts)
        .filter_map(|(scenario, verdict)| verdict.passes(&scenario.expected))
        .collect();
    let passed = judged.iter().filter(|passes| **passes).count();
    let open = verdicts.len() - judged.len();
    let words = format!("{passed} passed, {} failed", judged.len() - passed);
    match open {
        0 => words,
        open => format!("{words}, {open} without expectation"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::examples::first;
    use crate::state::session::{self, Change};

    fn verdicts(session: &Session) -> Vec<Verdict> {
        let definition = Shared::new(Understood::new(Arc::clone(&session.definition)));
        let run = |(scenario, request): (&Scenario, Result<Request, String>)| match request {
            Ok(request) => {
                let run = asl::run(
                    request.machine(),
                    request.scenario(),
                    asl::Limits::default(),
                );
                Verdict::of(&run, &scenario.expected)
            }
            Err(reason) => Verdict::unusable(reason),
        };
        session
            .scenarios()
            .zip(requests(session, &definition))
            .map(run)
            .collect()
    }

    #[test]
    fn the_scenarios_of_an_example_end_as_they_expect() {
        let session = Session::new(first());
        let verdicts = verdicts(&session);
        let count = session.scenarios().count();
        assert_eq!(
            summary(&session, &verdicts),
            format!("{count} passed, 0 failed")
        );
    }

    #[test]
    fn what_is_not_as_expected_says_how() {
        let mut session = Session::new(first());
        let wrong = Expected {
            status: Some("TIMED_OUT".into()),
            ..Expected::default()
        };
        session::update(&mut session, Change::Expect(0, Box::new(wrong)));
        session::update(&mut session, Change::Add(Box::new(Scenario::plain())));
        let verdicts = verdicts(&session);
        let count = session.scenarios().count();
        assert_eq!(
            verdicts[count - 2].differences,
            ["status: expected TIMED_OUT, was SUCCEEDED"]
        );
        assert_eq!(
            summary(&session, &verdicts),
            format!("{} passed, 1 failed, 1 without expectation", count - 2)
        );
        session::update(&mut session, Change::Input("{".into()));
        let verdicts = self::verdicts(&session);
        assert!(verdicts[0].differences[0].starts_with("The input cannot be read: "));
        assert_eq!(verdicts[0].passes(&Expected::default()), Some(false));
    }
}
