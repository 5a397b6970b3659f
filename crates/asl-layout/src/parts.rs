//! The connected parts of a level.

use crate::flow::{Flow, FlowEdge, Turn};
use crate::geometry::Size;
use crate::graph::{Edge, EdgeKind};

/// The connected parts with the level's indices of their nodes: the one with the start mark
/// first, then by their first node. Edges whose ends do not exist are in no part.
pub(crate) fn parts(sizes: &[Size], edges: &[Edge]) -> Vec<(Vec<usize>, Flow)> {
    let valid = |edge: &&Edge| edge.from < sizes.len() && edge.to < sizes.len();
    let part_of = part_of(sizes.len(), edges.iter().filter(valid));
    let count = part_of.iter().map(|part| part + 1).max().unwrap_or(0);
    let mut parts: Vec<(Vec<usize>, Vec<FlowEdge>)> = Vec::new();
    parts.resize_with(count, Default::default);
    let mut local = vec![0; sizes.len()];
    for (node, &part) in part_of.iter().enumerate() {
        local[node] = parts[part].0.len();
        parts[part].0.push(node);
    }
    for (index, edge) in edges.iter().enumerate().filter(|(_, edge)| valid(edge)) {
        let turn = if edge.from == edge.to {
            Turn::Loop
        } else {
            Turn::Forward
        };
        parts[part_of[edge.from]].1.push(FlowEdge {
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
    parts.into_iter().map(flow).collect()
}

/// The part of every node.
fn part_of<'a>(count: usize, edges: impl Iterator<Item = &'a Edge>) -> Vec<usize> {
    let mut groups = Groups::new(count);
    let mut start = None;
    for edge in edges {
        groups.join(edge.from, edge.to);
        if edge.kind == EdgeKind::Start {
            start = start.or(Some(edge.from));
        }
    }
    let mut number = vec![None; count];
    let mut next = 0;
    for node in start.into_iter().chain(0..count) {
        let part = &mut number[groups.head(node)];
        if part.is_none() {
            *part = Some(next);
            next += 1;
        }
    }
    (0..count)
        .map(|node| number[groups.head(node)].unwrap_or(0))
        .collect()
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
