//! The lines themselves, through the places that the rows keep free.
//!
//! Within the band of a row a line runs straight down; it only bends in the gaps between bands,
//! where nothing else stands. So it meets no node and no label but its own.

use crate::flow::{Flow, FlowEdge, Turn};
use crate::geometry::{Point, Rect, Size, to_f64};
use crate::lanes::{Beside, LOOP_GAP, LOOP_REACH};
use crate::path::Path;
use crate::pen::{CORNER, Pen};
use crate::placed::Route;
use crate::ports::Ports;
use crate::rise::{Bands, anchor, loop_anchor};
use crate::rows::{Role, Rows};
use crate::stops::{Line, Stop, outer_x, outside};
use crate::tracks::Tracks;

/// A bend ends so far above the node that it leads to, and leaves room for an arrowhead.
pub(crate) const ARROW: f64 = 8.0;
/// The control points of a turn outside; it reaches three quarters as far.
const TURN: f64 = 16.0;
/// Half of the height of a loop on one node.
const LOOP_HALF: f64 = 11.0;
/// Between the ends of two lanes on one side of a node.
const SLOT: f64 = 10.0;

/// Everything that the drawing of one part looks at.
pub(crate) struct Drawing<'a> {
    pub(crate) flow: &'a Flow,
    pub(crate) rows: &'a Rows,
    pub(crate) x: &'a [f64],
    pub(crate) ports: &'a Ports,
    pub(crate) beside: &'a [Beside],
    pub(crate) bands: &'a Bands,
    /// By row, the tracks in the gap below.
    pub(crate) tracks: &'a [Tracks],
    /// The boxes of the nodes.
    pub(crate) rects: &'a [Rect],
}

