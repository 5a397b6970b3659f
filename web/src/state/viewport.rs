//! What part of the diagram is seen: a scale and a shift, and what panning and zooming do to them.

/// The smallest and the largest scale.
const SCALES: (f64, f64) = (0.1, 3.0);

/// From this scale on the diagram can be read.
pub const READABLE: f64 = 0.6;

/// The blank border around a diagram that is fitted, in pixels.
const MARGIN: f64 = 28.0;

/// A width and a height, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// Diagram coordinates to pixels: `x * scale + shift`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Pixels per unit of the diagram.
    pub scale: f64,
    /// Where the diagram's left edge is, in pixels.
    pub x: f64,
    /// Where its top edge is.
    pub y: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self {
            scale: 1.0,
            x: 0.0,
            y: 0.0,
        }
    }
}

impl Viewport {
    /// The whole diagram, in the middle and never enlarged.
    #[must_use]
    pub fn fit(diagram: Size, canvas: Size) -> Self {
        let room = |length: f64| (length - 2.0 * MARGIN).max(1.0);
        let across = room(canvas.width) / diagram.width.max(1.0);
        let down = room(canvas.height) / diagram.height.max(1.0);
        Self {
            scale: bounded(across.min(down).min(1.0)),
            x: 0.0,
            y: 0.0,
        }
        .centred(diagram, canvas)
    }

    /// As large as drawn, in the middle; from the top when it is too high.
    #[must_use]
    pub fn actual(diagram: Size, canvas: Size) -> Self {
        Self::default().centred(diagram, canvas)
    }

    /// Shifted by pixels.
    #[must_use]
    pub fn panned(self, right: f64, down: f64) -> Self {
        Self {
            x: self.x + right,
            y: self.y + down,
            ..self
        }
    }

    /// Scaled by a factor around a point of the canvas, which stays where it is.
    #[must_use]
    pub fn zoomed(self, factor: f64, at: (f64, f64)) -> Self {
        let scale = bounded(self.scale * factor);
        let by = scale / self.scale;
        Self {
            scale,
            x: at.0 - (at.0 - self.x) * by,
            y: at.1 - (at.1 - self.y) * by,
        }
    }

    /// Shifted as little as possible so that a box of the diagram (x, y, width, height) is seen.
    #[must_use]
    pub fn revealing(self, target: (f64, f64, f64, f64), canvas: Size) -> Self {
        let (x, y, width, height) = target;
        let nudge = |start: f64, length: f64, shift: f64, room: f64| {
            let (from, to) = (
                start * self.scale + shift,
                (start + length) * self.scale + shift,
            );
            if to - from > room - 2.0 * MARGIN || from < MARGIN {
                MARGIN - from
            } else if to > room - MARGIN {
                room - MARGIN - to
            } else {
                0.0
            }
        };
        self.panned(
            nudge(x, width, self.x, canvas.width),
            nudge(y, height, self.y, canvas.height),
        )
    }

    /// As [`Self::revealing`]; where the diagram is too small to read, as large as drawn, the box in the middle.
    #[must_use]
    pub fn showing(self, target: (f64, f64, f64, f64), canvas: Size) -> Self {
        if self.scale >= READABLE {
            return self.revealing(target, canvas);
        }
        let (x, y, width, height) = target;
        Self::default().centring((x + width / 2.0, y + height / 2.0), canvas)
    }

    /// Shifted so that a point of the diagram is in the middle.
    #[must_use]
    pub fn centring(self, (x, y): (f64, f64), canvas: Size) -> Self {
        Self {
            x: canvas.width / 2.0 - x * self.scale,
            y: canvas.height / 2.0 - y * self.scale,
            ..self
        }
    }

    /// The scale in percent, for people.
    pub fn percent(&self) -> String {
        format!("{:.0} %", self.scale * 100.0)
    }

    /// The transform for SVG.
    pub fn transform(&self) -> String {
        format!(
            "translate({:.2} {:.2}) scale({:.4})",
            self.x, self.y, self.scale
        )
    }

    fn centred(self, diagram: Size, canvas: Size) -> Self {
        let middle = |length: f64, room: f64| {
            ((room - length * self.scale) / 2.0).max(MARGIN.min(room / 8.0))
        };
        Self {
            x: middle(diagram.width, canvas.width),
            y: middle(diagram.height, canvas.height),
            ..self
        }
    }
}

fn bounded(scale: f64) -> f64 {
    scale.clamp(SCALES.0, SCALES.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: Size = Size {
        width: 800.0,
        height: 600.0,
    };

    #[track_caller]
    fn check(found: Viewport, expected: (f64, f64, f64)) {
        let rounded = (found.scale, found.x.round(), found.y.round());
        assert_eq!(rounded, expected);
    }

    #[test]
    fn a_small_diagram_is_centred_and_not_enlarged() {
        check(
            Viewport::fit(
                Size {
                    width: 200.0,
                    height: 100.0,
                },
                CANVAS,
            ),
            (1.0, 300.0, 250.0),
        );
    }

    #[test]
    fn a_large_one_is_made_to_fit() {
        check(
            Viewport::fit(
                Size {
                    width: 744.0,
                    height: 1088.0,
                },
                CANVAS,
            ),
            (0.5, 214.0, 28.0),
        );
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer_and_has_bounds() {
        check(
            Viewport::default().zoomed(2.0, (100.0, 50.0)),
            (2.0, -100.0, -50.0),
        );
        check(
            Viewport::default().zoomed(99.0, (0.0, 0.0)),
            (3.0, 0.0, 0.0),
        );
        check(Viewport::default().zoomed(0.0, (0.0, 0.0)), (0.1, 0.0, 0.0));
    }

    #[test]
    fn reveals_with_the_smallest_shift() {
        check(
            Viewport::default().revealing((300.0, 300.0, 50.0, 50.0), CANVAS),
            (1.0, 0.0, 0.0),
        );
        check(
            Viewport::default().revealing((900.0, 0.0, 50.0, 50.0), CANVAS),
            (1.0, -178.0, 28.0),
        );
    }

    #[test]
    fn shows_a_box_large_enough_to_read() {
        let small = Viewport {
            scale: 0.2,
            ..Viewport::default()
        };
        check(
            small.showing((1000.0, 500.0, 200.0, 50.0), CANVAS),
            (1.0, -700.0, -225.0),
        );
        check(
            Viewport::default().showing((300.0, 300.0, 50.0, 50.0), CANVAS),
            (1.0, 0.0, 0.0),
        );
        check(small.centring((1000.0, 500.0), CANVAS), (0.2, 200.0, 200.0));
    }

    #[test]
    fn an_empty_canvas_is_no_problem() {
        let fitted = Viewport::fit(Size::default(), Size::default());
        assert!(fitted.scale.is_finite() && fitted.x.is_finite() && fitted.y.is_finite());
    }
}
