//! The time axis: virtual time to a place between 0 and 1, with waits cut short that would hide all else.

use asl::Millis;

use super::num;
use super::time_window::TimeWindow;

/// At most this many waits are cut short.
const MOST_BREAKS: usize = 6;

/// Waits are cut when they take more than this many times what all the rest takes.
const OVERWHELMING: f64 = 200.0;

/// And when each of them takes this many times what the next longest wait takes.
const APART: f64 = 20.0;

/// What they take then, in terms of the rest.
const ALLOWED: f64 = 1.5;

/// A stretch of time, and where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    time: (f64, f64),
    place: (f64, f64),
    cut: bool,
}

/// The axis of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    stretches: Vec<Stretch>,
    duration: f64,
}

/// A mark on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place, between 0 and 1.
    pub place: f64,
    /// Its virtual time.
    pub label: String,
}

impl Axis {
    /// The axis over these times, which never decrease.
    pub fn new(times: &[Millis]) -> Self {
        let (Some(&first), Some(&last)) = (times.first(), times.last()) else {
            return Self::default();
        };
        let duration = num::millis(last) - num::millis(first.min(0));
        let mut waits: Vec<(f64, f64)> = times
            .windows(2)
            .filter_map(|pair| match pair {
                [from, to] if to > from => Some((num::millis(*from), num::millis(*to))),
                _ => None,
            })
            .collect();
        waits.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
        waits.truncate(MOST_BREAKS + 1);
        Self {
            stretches: stretches(&cut(&waits, duration), duration),
            duration,
        }
    }

    /// How long the run is, in virtual milliseconds.
    pub fn duration(&self) -> f64 {
        self.duration
    }

    /// The place of a virtual time.
    pub fn place(&self, time: f64) -> f64 {
        let index = self
            .stretches
            .partition_point(|stretch| stretch.time.1 < time);
        let Some(stretch) = self.stretches.get(index).or(self.stretches.last()) else {
            return 0.0;
        };
        interpolate(time, stretch.time, stretch.place).clamp(0.0, 1.0)
    }

    /// The virtual time of a place.
    pub fn time(&self, place: f64) -> f64 {
        let index = self
            .stretches
            .partition_point(|stretch| stretch.place.1 < place);
        let Some(stretch) = self.stretches.get(index).or(self.stretches.last()) else {
            return 0.0;
        };
        interpolate(place, stretch.place, stretch.time).clamp(0.0, self.duration)
    }

    /// The middles of the waits that are cut short.
    pub fn breaks(&self) -> impl Iterator<Item = f64> {
        self.stretches
            .iter()
            .filter(|stretch| stretch.cut)
            .map(|it| f64::midpoint(it.place.0, it.place.1))
    }

    /// Marks at round times of a window, at least a `spacing` of the axis apart and with room for a label before the
    /// end; none inside a wait that is cut short.
    pub fn ticks(&self, window: TimeWindow, spacing: f64) -> Vec<Tick> {
        let even: Vec<_> = self
            .stretches
            .iter()
            .filter(|stretch| !stretch.cut)
            .collect();
        let time: f64 = even.iter().map(|it| it.time.1 - it.time.0).sum();
        let place: f64 = even.iter().map(|it| it.place.1 - it.place.0).sum();
        if time <= 0.0 || place <= 0.0 || spacing <= 0.0 {
            return vec![Tick {
                place: 0.0,
                label: tick_label(0.0, 1000.0),
            }];
        }
        let step = round_step(spacing * time / place);
        let (first, last) = (self.time(window.from), self.time(window.to));
        let mut ticks: Vec<Tick> = Vec::new();
        for stretch in even {
            let mut at = (stretch.time.0.max(first) / step).ceil() * step;
            while at <= stretch.time.1.min(last) && ticks.len() < 200 {
                let place = self.place(at);
                let room = place <= window.to - spacing * 0.6 || at <= 0.0;
                if room
                    && ticks
                        .last()
                        .is_none_or(|last| place - last.place >= spacing * 0.8)
                {
                    ticks.push(Tick {
                        place,
                        label: tick_label(at, step),
                    });
                }
                at += step;
            }
        }
        ticks
    }
}

/// The waits to cut, with what each takes instead: as many of the longest as it needs until the rest shows.
fn cut(waits: &[(f64, f64)], duration: f64) -> Vec<((f64, f64), f64)> {
    let mut longest = 0.0;
    for (index, wait) in waits.iter().enumerate().take(MOST_BREAKS) {
        longest += wait.1 - wait.0;
        let rest = duration - longest;
        let next = waits.get(index + 1).map_or(0.0, |wait| wait.1 - wait.0);
        if rest > 0.0 && longest > OVERWHELMING * rest && wait.1 - wait.0 > APART * next {
            let factor = ALLOWED * rest / longest;
            let cut = waits
                .iter()
                .take(index + 1)
                .map(|wait| (*wait, (wait.1 - wait.0) * factor));
            let mut cut: Vec<_> = cut.collect();
            cut.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
            return cut;
        }
    }
    Vec::new()
}

