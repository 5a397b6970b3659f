//! The outcomes that the user plans for tasks, and what they mean to the engine.

use std::collections::BTreeMap;
use std::sync::Arc;

use asl::{Millis, Mock, Outcome, Value};

pub use super::plan::{Plan, PlanKind};

/// The planned outcomes of all tasks, by state name. A task without any succeeds as its service would.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcomes {
    rules: BTreeMap<String, Vec<Rule>>,
}

/// One planned outcome, and the runs of the task that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The runs.
    pub runs: Runs,
    /// How they end.
    pub plan: Plan,
    /// How long each takes; `None` for what is plausible for the service.
    pub duration: Option<Millis>,
    /// The output of `TaskSubmitted`; `None` for what is plausible for the service.
    pub submitted: Option<Value>,
    /// The name of an activity's worker.
    pub worker: Option<Arc<str>>,
}

/// Which runs of a task: both absent for every run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Runs {
    /// Only for this item of the innermost Map, from 0.
    pub item: Option<u32>,
    /// Only for this attempt of a visit, from 0.
    pub attempt: Option<u32>,
}

impl Runs {
    /// Every run.
    pub const EVERY: Self = Self {
        item: None,
        attempt: None,
    };

    /// All runs for one item, from 0.
    pub fn item(item: u32) -> Self {
        Self {
            item: Some(item),
            attempt: None,
        }
    }

    /// Says it, counting from 1: "Item 2, attempt 1".
    pub fn describe(self) -> String {
        match (self.item, self.attempt) {
            (None, None) => "Every run".into(),
            (Some(item), None) => format!("Item {}", item + 1),
            (None, Some(attempt)) => format!("Attempt {}", attempt + 1),
            (Some(item), Some(attempt)) => format!("Item {}, attempt {}", item + 1, attempt + 1),
        }
    }

    /// The engine takes the first that fits: the more is named, the earlier it has to stand.
    fn order(self) -> (bool, bool, Self) {
        (self.item.is_none(), self.attempt.is_none(), self)
    }
}

impl Outcomes {
    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether any is an expression, which takes the engine for JSONata.
    pub fn evaluates(&self) -> bool {
        let mut rules = self.rules.values().flatten();
        rules.any(|rule| matches!(rule.plan, Plan::Evaluates(_)))
    }

    /// The plans for a state, the most specific first.
    pub fn of(&self, state: &str) -> &[Rule] {
        self.rules.get(state).map_or(&[], Vec::as_slice)
    }

