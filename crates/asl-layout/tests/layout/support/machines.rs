//! Random graphs that look like state machines, from a seed.

use asl_layout::{Content, Edge, EdgeKind, Graph, Node, Size};

/// A small generator (xorshift): equal seeds give equal graphs on every platform.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (end.max(1) as u64)).unwrap_or(0)
    }

    fn length(&mut self, least: u32, most: u32) -> f64 {
        let more = self.below((most - least) as usize);
        f64::from(least) + f64::from(u32::try_from(more).unwrap_or(0))
    }
}

pub(crate) fn card() -> Node {
    Node::leaf(208.0, 52.0)
}

pub(crate) fn mark() -> Node {
    Node::leaf(16.0, 16.0)
}

/// A level with a start mark, states and an end mark; some states are containers of levels.
pub(crate) fn machine(random: &mut Random, depth: usize) -> Graph {
    let states = 1 + random.below(if depth == 0 { 14 } else { 5 });
    let end = states + 1;
    let mut graph = Graph::default();
    graph.nodes.push(mark());
    graph.edges.push(Edge::new(0, 1, EdgeKind::Start));
    for state in 1..=states {
        let node = state_node(random, depth);
        graph.nodes.push(node);
        add_edges(&mut graph, random, state, end);
    }
    graph.nodes.push(mark());
    graph
}

fn state_node(random: &mut Random, depth: usize) -> Node {
    let groups = match random.below(12) {
        0 if depth < 3 => 1,
        1 if depth < 3 => 1 + random.below(4),
        _ => return card(),
    };
    Node {
        size: Size::new(208.0, 52.0),
        content: Content::Container {
            header: 32.0,
            padding: 20.0,
            groups: (0..groups).map(|_| machine(random, depth + 1)).collect(),
        },
    }
}

fn add_edges(graph: &mut Graph, random: &mut Random, state: usize, end: usize) {
    let next = |random: &mut Random| match random.below(10) {
        0 => 1 + random.below(end - 1),
        1..=3 => (state + 2 + random.below(3)).min(end),
        _ => state + 1,
    };
    let edge = |graph: &mut Graph, random: &mut Random, kind: EdgeKind| {
        let to = next(random);
        let kind = if to == end && kind == EdgeKind::Next {
            EdgeKind::End
        } else {
            kind
        };
        let edge = Edge::new(state, to, kind);
        graph.edges.push(match kind {
            EdgeKind::Start | EdgeKind::Next | EdgeKind::End => edge,
            _ => edge.labelled(random.length(40, 180), random.length(18, 28)),
        });
    };
    match random.below(8) {
        0 | 1 => {
            for _ in 0..=random.below(4) {
                edge(graph, random, EdgeKind::Choice);
            }
            edge(graph, random, EdgeKind::Default);
        }
        // A state that ends the flow without an edge, like Fail.
        2 if random.below(2) == 0 => {}
        _ => edge(graph, random, EdgeKind::Next),
    }
    for _ in 0..random.below(5).saturating_sub(2) {
        edge(graph, random, EdgeKind::Catch);
    }
}
