//! What is looked at: one state for text, diagram, timeline and inspector alike, or whatever the run is at.
//!
//! States are kept by their paths, which stay the same while the definition is edited.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use asl::{Machine, Run, StateId, VisitId};
use asl_share::View;

use super::focus::{self, Focus};
use super::num;

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The selected state's path; `None` follows the run.
    state: Option<Arc<str>>,
    /// Which of its visits, from 0; `None` for the one that the focus chooses, or the latest.
    turn: Option<usize>,
    /// The iterations looked at, by the paths of their Map states.
    items: BTreeMap<Arc<str>, u32>,
    /// The paths of the containers whose inside is hidden.
    collapsed: BTreeSet<Arc<str>>,
}

impl Selection {
    /// What a link says is looked at.
    pub fn of(select: Option<String>, view: View) -> Self {
        Self {
            state: select.map(Arc::from),
            turn: view.turn.map(num::index),
            items: view
                .items
                .into_iter()
                .map(|(path, item)| (path.into(), item))
                .collect(),
            collapsed: view.collapsed.into_iter().map(Arc::from).collect(),
        }
    }

    /// What is looked at, as a link says it: the selected state's path, and the rest.
    pub fn parts(&self) -> (Option<String>, View) {
        let view = View {
            turn: self.turn.map(num::len),
            items: self
                .items
                .iter()
                .map(|(path, item)| (path.to_string(), *item))
                .collect(),
            collapsed: self.collapsed.iter().map(ToString::to_string).collect(),
            tabs: Vec::new(),
        };
        (self.state.as_deref().map(ToOwned::to_owned), view)
    }

    /// The selected state, if the machine has it.
    pub fn state(&self, machine: &Machine) -> Option<StateId> {
        find(machine, self.state.as_deref()?)
    }

    /// Whether the inspector follows the run.
    pub fn follows(&self) -> bool {
        self.state.is_none()
    }

    /// Selects a state, in the visit that the focus chooses.
    pub fn select(&mut self, machine: &Machine, state: StateId) {
        self.state = path(machine, state);
        self.turn = None;
    }

    /// Follows the run, whichever iteration it is in.
    pub fn follow(&mut self) {
        self.state = None;
        self.turn = None;
        self.items.clear();
    }

    /// Selects a visit and the iterations around it.
    pub fn look_at(&mut self, run: &Run, visit: VisitId) {
        let Some(entry) = run.visit(visit) else {
            return;
        };
        self.state = path(&run.machine, entry.state);
        self.turn = run
            .visits_of(entry.state, u32::MAX)
            .position(|other| other == visit);
        self.items.clear();
        for (map, item) in focus::of_visit(run, visit) {
            self.items
                .extend(path(&run.machine, map).map(|path| (path, item)));
        }
    }

    /// The selected turn of a state, if it has begun.
    pub fn turn(&self, run: &Run, state: StateId, cursor: u32) -> Option<VisitId> {
        run.visits_of(state, cursor).nth(self.turn?)
    }

    /// Looks at an item of a Map state, or at whichever the run is in.
    pub fn look_at_item(&mut self, machine: &Machine, map: StateId, item: Option<u32>) {
        let Some(path) = path(machine, map) else {
            return;
        };
        self.turn = None;
        match item {
            Some(item) => self.items.insert(path, item),
            None => self.items.remove(&path),
        };
    }

    /// The iterations looked at.
    pub fn focus(&self, machine: &Machine) -> Focus {
        self.items
            .iter()
            .filter_map(|(path, item)| Some((find(machine, path)?, *item)))
            .collect()
    }

    /// The containers whose inside is hidden.
    pub fn collapsed(&self, machine: &Machine) -> BTreeSet<StateId> {
        self.collapsed
            .iter()
            .filter_map(|path| find(machine, path))
            .collect()
    }

    /// Hides the inside of a container, or shows it again.
    pub fn fold(&mut self, machine: &Machine, state: StateId) {
        let Some(path) = path(machine, state) else {
            return;
        };
        if !self.collapsed.remove(&path) {
            self.collapsed.insert(path);
        }
    }
}

fn path(machine: &Machine, state: StateId) -> Option<Arc<str>> {
    machine
        .states
        .get(num::index(state.0))
        .map(|state| Arc::clone(&state.path))
}

fn find(machine: &Machine, path: &str) -> Option<StateId> {
    machine
        .states
        .iter()
        .position(|state| &*state.path == path)
        .map(|index| StateId(num::len(index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::analyse;

    fn machine(first: &str) -> Arc<Machine> {
        let text = format!(
            r#"{{"StartAt": "B", "States": {{ {first} "B": {{"Type": "Pass", "End": true}}}}}}"#
        );
        analyse(&text).machine
    }

    #[test]
    fn a_selected_state_is_found_again_after_an_edit() {
        let before = machine("");
        let after = machine(r#""A": {"Type": "Pass", "Next": "B"},"#);
        let mut selection = Selection::default();
        selection.select(&before, StateId(0));
        assert_eq!(selection.state(&before), Some(StateId(0)));
        assert_eq!(selection.state(&after), Some(StateId(1)));
        selection.follow();
        assert!(selection.follows());
    }

    #[test]
    fn containers_fold_and_unfold() {
        let machine = machine("");
        let mut selection = Selection::default();
        selection.fold(&machine, StateId(0));
        assert_eq!(selection.collapsed(&machine), BTreeSet::from([StateId(0)]));
        selection.fold(&machine, StateId(0));
        assert!(selection.collapsed(&machine).is_empty());
    }

    #[test]
    fn a_state_that_is_gone_is_not_selected() {
        let mut selection = Selection::default();
        selection.select(
            &machine(r#""A": {"Type": "Pass", "Next": "B"},"#),
            StateId(0),
        );
        assert_eq!(selection.state(&machine("")), None);
    }
}