    /// Every state that has plans, with them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Rule])> {
        self.rules
            .iter()
            .map(|(state, rules)| (state.as_str(), rules.as_slice()))
    }

    /// The plan for exactly these runs of a state.
    pub fn exactly(&self, state: &str, runs: Runs) -> Option<&Rule> {
        self.of(state).iter().find(|rule| rule.runs == runs)
    }

    /// The plan that decides a run: an item and an attempt, each from 0.
    pub fn deciding(&self, state: &str, item: Option<u32>, attempt: u32) -> Option<&Rule> {
        self.of(state).iter().find(|rule| {
            (rule.runs.item.is_none() || rule.runs.item == item)
                && rule.runs.attempt.is_none_or(|only| only == attempt)
        })
    }

    /// Plans, in place of what was planned for exactly the same runs.
    pub fn set(&mut self, state: &str, rule: Rule) {
        let rules = self.rules.entry(state.to_owned()).or_default();
        rules.retain(|other| other.runs != rule.runs);
        rules.push(rule);
        rules.sort_by_key(|rule| rule.runs.order());
    }

    /// Plans one more outcome. Those for every run are consumed in order, run by run, the last one repeating; of
    /// those for the same item or attempt the last one counts.
    pub fn add(&mut self, state: &str, rule: Rule) {
        if rule.runs != Runs::EVERY {
            return self.set(state, rule);
        }
        self.rules.entry(state.to_owned()).or_default().push(rule);
    }

    /// Which runs the plan at an index of [`of`](Self::of) stands for, in words: "Every run", "Run 1", "Run 2 and later".
    pub fn describe_runs(&self, state: &str, index: usize) -> String {
        let rules = self.of(state);
        let free = |rules: &[Rule]| rules.iter().filter(|rule| rule.runs == Runs::EVERY).count();
        let runs = rules.get(index).map_or(Runs::EVERY, |rule| rule.runs);
        let (before, all) = (free(rules.get(..index).unwrap_or_default()), free(rules));
        match runs {
            Runs::EVERY if all > 1 && before + 1 == all => format!("Run {all} and later"),
            Runs::EVERY if all > 1 => format!("Run {}", before + 1),
            runs => runs.describe(),
        }
    }

    /// Forgets the plan for exactly these runs of a state.
    pub fn clear(&mut self, state: &str, runs: Runs) {
        if let Some(rules) = self.rules.get_mut(state) {
            rules.retain(|rule| rule.runs != runs);
            if rules.is_empty() {
                self.rules.remove(state);
            }
        }
    }

    /// As the engine takes them.
    pub fn mocks(&self) -> asl::Outcomes {
        let mocks = |rules: &Vec<Rule>| rules.iter().map(Rule::mock).collect();
        self.rules
            .iter()
            .map(|(state, rules)| (state.clone(), mocks(rules)))
            .collect()
    }
}

impl From<&asl::Outcomes> for Outcomes {
    fn from(mocks: &asl::Outcomes) -> Self {
        let mut outcomes = Self::default();
        for (state, mocks) in mocks {
            for mock in mocks {
                outcomes.add(state, Rule::of(mock));
            }
        }
        outcomes
    }
}

impl Rule {
    /// These runs end like this, in a plausible time.
    pub fn new(runs: Runs, plan: Plan) -> Self {
        Self {
            runs,
            plan,
            duration: None,
            submitted: None,
            worker: None,
        }
    }

    fn of(mock: &Mock) -> Self {
        let text = |text: &Option<Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
        Self {
            runs: Runs {
                item: mock.item,
                attempt: mock.attempt,
            },
            plan: match &mock.outcome {
                None => Plan::Succeeds(None),
                Some(Outcome::Return(value)) => Plan::Succeeds(Some(value.clone())),
                Some(Outcome::Evaluate(text)) => Plan::Evaluates(Arc::clone(text)),
                Some(Outcome::Throw { error, cause, at }) => Plan::Fails {
                    error: text(error),
                    cause: text(cause),
                    at: *at,
                },
                Some(Outcome::Timeout) => Plan::TimesOut,
                Some(Outcome::Never) => Plan::Never,
            },
            duration: mock.duration,
            submitted: mock.submitted.clone(),
            worker: mock.worker.clone(),
        }
    }

