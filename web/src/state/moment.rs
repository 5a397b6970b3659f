//! A moment: the run at the cursor, and what is looked at. The parts of the diagram and of the timeline are made from it.

use std::sync::Arc;

use asl::{EdgeSource, Phase, StateId, StateView};

use super::breaks::Breaks;
use super::focus::{self, Focus, Latest};
use super::outcomes::{Outcomes, PlanKind, Runs};
use super::selection::Selection;
use super::shared::Shared;
use super::snapshot::Snapshot;
use super::store::Store;

/// A moment of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The run.
    pub snapshot: Shared<Snapshot>,
    /// Events that have happened.
    pub cursor: u32,
    /// Whether the event at the cursor is shown happening.
    moving: bool,
    /// The state that the inspector shows, and whether the user chose it.
    inspected: Option<StateId>,
    chosen: bool,
    focus: Focus,
    breaks: Breaks,
    outcomes: Arc<Outcomes>,
}

/// How a state stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, not states"
)]
pub struct Marks {
    /// The event at the cursor enters it, and is shown doing so.
    pub enters: bool,
    /// The inspector shows it.
    pub inspected: bool,
    /// Because the user chose it.
    pub chosen: bool,
    /// Playing stops where it is entered.
    pub breaks: bool,
}

impl Moment {
    /// The present one; whoever reads it depends on all of it. Nothing while there is no run.
    pub fn of(store: Store) -> Option<Self> {
        Some(Self {
            snapshot: store.snapshot().get()?,
            cursor: store.cursor.get(),
            moving: store.moving.get(),
            inspected: store.inspected_state.get(),
            chosen: !store.selection().with(Selection::follows),
            focus: store.focus(),
            breaks: store.breaks().get(),
            outcomes: store.outcomes.get(),
        })
    }

    /// What a state looks like, under the focus.
    pub fn state(&self, state: StateId) -> StateView {
        let run = &self.snapshot.run;
        match focus::chosen(run, &self.focus, state, self.cursor) {
            Err(Latest) => run.state(state, self.cursor),
            Ok(Some(visit)) => run.state_of(visit, self.cursor),
            Ok(None) => StateView {
                phase: match run.ending(self.cursor) {
                    Some(_) => Phase::Unreached,
                    None => Phase::Idle,
                },
                ..StateView::default()
            },
        }
    }

    /// How a state stands out.
    pub fn marks(&self, state: StateId) -> Marks {
        let run = &self.snapshot.run;
        let inspected = self.inspected == Some(state);
        let entered = || {
            let visit = run.visit(run.current(self.cursor)?)?;
            Some((visit.state, visit.entered))
        };
        Marks {
            enters: self.moving && entered() == Some((state, self.cursor)),
            inspected,
            chosen: inspected && self.chosen,
            breaks: self.breaks.has(&run.machine, state),
        }
    }

    /// Whether an edge has been taken, and whether the event at the cursor takes it. The edge out of a Start node has
    /// no source, but a state that it leads to.
    pub fn edge(&self, source: Option<EdgeSource>, target: Option<StateId>) -> (bool, bool) {
        let run = &self.snapshot.run;
        let view = match (source, target) {
            (Some(source), _) => run.edge(&source, self.cursor),
            (None, Some(target)) => run.start_edge(target, self.cursor),
            (None, None) => return (false, false),
        };
        (view.taken > 0, view.just)
    }

    /// The runs of a task that the diagram shows, the item that is looked at or every run, and how they are to end.
    pub fn plan(&self, state: StateId) -> (Runs, PlanKind) {
        let run = &self.snapshot.run;
        let visit = focus::looked_at(run, &self.focus, state, self.cursor);
        let item = visit.and_then(|visit| run.item_of(visit));
        let focused = || self.focus.values().next_back().copied();
        let runs = item.or_else(focused).map_or(Runs::EVERY, Runs::item);
        let rule = self.outcomes.deciding(run.name(state), runs.item, 0);
        (runs, rule.map(|rule| rule.plan.kind()).unwrap_or_default())
    }
}
