//! The diagram as a picture file, with the state of a run at a cursor drawn in.
//!
//! The result stands alone: no style sheet, no script, no font but the system's. Colours are those of the page.

mod described;
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
    let picture = Picture {
        diagram,
        at,
        palette: theme.palette(),
    };
    picture.document("")
}

/// Draws a diagram as SVG that is dark where the reader prefers that, and light otherwise and on paper.
///
/// As a file it asks the reader's system; inline in a page it follows the page's `color-scheme`, and is never wider
/// than the room there is.
pub fn render_svg_adaptive(diagram: &Diagram, at: Option<(&Run, u32)>) -> String {
    let picture = Picture {
        diagram,
        at,
        palette: Theme::Light.palette(),
    };
    picture.document(&palette::adapting())
}

/// What is drawn, and how.
struct Picture<'a> {
    diagram: &'a Diagram,
    at: Option<(&'a Run, u32)>,
    palette: &'static palette::Palette,
}

impl Picture<'_> {
    /// The whole picture, with its words for those who do not see it. It has no ids: several of them share a page.
    fn document(&self, style: &str) -> String {
        let title = text::escape(&described::title(self.diagram, self.at));
        let mut out = String::new();
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"asl-diagram\" width=\"{w}\" height=\"{h}\" viewBox=\"{x} {x} {w} {h}\" \
             role=\"img\" aria-label=\"{title}\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\">\
             <title>{title}</title><desc>{}</desc>{style}\
             <rect x=\"{x}\" y=\"{x}\" width=\"{w}\" height=\"{h}\" fill=\"{}\"/>",
            text::escape(&described::states(self.diagram)),
            self.palette.canvas,
            x = -MARGIN,
            w = text::number(self.diagram.width + 2.0 * MARGIN),
            h = text::number(self.diagram.height + 2.0 * MARGIN),
        );
        self.draw(&mut out);
        out.push_str("</svg>");
        out
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
