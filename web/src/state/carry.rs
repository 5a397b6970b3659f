//! Where the cursor goes when the run it stood in is replaced by another one.

use asl::{Event, Trace};

/// The cursor in the new run: at the end when it was at the end, at the same event when both runs are alike
/// up to it, and otherwise at the same time, as many events into what happens then.
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
    let before_then = |trace: &Trace| trace.events.partition_point(|event| event.at < time);
    let into = cursor.saturating_sub(before_then(was));
    let by_then = is.events.partition_point(|event| event.at <= time);
    super::num::len((before_then(is) + into).min(by_then))
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
    fn an_event_that_turned_out_otherwise_is_still_the_one_looked_at() {
        let definition = r#"{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "P"},
            "P": {"Type": "Pass", "End": true}}}"#;
        let machine = analyse(definition).machine;
        let trace = |mocks: &[asl::Mock]| {
            let scenario = Scenario {
                outcomes: [("T".to_owned(), mocks.to_vec())].into(),
                ..Scenario::default()
            };
            let run = asl::run(machine.clone(), scenario, Limits::default());
            Trace::clone(&run.trace)
        };
        let (was, is) = (trace(&[]), trace(&[asl::Mock::throw("E", "")]));
        // The task answers with the fifth event, and the execution ends at that very time.
        assert_eq!((carry(&was, &is, 5), is.events.len()), (5, 6));
    }

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
