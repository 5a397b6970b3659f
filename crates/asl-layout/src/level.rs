//! One level: its connected parts are laid out one by one and stood side by side.

use crate::flow::Flow;
use crate::geometry::{Point, Rect, Size};
use crate::graph::Edge;
use crate::lanes;
use crate::options::Options;
use crate::order;
use crate::parts::parts;
use crate::place;
use crate::placed::Route;
use crate::ports::Ports;
use crate::rank::{self, Ranks};
use crate::rise;
use crate::route::Drawing;
use crate::rows::Rows;
use crate::spine::Spine;
use crate::stops;
use crate::tracks;
use crate::weave::weave;

/// The places of one level, from its own corner.
pub(crate) struct Level {
    pub(crate) size: Size,
    pub(crate) rects: Vec<Rect>,
    pub(crate) routes: Vec<Route>,
}

/// A laid out part, with the level's indices of its nodes and edges.
struct Part {
    nodes: Vec<usize>,
    flow: Flow,
    level: Level,
}

/// Places the boxes and the edges of a level.
pub(crate) fn place(sizes: &[Size], edges: &[Edge], options: &Options) -> Level {
    let parts: Vec<Part> = parts(sizes, edges)
        .into_iter()
        .map(|(nodes, flow)| {
            let level = place_part(&flow, options);
            Part { nodes, flow, level }
        })
        .collect();
    let mut whole = Level {
        size: Size::default(),
        rects: vec![Rect::default(); sizes.len()],
        routes: vec![Route::default(); edges.len()],
    };
    let corners = shelve(&parts, options);
    for (part, corner) in parts.into_iter().zip(corners) {
        let size = part.level.size;
        whole.size.width = whole.size.width.max(corner.x + size.width);
        whole.size.height = whole.size.height.max(corner.y + size.height);
        for (node, mut rect) in part.nodes.into_iter().zip(part.level.rects) {
            rect.shift(corner);
            whole.rects[node] = rect;
        }
        for (edge, mut route) in part.flow.edges.iter().zip(part.level.routes) {
            route.shift(corner);
            whole.routes[edge.index] = route;
        }
    }
    whole
}

/// Where each part goes: in lines from left to right, the part that holds the start first.
fn shelve(parts: &[Part], options: &Options) -> Vec<Point> {
    let gap = 2.0 * options.node_gap;
    let sizes = || parts.iter().map(|part| part.level.size);
    let area: f64 = sizes()
        .map(|size| (size.width + gap) * (size.height + gap))
        .sum();
    let widest = sizes()
        .map(|size| size.width)
        .fold(2.0 * area.sqrt(), f64::max);
    let (mut x, mut y, mut high) = (0.0, 0.0, 0.0_f64);
    sizes()
        .map(|size| {
            if x > 0.0 && x + size.width > widest {
                (x, y, high) = (0.0, y + high + gap, 0.0);
            }
            let corner = Point::new(x, y);
            x += size.width + gap;
            high = high.max(size.height);
            corner
        })
        .collect()
}

fn place_part(flow: &Flow, options: &Options) -> Level {
    let (ranks, rows, clear) = arrange(flow, rank::spans(flow, options));
    if clear {
        draw(flow, &ranks, rows, options)
    } else {
        // With every node in one row, lines can cross no node whatever the order.
        let (ranks, rows, _) = arrange(flow, vec![1; flow.sizes.len()]);
        draw(flow, &ranks, rows, options)
    }
}

/// Rows in their order, and whether no line crosses a node that takes several rows.
fn arrange(flow: &Flow, spans: Vec<usize>) -> (Ranks, Rows, bool) {
    let ranks = rank::ranks(flow, spans);
    let mut rows = weave(flow, &ranks);
    let clear = order::order(&mut rows);
    (ranks, rows, clear)
}

/// Places what is in the rows, and draws the lines.
fn draw(flow: &Flow, ranks: &Ranks, mut rows: Rows, options: &Options) -> Level {
    let beside = lanes::add_lanes(flow, &mut rows);
    let spine = Spine::new(flow, ranks);
    let mut ports = Ports::new(flow, &rows, &spine);
    let x = place::place(flow, &rows, &spine, &ports, options);
    ports.snap(flow, &rows, &x);
    let mut lines = stops::lines(flow, &rows, &x, &ports);
    let tracks = tracks::assign(&mut lines, rows.order.len());
    let bands = rise::rise(flow, ranks, &rows, &lines, &tracks, options);
    let rects: Vec<Rect> = (0..flow.sizes.len())
        .map(|node| {
            let size = flow.sizes[node];
            let left = x[rows.top[node]] - size.width / 2.0;
            let top = rise::node_top(flow, ranks, &rows, &bands, node);
            Rect::new(Point::new(left, top), size)
        })
        .collect();
    let drawing = Drawing {
        flow,
        rows: &rows,
        x: &x,
        ports: &ports,
        beside: &beside,
        bands: &bands,
        tracks: &tracks,
        rects: &rects,
    };
    let routes = drawing.routes(&lines);
    Level::at_origin(rects, routes)
}

impl Level {
    /// Moves everything so that the corner is (0, 0), and measures it.
    fn at_origin(mut rects: Vec<Rect>, mut routes: Vec<Route>) -> Self {
        let mut low = Point::new(f64::INFINITY, f64::INFINITY);
        let mut high = Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
        let mut cover = |a: Point, b: Point| {
            low = Point::new(low.x.min(a.x), low.y.min(a.y));
            high = Point::new(high.x.max(b.x), high.y.max(b.y));
        };
        let labels = routes.iter().filter_map(|route| route.label.as_ref());
        for rect in rects.iter().chain(labels) {
            cover(
                Point::new(rect.x, rect.y),
                Point::new(rect.right(), rect.bottom()),
            );
        }
        for route in &routes {
            let (a, b) = route.path.bounds();
            cover(a, b);
        }
        // Whole pixels, so that lines stay crisp.
        let by = Point::new(-low.x.floor(), -low.y.floor());
        for rect in &mut rects {
            rect.shift(by);
        }
        for route in &mut routes {
            route.shift(by);
        }
        let size = Size::new((high.x + by.x).ceil(), (high.y + by.y).ceil());
        Self {
            size,
            rects,
            routes,
        }
    }
}
