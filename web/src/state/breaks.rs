//! Where the playback stops by itself: breakpoints on states, on errors, and at tasks that wait for their outcome.
//!
//! States are kept by their paths, which stay the same while the definition is edited.

use std::collections::BTreeSet;
use std::sync::Arc;

use asl::{Breakpoints, Machine, StateId};
use serde::{Deserialize, Serialize};

/// What the user wants the playback to stop at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Breaks {
    /// The paths of states: it stops whenever one of them is entered.
    pub states: BTreeSet<Arc<str>>,
    /// It stops whenever something fails.
    pub errors: bool,
    /// It stops whenever a task is called, before its outcome.
    pub tasks: bool,
}

impl Breaks {
    /// Whether it stops at this state.
    pub fn has(&self, machine: &Machine, state: StateId) -> bool {
        path(machine, state).is_some_and(|path| self.states.contains(path))
    }

    /// Sets a breakpoint on a state, or takes it away. Says whether it is set now.
    pub fn toggle(&mut self, machine: &Machine, state: StateId) -> bool {
        let Some(path) = path(machine, state) else {
            return false;
        };
        if self.states.remove(path) {
            return false;
        }
        self.states.insert(Arc::clone(path))
    }

    /// As a run understands them.
    pub fn of(&self, machine: &Machine) -> Breakpoints {
        let states = (0..).map(StateId).zip(&machine.states);
        Breakpoints {
            states: states
                .filter(|(_, state)| self.states.contains(&state.path))
                .map(|(id, _)| id)
                .collect(),
            errors: self.errors,
            tasks: self.tasks,
        }
    }

    /// Says them: "2 states, errors".
    pub fn describe(&self) -> String {
        let states = match self.states.len() {
            0 => None,
            1 => Some("1 state".to_owned()),
            several => Some(format!("{several} states")),
        };
        let errors = self.errors.then(|| "errors".to_owned());
        let tasks = self.tasks.then(|| "tasks".to_owned());
        let parts: Vec<String> = [states, errors, tasks].into_iter().flatten().collect();
        parts.join(", ")
    }
}

fn path(machine: &Machine, state: StateId) -> Option<&Arc<str>> {
    machine
        .states
        .get(state.0 as usize)
        .map(|state| &state.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breakpoint_stays_with_its_state_while_the_definition_changes() {
        let machine = |before: &str| {
            let text =
                format!(r#"{{"StartAt": "B", "States": {{{before} "B": {{"Type": "Succeed"}}}}}}"#);
            asl::analyse(&text).machine
        };
        let (was, is) = (
            machine(""),
            machine(r#""A": {"Type": "Pass", "Next": "B"},"#),
        );
        let mut breaks = Breaks::default();
        assert!(breaks.toggle(&was, StateId(0)));
        assert!(breaks.has(&is, StateId(1)) && !breaks.has(&is, StateId(0)));
        assert_eq!(breaks.of(&is).states, BTreeSet::from([StateId(1)]));
        assert_eq!(breaks.describe(), "1 state");
        assert!(!breaks.toggle(&is, StateId(1)));
        assert_eq!(breaks, Breaks::default());
        assert!(!breaks.toggle(&is, StateId(9)));
    }

    #[test]
    fn they_are_said_in_words() {
        let breaks = Breaks {
            states: ["/States/A".into(), "/States/B".into()].into(),
            errors: true,
            tasks: true,
        };
        assert_eq!(breaks.describe(), "2 states, errors, tasks");
        assert_eq!(Breaks::default().describe(), "");
    }
}
