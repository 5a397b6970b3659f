//! How much of the history that AWS allows an execution is used.

use asl::{Ending, Run, ScopeId};

use super::num;
use super::text::thousands;

/// So many events a Standard execution has at most, its last one included.
pub const MOST: u32 = 25_000;

/// From here on a run is warned of, in events.
const NEAR: u32 = MOST / 5 * 4;

/// The events of an execution's own history. The children of a distributed Map have histories of their own.
pub fn used(run: &Run) -> u32 {
    let events = run.trace.events.iter();
    num::len(
        events
            .filter(|event| event.history == ScopeId::ROOT)
            .count(),
    )
}

/// "41 of 25,000 events"; Express executions have no such limit.
pub fn words(run: &Run) -> String {
    let used = thousands(used(run));
    if run.scenario.express {
        format!("{used} events")
    } else {
        format!("{used} of {} events", thousands(MOST))
    }
}

/// What to say of a run that comes near the limit and does not reach it.
pub fn warning(run: &Run) -> Option<String> {
    let used = used(run);
    let is_near = used >= NEAR && !run.scenario.express;
    let reached = matches!(run.trace.ending, Some(Ending::OutOfBudget { .. }));
    (is_near && !reached).then(|| {
        format!(
            "This execution has {} of the {} history events that AWS allows. With a little more data it fails there: \
             hand parts of the work to child executions, or use a distributed Map.",
            thousands(used),
            thousands(MOST)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{Limits, Scenario, Value, analyse};

    /// A run of so many items, of 4 events each: beside them are 5.
    fn items(count: u32, express: bool) -> Run {
        let definition = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "P",
            "States": {"P": {"Type": "Pass", "End": true}}}}}}"#;
        let items: Vec<Value> = (0..count).map(|item| i64::from(item).into()).collect();
        let scenario = Scenario {
            input: items.into(),
            express,
            ..Scenario::default()
        };
        asl::run(analyse(definition).machine, scenario, Limits::default())
    }

    #[test]
    fn the_events_are_told_against_the_limit() {
        assert_eq!(words(&items(2, false)), "14 of 25,000 events");
        assert_eq!(words(&items(2, true)), "14 events");
    }

    #[test]
    fn only_what_comes_near_the_limit_is_warned_of() {
        assert_eq!(warning(&items(4_000, false)), None);
        let near = warning(&items(5_000, false)).unwrap();
        assert!(
            near.starts_with("This execution has 20,006 of the 25,000"),
            "{near}"
        );
        assert_eq!(warning(&items(5_000, true)), None);
        assert_eq!(warning(&items(7_000, false)), None);
    }
}
