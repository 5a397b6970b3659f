//! What a state looks like at the cursor, under the focus.

use asl::{EdgeKind, Phase, StateId, StateView, VisitId};

use crate::reactive::Memo;
use crate::state::focus::{self, Latest};
use crate::state::store::Store;

/// A state's view, as a memo: whoever draws it is told only when it changes.
pub fn view_of(store: Store, state: Option<StateId>) -> Memo<StateView> {
    Memo::new(move |_| {
        let Some((state, snapshot)) = state.zip(store.snapshot().get()) else {
            return StateView::default();
        };
        let cursor = store.cursor.get();
        let run = &snapshot.run;
        match focus::chosen(run, &store.focus(), state, cursor) {
            Err(Latest) => run.state(state, cursor),
            Ok(Some(visit)) => run.state_of(visit, cursor),
            Ok(None) => {
                let phase = if run.ending(cursor).is_some() {
                    Phase::Unreached
                } else {
                    Phase::Idle
                };
                StateView {
                    phase,
                    ..StateView::default()
                }
            }
        }
    })
}

/// Whether the event at the cursor enters a state, and is being shown doing so.
pub fn enters(store: Store, state: Option<StateId>) -> Memo<bool> {
    Memo::new(move |_| {
        let Some((state, snapshot)) = state.zip(store.snapshot().get()) else {
            return false;
        };
        let cursor = store.cursor.get();
        let entered = |visit: VisitId| {
            snapshot
                .run
                .visit(visit)
                .is_some_and(|it| it.state == state && it.entered == cursor)
        };
        snapshot.run.current(cursor).is_some_and(entered) && store.moving.get()
    })
}

/// An edge kind's name for style sheets and tests.
pub fn kind_name(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Next => "next",
        EdgeKind::Choice => "choice",
        EdgeKind::Default => "default",
        EdgeKind::Catch => "catch",
        EdgeKind::Start => "start",
        EdgeKind::End => "end",
    }
}
