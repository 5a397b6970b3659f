//! The session: everything that the user writes. All else on the page follows from it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::examples::{Example, ExampleScenario, Setting};
use super::files::{self, OutcomesFile};
use super::outcomes::{Outcomes, Rule, Runs};

/// What the user has written.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The example it began with.
    pub example: Arc<Example>,
    /// The definition's text.
    pub definition: Arc<str>,
    /// The input's text.
    pub input: Arc<str>,
    /// The name of the scenario that was taken last.
    pub scenario: Arc<str>,
    /// The planned outcomes.
    pub outcomes: Arc<Outcomes>,
    /// What else that scenario runs with.
    pub setting: Arc<Setting>,
    /// The session before the last change that replaced more than the user typed, and what that was.
    pub undo: Option<Undo>,
}

/// A way back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What happened, as a sentence.
    pub what: String,
    /// The session before.
    pub before: Box<Session>,
}

/// The changes of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The definition now reads like this.
    Definition(String),
    /// The input now reads like this.
    Input(String),
    /// A task's outcome is planned.
    Plan {
        /// The task's state name.
        state: String,
        /// The plan.
        rule: Rule,
    },
    /// A plan is dropped.
    Unplan {
        /// The task's state name.
        state: String,
        /// The runs it was for.
        runs: Runs,
    },
    /// The example's scenario with this index is taken.
    Scenario(usize),
    /// An example is opened, with what was written in it before.
    Open(Arc<Example>, Option<Draft>),
    /// The example is as it was at first.
    Reset,
    /// The last replacement is taken back.
    Undo,
}

/// What of a session differs from its example, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Draft {
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcomes: Option<OutcomesFile>,
}

impl Session {
    /// An example, untouched.
    pub fn new(example: Arc<Example>) -> Self {
        let opening = example.opening();
        let mut session = Self {
            definition: Arc::clone(&example.definition),
            example,
            input: "".into(),
            scenario: "".into(),
            outcomes: Arc::default(),
            setting: Arc::default(),
            undo: None,
        };
        session.take(opening);
        session
    }

    /// Takes over a scenario with all that belongs to it.
    fn take(&mut self, scenario: ExampleScenario) {
        self.scenario = scenario.name.into();
        self.input = scenario.input;
        self.outcomes = Arc::new(scenario.outcomes);
        self.setting = scenario.setting;
    }

    /// An example, with what was written in it before.
    pub fn with_draft(example: Arc<Example>, draft: Draft) -> Self {
        let mut session = Self::new(example);
        if let Some(definition) = draft.definition {
            session.definition = definition.into();
        }
        if let Some(name) = draft.scenario {
            if let Some(scenario) = session.example.scenario(&name).cloned() {
                session.take(scenario);
            }
            session.scenario = name.into();
        }
        if let Some(input) = draft.input {
            session.input = input.into();
        }
        if let Some(outcomes) = draft.outcomes {
            session.outcomes = Arc::new(files::read(outcomes));
        }
        session
    }

    /// What differs from the example; nothing when nothing does.
    pub fn draft(&self) -> Option<Draft> {
        let opening = self.example.opening();
        let (definition, input) = (&self.example.definition, self.example_input());
        let draft = Draft {
            definition: (self.definition != *definition).then(|| self.definition.to_string()),
            input: (self.input != input).then(|| self.input.to_string()),
            scenario: (*self.scenario != opening.name).then(|| self.scenario.to_string()),
            outcomes: self
                .outcomes_are_edited()
                .then(|| files::write(&self.outcomes)),
        };
        (draft != Draft::default()).then_some(draft)
    }

    /// Whether anything differs from the example.
    pub fn is_edited(&self) -> bool {
        self.draft().is_some()
    }

    /// Whether the outcomes differ from those of the scenario that was taken last.
    pub fn outcomes_are_edited(&self) -> bool {
        let taken = self.example.scenario(&self.scenario);
        taken.is_none_or(|scenario| scenario.outcomes != *self.outcomes)
    }

    /// The input of the scenario that was taken last, as it was at first.
    fn example_input(&self) -> Arc<str> {
        let taken = self.example.scenario(&self.scenario).cloned();
        taken.unwrap_or_else(|| self.example.opening()).input
    }
}

/// The one way to change a session.
pub fn update(session: &mut Session, change: Change) {
    match change {
        Change::Definition(text) => session.definition = text.into(),
        Change::Input(text) => session.input = text.into(),
        Change::Plan { state, rule } => Arc::make_mut(&mut session.outcomes).set(&state, rule),
        Change::Unplan { state, runs } => Arc::make_mut(&mut session.outcomes).clear(&state, runs),
        Change::Scenario(index) => return take_scenario(session, index),
        Change::Open(example, draft) => return open(session, example, draft),
        Change::Reset => {
            let first = Session::new(Arc::clone(&session.example));
            return replace(session, first, "The example is as it was at first.");
        }
        Change::Undo => {
            if let Some(undo) = session.undo.take() {
                *session = *undo.before;
            }
        }
    }
    session.undo = None;
}

/// What was edited comes back by undo, and as the draft of its own example.
fn open(session: &mut Session, example: Arc<Example>, draft: Option<Draft>) {
    let (was, is) = (session.example.title.clone(), example.title.clone());
    let next = Session::with_draft(example, draft.unwrap_or_default());
    // Which scenario was taken last is no work of the user's.
    let edits = session.draft().map(|draft| Draft {
        scenario: None,
        ..draft
    });
    if edits.is_some_and(|edits| edits != Draft::default()) {
        let what = format!("“{is}” is open. Your changes to “{was}” are kept.");
        replace(session, next, &what);
    } else {
        *session = next;
    }
}

