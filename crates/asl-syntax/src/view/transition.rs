//! Where a state goes to.

use super::{State, StateType, Text};

/// A field that names the state to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition<'a> {
    /// Which field it is.
    pub kind: TransitionKind,
    /// The name it holds; it need not exist.
    pub target: Text<'a>,
}

/// The fields that name a state to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransitionKind {
    /// `Next` of the state.
    Next,
    /// `Next` of the rule at this index of `Choices`.
    Choice(usize),
    /// `Default` of a Choice state.
    Default,
    /// `Next` of the catcher at this index of `Catch`.
    Catch(usize),
}

impl TransitionKind {
    /// The field below the state, as AWS writes it: `Next`, `Choices[0]/Next`, `Default`, `Catch[0]/Next`.
    pub fn field(self) -> String {
        match self {
            TransitionKind::Next => "Next".to_owned(),
            TransitionKind::Choice(index) => format!("Choices[{index}]/Next"),
            TransitionKind::Default => "Default".to_owned(),
            TransitionKind::Catch(index) => format!("Catch[{index}]/Next"),
        }
    }
}

impl<'a> State<'a> {
    /// All transitions that are written: `Next`, then `Choices`, `Default`, `Catch`. Choice and terminal states
    /// have no `Next` of their own even when one is written.
    pub fn transitions(self) -> Vec<Transition<'a>> {
        let has_next = !matches!(
            self.state_type,
            Some(StateType::Choice | StateType::Succeed | StateType::Fail)
        );
        let next = self
            .next()
            .filter(|_| has_next)
            .map(|target| (TransitionKind::Next, target));
        let choices = self
            .choices()
            .filter_map(|choice| Some((TransitionKind::Choice(choice.index), choice.next()?)));
        let default = self
            .default()
            .map(|target| (TransitionKind::Default, target));
        let catch = self
            .catchers()
            .filter_map(|catcher| Some((TransitionKind::Catch(catcher.index), catcher.next()?)));
        let all = next.into_iter().chain(choices).chain(default).chain(catch);
        all.map(|(kind, target)| Transition { kind, target })
            .collect()
    }
}
