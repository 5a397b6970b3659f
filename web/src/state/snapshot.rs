//! A run with what playing and drawing it needs, built once when the run is done.

use std::sync::atomic::{AtomicUsize, Ordering};

use asl::{EdgeSource, Event, EventKind, LineIndex, Run, StateId, VisitId};

use super::axis::Axis;
use super::num;
use super::pacing::{Beat, Pace, Pacing};

/// A run, ready to be shown.
#[derive(Debug)]
pub struct Snapshot {
    /// Tells it from every other one on the page, where an address may be that of one that is gone.
    pub number: usize,
    /// The run.
    pub run: Run,
    /// Its show times.
    pub pacing: Pacing,
    /// Its time axis.
    pub axis: Axis,
    /// The lines of the definition that ran, to find its states in the text.
    pub lines: LineIndex,
}

/// The edge that an event takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// Out of a state.
    Way(EdgeSource),
    /// From a Start node to the first state of a strand.
    Start(StateId),
}

impl Snapshot {
    /// Makes a run of this definition ready.
    pub fn new(run: Run, pace: Pace, lines: LineIndex) -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(1);
        let pacing = pacing(&run, pace);
        let times: Vec<_> = run.trace.events.iter().map(|event| event.at).collect();
        Self {
            number: MADE.fetch_add(1, Ordering::Relaxed),
            pacing,
            axis: Axis::new(&times),
            run,
            lines,
        }
    }

    /// The edge that the event at the cursor takes.
    pub fn travel(&self, cursor: u32) -> Option<Travel> {
        travel(&self.run, self.run.event(cursor)?)
    }

    /// The cursor of the next state entered after a cursor.
    pub fn next_entry(&self, cursor: u32) -> Option<u32> {
        let events = &self.run.trace.events;
        events
            .range(num::index(cursor)..events.len())
            .find(|event| is_entry(event))
            .map(|event| event.id)
    }

    /// The cursor of the state entered before a cursor.
    pub fn previous_entry(&self, cursor: u32) -> Option<u32> {
        let earlier = num::index(cursor).checked_sub(1)?;
        let earlier = self.run.trace.events.range(0..earlier);
        earlier
            .rev()
            .find(|event| is_entry(event))
            .map(|event| event.id)
    }

    /// The cursor at which a visit has come to its end; its entry, when it never did.
    pub fn end_of(&self, visit: VisitId) -> Option<u32> {
        let visit = self.run.visit(visit)?;
        Some(visit.ended.unwrap_or(visit.entered))
    }
}

/// Show times of a run.
fn pacing(run: &Run, pace: Pace) -> Pacing {
    let beat = |event: &Event| Beat {
        at: event.at,
        travels: travel(run, event).is_some(),
    };
    Pacing::new(run.trace.events.iter().map(beat), pace)
}

fn travel(run: &Run, event: &Event) -> Option<Travel> {
    let visit = run.visit(event.visit?)?;
    match event.kind {
        EventKind::StateExited { .. } => Some(Travel::Way(EdgeSource {
            state: visit.state,
            via: visit.via?,
        })),
        EventKind::StateEntered { .. } if run.start_edge(visit.state, event.id).just => {
            Some(Travel::Start(visit.state))
        }
        _ => None,
    }
}

fn is_entry(event: &Event) -> bool {
    matches!(event.kind, EventKind::StateEntered { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{Limits, Scenario, analyse};

    fn snapshot() -> Snapshot {
        let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}"#;
        let run = asl::run(
            analyse(text).machine,
            Scenario::default(),
            Limits::default(),
        );
        Snapshot::new(run, Pace::Squeezed, LineIndex::new(text))
    }

    #[track_caller]
    fn check(cursor: u32, expected: Option<&str>) {
        let snapshot = snapshot();
        let found = snapshot.travel(cursor).map(|travel| match travel {
            Travel::Start(state) => format!("to {}", snapshot.run.name(state)),
            Travel::Way(source) => format!("from {}", snapshot.run.name(source.state)),
        });
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn a_token_travels_where_a_strand_begins_and_where_a_state_is_left() {
        check(1, None);
        check(2, Some("to A"));
        check(3, Some("from A"));
        check(4, None);
        check(5, Some("from B"));
        check(6, None);
    }

    #[test]
    fn goes_from_entry_to_entry() {
        let snapshot = snapshot();
        assert_eq!(snapshot.next_entry(1), Some(2));
        assert_eq!(snapshot.next_entry(2), Some(4));
        assert_eq!(snapshot.next_entry(4), None);
        assert_eq!(snapshot.previous_entry(4), Some(2));
        assert_eq!(snapshot.previous_entry(2), None);
        assert_eq!(snapshot.end_of(VisitId(0)), Some(3));
    }
}
