//! The line of an edge: a start point and cubic Béziers.

use std::fmt::Write as _;

use crate::geometry::Point;

/// A line made of cubic Béziers. Without curves it is a point, and draws nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// Where the line begins.
    pub start: Point,
    /// What follows, each from the end of the one before.
    pub curves: Vec<Cubic>,
}

/// One cubic Bézier, from the current point to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cubic {
    /// The control point of the beginning.
    pub c1: Point,
    /// The control point of the end.
    pub c2: Point,
    /// The end.
    pub to: Point,
}

/// Chords per curve: with them a quarter circle of 100 px is measured to 0.02 px.
const CHORDS: u32 = 24;

impl Path {
    /// The text of an SVG path's `d`, with at most two decimals; empty without curves.
    pub fn to_svg(&self) -> String {
        let mut text = String::new();
        if self.curves.is_empty() {
            return text;
        }
        text.push('M');
        write_point(&mut text, self.start);
        for curve in &self.curves {
            text.push('C');
            write_point(&mut text, curve.c1);
            text.push(' ');
            write_point(&mut text, curve.c2);
            text.push(' ');
            write_point(&mut text, curve.to);
        }
        text
    }

    /// Where the line ends.
    pub fn end(&self) -> Point {
        self.curves.last().map_or(self.start, |curve| curve.to)
    }

    /// The length of the line in pixels.
    pub fn length(&self) -> f64 {
        self.chords().map(|(a, b)| distance(a, b)).sum()
    }

    /// The point at the fraction `t` of the length: 0 is the start, 1 the end.
    ///
    /// Equal steps of `t` are equal distances, so a token moved by it keeps its speed.
    pub fn point_at(&self, t: f64) -> Point {
        let mut rest = self.length() * if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) };
        for (a, b) in self.chords() {
            let step = distance(a, b);
            if rest <= step && step > 0.0 {
                return between(a, b, rest / step);
            }
            rest -= step;
        }
        self.end()
    }

    /// The short straight pieces that the measuring goes by.
    fn chords(&self) -> impl Iterator<Item = (Point, Point)> {
        let starts = std::iter::once(self.start).chain(self.curves.iter().map(|curve| curve.to));
        starts.zip(&self.curves).flat_map(|(from, curve)| {
            (0..CHORDS).map(move |step| {
                let at = |step: u32| curve.point(from, f64::from(step) / f64::from(CHORDS));
                (at(step), at(step + 1))
            })
        })
    }

    /// Appends a straight piece; one of no length is left out.
    pub(crate) fn line_to(&mut self, to: Point) {
        let from = self.end();
        if distance(from, to) > 1e-9 {
            self.curve_to(
                between(from, to, 1.0 / 3.0),
                between(from, to, 2.0 / 3.0),
                to,
            );
        }
    }

    /// Appends a curve.
    pub(crate) fn curve_to(&mut self, c1: Point, c2: Point, to: Point) {
        self.curves.push(Cubic { c1, c2, to });
    }

    pub(crate) fn shift(&mut self, by: Point) {
        self.start.shift(by);
        for curve in &mut self.curves {
            curve.c1.shift(by);
            curve.c2.shift(by);
            curve.to.shift(by);
        }
    }

    /// The corners of the smallest upright box around the line, as far as it is measured.
    pub(crate) fn bounds(&self) -> (Point, Point) {
        let mut low = self.start;
        let mut high = self.start;
        for (_, point) in self.chords() {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        (low, high)
    }
}

impl Cubic {
    /// The point at the curve's own parameter `t`, when the curve begins at `from`.
    pub fn point(&self, from: Point, t: f64) -> Point {
        let s = 1.0 - t;
        let blend = |a: f64, b: f64, c: f64, d: f64| {
            s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
        };
        Point::new(
            blend(from.x, self.c1.x, self.c2.x, self.to.x),
            blend(from.y, self.c1.y, self.c2.y, self.to.y),
        )
    }
}

fn between(a: Point, b: Point, t: f64) -> Point {
    Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    (dx * dx + dy * dy).sqrt()
}

fn write_point(text: &mut String, point: Point) {
    // Adding 0 turns -0 into 0. Writing to a string cannot fail.
    let round = |value: f64| (value * 100.0).round() / 100.0 + 0.0;
    let _ = write!(text, "{} {}", round(point.x), round(point.y));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner() -> Path {
        let mut path = Path::default();
        path.line_to(Point::new(0.0, 30.0));
        path.line_to(Point::new(40.0, 30.0));
        path
    }

    #[test]
    fn a_path_is_written_as_svg() {
        assert_eq!(Path::default().to_svg(), "");
        assert_eq!(
            corner().to_svg(),
            "M0 0C0 10 0 20 0 30C13.33 30 26.67 30 40 30"
        );
    }

    #[test]
    fn points_are_found_by_length() {
        let path = corner();
        assert!((path.length() - 70.0).abs() < 1e-9);
        for (t, x, y) in [
            (0.0, 0.0, 0.0),
            (3.0 / 7.0, 0.0, 30.0),
            (5.0 / 7.0, 20.0, 30.0),
            (1.0, 40.0, 30.0),
            (2.0, 40.0, 30.0),
            (f64::NAN, 0.0, 0.0),
        ] {
            let point = path.point_at(t);
            assert!(distance(point, Point::new(x, y)) < 1e-6, "{t}: {point:?}");
        }
    }

    #[test]
    fn equal_steps_are_equal_distances_on_a_bend() {
        let mut path = Path::default();
        let (c1, c2) = (Point::new(0.0, 10.0), Point::new(300.0, 10.0));
        path.curve_to(c1, c2, Point::new(300.0, 20.0));
        let points: Vec<Point> = (0..=10)
            .map(|i| path.point_at(f64::from(i) / 10.0))
            .collect();
        let steps: Vec<f64> = points.windows(2).map(|p| distance(p[0], p[1])).collect();
        assert!(
            steps.iter().all(|step| (step - steps[0]).abs() < 1.0),
            "{steps:?}"
        );
    }

    #[test]
    fn a_path_without_curves_stays_where_it_is() {
        let path = Path {
            start: Point::new(3.0, 4.0),
            curves: Vec::new(),
        };
        assert_eq!(path.point_at(0.5), Point::new(3.0, 4.0));
        assert!(path.length().abs() < 1e-9);
    }
}
