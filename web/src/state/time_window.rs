//! The part of the time axis that is seen, in places between 0 and 1, and what zooming and panning do to it.

/// The shortest part that can be seen.
const SHORTEST: f64 = 1e-5;

/// Where in the window the cursor is, after the window followed it.
const AHEAD: f64 = 0.1;

/// A part of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeWindow {
    /// Its first place.
    pub from: f64,
    /// Its last place.
    pub to: f64,
}

impl Default for TimeWindow {
    fn default() -> Self {
        Self::WHOLE
    }
}

impl TimeWindow {
    /// All of the axis.
    pub const WHOLE: Self = Self { from: 0.0, to: 1.0 };

    /// How much of the axis it is.
    pub fn length(self) -> f64 {
        self.to - self.from
    }

    /// Whether it is all of the axis.
    pub fn is_whole(self) -> bool {
        self == Self::WHOLE
    }

    /// Where a place stands in it: from 0 to 1 inside.
    pub fn part(self, place: f64) -> f64 {
        (place - self.from) / self.length()
    }

    /// The place at a part of it.
    pub fn place(self, part: f64) -> f64 {
        self.from + part * self.length()
    }

    /// Magnified by a factor around a place, which stays where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, around: f64) -> Self {
        let length = (self.length() / factor).clamp(SHORTEST, 1.0);
        Self::at(around - self.part(around) * length, length)
    }

    /// Moved by a part of its length.
    #[must_use]
    pub fn panned(self, by: f64) -> Self {
        Self::at(self.from + by * self.length(), self.length())
    }

    /// Moved so that a place is seen, unless it is already; most of what comes after it is seen then.
    #[must_use]
    pub fn keeping(self, place: f64) -> Self {
        if (self.from..=self.to).contains(&place) {
            self
        } else {
            Self::at(place - AHEAD * self.length(), self.length())
        }
    }

    fn at(from: f64, length: f64) -> Self {
        if length >= 1.0 {
            return Self::WHOLE;
        }
        let from = from.clamp(0.0, 1.0 - length);
        Self {
            from,
            to: from + length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: TimeWindow, from: f64, to: f64) {
        assert!(
            (found.from - from).abs() < 1e-9 && (found.to - to).abs() < 1e-9,
            "{found:?}"
        );
    }

    #[test]
    fn zooming_keeps_a_place_where_it_is() {
        let window = TimeWindow::WHOLE.zoomed(4.0, 0.5);
        check(window, 0.375, 0.625);
        check(window.zoomed(2.0, 0.375), 0.375, 0.5);
        check(window.zoomed(0.5, 0.375), 0.375, 0.875);
        check(window.zoomed(0.1, 0.5), 0.0, 1.0);
        assert!(TimeWindow::WHOLE.zoomed(1e9, 0.5).length() > 0.0);
    }

    #[test]
    fn panning_ends_at_the_ends() {
        let window = TimeWindow::WHOLE.zoomed(4.0, 0.5);
        check(window.panned(1.0), 0.625, 0.875);
        check(window.panned(9.0), 0.75, 1.0);
        check(window.panned(-9.0), 0.0, 0.25);
        check(TimeWindow::WHOLE.panned(1.0), 0.0, 1.0);
    }

    #[test]
    fn follows_a_place_that_leaves_it() {
        let window = TimeWindow::WHOLE.zoomed(4.0, 0.5);
        check(window.keeping(0.6), 0.375, 0.625);
        check(window.keeping(0.7), 0.675, 0.925);
        check(window.keeping(0.1), 0.075, 0.325);
        check(window.keeping(1.0), 0.75, 1.0);
    }

    #[test]
    fn parts_and_places_agree() {
        let window = TimeWindow {
            from: 0.25,
            to: 0.75,
        };
        assert!((window.part(0.5) - 0.5).abs() < 1e-9);
        assert!((window.place(0.5) - 0.5).abs() < 1e-9);
    }
}
