//! Cards, frames, starts and ends.

use std::fmt::Write as _;

use super::Picture;
use super::icons::icon_path;
use super::palette::Colours;
use super::text::{escape, fitted, number};
use crate::diagram::{DiagramNode, Rect, Shape, StaticBadge, TextStyle, approximate_width};
use crate::run::{Iterations, Phase, StateView};

impl Picture<'_> {
    /// An open container: a dashed frame with its header.
    pub(super) fn frame(&self, node: &DiagramNode, out: &mut String) {
        let Shape::Container { header, .. } = node.shape else {
            return;
        };
        let view = self.state(node);
        let colours = self.palette.of(view.phase);
        let active = !matches!(view.phase, Phase::Idle | Phase::Unreached);
        let stroke = if active {
            colours.ink
        } else {
            self.palette.line
        };
        let _ = write!(out, "<g>{}", self.title_of(node, &view));
        rounded(node.rect, self.palette.surface, stroke, true, out);
        icon(
            node,
            node.rect.x + 12.0,
            node.rect.y + header / 2.0 - 8.0,
            self.palette.quiet,
            out,
        );
        let baseline = node.rect.y + header / 2.0 + 4.5;
        let right = self.header_right(node, &view, out);
        let room = (right - node.rect.x - 40.0).max(0.0);
        let caption_room = room - approximate_width(&node.title, TextStyle::Name) - 8.0;
        let caption = if caption_room > 24.0 {
            fitted(&node.caption, TextStyle::Caption, caption_room)
        } else {
            String::new()
        };
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\"><tspan font-size=\"13\" font-weight=\"600\" fill=\"{}\">{}</tspan>\
             <tspan dx=\"8\" font-size=\"11\" fill=\"{}\">{caption}</tspan></text></g>",
            number(node.rect.x + 36.0),
            number(baseline),
            self.palette.text,
            fitted(&node.title, TextStyle::Name, room),
            self.palette.quiet,
        );
    }

    /// Everything but open containers.
    pub(super) fn leaf(&self, node: &DiagramNode, out: &mut String) {
        match node.shape {
            Shape::Start | Shape::End => self.mark(node, out),
            Shape::Card | Shape::Container { .. } => self.card(node, out),
        }
    }

    fn mark(&self, node: &DiagramNode, out: &mut String) {
        let rect = node.rect;
        let (x, y, radius) = (
            rect.x + rect.width / 2.0,
            rect.y + rect.height / 2.0,
            rect.width / 2.0,
        );
        let ink = self.palette.quiet;
        let _ = write!(out, "<g><title>{}</title>", escape(&node.title));
        if node.shape == Shape::End {
            let _ = write!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.5\"/>",
                number(x),
                number(y),
                number(radius - 0.75),
            );
        }
        let radius = if node.shape == Shape::End {
            radius - 4.0
        } else {
            radius
        };
        let _ = write!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{ink}\"/></g>",
            number(x),
            number(y),
            number(radius)
        );
    }

    fn card(&self, node: &DiagramNode, out: &mut String) {
        let view = self.state(node);
        let colours = self.palette.of(view.phase);
        let active = !matches!(view.phase, Phase::Idle | Phase::Unreached);
        let stroke = if active {
            colours.ink
        } else {
            self.palette.line
        };
        let dashed =
            node.state.is_none() || matches!(view.phase, Phase::Aborted | Phase::Unreached);
        let _ = write!(out, "<g>{}", self.title_of(node, &view));
        rounded(node.rect, colours.tint, stroke, dashed, out);
        let rect = node.rect;
        icon(
            node,
            rect.x + 14.0,
            rect.y + rect.height / 2.0 - 8.0,
            if active {
                colours.ink
            } else {
                self.palette.quiet
            },
            out,
        );
        let right = self.badges(
            node,
            &view,
            rect.x + rect.width - 12.0,
            rect.y + rect.height / 2.0 + 4.0,
            out,
        );
        let room = (right - rect.x - 44.0).max(0.0);
        self.caption(
            &fitted(&node.caption, TextStyle::Caption, room),
            rect.x + 44.0,
            rect.y + 21.0,
            out,
        );
        self.name(
            &fitted(&node.title, TextStyle::Name, room),
            rect.x + 44.0,
            rect.y + 39.0,
            out,
        );
        sign(view.phase, colours, rect, out);
        out.push_str("</g>");
    }

    fn state(&self, node: &DiagramNode) -> StateView {
        match (self.at, node.state) {
            (Some((run, cursor)), Some(state)) => run.state(state, cursor),
            _ => StateView::default(),
        }
    }

    /// The count of iterations at the right of a header; answers where it begins.
    fn header_right(&self, node: &DiagramNode, view: &StateView, out: &mut String) -> f64 {
        let mut right = node.rect.x + node.rect.width - 12.0;
        let baseline = node.rect.y + 22.0;
        if let Some(Iterations {
            succeeded,
            failed,
            total,
            ..
        }) = view.iterations
        {
            right = self.badge(
                &format!("{} of {total}", succeeded + failed),
                right,
                baseline,
                out,
            );
        }
        self.badges(node, view, right, baseline, out)
    }

    /// The badges of a card from right to left; answers where they begin.
    fn badges(
        &self,
        node: &DiagramNode,
        view: &StateView,
        mut right: f64,
        baseline: f64,
        out: &mut String,
    ) -> f64 {
        if view.visits > 1 {
            right = self.badge(&format!("×{}", view.visits), right, baseline, out);
        }
        for badge in &node.badges {
            let text = match badge {
                StaticBadge::Retry { max } if view.attempt > 1 => {
                    format!("↻ {}/{max}", view.attempt - 1)
                }
                StaticBadge::Retry { max } => format!("↻ {max}"),
                StaticBadge::Timeout { text } => format!("◷ {text}"),
                StaticBadge::Catch => continue,
            };
            right = self.badge(&text, right, baseline, out);
        }
        right
    }

    fn badge(&self, text: &str, right: f64, baseline: f64, out: &mut String) -> f64 {
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" font-weight=\"600\" text-anchor=\"end\" fill=\"{}\">{}</text>",
            number(right),
            number(baseline),
            self.palette.quiet,
            escape(text),
        );
        right - approximate_width(text, TextStyle::Badge) - 10.0
    }

    fn name(&self, text: &str, x: f64, y: f64, out: &mut String) {
        let ink = self.palette.text;
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"13\" font-weight=\"600\" fill=\"{ink}\">{text}</text>",
            number(x),
            number(y)
        );
    }

    fn caption(&self, text: &str, x: f64, y: f64, out: &mut String) {
        let ink = self.palette.quiet;
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{ink}\">{text}</text>",
            number(x),
            number(y)
        );
    }

    fn title_of(&self, node: &DiagramNode, view: &StateView) -> String {
        let status = match (self.at, view.phase) {
            (None, _) => "",
            (_, Phase::Idle) => ", not reached yet",
            (_, Phase::Running) => ", running",
            (_, Phase::Waiting) => ", waiting",
            (_, Phase::Succeeded) => ", succeeded",
            (_, Phase::Caught) => ", error caught",
            (_, Phase::Failed) => ", failed",
            (_, Phase::Aborted) => ", aborted",
            (_, Phase::Unreached) => ", never reached",
        };
        format!(
            "<title>{}: {}{status}</title>",
            escape(&node.title),
            escape(&node.caption)
        )
    }
}

