//! Show time: how long a run takes to watch, against how long it takes virtually.
//!
//! Events at one virtual instant are spread, so that each can be seen, and long waits are squeezed, so that
//! an hour takes a second or two. Show time is in milliseconds at 1×.

use asl::Millis;

use super::num;

/// How long the token travels along an edge, and so how long a transition is shown at least.
pub const TRAVEL: f64 = 250.0;

/// How long any other event is shown at least.
const LINGER: f64 = 60.0;

/// A wait up to this long is shown as it is.
const UNSQUEEZED: f64 = 800.0;

/// What a tenfold longer wait adds to show time.
const PER_TENFOLD: f64 = 450.0;

/// What happens to long waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// They are squeezed.
    #[default]
    Squeezed,
    /// They take their time: a virtual second is a second.
    Full,
}

/// What pacing needs to know of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// When it happens.
    pub at: Millis,
    /// Whether it leads along an edge of the diagram.
    pub travels: bool,
}

/// When each event of a run is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pacing {
    /// Show time of each event; never decreasing.
    shown: Vec<f64>,
    /// Virtual time of each event; never decreasing.
    at: Vec<Millis>,
}

impl Pacing {
    /// Paces the events of a run, in order.
    pub fn new(beats: impl IntoIterator<Item = Beat>, pace: Pace) -> Self {
        let mut pacing = Self::default();
        let mut earlier: Option<(Beat, f64)> = None;
        for beat in beats {
            let shown = earlier.map_or(0.0, |(before, shown)| {
                let wait = num::millis(beat.at.saturating_sub(before.at));
                let least = if before.travels { TRAVEL } else { LINGER };
                shown + least.max(shorten(wait, pace))
            });
            pacing.shown.push(shown);
            pacing.at.push(beat.at);
            earlier = Some((beat, shown));
        }
        pacing
    }

    /// The number of events.
    pub fn len(&self) -> u32 {
        num::len(self.shown.len())
    }

    /// Whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The show time at which the last event has been seen.
    pub fn total(&self) -> f64 {
        self.shown.last().map_or(0.0, |shown| shown + TRAVEL)
    }

    /// The show time of the event that makes the cursor `cursor`; 0 before the first.
    pub fn shown_at(&self, cursor: u32) -> f64 {
        event(&self.shown, cursor).unwrap_or(0.0)
    }

    /// The cursor at a show time: how many events have happened.
    pub fn cursor_at(&self, shown: f64) -> u32 {
        num::len(self.shown.partition_point(|&event| event <= shown))
    }

    /// The virtual time at a show time, flowing evenly between two events.
    pub fn virtual_at(&self, shown: f64) -> f64 {
        let cursor = self.cursor_at(shown);
        let Some(since) = event(&self.at, cursor) else {
            return 0.0;
        };
        let Some(until) = event(&self.at, cursor + 1) else {
            return num::millis(since);
        };
        let span = self.shown_at(cursor + 1) - self.shown_at(cursor);
        let part = if span > 0.0 {
            (shown - self.shown_at(cursor)) / span
        } else {
            0.0
        };
        num::millis(since) + part * num::millis(until - since)
    }

    /// The show time at a virtual time; where several events share the instant, after the last of them.
    pub fn shown_at_virtual(&self, time: f64) -> f64 {
        let cursor = num::len(self.at.partition_point(|&event| num::millis(event) <= time));
        let (Some(since), Some(until)) = (event(&self.at, cursor), event(&self.at, cursor + 1))
        else {
            return self.shown_at(cursor);
        };
        let part = (time - num::millis(since)) / num::millis(until - since);
        let (from, to) = (self.shown_at(cursor), self.shown_at(cursor + 1));
        // The next event has not happened yet, however close it is.
        (from + part * (to - from)).min(to - f64::EPSILON * to.max(1.0))
    }