fn take_scenario(session: &mut Session, index: usize) {
    let Some(scenario) = session.example.scenarios.get(index).cloned() else {
        return;
    };
    let was = session.example.scenario(&session.scenario);
    let input_is_edited = session.input != session.example_input();
    // An input that was edited stays, except where one of the two scenarios is about its input.
    let keeps_input =
        input_is_edited && !scenario.own_input && !was.is_some_and(|was| was.own_input);
    let loses = session.outcomes_are_edited() || (input_is_edited && !keeps_input);
    let what = format!("The outcomes are now those of “{}”.", scenario.name);
    let mut next = session.clone();
    next.take(scenario);
    if keeps_input {
        next.input = Arc::clone(&session.input);
    }
    if loses {
        replace(session, next, &what);
    } else {
        *session = next;
        session.undo = None;
    }
}

fn replace(session: &mut Session, next: Session, what: &str) {
    let mut before = std::mem::replace(session, next);
    before.undo = None;
    session.undo = Some(Undo {
        what: what.into(),
        before: Box::new(before),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::examples::{Files, first};
    use crate::state::outcomes::Plan;

    fn plan(item: u32) -> Change {
        let rule = Rule::new(Runs::item(item), Plan::TimesOut);
        Change::Plan {
            state: "RunGlueJob".into(),
            rule,
        }
    }

    /// Applies changes and returns the session, having checked that its draft brings it back.
    #[track_caller]
    fn after(changes: impl IntoIterator<Item = Change>) -> Session {
        let mut session = Session::new(first());
        for change in changes {
            update(&mut session, change);
        }
        let stored = serde_json::to_string(&session.draft().unwrap_or_default()).unwrap();
        let restored = Session::with_draft(
            Arc::clone(&session.example),
            serde_json::from_str(&stored).unwrap(),
        );
        assert_eq!(
            restored,
            Session {
                undo: None,
                ..session.clone()
            }
        );
        session
    }

    #[test]
    fn an_untouched_example_leaves_no_draft() {
        assert_eq!(after([]).draft(), None);
        assert_eq!(
            after([Change::Input("{".into()), Change::Reset]).draft(),
            None
        );
    }

    #[test]
    fn what_is_typed_is_kept_broken_or_not() {
        let session = after([
            Change::Definition("{\"St".into()),
            Change::Input("nope".into()),
        ]);
        assert_eq!((&*session.definition, &*session.input), ("{\"St", "nope"));
        assert!(session.is_edited());
    }

    #[test]
    fn reset_can_be_undone_until_the_next_change() {
        let edited = after([Change::Input("1".into())]);
        assert_eq!(
            after([Change::Input("1".into()), Change::Reset, Change::Undo]),
            edited
        );
        let moved_on = after([
            Change::Input("1".into()),
            Change::Reset,
            plan(0),
            Change::Undo,
        ]);
        assert_ne!(&*moved_on.input, "1");
    }

    #[test]
    fn outcomes_of_ones_own_are_not_lost_to_a_scenario() {
        let session = after([plan(0), Change::Scenario(1)]);
        assert_eq!(&*session.scenario, "Job 2 fails");
        assert!(session.undo.is_some());
        assert!(after([Change::Scenario(1)]).undo.is_none());
        let back = after([plan(0), Change::Scenario(1), Change::Undo]);
        assert_eq!(back, after([plan(0)]));
    }

    #[test]
    fn outcomes_are_planned_and_dropped() {
        assert!(after([plan(2)]).outcomes_are_edited());
        let dropped = Change::Unplan {
            state: "RunGlueJob".into(),
            runs: Runs::item(2),
        };
        assert!(!after([plan(2), dropped]).is_edited());
    }

    #[test]
    fn a_draft_of_another_time_still_opens() {
        let draft: Draft =
            serde_json::from_str(r#"{"input": "1", "scenario": "gone", "later": true}"#).unwrap();
        let session = Session::with_draft(first(), draft);
        assert_eq!((&*session.scenario, &*session.input), ("gone", "1"));
    }

    fn other() -> Arc<Example> {
        let files = Files {
            definition: "{}",
            input: "0",
            scenarios: r#"[{"name": "A"}, {"name": "B", "input": 2, "type": "EXPRESS"}]"#,
        };
        Arc::new(Example::read("other", "Other", files).unwrap())
    }

    #[test]
    fn an_edited_example_comes_back_after_another_was_opened() {
        let session = after([plan(0), Change::Open(other(), None)]);
        assert_eq!(session.example.id, "other");
        assert!(session.undo.is_some());
        let back = after([plan(0), Change::Open(other(), None), Change::Undo]);
        assert_eq!(back, after([plan(0)]));
        assert!(after([Change::Open(other(), None)]).undo.is_none());
        let looked_at = after([Change::Scenario(1), Change::Open(other(), None)]);
        assert!(looked_at.undo.is_none(), "nothing was written");
    }

    #[test]
    fn a_scenario_brings_its_input_and_setting() {
        let open = || Change::Open(other(), None);
        let taken = after([open(), Change::Scenario(1)]);
        assert_eq!((&*taken.input, taken.setting.express), ("2", true));
        assert!(taken.undo.is_none());
        let back = after([open(), Change::Scenario(1), Change::Scenario(0)]);
        assert!(!back.is_edited() && !back.setting.express);
        let edited = after([open(), Change::Input("9".into()), Change::Scenario(1)]);
        assert!(edited.undo.is_some(), "an edited input is not lost");
    }

    #[test]
    fn an_edited_input_outlives_scenarios_that_are_not_about_it() {
        let session = after([Change::Input("9".into()), Change::Scenario(1)]);
        assert_eq!(&*session.input, "9");
        assert!(session.undo.is_none());
    }
}