    fn mock(&self) -> Mock {
        let text = |text: &str| Some(Arc::from(text)).filter(|_| !text.is_empty());
        Mock {
            item: self.runs.item,
            attempt: self.runs.attempt,
            outcome: match &self.plan {
                Plan::Succeeds(result) => result.clone().map(Outcome::Return),
                Plan::Evaluates(text) => Some(Outcome::Evaluate(Arc::clone(text))),
                Plan::Fails { error, cause, at } => Some(Outcome::Throw {
                    error: text(error),
                    cause: text(cause),
                    at: *at,
                }),
                Plan::TimesOut => Some(Outcome::Timeout),
                Plan::Never => Some(Outcome::Never),
            },
            duration: self.duration,
            submitted: self.submitted.clone(),
            worker: self.worker.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(error: &str) -> Plan {
        Plan::fails(error, "")
    }

    fn planned(runs: &[(Option<u32>, Option<u32>, &str)]) -> Outcomes {
        let mut outcomes = Outcomes::default();
        for &(item, attempt, error) in runs {
            outcomes.set("Run", Rule::new(Runs { item, attempt }, fails(error)));
        }
        outcomes
    }

    #[track_caller]
    fn check(outcomes: &Outcomes, item: Option<u32>, attempt: u32, expected: &str) {
        let found = outcomes
            .deciding("Run", item, attempt)
            .map(|rule| rule.plan.describe());
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn what_the_engine_takes_is_read_and_written_without_loss() {
        let text = r#"{"A":[{"Throw":{"Error":"E","Cause":"C"},"At":"submit","Item":1,"Attempt":0,"Seconds":2.5},{"Return":null},{"Succeed":true}],"B":[{"Pending":true,"Submitted":{},"WorkerName":"w"}],"C":[{"Throw":{}},{"Return":"{% $states.input %}"},{"Return":"{% \"{% text %}\" %}"}]}"#;
        let Ok(asl::Mocks::Plain(mocks)) = asl::parse_mocks(text) else {
            panic!("not the plain form");
        };
        assert_eq!(Outcomes::from(&mocks).mocks(), mocks);
    }

    #[test]
    fn the_most_specific_plan_decides() {
        let outcomes = planned(&[
            (None, None, "Any"),
            (None, Some(0), "First"),
            (Some(1), None, "Second item"),
            (Some(1), Some(0), "Both"),
        ]);
        check(&outcomes, Some(1), 0, "fails with Both");
        check(&outcomes, Some(1), 1, "fails with Second item");
        check(&outcomes, Some(0), 0, "fails with First");
        check(&outcomes, None, 3, "fails with Any");
    }

    #[test]
    fn setting_again_replaces_and_clearing_forgets() {
        let mut outcomes = planned(&[(Some(1), None, "A"), (Some(1), None, "B")]);
        check(&outcomes, Some(1), 0, "fails with B");
        outcomes.clear("Run", Runs::item(1));
        check(&outcomes, Some(1), 0, "");
        assert!(outcomes.is_empty());
    }

    #[test]
    fn plans_for_every_run_follow_one_another() {
        let mut outcomes = planned(&[(Some(1), None, "Item")]);
        outcomes.add("Run", Rule::new(Runs::EVERY, fails("First")));
        outcomes.add("Run", Rule::new(Runs::EVERY, fails("Then")));
        let words: Vec<String> = (0..3)
            .map(|index| outcomes.describe_runs("Run", index))
            .collect();
        assert_eq!(words, ["Item 2", "Run 1", "Run 2 and later"]);
        outcomes.set("Run", Rule::new(Runs::EVERY, fails("Always")));
        assert_eq!(outcomes.of("Run").len(), 2);
        assert_eq!(outcomes.describe_runs("Run", 1), "Every run");
    }

    #[test]
    fn the_engine_gets_them_in_the_same_order() {
        let outcomes = planned(&[(None, None, "Any"), (Some(2), Some(1), "Both")]);
        let mocks = &outcomes.mocks()["Run"];
        assert_eq!((mocks[0].item, mocks[0].attempt), (Some(2), Some(1)));
        assert_eq!((mocks[1].item, mocks[1].attempt), (None, None));
    }

    #[test]
    fn an_item_can_succeed_where_all_others_fail() {
        let mut outcomes = planned(&[(None, None, "Any")]);
        outcomes.set("Run", Rule::new(Runs::item(1), Plan::Succeeds(None)));
        let mocks = &outcomes.mocks()["Run"];
        assert_eq!((mocks[0].item, &mocks[0].outcome), (Some(1), &None));
    }

    #[test]
    fn runs_are_counted_from_one_for_people() {
        assert_eq!(
            Runs {
                item: Some(1),
                attempt: Some(0)
            }
            .describe(),
            "Item 2, attempt 1"
        );
        assert_eq!(Runs::EVERY.describe(), "Every run");
    }
}
