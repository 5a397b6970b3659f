//! Points, sizes and rectangles. Units are CSS pixels, x grows to the right and y downwards.

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Pixels from the left edge.
    pub x: f64,
    /// Pixels from the top edge.
    pub y: f64,
}

/// How much room something takes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Pixels from left to right.
    pub width: f64,
    /// Pixels from top to bottom.
    pub height: f64,
}

/// A box with its top-left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The top edge.
    pub y: f64,
    /// Pixels from left to right.
    pub width: f64,
    /// Pixels from top to bottom.
    pub height: f64,
}

/// Lengths beyond this are cut: no screen shows them, and sums of them stay exact.
const LONGEST: f64 = 1_000_000.0;

impl Point {
    /// A point from its two coordinates.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(crate) fn shift(&mut self, by: Point) {
        self.x += by.x;
        self.y += by.y;
    }
}

impl Size {
    /// A size from its two lengths.
    pub fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }

    /// The same size with both lengths finite, not negative and not absurd.
    pub(crate) fn sane(self) -> Self {
        Self::new(sane_length(self.width), sane_length(self.height))
    }
}

impl Rect {
    /// A rectangle from its corner and size.
    pub fn new(corner: Point, size: Size) -> Self {
        Self {
            x: corner.x,
            y: corner.y,
            width: size.width,
            height: size.height,
        }
    }

    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The middle of the box.
    pub fn center(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether the insides of the two boxes share a point; touching edges do not count.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Whether `other` lies inside this box, edges included.
    pub fn contains(&self, other: &Rect) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    pub(crate) fn shift(&mut self, by: Point) {
        self.x += by.x;
        self.y += by.y;
    }
}

/// A count as a number; counts beyond any picture are cut.
pub(crate) fn to_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A length that is finite, not negative and not absurd; what is not a number counts as nothing.
pub(crate) fn sane_length(length: f64) -> f64 {
    if length.is_nan() {
        0.0
    } else {
        length.clamp(0.0, LONGEST)
    }
}
