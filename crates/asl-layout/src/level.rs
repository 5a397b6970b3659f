//! One level: its connected parts are laid out one by one and stood side by side.

use crate::flow::{Flow, FlowEdge, Turn};
use crate::geometry::{Point, Rect, Size};
use crate::graph::{Edge, EdgeKind};
use crate::lanes;
use crate::options::Options;
use crate::order;
use crate::place;
use crate::placed::Route;
use crate::ports::Ports;
use crate::rank;
use crate::rise;
use crate::route::Drawing;
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
    let spans = rank::spans(flow, options);
    let tall = spans.iter().any(|&span| span > 1);
    let level = try_part(flow, spans, options);
    match level {
        Some(level) => level,
        // With every node in one row, lines can cross no node whatever the order.
        None if tall => {
            try_part(flow, vec![1; flow.sizes.len()], options).unwrap_or_else(Level::empty)
        }
        None => Level::empty(),
    }
}

/// Lays a part out; `None` when a line would have to cross a node that takes several rows.
fn try_part(flow: &Flow, spans: Vec<usize>, options: &Options) -> Option<Level> {
    let ranks = rank::ranks(flow, spans);
    let mut rows = weave(flow, &ranks);
    if !order::order(&mut rows) && ranks.span.iter().any(|&span| span > 1) {
        return None;
    }
    let beside = lanes::add_lanes(flow, &mut rows);
    let spine = Spine::new(flow, &ranks);
    let mut ports = Ports::new(flow, &rows, &spine);
    let x = place::place(flow, &rows, &spine, &ports, options);
    ports.snap(flow, &rows, &x);
    let mut lines = stops::lines(flow, &rows, &x, &ports);
    let tracks = tracks::assign(&mut lines, rows.order.len());
    let bands = rise::rise(flow, &ranks, &rows, &lines, &tracks, options);
    let rects: Vec<Rect> = (0..flow.sizes.len())
        .map(|node| {
            let size = flow.sizes[node];
            let left = x[rows.top[node]] - size.width / 2.0;
            let top = rise::node_top(flow, &ranks, &rows, &bands, node);
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
    Some(Level::at_origin(rects, routes))
}

impl Level {
    fn empty() -> Self {
        Self::at_origin(Vec::new(), Vec::new())
    }

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
        if rects.is_empty() {
            (low, high) = (Point::default(), Point::default());
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

/// The connected parts, the one with the start mark first, then by their first node.
fn parts(sizes: &[Size], edges: &[Edge]) -> Vec<(Vec<usize>, Flow)> {
    let is_valid = |edge: &Edge| edge.from < sizes.len() && edge.to < sizes.len();
    let mut groups = Groups::new(sizes.len());
    for edge in edges.iter().filter(|edge| is_valid(edge)) {
        groups.join(edge.from, edge.to);
    }
    let start = edges
        .iter()
        .find(|edge| is_valid(edge) && edge.kind == EdgeKind::Start);
    let mut part_of = vec![usize::MAX; sizes.len()];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for node in start
        .map(|edge| edge.from)
        .into_iter()
        .chain(0..sizes.len())
    {
        let head = groups.head(node);
        if part_of[head] == usize::MAX {
            part_of[head] = parts.len();
            parts.push(Vec::new());
        }
    }
    let mut local = vec![0; sizes.len()];
    for node in 0..sizes.len() {
        let part = part_of[groups.head(node)];
        local[node] = parts[part].len();
        parts[part].push(node);
    }
    let mut inner: Vec<Vec<FlowEdge>> = parts.iter().map(|_| Vec::new()).collect();
    for (index, edge) in edges.iter().enumerate().filter(|(_, edge)| is_valid(edge)) {
        let turn = if edge.from == edge.to {
            Turn::Loop
        } else {
            Turn::Forward
        };
        inner[part_of[groups.head(edge.from)]].push(FlowEdge {
            index,
            from: local[edge.from],
            to: local[edge.to],
            kind: edge.kind,
            label: edge.label.map(Size::sane),
            turn,
        });
    }
    let flow = |(nodes, edges): (Vec<usize>, Vec<FlowEdge>)| {
        let sizes = nodes.iter().map(|&node| sizes[node]).collect();
        (nodes, Flow::new(sizes, edges))
    };
    parts.into_iter().zip(inner).map(flow).collect()
}

/// Disjoint sets of nodes.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    fn head(&mut self, mut node: usize) -> usize {
        while self.parent[node] != node {
            self.parent[node] = self.parent[self.parent[node]];
            node = self.parent[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.head(a), self.head(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
    }
}
