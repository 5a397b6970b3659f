//! Lines, arrow heads and chips.

use std::fmt::Write as _;

use super::Picture;
use super::text::{escape, number};
use crate::diagram::{DiagramEdge, EdgeKind};
use crate::run::EdgeView;

impl Picture<'_> {
    pub(super) fn line(&self, edge: &DiagramEdge, out: &mut String) {
        let path = edge.path.to_svg();
        if path.is_empty() {
            return;
        }
        let taken = self.view(edge).taken > 0;
        let colour = self.edge_colour(edge, taken);
        let width = if taken { 2.5 } else { 1.5 };
        let dash = if edge.kind == EdgeKind::Catch {
            " stroke-dasharray=\"5 4\""
        } else {
            ""
        };
        let _ = write!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash}/>"
        );
        // Lines arrive vertically, from above or from below.
        let end = edge.path.end();
        let before = edge.path.curves.last().map_or(end, |curve| curve.c2);
        let (dx, dy) = (end.x - before.x, end.y - before.y);
        let (dx, dy) = if dx.abs() > dy.abs() {
            (dx.signum(), 0.0)
        } else {
            (0.0, if dy < 0.0 { -1.0 } else { 1.0 })
        };
        let (back_x, back_y) = (end.x - 7.0 * dx, end.y - 7.0 * dy);
        let _ = write!(
            out,
            "<path d=\"M{} {}L{} {}L{} {}z\" fill=\"{colour}\"/>",
            number(end.x),
            number(end.y),
            number(back_x - 4.0 * dy),
            number(back_y + 4.0 * dx),
            number(back_x + 4.0 * dy),
            number(back_y - 4.0 * dx),
        );
    }

    pub(super) fn chip(&self, edge: &DiagramEdge, out: &mut String) {
        let Some(label) = &edge.label else { return };
        let colour = self.edge_colour(edge, self.view(edge).taken > 0);
        let rect = label.rect;
        let ink = if edge.kind == EdgeKind::Catch {
            self.palette.caught.ink
        } else {
            self.palette.text
        };
        let _ = write!(
            out,
            "<g><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\" stroke=\"{colour}\"/>\
             <text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\" fill=\"{ink}\">{}</text></g>",
            escape(&label.full),
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height),
            number(rect.height / 2.0),
            self.palette.surface,
            number(rect.x + rect.width / 2.0),
            number(rect.y + rect.height / 2.0 + 4.0),
            escape(&label.text),
        );
    }

    fn view(&self, edge: &DiagramEdge) -> EdgeView {
        let Some((run, cursor)) = self.at else {
            return EdgeView::default();
        };
        if let Some(source) = edge.source {
            return run.edge(&source, cursor);
        }
        let target = self.diagram.nodes.get(edge.to).and_then(|node| node.state);
        target.map_or_else(EdgeView::default, |target| run.start_edge(target, cursor))
    }

    fn edge_colour(&self, edge: &DiagramEdge, taken: bool) -> &'static str {
        match (edge.kind, taken) {
            (EdgeKind::Catch, _) => self.palette.caught.ink,
            (_, true) => self.palette.succeeded.ink,
            (_, false) => self.palette.edge,
        }
    }
}