fn icon(node: &DiagramNode, x: f64, y: f64, ink: &str, out: &mut String) {
    let _ = write!(
        out,
        "<path transform=\"translate({} {})\" d=\"{}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.25\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
        number(x),
        number(y),
        icon_path(node.icon),
    );
}

fn rounded(rect: Rect, fill: &str, stroke: &str, dashed: bool, out: &mut String) {
    let dash = if dashed {
        " stroke-dasharray=\"4 3\""
    } else {
        ""
    };
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.25\"{dash}/>",
        number(rect.x),
        number(rect.y),
        number(rect.width),
        number(rect.height),
    );
}

/// The status once more as a sign on the card's corner, so that colour is never alone.
fn sign(phase: Phase, colours: Colours, rect: Rect, out: &mut String) {
    let path = match phase {
        Phase::Idle | Phase::Unreached => return,
        Phase::Running => "M-1.5 -2.5L2.5 0L-1.5 2.5z",
        Phase::Waiting => "M0 -3V0L2 1.5",
        Phase::Succeeded => "M-3 0L-1 2L3 -2",
        Phase::Caught => "M0 -3.2L2.8 -2V0.3C2.8 1.8 1.5 2.8 0 3.4C-1.5 2.8 -2.8 1.8 -2.8 0.3V-2z",
        Phase::Failed => "M-2.2 -2.2L2.2 2.2M2.2 -2.2L-2.2 2.2",
        Phase::Aborted => "M-2.5 0H2.5",
    };
    let Colours { ink, tint } = colours;
    let _ = write!(
        out,
        "<g transform=\"translate({} {})\"><circle r=\"8\" fill=\"{ink}\"/><path d=\"{path}\" fill=\"none\" stroke=\"{tint}\" \
         stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></g>",
        number(rect.x + rect.width - 4.0),
        number(rect.y + 4.0),
    );
}
