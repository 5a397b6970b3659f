//! The events that the history lists: all of them, or those that a filter finds.

use std::sync::Arc;

use asl::Run;

use super::num;

/// The listed events of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// How many events the run has.
    all: u32,
    /// The cursors of those that the filter found, in order; `None` without a filter.
    found: Option<Arc<[u32]>>,
}

impl Listed {
    /// The events in which every word of the filter stands: in the type, the state's name or the summary.
    pub fn of(run: &Run, filter: &str) -> Self {
        let filter = filter.to_lowercase();
        let words: Vec<&str> = filter.split_whitespace().collect();
        let fits = |cursor: &u32| {
            let row = run.history(num::index(cursor.saturating_sub(1)));
            row.is_some_and(|row| {
                let state = row.state.unwrap_or_default();
                let text = format!("{} {state} {}", row.event_type, row.summary).to_lowercase();
                words.iter().all(|word| text.contains(word))
            })
        };
        Self {
            all: run.len(),
            found: (!words.is_empty()).then(|| (1..=run.len()).filter(fits).collect()),
        }
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.found
            .as_ref()
            .map_or(self.all, |found| num::len(found.len()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row that the cursor is at, from 0: that of the last listed event that has happened.
    pub fn row_of(&self, cursor: u32) -> u32 {
        let happened = match &self.found {
            None => cursor,
            Some(found) => num::len(found.partition_point(|found| *found <= cursor)),
        };
        happened.saturating_sub(1)
    }

    /// The cursor of a row, from 0; of the last one for rows beyond it.
    pub fn cursor_at(&self, row: u32) -> Option<u32> {
        let row = row.min(self.len().checked_sub(1)?);
        match &self.found {
            None => Some(row + 1),
            Some(found) => found.get(num::index(row)).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        let text = r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Fail", "Error": "Boom"}}}"#;
        asl::run(
            asl::analyse(text).machine,
            asl::Scenario::default(),
            asl::Limits::default(),
        )
    }

    #[track_caller]
    fn check(filter: &str, expected: &[u32]) {
        let listed = Listed::of(&run(), filter);
        let found: Vec<u32> = (0..listed.len())
            .filter_map(|row| listed.cursor_at(row))
            .collect();
        assert_eq!(found, expected, "{filter}");
        assert_eq!(listed.cursor_at(u32::MAX), expected.last().copied());
    }

    #[test]
    fn every_word_has_to_stand_in_an_event() {
        check("", &[1, 2, 3, 4, 5]);
        check("  ", &[1, 2, 3, 4, 5]);
        check("state entered", &[2, 4]);
        check("PASS exited", &[3]);
        check("boom", &[5]);
        check("nothing", &[]);
    }

    #[test]
    fn the_cursor_is_at_the_last_listed_event_that_has_happened() {
        let listed = Listed::of(&run(), "entered");
        assert_eq!(
            [1, 2, 3, 4, 5].map(|cursor| listed.row_of(cursor)),
            [0, 0, 0, 1, 1]
        );
        assert!(Listed::of(&run(), "nothing").is_empty());
    }
}
