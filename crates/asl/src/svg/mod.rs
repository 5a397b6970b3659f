//! The diagram as a picture file, with the state of a run at a cursor drawn in.
//!
//! The result stands alone: no style sheet, no script, no font but the system's. Colours are those of the page.

mod edge;
mod icons;
mod node;
mod palette;
mod text;

use std::fmt::Write as _;

pub use icons::icon_path;
pub use palette::Theme;

use crate::diagram::{Diagram, Shape};
use crate::run::Run;

/// Around the diagram, in pixels.
const MARGIN: f64 = 16.0;

/// Draws a diagram as SVG, bare or at a cursor of a run.
///
/// The run has to be one of the machine that the diagram shows.
pub fn render_svg(diagram: &Diagram, at: Option<(&Run, u32)>, theme: Theme) -> String {
    render(diagram, at, &[theme])
}

/// Draws a diagram as SVG that shows itself dark where the reader prefers that, and light otherwise.
///
/// It holds both drawings, of which a style sheet inside shows one.
pub fn render_svg_adaptive(diagram: &Diagram, at: Option<(&Run, u32)>) -> String {
    render(diagram, at, &[Theme::Light, Theme::Dark])
}

const ONE_OF_TWO: &str = "<style>.dark{display:none}@media (prefers-color-scheme:dark){.light{display:none}.dark{display:inline}}</style>";

fn render(diagram: &Diagram, at: Option<(&Run, u32)>, themes: &[Theme]) -> String {
    let (width, height) = (diagram.width + 2.0 * MARGIN, diagram.height + 2.0 * MARGIN);
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"{x} {x} {w} {h}\" \
         role=\"img\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\">",
        x = -MARGIN,
        w = text::number(width),
        h = text::number(height),
    );
    let _ = write!(out, "<title>{}</title>", text::escape(&title(at)));
    let adapts = themes.len() > 1;
    if adapts {
        out.push_str(ONE_OF_TWO);
    }
    for theme in themes {
        let class = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        if adapts {
            let _ = write!(out, "<g class=\"{class}\">");
        }
        let picture = Picture {
            diagram,
            at,
            palette: theme.palette(),
        };
        picture.all(width, height, &mut out);
        if adapts {
            out.push_str("</g>");
        }
    }
    out.push_str("</svg>");
    out
}

fn title(at: Option<(&Run, u32)>) -> String {
    match at {
        Some((run, cursor)) => format!(
            "State machine at event {cursor} of {}: {}",
            run.len(),
            run.describe(cursor)
        ),
        None => "State machine".to_owned(),
    }
}

/// What is drawn, and how.
struct Picture<'a> {
    diagram: &'a Diagram,
    at: Option<(&'a Run, u32)>,
    palette: &'static palette::Palette,
}

impl Picture<'_> {
    /// The ground and everything on it.
    fn all(&self, width: f64, height: f64, out: &mut String) {
        let canvas = self.palette.canvas;
        let _ = write!(
            out,
            "<rect x=\"{0}\" y=\"{0}\" width=\"{1}\" height=\"{2}\" fill=\"{canvas}\"/>",
            -MARGIN,
            text::number(width),
            text::number(height)
        );
        self.draw(out);
    }

    /// Frames lie under lines, lines under cards and chips.
    fn draw(&self, out: &mut String) {
        let is_frame = |shape: Shape| {
            matches!(
                shape,
                Shape::Container {
                    collapsed: false,
                    ..
                }
            )
        };
        for node in self
            .diagram
            .nodes
            .iter()
            .filter(|node| is_frame(node.shape))
        {
            self.frame(node, out);
        }
        for edge in &self.diagram.edges {
            self.line(edge, out);
        }
        for node in self
            .diagram
            .nodes
            .iter()
            .filter(|node| !is_frame(node.shape))
        {
            self.leaf(node, out);
        }
        for edge in &self.diagram.edges {
            self.chip(edge, out);
        }
    }
}

#[cfg(test)]
mod tests;
