//! The session: everything that the user writes. All else on the page follows from it.
//!
//! The scenarios of an example stay as they are: whoever edits one gets a copy of it, beside the others.

use std::sync::Arc;

use asl::Expected;
use serde::{Deserialize, Serialize};

use super::examples::Example;
use super::outcomes::{Outcomes, Rule, Runs};
use super::scenario::{Scenario, StoredScenario};

/// What a copy of an example's scenario is called.
const COPY: &str = "Your outcomes";

/// What the user has written.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The example it began with.
    pub example: Arc<Example>,
    /// The definition's text.
    pub definition: Arc<str>,
    /// The text of the input that scenarios share.
    shared_input: Arc<str>,
    /// The scenarios beside those of the example.
    own: Arc<Vec<Scenario>>,
    /// The scenario that runs, as an index into the example's and then one's own.
    active: usize,
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
    /// The scenario with this index runs.
    Scenario(usize),
    /// A scenario is added, under its name or one like it, and runs.
    Add(Box<Scenario>),
    /// Another definition takes the place of this one, with a scenario for it.
    Replace(String, Option<Box<Scenario>>),
    /// The input is another one.
    ReplaceInput(String),
    /// A scenario of one's own is called otherwise.
    Rename(usize, String),
    /// A scenario of one's own is removed.
    Remove(usize),
    /// This is expected of a scenario.
    Expect(usize, Box<Expected>),
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
    /// The name of the scenario that runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<String>,
    /// One's own scenarios.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scenarios: Vec<StoredScenario>,
}

impl Session {
    /// An example, untouched.
    pub fn new(example: Arc<Example>) -> Self {
        Self {
            definition: Arc::clone(&example.definition),
            shared_input: Arc::clone(&example.input),
            active: example.opens,
            example,
            own: Arc::default(),
            undo: None,
        }
    }

    /// An example, with what was written in it before.
    pub fn with_draft(example: Arc<Example>, draft: Draft) -> Self {
        let mut session = Self::new(example);
        if let Some(definition) = draft.definition {
            session.definition = definition.into();
        }
        if let Some(input) = draft.input {
            session.shared_input = input.into();
        }
        let own = draft.scenarios.into_iter().filter_map(StoredScenario::read);
        session.own = Arc::new(own.collect());
        let named = |name: &str| {
            session
                .scenarios()
                .position(|scenario| *scenario.name == *name)
        };
        session.active = draft
            .scenario
            .as_deref()
            .and_then(named)
            .unwrap_or(session.active);
        session
    }

    /// What differs from the example; nothing when nothing does.
    pub fn draft(&self) -> Option<Draft> {
        let Example {
            definition, input, ..
        } = &*self.example;
        let draft = Draft {
            definition: (self.definition != *definition).then(|| self.definition.to_string()),
            input: (self.shared_input != *input).then(|| self.shared_input.to_string()),
            scenario: (self.active != self.example.opens).then(|| self.scenario().name.to_string()),
            scenarios: self.own.iter().map(StoredScenario::from).collect(),
        };
        (draft != Draft::default()).then_some(draft)
    }

    /// Whether anything differs from the example.
    pub fn is_edited(&self) -> bool {
        self.draft().is_some()
    }

