//! The session: everything that the user writes. All else on the page follows from it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::examples::{Example, example};
use super::files::{self, OutcomesFile};
use super::outcomes::{Outcomes, Rule, Runs};

/// What the user has written.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The id of the example it began with.
    pub example: &'static str,
    /// The definition's text.
    pub definition: Arc<str>,
    /// The input's text.
    pub input: Arc<str>,
    /// The name of the scenario that was taken last.
    pub scenario: Arc<str>,
    /// The planned outcomes.
    pub outcomes: Arc<Outcomes>,
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
    Open(&'static str, Option<Draft>),
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
    pub fn new(example: &'static Example) -> Self {
        let scenario = example.scenarios().swap_remove(0);
        Self {
            example: example.id,
            definition: example.definition.into(),
            input: example.input.into(),
            scenario: scenario.name.into(),
            outcomes: Arc::new(scenario.outcomes),
            undo: None,
        }
    }

    /// An example, with what was written in it before.
    pub fn with_draft(example: &'static Example, draft: Draft) -> Self {
        let mut session = Self::new(example);
        if let Some(definition) = draft.definition {
            session.definition = definition.into();
        }
        if let Some(input) = draft.input {
            session.input = input.into();
        }
        if let Some(name) = draft.scenario {
            if let Some(scenario) = example
                .scenarios()
                .into_iter()
                .find(|known| known.name == name)
            {
                session.outcomes = Arc::new(scenario.outcomes);
            }
            session.scenario = name.into();
        }
        if let Some(outcomes) = draft.outcomes {
            session.outcomes = Arc::new(files::read(outcomes));
        }
        session
    }

    /// What differs from the example; nothing when nothing does.
    pub fn draft(&self) -> Option<Draft> {
        let example = example(self.example);
        let first = Self::new(example);
        let draft = Draft {
            definition: (self.definition != first.definition).then(|| self.definition.to_string()),
            input: (self.input != first.input).then(|| self.input.to_string()),
            scenario: (self.scenario != first.scenario).then(|| self.scenario.to_string()),
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
        let scenarios = example(self.example).scenarios();
        let taken = scenarios
            .iter()
            .find(|scenario| *scenario.name == *self.scenario);
        taken.is_none_or(|scenario| scenario.outcomes != *self.outcomes)
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
        Change::Open(id, draft) => {
            *session = Session::with_draft(example(id), draft.unwrap_or_default());
        }
        Change::Reset => {
            let first = Session::new(example(session.example));
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

fn take_scenario(session: &mut Session, index: usize) {
    let mut scenarios = example(session.example).scenarios();
    if index >= scenarios.len() {
        return;
    }
    let scenario = scenarios.swap_remove(index);
    let loses = session.outcomes_are_edited();
    let what = format!("The outcomes are now those of “{}”.", scenario.name);
    let mut next = session.clone();
    next.scenario = scenario.name.into();
    next.outcomes = Arc::new(scenario.outcomes);
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
    use crate::state::examples::EXAMPLES;
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
        let mut session = Session::new(&EXAMPLES[0]);
        for change in changes {
            update(&mut session, change);
        }
        let stored = serde_json::to_string(&session.draft().unwrap_or_default()).unwrap();
        let restored = Session::with_draft(
            example(session.example),
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
        let draft: Draft = serde_json::from_str(r#"{"input": "1", "later": true}"#).unwrap();
        let session = Session::with_draft(example("gone"), draft);
        assert_eq!((session.example, &*session.input), ("glue-pipeline", "1"));
    }
}
