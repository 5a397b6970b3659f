//! One connected part of a level as a flow: where it begins, what leads back, what is the main path.
//!
//! Nodes are indices into `sizes`, edges into `edges`; both are made here and stay in range.

use crate::geometry::Size;
use crate::graph::EdgeKind;

/// A connected part of a level.
pub(crate) struct Flow {
    pub(crate) sizes: Vec<Size>,
    pub(crate) edges: Vec<FlowEdge>,
    /// Where the flow begins.
    pub(crate) root: usize,
    /// All nodes, each before those that its forward edges lead to.
    pub(crate) topo: Vec<usize>,
    /// Reached from the root without a catcher.
    pub(crate) main: Vec<bool>,
    /// Reached from the root at all.
    pub(crate) reached: Vec<bool>,
    /// Edges that leave a node: those of the main flow in the order of the definition, then the
    /// catchers. Loops on one node are in no list.
    pub(crate) out: Vec<Vec<usize>>,
    /// The loops on each node.
    loops: Vec<Vec<usize>>,
}

/// An edge of the part.
pub(crate) struct FlowEdge {
    /// Its index on the level.
    pub(crate) index: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: EdgeKind,
    pub(crate) label: Option<Size>,
    pub(crate) turn: Turn,
}

/// Which way an edge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// To a later rank.
    Forward,
    /// To an earlier rank.
    Back,
    /// To the node it leaves.
    Loop,
}

impl Flow {
    /// Reads the part: `edges` come with `Turn::Forward`, or `Turn::Loop` where both ends agree.
    pub(crate) fn new(sizes: Vec<Size>, edges: Vec<FlowEdge>) -> Self {
        let root = find_root(sizes.len(), &edges);
        let out = outgoing(sizes.len(), &edges);
        let mut loops = vec![Vec::new(); sizes.len()];
        for (index, edge) in edges.iter().enumerate() {
            if edge.turn == Turn::Loop {
                loops[edge.from].push(index);
            }
        }
        let mut flow = Self {
            loops,
            main: vec![false; sizes.len()],
            reached: vec![false; sizes.len()],
            topo: Vec::new(),
            sizes,
            edges,
            root,
            out,
        };
        flow.turn_back();
        flow.mark_reached();
        flow
    }

    /// The forward edges that leave a node, in the order of `out`.
    pub(crate) fn forward(&self, node: usize) -> impl Iterator<Item = (usize, &FlowEdge)> {
        self.out[node]
            .iter()
            .map(|&edge| (edge, &self.edges[edge]))
            .filter(|(_, edge)| edge.turn == Turn::Forward)
    }

    /// The edges that lead from a node to itself.
    pub(crate) fn loops(&self, node: usize) -> impl Iterator<Item = &FlowEdge> {
        self.loops[node].iter().map(|&edge| &self.edges[edge])
    }

    /// Whether any edge leads from a node to itself.
    pub(crate) fn has_loops(&self, node: usize) -> bool {
        !self.loops[node].is_empty()
    }

    /// Depth first from the root: what leads to a node whose visit has not ended leads back.
    fn turn_back(&mut self) {
        let count = self.sizes.len();
        let mut entered = vec![false; count];
        let mut left = vec![false; count];
        for start in starts(self) {
            if entered[start] {
                continue;
            }
            entered[start] = true;
            let mut stack = vec![(start, 0)];
            while let Some((node, next)) = stack.pop() {
                let Some(&edge) = self.out[node].get(next) else {
                    left[node] = true;
                    self.topo.push(node);
                    continue;
                };
                stack.push((node, next + 1));
                let to = self.edges[edge].to;
                if !entered[to] {
                    entered[to] = true;
                    stack.push((to, 0));
                } else if !left[to] {
                    self.edges[edge].turn = Turn::Back;
                }
            }
        }
        self.topo.reverse();
    }

    fn mark_reached(&mut self) {
        let mut main = vec![false; self.sizes.len()];
        let mut reached = main.clone();
        (main[self.root], reached[self.root]) = (true, true);
        for &node in &self.topo {
            for (_, edge) in self.forward(node) {
                reached[edge.to] |= reached[node];
                main[edge.to] |= main[node] && edge.kind != EdgeKind::Catch;
            }
        }
        (self.main, self.reached) = (main, reached);
    }
}

/// Where a start mark points from, else the first node that nothing leads to, else the first.
fn find_root(count: usize, edges: &[FlowEdge]) -> usize {
    let start = edges.iter().find(|edge| edge.kind == EdgeKind::Start);
    if let Some(start) = start {
        return start.from;
    }
    let entered = entered(count, edges);
    entered.iter().position(|entered| !entered).unwrap_or(0)
}

fn starts(flow: &Flow) -> Vec<usize> {
    let entered = entered(flow.sizes.len(), &flow.edges);
    let all = 0..flow.sizes.len();
    let first = all.clone().filter(|&node| !entered[node]);
    std::iter::once(flow.root).chain(first).chain(all).collect()
}

fn entered(count: usize, edges: &[FlowEdge]) -> Vec<bool> {
    let mut entered = vec![false; count];
    for edge in edges.iter().filter(|edge| edge.turn != Turn::Loop) {
        entered[edge.to] = true;
    }
    entered
}

fn outgoing(count: usize, edges: &[FlowEdge]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); count];
    for catch in [false, true] {
        for (index, edge) in edges.iter().enumerate() {
            if edge.turn != Turn::Loop && (edge.kind == EdgeKind::Catch) == catch {
                out[edge.from].push(index);
            }
        }
    }
    out
}
