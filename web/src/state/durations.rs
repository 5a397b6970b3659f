//! The durations that a slider stops at: roughly as far apart as their size, and each one that people say.

use asl::Millis;

/// In milliseconds, from nothing to a day.
const STOPS: [Millis; 38] = [
    0, 100, 200, 500, 1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000,
    45_000, 60_000, 90_000, 120_000, 180_000, 240_000, 300_000, 420_000, 600_000, 900_000,
    1_200_000, 1_800_000, 2_700_000, 3_600_000, 5_400_000, 7_200_000, 10_800_000, 14_400_000,
    18_000_000, 21_600_000, 28_800_000, 43_200_000, 64_800_000, 86_400_000,
];

/// The last stop.
pub const LAST: usize = STOPS.len() - 1;

/// The duration of a stop.
pub fn at(stop: usize) -> Millis {
    STOPS.get(stop).copied().unwrap_or(STOPS[LAST])
}

/// The stop nearest to a duration.
pub fn nearest(duration: Millis) -> usize {
    let after = STOPS.partition_point(|stop| *stop < duration).min(LAST);
    let before = after.saturating_sub(1);
    if duration - at(before) < at(after) - duration {
        before
    } else {
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stop_is_nearest_to_itself_and_they_grow() {
        for stop in 0..=LAST {
            assert_eq!(nearest(at(stop)), stop);
            assert!(stop == 0 || at(stop) > at(stop - 1));
        }
    }

    #[test]
    fn what_lies_between_and_beyond_stops_at_the_nearest() {
        let check = |duration, expected| assert_eq!(at(nearest(duration)), expected);
        check(1_400, 1_000);
        check(1_600, 2_000);
        check(-5, 0);
        check(i64::MAX, 86_400_000);
    }
}
