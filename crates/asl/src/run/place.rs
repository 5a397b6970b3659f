//! Where a visit stands: the iterations and branches around it.

use std::fmt::Write as _;

use asl_engine::{ScopeId, ScopeKind, StateId, VisitId};

use super::Run;
use super::index::happened_of;

/// An iteration or branch around a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The Map or Parallel state.
    pub state: StateId,
    /// Its visit.
    pub visit: VisitId,
    /// The strand of it.
    pub scope: ScopeId,
    /// Which iteration or branch.
    pub kind: ScopeKind,
}

impl Run {
    /// The iterations and branches around a visit, outermost first.
    pub fn place(&self, visit: VisitId) -> Vec<Place> {
        let mut places = Vec::new();
        let mut inner = visit;
        // A visit's parent is older than the visit, so this ends.
        while let Some(place) = self.around(inner).filter(|place| place.visit < inner) {
            places.push(place);
            inner = place.visit;
        }
        places.reverse();
        places
    }

    /// The innermost item around a visit, by its index from 0.
    pub fn item_of(&self, visit: VisitId) -> Option<u32> {
        self.place(visit)
            .iter()
            .rev()
            .find_map(|place| match place.kind {
                ScopeKind::Iteration(index) => Some(index),
                _ => None,
            })
    }

    /// The state's name with the items and branches around the visit, counted from 1: `RunGlueJob · item 2`.
    pub fn title(&self, visit: VisitId) -> String {
        self.named(visit, " · ")
    }

    /// The iterations or branches of a visit of a Map or Parallel state that have started by the cursor.
    pub fn strands_of(
        &self,
        visit: VisitId,
        cursor: u32,
    ) -> impl DoubleEndedIterator<Item = ScopeId> + ExactSizeIterator {
        let started = self
            .index
            .strands(visit)
            .map_or(&[][..], |strands| &strands.started);
        started[..happened_of(started, cursor)]
            .iter()
            .map(|(_, scope)| *scope)
    }

    /// The latest visit of a state in this very strand.
    pub fn visit_in(&self, state: StateId, scope: ScopeId, cursor: u32) -> Option<VisitId> {
        let visits = &self.index.state(state)?.by_scope;
        let before = visits.partition_point(|(at, event, _)| (*at, *event) <= (scope, cursor));
        let (at, _, visit) = visits.get(before.checked_sub(1)?)?;
        (*at == scope).then_some(*visit)
    }

    pub(super) fn named(&self, visit: VisitId, separator: &str) -> String {
        let mut text = self
            .visit(visit)
            .map_or_else(String::new, |entry| self.name(entry.state).to_owned());
        for place in self.place(visit) {
            let (kind, index) = match place.kind {
                ScopeKind::Execution => continue,
                ScopeKind::Iteration(index) => ("item", index),
                ScopeKind::Branch(index) => ("branch", index),
            };
            // Writing to a String cannot fail.
            let _ = write!(text, "{separator}{kind} {}", u64::from(index) + 1);
        }
        text
    }

    fn around(&self, visit: VisitId) -> Option<Place> {
        let scope = self.visit(visit)?.scope;
        let entry = self.trace.scopes.get(scope.0 as usize)?;
        let parent = entry.parent?;
        Some(Place {
            state: self.visit(parent)?.state,
            visit: parent,
            scope,
            kind: entry.kind,
        })
    }
}
