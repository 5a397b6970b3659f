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
    let alike = was
        .events
        .iter()
        .zip(&is.events)
        .take(cursor)
        .take_while(|(a, b)| is_alike(was, a, is, b));
    if alike.count() == cursor {
        return super::num::len(cursor);
    }
    let time = was
        .events
        .get(cursor.saturating_sub(1))
        .map_or(0, |event| event.at);
    super::num::len(
        is.events
            .partition_point(|event| event.at <= time)
            .min(after),
    )
}

/// Whether two events say the same of the same state at the same time; values aside.
fn is_alike(was: &Trace, a: &Event, is: &Trace, b: &Event) -> bool {
    let state = |trace: &Trace, event: &Event| {
        let visit = event
            .visit
            .and_then(|visit| trace.visits.get(super::num::index(visit.0)));
        visit.map(|visit| visit.state)
    };
    a.at == b.at
        && std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
        && state(was, a) == state(is, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{Limits, Scenario, analyse};

    /// A run of Wait states, each waiting so many seconds.
    fn trace(waits: &[u32]) -> Trace {
        let state = |(index, seconds): (usize, &u32)| {
            let next = if index + 1 == waits.len() {
                r#""End": true"#.into()
            } else {
                format!(r#""Next": "W{}""#, index + 1)
            };
            format!(r#""W{index}": {{"Type": "Wait", "Seconds": {seconds}, {next}}}"#)
        };
        let states: Vec<String> = waits.iter().enumerate().map(state).collect();
        let text = format!(r#"{{"StartAt": "W0", "States": {{{}}}}}"#, states.join(","));
        let run = asl::run(
            analyse(&text).machine,
            Scenario::default(),
            Limits::default(),
        );
        Trace::clone(&run.trace)
    }

    #[track_caller]
    fn check(was: &[u32], is: &[u32], cursor: u32, expected: u32) {
        assert_eq!(carry(&trace(was), &trace(is), cursor), expected);
    }

    // One event starts the execution, one ends it; each state is entered and exited.

    #[test]
    fn the_end_stays_the_end() {
        check(&[5], &[5, 5], 4, 6);
    }

    #[test]
    fn the_same_event_where_nothing_changed_before_it() {
        check(&[5, 9], &[5, 40, 2], 4, 4);
        check(&[5, 9], &[5, 40, 2], 2, 2);
    }

    #[test]
    fn the_same_time_where_something_did() {
        check(&[5, 9, 9], &[2, 2, 9], 4, 6);
        check(&[5, 9], &[9, 9], 3, 2);
    }
}
