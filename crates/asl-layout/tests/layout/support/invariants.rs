//! What has to hold for every layout, whatever the graph.

use asl_layout::{Content, Edge, EdgeKind, Graph, Layout, Path, Point, Rect, Route};

/// Rounding that is no fault.
const EXACT: f64 = 1e-6;

/// Checks a layout with all levels inside; `what` names the graph in a failure.
#[track_caller]
pub(crate) fn check(graph: &Graph, layout: &Layout, what: &str) {
    let whole = Rect::new(Point::default(), layout.size);
    let faults = level_faults(graph, layout, &whole);
    assert!(faults.is_empty(), "{what}: {}", faults.join("\n"));
}

fn level_faults(graph: &Graph, layout: &Layout, room: &Rect) -> Vec<String> {
    let mut faults = Vec::new();
    let same = (layout.nodes.len(), layout.edges.len()) == (graph.nodes.len(), graph.edges.len());
    if !same {
        return vec!["nodes or edges are missing".into()];
    }
    boxes(layout, room, &mut faults);
    for (index, (edge, route)) in graph.edges.iter().zip(&layout.edges).enumerate() {
        let mut edge_faults = Vec::new();
        ends(edge, route, layout, &mut edge_faults);
        way(index, edge, route, layout, room, &mut edge_faults);
        faults.extend(
            edge_faults
                .into_iter()
                .map(|fault| format!("edge {index}: {fault}")),
        );
    }
    branches(graph, layout, &mut faults);
    for (node, placed) in graph.nodes.iter().zip(&layout.nodes) {
        let Content::Container {
            header,
            padding,
            groups,
        } = &node.content
        else {
            continue;
        };
        let rect = placed.rect;
        let inside = Rect {
            x: rect.x + padding,
            y: rect.y + header + padding,
            width: rect.width - 2.0 * padding,
            height: rect.height - header - 2.0 * padding,
        };
        for (group, level) in groups.iter().zip(&placed.groups) {
            faults.extend(level_faults(group, level, &inside));
        }
    }
    faults
}

/// Nodes and labels lie in the room and apart from each other.
fn boxes(layout: &Layout, room: &Rect, faults: &mut Vec<String>) {
    let nodes = layout.nodes.iter().map(|node| ("node", node.rect));
    let labels = layout.edges.iter().filter_map(|edge| edge.label);
    let boxes: Vec<(&str, Rect)> = nodes.chain(labels.map(|label| ("label", label))).collect();
    for (place, (kind, rect)) in boxes.iter().enumerate() {
        let wide = Rect {
            x: room.x - EXACT,
            y: room.y - EXACT,
            width: room.width + 2.0 * EXACT,
            height: room.height + 2.0 * EXACT,
        };
        if !wide.contains(rect) {
            faults.push(format!("{kind} {rect:?} outside of {room:?}"));
        }
        for (other_kind, other) in &boxes[..place] {
            if shrunk(rect).overlaps(other) {
                faults.push(format!("{kind} {rect:?} on {other_kind} {other:?}"));
            }
        }
    }
}

/// An edge begins and ends on the borders of its nodes, and forward edges lead down.
fn ends(edge: &Edge, route: &Route, layout: &Layout, faults: &mut Vec<String>) {
    let (start, end) = (route.path.start, route.path.end());
    let (from, to) = (layout.nodes[edge.from].rect, layout.nodes[edge.to].rect);
    let good = if route.back {
        on_border(&from, start) && on_border(&to, end)
    } else {
        let below =
            (start.y - from.bottom()).abs() < EXACT && within(start.x, from.x, from.right());
        let above = (end.y - to.y).abs() < EXACT && within(end.x, to.x, to.right());
        below && above && start.y < end.y
    };
    if !good {
        faults.push(format!("{start:?} {end:?} is not from {from:?} to {to:?}"));
    }
}

/// The line meets no node and no label but its own, stays in the room, and leaves its own nodes.
fn way(
    index: usize,
    edge: &Edge,
    route: &Route,
    layout: &Layout,
    room: &Rect,
    faults: &mut Vec<String>,
) {
    let labels = layout
        .edges
        .iter()
        .enumerate()
        .filter(|&(other, _)| other != index);
    let labels = labels.filter_map(|(_, other)| other.label);
    let nodes = layout.nodes.iter().enumerate().map(|(node, placed)| {
        let own = node == edge.from || node == edge.to;
        // At its own nodes the line may touch the border.
        if own {
            shrunk(&placed.rect)
        } else {
            placed.rect
        }
    });
    let obstacles: Vec<Rect> = nodes.chain(labels).collect();
    for point in samples(&route.path) {
        if !point.x.is_finite() || !point.y.is_finite() {
            faults.push(format!("{point:?} is not finite"));
            return;
        }
        if !within(point.x, room.x, room.right()) || !within(point.y, room.y, room.bottom()) {
            faults.push(format!("{point:?} outside of {room:?}"));
        }
        let inside = |rect: &&Rect| {
            rect.x < point.x
                && point.x < rect.right()
                && rect.y < point.y
                && point.y < rect.bottom()
        };
        if let Some(rect) = obstacles.iter().find(inside) {
            faults.push(format!("{point:?} on {rect:?}"));
            return;
        }
    }
}

/// The labels of a Choice's branches stand from left to right in the order of the definition.
fn branches(graph: &Graph, layout: &Layout, faults: &mut Vec<String>) {
    for node in 0..graph.nodes.len() {
        let edges = graph.edges.iter().zip(&layout.edges);
        let branches = edges.filter(|(edge, route)| {
            let branch = matches!(edge.kind, EdgeKind::Choice | EdgeKind::Default);
            edge.from == node && branch && !route.back
        });
        let places: Vec<f64> = branches
            .filter_map(|(_, route)| Some(route.label?.center().x))
            .collect();
        if !places.is_sorted() {
            faults.push(format!("the branches of {node} stand at {places:?}"));
        }
    }
}

fn samples(path: &Path) -> impl Iterator<Item = Point> {
    let starts = std::iter::once(path.start).chain(path.curves.iter().map(|curve| curve.to));
    starts.zip(&path.curves).flat_map(|(from, curve)| {
        (0..=24).map(move |step| curve.point(from, f64::from(step) / 24.0))
    })
}

fn within(value: f64, low: f64, high: f64) -> bool {
    low - EXACT <= value && value <= high + EXACT
}

fn on_border(rect: &Rect, point: Point) -> bool {
    let upright = [rect.x, rect.right()]
        .iter()
        .any(|x| (x - point.x).abs() < EXACT);
    let level = [rect.y, rect.bottom()]
        .iter()
        .any(|y| (y - point.y).abs() < EXACT);
    upright && within(point.y, rect.y, rect.bottom())
        || level && within(point.x, rect.x, rect.right())
}

fn shrunk(rect: &Rect) -> Rect {
    Rect {
        x: rect.x + EXACT,
        y: rect.y + EXACT,
        width: (rect.width - 2.0 * EXACT).max(0.0),
        height: (rect.height - 2.0 * EXACT).max(0.0),
    }
}