impl Drawing<'_> {
    /// Draws every edge, by edge of the flow.
    pub(crate) fn routes(&self, lines: &[Line]) -> Vec<Route> {
        let outside = outside(self.rows, self.x);
        let leads = self.leads();
        let mut loops = vec![0.0; self.flow.sizes.len()];
        let edges = self.flow.edges.iter().enumerate().zip(lines);
        edges
            .map(|((index, edge), line)| match edge.turn {
                Turn::Loop => self.looped(edge, &mut loops[edge.from]),
                Turn::Forward => self.route(index, self.forward(index, edge, line), &leads),
                Turn::Back => match outer_x(self.rows, &outside, index) {
                    Some(x) => {
                        self.route(index, (self.outer_back(index, edge, line, x), None), &leads)
                    }
                    None => self.route(index, self.back(index, edge, line), &leads),
                },
            })
            .collect()
    }

    fn route(
        &self,
        index: usize,
        (path, stem): (Path, Option<Path>),
        leads: &[Option<usize>],
    ) -> Route {
        let chain = &self.rows.chains[index];
        let label = chain.own.and_then(|own| self.label(own));
        let lead = chain.bundle.and_then(|bundle| leads[bundle]);
        Route {
            path,
            stem: stem.filter(|_| lead != Some(index)),
            label,
            back: self.flow.edges[index].turn != Turn::Forward,
        }
    }

    /// By bundle, the edge that follows the whole trunk; the others join it.
    fn leads(&self) -> Vec<Option<usize>> {
        let mut leads: Vec<Option<usize>> = vec![None; self.rows.bundles.len()];
        for (index, chain) in self.rows.chains.iter().enumerate() {
            if let Some(bundle) = chain.bundle {
                let longest = leads[bundle].map_or(0, |lead| self.rows.chains[lead].trunk.len());
                if leads[bundle].is_none() || chain.trunk.len() > longest {
                    leads[bundle] = Some(index);
                }
            }
        }
        leads
    }

    fn label(&self, own: usize) -> Option<Rect> {
        let element = &self.rows.elements[own];
        let Role::Label(edge) = element.role else {
            return None;
        };
        let size = self.flow.edges[edge].label?;
        let row = element.row;
        let spare = self.bands.bottom[row] - self.bands.top[row] - size.height;
        let y = self.bands.top[row] + spare / 2.0;
        Some(Rect::new(
            Point::new(self.x[own] - size.width / 2.0, y),
            size,
        ))
    }

    /// The path of a forward edge, and the part of it up to the trunk that it follows.
    fn forward(&self, index: usize, edge: &FlowEdge, line: &Line) -> (Path, Option<Path>) {
        let Some((last, way)) = line.stops.split_last() else {
            return Default::default();
        };
        let chain = &self.rows.chains[index];
        let joins = 1 + usize::from(chain.own.is_some());
        let mut pen = Pen::new(Point::new(way[0].x, self.rects[edge.from].bottom()));
        let mut stem = None;
        for (place, pair) in way.windows(2).enumerate() {
            self.bend_down(&mut pen, pair);
            if place + 1 == joins && !chain.trunk.is_empty() {
                stem = Some(pen.clone().to(pen.at));
            }
        }
        let (begin, end) = self.gap(&line.stops[line.stops.len() - 2..]);
        pen.bend(last.x, begin, end - ARROW);
        (pen.to(Point::new(last.x, self.rects[edge.to].y)), stem)
    }

    fn bend_down(&self, pen: &mut Pen, pair: &[Stop]) {
        let (begin, end) = self.gap(pair);
        pen.bend(pair[1].x, begin, end);
    }

    /// Where in the gap between two stops a line bends, from top to bottom.
    fn gap(&self, pair: &[Stop]) -> (f64, f64) {
        let (above, below) = self.tracks[pair[1].row - 1].around(pair[0].track);
        let end = self.bands.top[pair[1].row];
        (self.bands.bottom[pair[1].row - 1] + above, end - below)
    }

    /// From the side of the node that it leaves up a lane to the side of the node that it enters,
    /// and the part of it up to the trunk that it follows.
    fn back(&self, index: usize, edge: &FlowEdge, line: &Line) -> (Path, Option<Path>) {
        let chain = &self.rows.chains[index];
        let bundle = chain.bundle.map(|bundle| &self.rows.bundles[bundle]);
        let (Some(leaves), Some(enters)) = (chain.lane, bundle.and_then(|bundle| bundle.lane))
        else {
            return Default::default();
        };
        let joins = 1 + usize::from(chain.own.is_some());
        let (from, to) = (self.side(edge.from, leaves), self.side(edge.to, enters));
        let mut pen = Pen::new(from);
        let corner = Point::new(self.x[leaves], from.y);
        pen.corner(corner, Point::new(corner.x, to.y), CORNER);
        let mut stem = None;
        for (place, pair) in line.stops.windows(2).rev().enumerate() {
            let (end, begin) = self.gap(pair);
            pen.bend(pair[0].x, begin, end);
            if place + 1 == joins {
                stem = Some(pen.clone().to(pen.at));
            }
        }
        pen.corner(Point::new(self.x[enters], to.y), to, CORNER);
        (pen.to(to), stem)
    }

    /// Where a lane meets the border of its node.
    fn side(&self, node: usize, lane: usize) -> Point {
        let beside = &self.beside[node];
        let rect = self.rects[node];
        let (list, x) = if beside.left.contains(&lane) {
            (&beside.left, rect.x)
        } else {
            (&beside.right, rect.right())
        };
        let place = list.iter().position(|&other| other == lane).unwrap_or(0);
        let (place, end) = (to_f64(place), to_f64(list.len().saturating_sub(1)));
        let anchor = anchor(Size::new(rect.width, rect.height));
        let slot = SLOT.min(1.5 * anchor / end.max(1.0));
        Point::new(x, rect.y + anchor + (place - end / 2.0) * slot)
    }

    /// Out below, around all rows on the left, and in from above.
    fn outer_back(&self, index: usize, edge: &FlowEdge, line: &Line, x: f64) -> Path {
        let Some(first) = line.stops.first() else {
            return Path::default();
        };
        let mut pen = Pen::new(Point::new(first.x, self.rects[edge.from].bottom()));
        for pair in line.stops.windows(2) {
            self.bend_down(&mut pen, pair);
        }
        let row = line.stops.last().map_or(0, |stop| stop.row);
        pen.turn(x, self.bands.bottom[row], TURN);
        let target = self.rows.top[edge.to];
        let high = self.bands.top[self.rows.elements[target].row];
        let to = self.x[target] + self.ports.into[index];
        pen.turn(to, high, -TURN);
        pen.to(Point::new(to, self.rects[edge.to].y))
    }

    /// A loop at the right side, with its label beyond. Further loops of a node share the line,
    /// and their labels follow; `used` is the width that was needed so far.
    fn looped(&self, edge: &FlowEdge, used: &mut f64) -> Route {
        let rect = self.rects[edge.from];
        let size = Size::new(rect.width, rect.height);
        let y = rect.y + loop_anchor(size);
        let half = LOOP_HALF.min(anchor(size) - 2.0).max(0.0);
        let x = rect.right() + LOOP_REACH - LOOP_GAP;
        let start = Point::new(rect.right(), y - half);
        let mut pen = Pen::new(start);
        pen.corner(Point::new(x, y - half), Point::new(x, y), half);
        pen.corner(
            Point::new(x, y + half),
            Point::new(rect.right(), y + half),
            half,
        );
        let path = pen.to(Point::new(rect.right(), y + half));
        let stem = (*used > 0.0).then(|| Pen::new(start).to(start));
        *used = used.max(LOOP_REACH);
        let label = edge.label.map(|label| {
            let corner = Point::new(rect.right() + *used, y - label.height / 2.0);
            *used += label.width + LOOP_GAP;
            Rect::new(corner, label)
        });
        Route {
            path,
            stem,
            label,
            back: true,
        }
    }
}