    /// The wait around a show time, when it is squeezed: how long it is, and how long it is shown.
    pub fn squeezed_at(&self, shown: f64) -> Option<(Millis, f64)> {
        let cursor = self.cursor_at(shown);
        let wait = event(&self.at, cursor + 1)?.saturating_sub(event(&self.at, cursor)?);
        let takes = self.shown_at(cursor + 1) - self.shown_at(cursor);
        (num::millis(wait) > takes + UNSQUEEZED).then_some((wait, takes))
    }

    /// Whether any wait is squeezed.
    pub fn squeezes(&self) -> bool {
        self.at.last().is_some_and(|&end| {
            num::millis(end.saturating_sub(self.at.first().copied().unwrap_or(end))) > self.total()
        })
    }
}

fn shorten(wait: f64, pace: Pace) -> f64 {
    match pace {
        Pace::Squeezed if wait > UNSQUEEZED => {
            UNSQUEEZED + PER_TENFOLD * (wait / UNSQUEEZED).log10()
        }
        _ => wait,
    }
}

/// The entry of the event that makes the cursor `cursor`.
fn event<T: Copy>(entries: &[T], cursor: u32) -> Option<T> {
    entries.get(num::index(cursor).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn beats(list: &[(Millis, bool)]) -> Vec<Beat> {
        list.iter()
            .map(|&(at, travels)| Beat { at, travels })
            .collect()
    }

    #[track_caller]
    fn check(list: &[(Millis, bool)], pace: Pace, expected: &[f64]) {
        let pacing = Pacing::new(beats(list), pace);
        let shown: Vec<f64> = pacing.shown.iter().map(|shown| shown.round()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn events_of_one_instant_are_spread() {
        check(
            &[(0, false), (0, true), (0, false)],
            Pace::Squeezed,
            &[0.0, 60.0, 310.0],
        );
    }

    #[test]
    fn short_waits_are_as_they_are_and_long_ones_squeezed() {
        check(
            &[(0, false), (500, false), (60_500, false)],
            Pace::Squeezed,
            &[0.0, 500.0, 2144.0],
        );
    }

    #[test]
    fn a_year_takes_seconds() {
        check(
            &[(0, false), (31_536_000_000, false)],
            Pace::Squeezed,
            &[0.0, 4218.0],
        );
    }

    #[test]
    fn in_full_a_second_is_a_second() {
        check(
            &[(0, false), (60_000, true), (60_000, false)],
            Pace::Full,
            &[0.0, 60_000.0, 60_250.0],
        );
    }

    #[test]
    fn says_what_it_squeezes() {
        let pacing = Pacing::new(
            beats(&[(0, false), (500, false), (60_500, false)]),
            Pace::Squeezed,
        );
        assert_eq!(pacing.squeezed_at(100.0), None);
        assert_eq!(
            pacing.squeezed_at(600.0).map(|(wait, _)| wait),
            Some(60_000)
        );
        assert!(pacing.squeezes());
        assert!(!Pacing::new(beats(&[(0, false), (500, true)]), Pace::Squeezed).squeezes());
    }

    #[test]
    fn an_empty_run_has_no_time() {
        let pacing = Pacing::default();
        assert_eq!((pacing.total(), pacing.cursor_at(9.0)), (0.0, 0));
        assert_eq!(
            (pacing.virtual_at(9.0), pacing.shown_at_virtual(9.0)),
            (0.0, 0.0)
        );
    }

    proptest! {
        #[test]
        fn virtual_and_show_time_agree(gaps in prop::collection::vec((0i64..5_000_000, any::<bool>()), 1..40), part in 0.0f64..1.0) {
            let mut at = 0;
            let list: Vec<_> = gaps.iter().map(|&(gap, travels)| { at += gap; (at, travels) }).collect();
            let pacing = Pacing::new(beats(&list), Pace::Squeezed);
            for cursor in 1..=pacing.len() {
                prop_assert_eq!(pacing.cursor_at(pacing.shown_at(cursor)), cursor);
            }
            let first = num::millis(list[0].0);
            let time = first + part * (num::millis(at) - first);
            let back = pacing.virtual_at(pacing.shown_at_virtual(time));
            prop_assert!((back - time).abs() < 1.0 + time * 1e-9, "{} {}", back, time);
        }
    }
}