fn stretches(cut: &[((f64, f64), f64)], duration: f64) -> Vec<Stretch> {
    let saved: f64 = cut
        .iter()
        .map(|(wait, takes)| wait.1 - wait.0 - takes)
        .sum();
    let total = (duration - saved).max(f64::MIN_POSITIVE);
    let mut stretches = Vec::new();
    let (mut time, mut place) = (0.0, 0.0);
    let mut add = |until: f64, takes: f64, cut: bool| {
        let end = place + takes / total;
        stretches.push(Stretch {
            time: (time, until),
            place: (place, end),
            cut,
        });
        (time, place) = (until, end);
    };
    let mut reached = 0.0;
    for &((from, to), takes) in cut {
        add(from, from - reached, false);
        add(to, takes, true);
        reached = to;
    }
    add(duration, duration - reached, false);
    stretches
}

fn interpolate(at: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    let span = from.1 - from.0;
    let part = if span > 0.0 {
        (at - from.0) / span
    } else {
        0.0
    };
    to.0 + part * (to.1 - to.0)
}

/// The smallest round span of at least this many milliseconds.
fn round_step(least: f64) -> f64 {
    const SECOND: f64 = 1000.0;
    const STEPS: [f64; 28] = [
        1.0,
        2.0,
        5.0,
        10.0,
        20.0,
        50.0,
        100.0,
        200.0,
        500.0,
        SECOND,
        2e3,
        5e3,
        10e3,
        15e3,
        30e3,
        60e3,
        120e3,
        300e3,
        600e3,
        900e3,
        1800e3,
        3600e3,
        7200e3,
        21_600e3,
        43_200e3,
        86_400e3,
        604_800e3,
        2_592_000e3,
    ];
    let year = 31_536_000e3;
    STEPS
        .iter()
        .copied()
        .find(|&step| step >= least)
        .unwrap_or_else(|| (least / year).ceil() * year)
}

fn tick_label(time: f64, step: f64) -> String {
    super::text::clock(num::to_millis(time), step < 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(times: &[Millis], at: f64, expected: f64) {
        let place = Axis::new(times).place(at);
        assert!(
            (place - expected).abs() < 0.005,
            "{place} instead of {expected}"
        );
    }

    #[test]
    fn an_ordinary_run_is_drawn_to_scale() {
        check(&[0, 10, 30, 60, 100], 30.0, 0.3);
        check(&[0, 0, 1000], 500.0, 0.5);
        assert_eq!(Axis::new(&[0, 10, 30, 60, 100]).breaks().count(), 0);
    }

    #[test]
    fn a_wait_of_a_year_leaves_room_for_the_rest() {
        let year = 31_536_000_000;
        check(&[0, 1000, 1000 + year, 2000 + year], 1000.0, 0.2);
        check(
            &[0, 1000, 1000 + year, 2000 + year],
            1000.0 + 31_536_000_000.0,
            0.8,
        );
        assert_eq!(
            Axis::new(&[0, 1000, 1000 + year, 2000 + year])
                .breaks()
                .count(),
            1
        );
    }

    #[test]
    fn short_failures_between_long_waits_are_drawn_to_scale() {
        let times = [
            0, 120_000, 122_000, 182_000, 184_000, 304_000, 424_000, 544_000,
        ];
        assert_eq!(Axis::new(&times).breaks().count(), 0);
    }

    #[test]
    fn nothing_but_a_wait_is_drawn_to_scale() {
        check(&[0, 31_536_000_000], 15_768_000_000.0, 0.5);
    }

    #[test]
    fn marks_are_round_and_apart() {
        let axis = Axis::new(&[0, 100_000, 200_000]);
        let labels = |window, spacing| -> Vec<String> {
            let ticks = axis.ticks(window, spacing);
            ticks.into_iter().map(|tick| tick.label).collect()
        };
        assert_eq!(
            labels(TimeWindow::WHOLE, 0.2),
            ["00:00:00", "00:01:00", "00:02:00"]
        );
        let window = TimeWindow {
            from: 0.5,
            to: 0.55,
        };
        assert_eq!(labels(window, 0.02), ["00:01:40", "00:01:45"]);
        assert_eq!(Axis::new(&[0]).ticks(TimeWindow::WHOLE, 0.1).len(), 1);
    }

    proptest! {
        #[test]
        fn place_and_time_agree(gaps in prop::collection::vec(0i64..90_000_000, 1..30), part in 0.0f64..1.0) {
            let times: Vec<Millis> = gaps.iter().scan(0, |at, gap| { *at += gap; Some(*at) }).collect();
            let axis = Axis::new(&times);
            let time = axis.duration() * part;
            prop_assert!((axis.time(axis.place(time)) - time).abs() <= 1.0 + axis.duration() * 1e-9);
            prop_assert!(axis.place(time) <= axis.place(axis.duration()));
        }
    }
}
