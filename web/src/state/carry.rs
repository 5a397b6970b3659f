//! Where the cursor goes when the run it stood in is replaced by another one.

use asl::{Event, Trace};

/// The cursor in the new run: at the end when it was at the end, at the same event when both runs are alike
/// up to it, and otherwise at the last event that they share or that had happened by then.
pub fn carry(was: &Trace, is: &Trace, cursor: u32) -> u32 {
    let (before, after) = (was.events.len(), is.events.len());
    let cursor = super::num::index(cursor);
    if cursor >= before {
        return super::num::len(after);
    }
    let alike = was.events.iter().zip(&is.events).take(cursor).take_while(|(a, b)| is_alike(was, a, is, b));
    if alike.count() == cursor {
        return super::num::len(cursor);
    }
    let time = was.events.get(cursor.saturating_sub(1)).map_or(0, |event| event.at);
    super::num::len(is.events.partition_point(|event| event.at <= time).min(after))
}

/// Whether two events say the same of the same state at the same time; values aside.
fn is_alike(was: &Trace, a: &Event, is: &Trace, b: &Event) -> bool {
    let state = |trace: &Trace, event: &Event| {
        let visit = event.visit.and_then(|visit| trace.visits.get(super::num::index(visit.0)));
        visit.map(|visit| visit.state)
    };
    a.at == b.at
        && std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
        && state(was, a) == state(is, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{EventKind, Millis, Value};

    fn trace(times: &[Millis]) -> Trace {
        let event = |(index, at): (usize, &Millis)| Event {
            id: crate::state::num::len(index + 1),
            previous: 0,
            at: *at,
            scope: asl::ScopeId::ROOT,
            visit: None,
            kind: EventKind::ExecutionStarted { input: Value::Null },
        };
        let events = times.iter().enumerate().map(event).collect();
        Trace { events, ..Trace::default() }
    }

    #[track_caller]
    fn check(was: &[Millis], is: &[Millis], cursor: u32, expected: u32) {
        assert_eq!(carry(&trace(was), &trace(is), cursor), expected);
    }

    #[test]
    fn the_end_stays_the_end() {
        check(&[0, 1], &[0, 1, 2, 3], 2, 4);
    }

    #[test]
    fn the_same_event_where_nothing_changed_before_it() {
        check(&[0, 5, 9, 12], &[0, 5, 9, 40, 50], 3, 3);
    }

    #[test]
    fn the_same_time_where_something_did() {
        check(&[0, 5, 9, 12], &[0, 3, 6, 9, 12], 3, 4);
        check(&[0, 5, 9], &[], 2, 0);
    }
}
