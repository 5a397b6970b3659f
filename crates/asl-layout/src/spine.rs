//! Which edge continues a node's line, and how strongly every edge wants to be straight.

use crate::flow::{Flow, FlowEdge, Turn};
use crate::graph::EdgeKind;
use crate::rank::Ranks;

/// The main line through every node.
pub(crate) struct Spine {
    /// By node, the edge that goes straight on below it.
    pub(crate) out: Vec<Option<usize>>,
    /// By node, the edge that comes straight from above.
    pub(crate) into: Vec<Option<usize>>,
    /// By edge, the pull between its two nodes.
    pub(crate) pull: Vec<f64>,
}

/// How strongly edges pull. Only the proportions count.
mod pull {
    pub(super) const STRAIGHT: f64 = 50.0;
    pub(super) const JOIN: f64 = 5.0;
    pub(super) const BRANCH: f64 = 2.0;
    pub(super) const ASIDE: f64 = 0.3;
    pub(super) const CATCH: f64 = 0.1;
    pub(super) const BACK: f64 = 0.05;
}

impl Spine {
    /// Finds the main lines.
    pub(crate) fn new(flow: &Flow, ranks: &Ranks) -> Self {
        let depth = depths(flow);
        let count = flow.sizes.len();
        let mut spine = Self {
            out: vec![None; count],
            into: vec![None; count],
            pull: vec![0.0; flow.edges.len()],
        };
        let mut major = vec![false; flow.edges.len()];
        let mut coming = vec![Vec::new(); count];
        for node in 0..count {
            let leading = leading_on(flow, ranks, node, &depth);
            for &edge in &leading {
                major[edge] = true;
            }
            spine.out[node] = only(&leading);
            for (index, edge) in flow.forward(node) {
                coming[edge.to].push(index);
            }
        }
        let grand = grand(flow, &major);
        for (node, coming) in coming.into_iter().enumerate() {
            spine.into[node] = only(&leading_in(flow, ranks, node, coming, &major, &grand));
        }
        for (index, edge) in flow.edges.iter().enumerate() {
            spine.pull[index] = spine.pull_of(flow, index, edge, major[index]);
        }
        spine
    }

    /// Whether an edge is a piece of a straight line through both of its nodes.
    pub(crate) fn is_straight(&self, index: usize, edge: &FlowEdge) -> bool {
        self.out[edge.from] == Some(index) && self.into[edge.to] == Some(index)
    }

    fn pull_of(&self, flow: &Flow, index: usize, edge: &FlowEdge, major: bool) -> f64 {
        let joins_main = flow.main[edge.to] && !flow.main[edge.from];
        match edge.kind {
            _ if edge.turn == Turn::Back => pull::BACK,
            _ if self.is_straight(index, edge) => pull::STRAIGHT,
            EdgeKind::Catch => pull::CATCH,
            _ if !major || joins_main => pull::ASIDE,
            EdgeKind::Choice | EdgeKind::Default => pull::BRANCH,
            EdgeKind::Start | EdgeKind::Next | EdgeKind::End => pull::JOIN,
        }
    }
}

/// The edges by which the flow goes on: not the catchers, unless there is nothing else; not what
/// skips ahead or soon ends when something else goes on.
fn leading_on(flow: &Flow, ranks: &Ranks, node: usize, depth: &[usize]) -> Vec<usize> {
    let all: Vec<usize> = flow.forward(node).map(|(index, _)| index).collect();
    let list = prefer(all, |&index| flow.edges[index].kind != EdgeKind::Catch);
    let list = prefer(list, |&index| is_short(ranks, &flow.edges[index]));
    let deepest = list.iter().map(|&index| depth[flow.edges[index].to]).max();
    prefer(list, |&index| {
        deepest.is_some_and(|deepest| 2 * depth[flow.edges[index].to] >= deepest)
    })
}

/// The edges by which the flow comes: from where it goes on from the root, rather than from what
/// it leaves aside; from the main path rather than from a handler; and else from right above.
fn leading_in(
    flow: &Flow,
    ranks: &Ranks,
    node: usize,
    coming: Vec<usize>,
    major: &[bool],
    grand: &[bool],
) -> Vec<usize> {
    let list = prefer(coming, |&index| {
        let edge = &flow.edges[index];
        edge.kind != EdgeKind::Catch && (flow.main[edge.from] || !flow.main[node])
    });
    let goes_on = |&index: &usize| major[index] && grand[flow.edges[index].from];
    if list.iter().any(goes_on) {
        prefer(list, goes_on)
    } else {
        prefer(list, |&index| is_short(ranks, &flow.edges[index]))
    }
}

/// By node, whether the flow goes on to it from the root by major edges alone.
fn grand(flow: &Flow, major: &[bool]) -> Vec<bool> {
    let mut grand = vec![false; flow.sizes.len()];
    grand[flow.root] = true;
    for &node in flow.topo.iter().filter(|&&node| flow.main[node]) {
        for (index, edge) in flow.forward(node) {
            grand[edge.to] |= grand[node] && major[index];
        }
    }
    grand
}

/// Those that the test accepts, or all when it accepts none.
fn prefer(list: Vec<usize>, test: impl Fn(&usize) -> bool) -> Vec<usize> {
    let some: Vec<usize> = list.iter().copied().filter(test).collect();
    if some.is_empty() { list } else { some }
}

fn only(list: &[usize]) -> Option<usize> {
    match list {
        [one] => Some(*one),
        _ => None,
    }
}

fn is_short(ranks: &Ranks, edge: &FlowEdge) -> bool {
    ranks.first[edge.to] == ranks.last(edge.from) + 1
}

/// By node, the edges on the longest way to an end of the flow, catchers left out.
fn depths(flow: &Flow) -> Vec<usize> {
    let mut depth = vec![0; flow.sizes.len()];
    for &node in flow.topo.iter().rev() {
        let onward = flow
            .forward(node)
            .filter(|(_, edge)| edge.kind != EdgeKind::Catch);
        depth[node] = onward
            .map(|(_, edge)| depth[edge.to] + 1)
            .max()
            .unwrap_or(0);
    }
    depth
}