    /// The scenarios: the example's, then one's own.
    pub fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        self.example.scenarios.iter().chain(self.own.iter())
    }

    /// Whether a scenario is one's own, and can be renamed and removed.
    pub fn is_own(&self, index: usize) -> bool {
        index >= self.example.scenarios.len()
    }

    /// The index of the scenario that runs.
    pub fn active(&self) -> usize {
        self.active
    }

    /// The scenario that runs.
    pub fn scenario(&self) -> &Scenario {
        // An example has at least one scenario, and the index always names one.
        let found = self.scenarios().nth(self.active);
        found.unwrap_or(&self.example.scenarios[0])
    }

    /// The planned outcomes of the scenario that runs.
    pub fn outcomes(&self) -> &Arc<Outcomes> {
        &self.scenario().outcomes
    }

    /// The text of the input that scenarios share.
    pub fn shared_input(&self) -> &Arc<str> {
        &self.shared_input
    }

    /// The text of its input.
    pub fn input(&self) -> &Arc<str> {
        self.input_of(self.scenario())
    }

    /// The text of a scenario's input.
    pub fn input_of<'a>(&'a self, scenario: &'a Scenario) -> &'a Arc<str> {
        scenario.input.as_ref().unwrap_or(&self.shared_input)
    }

    /// A scenario to edit: one's own, or a copy of the example's, which then runs.
    fn editable(&mut self, index: usize) -> &mut Scenario {
        let examples = self.example.scenarios.len();
        let own = match index.checked_sub(examples) {
            Some(own) if own < self.own.len() => own,
            _ => {
                // Nothing is expected of it yet: what is edited ends otherwise.
                let copy = Scenario {
                    name: self.unused(COPY),
                    expected: Arc::default(),
                    ..self
                        .scenarios()
                        .nth(index)
                        .unwrap_or(self.scenario())
                        .clone()
                };
                Arc::make_mut(&mut self.own).push(copy);
                let own = self.own.len() - 1;
                self.active = examples + own;
                own
            }
        };
        &mut Arc::make_mut(&mut self.own)[own]
    }

    /// A name that no scenario has: this one, or with a number.
    fn unused(&self, name: &str) -> Arc<str> {
        let is_free = |name: &str| self.scenarios().all(|scenario| *scenario.name != *name);
        let numbered = (2_u32..).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| is_free(name)).unwrap_or_default().into()
    }
}

/// The one way to change a session.
pub fn update(session: &mut Session, change: Change) {
    let active = session.active;
    match change {
        Change::Definition(text) => session.definition = text.into(),
        Change::Input(text) if session.scenario().input.is_some() => {
            session.editable(active).input = Some(text.into());
        }
        Change::Input(text) => session.shared_input = text.into(),
        Change::Plan { state, rule } => {
            Arc::make_mut(&mut session.editable(active).outcomes).set(&state, rule);
        }
        Change::Unplan { state, runs } => {
            Arc::make_mut(&mut session.editable(active).outcomes).clear(&state, runs);
        }
        Change::Scenario(index) if index < session.scenarios().count() => session.active = index,
        Change::Scenario(_) => {}
        Change::Add(scenario) => add(session, *scenario),
        Change::Replace(definition, scenario) => {
            let mut next = session.clone();
            next.definition = definition.into();
            if let Some(scenario) = scenario {
                add(&mut next, *scenario);
            }
            return replace(session, next, "The definition is another one.");
        }
        Change::ReplaceInput(text) => {
            let mut next = session.clone();
            update(&mut next, Change::Input(text));
            return replace(session, next, "The input is another one.");
        }
        Change::Rename(index, name) => rename(session, index, name.trim()),
        Change::Remove(index) => return remove(session, index),
        Change::Expect(index, expected) => session.editable(index).expected = Arc::new(*expected),
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

fn add(session: &mut Session, scenario: Scenario) {
    let name = session.unused(&scenario.name);
    Arc::make_mut(&mut session.own).push(Scenario { name, ..scenario });
    session.active = session.scenarios().count() - 1;
}

fn rename(session: &mut Session, index: usize, name: &str) {
    let is_named_so = |scenario: &Scenario| *scenario.name == *name;
    if name.is_empty()
        || !session.is_own(index)
        || session.scenarios().nth(index).is_none_or(is_named_so)
    {
        return;
    }
    let name = session.unused(name);
    session.editable(index).name = name;
}

fn remove(session: &mut Session, index: usize) {
    let own = index.checked_sub(session.example.scenarios.len());
    let Some(own) = own.filter(|own| *own < session.own.len()) else {
        return;
    };
    let mut next = session.clone();
    let gone = Arc::make_mut(&mut next.own).remove(own);
    if next.active >= index {
        next.active -= 1;
    }
    replace(session, next, &format!("“{}” is removed.", gone.name));
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

fn replace(session: &mut Session, next: Session, what: &str) {
    let mut before = std::mem::replace(session, next);
    before.undo = None;
    session.undo = Some(Undo {
        what: what.into(),
        before: Box::new(before),
    });
}

#[cfg(test)]
mod tests;
