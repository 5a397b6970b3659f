//! The pen that draws one line.

use crate::geometry::Point;
use crate::path::Path;

/// How far the control points of a bend reach, of its height. Up to 1 it never turns back.
const ROUND: f64 = 0.75;
/// How far the control points of a quarter circle reach, of its radius.
const ARC: f64 = 0.55;
/// The radius of the corners where a lane meets its node.
pub(crate) const CORNER: f64 = 14.0;

/// Draws a line, joining straight pieces.
#[derive(Clone)]
pub(crate) struct Pen {
    path: Path,
    /// Where the line is; the straight piece up to here may not be drawn yet.
    pub(crate) at: Point,
}

impl Pen {
    pub(crate) fn new(start: Point) -> Self {
        Self {
            path: Path {
                start,
                curves: Vec::new(),
            },
            at: start,
        }
    }

    /// Straight on to the height of the bend's begin, and over to `x` at the height of its end.
    pub(crate) fn bend(&mut self, x: f64, begin: f64, end: f64) {
        if (x - self.at.x).abs() < 1e-6 {
            self.at.y = end;
            return;
        }
        self.path.line_to(Point::new(self.at.x, begin));
        let pull = ROUND * (end - begin);
        let to = Point::new(x, end);
        let c1 = Point::new(self.at.x, begin + pull);
        self.path.curve_to(c1, Point::new(x, end - pull), to);
        self.at = to;
    }

    /// Around a half circle to `x`, beginning and ending at the height `y`.
    pub(crate) fn turn(&mut self, x: f64, y: f64, reach: f64) {
        self.path.line_to(Point::new(self.at.x, y));
        let to = Point::new(x, y);
        self.path.curve_to(
            Point::new(self.at.x, y + reach),
            Point::new(x, y + reach),
            to,
        );
        self.at = to;
    }

    /// Towards `corner`, and around it in the direction of `next`, at most that far.
    pub(crate) fn corner(&mut self, corner: Point, next: Point, most: f64) {
        let from = self.path.end();
        let radius = CORNER
            .min(most)
            .min(span(from, corner))
            .min(span(corner, next));
        let begin = towards(corner, from, radius);
        let end = towards(corner, next, radius);
        self.path.line_to(begin);
        if radius > 0.0 {
            let (c1, c2) = (
                towards(begin, corner, radius * ARC),
                towards(end, corner, radius * ARC),
            );
            self.path.curve_to(c1, c2, end);
        }
        self.at = end;
    }

    /// Straight on to the end.
    pub(crate) fn to(mut self, to: Point) -> Path {
        self.path.line_to(to);
        self.path
    }
}

/// The longer of the two distances along the axes; all lines with corners follow the axes.
fn span(a: Point, b: Point) -> f64 {
    (a.x - b.x).abs().max((a.y - b.y).abs())
}

/// The point so far from `from` towards `to`, along an axis.
fn towards(from: Point, to: Point, way: f64) -> Point {
    let step = |from: f64, to: f64| from + (to - from).clamp(-way, way);
    Point::new(step(from.x, to.x), step(from.y, to.y))
}
