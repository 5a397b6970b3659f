//! Blocks: elements of neighbouring rows that stand exactly above each other.
//!
//! Connections are taken in the order of their importance. One that would cross another already
//! taken is left out, so that the relation "left of" between blocks never runs in a circle.

use std::collections::BTreeMap;

use crate::flow::{Flow, FlowEdge, Turn};
use crate::ports::Ports;
use crate::rows::{Rows, Serves};
use crate::spine::Spine;

/// The block of every element.
pub(crate) struct Blocks {
    pub(crate) of: Vec<usize>,
    pub(crate) count: usize,
}

/// What a connection is worth, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// The rows of one tall node.
    Span,
    /// The straight line through nodes.
    Straight,
    /// A passing line.
    Inner,
    /// A label or a line right above the node where it ends.
    End,
}

/// A connection of two elements of neighbouring rows.
type Link = (Worth, usize, usize);

impl Blocks {
    /// Joins elements to blocks.
    pub(crate) fn new(flow: &Flow, rows: &Rows, spine: &Spine, ports: &Ports) -> Self {
        let mut links = links(flow, rows, spine, ports);
        links.sort_unstable();
        links.dedup();
        let place = rows.places();
        let mut below = vec![None; rows.elements.len()];
        let mut has_above = vec![false; rows.elements.len()];
        let mut taken: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); rows.order.len()];
        for (_, upper, lower) in links {
            let gap = &mut taken[rows.elements[upper].row];
            let (from, to) = (place[upper], place[lower]);
            let left = gap.range(..from).next_back();
            let right = gap.range(from + 1..).next();
            let crosses =
                left.is_some_and(|left| *left.1 >= to) || right.is_some_and(|right| *right.1 <= to);
            if below[upper].is_none() && !has_above[lower] && !crosses {
                gap.insert(from, to);
                below[upper] = Some(lower);
                has_above[lower] = true;
            }
        }
        number(rows, &below, &has_above)
    }
}

fn number(rows: &Rows, below: &[Option<usize>], has_above: &[bool]) -> Blocks {
    let mut blocks = Blocks {
        of: vec![0; below.len()],
        count: 0,
    };
    for &head in rows
        .order
        .iter()
        .flatten()
        .filter(|&&head| !has_above[head])
    {
        let mut element = Some(head);
        while let Some(member) = element {
            blocks.of[member] = blocks.count;
            element = below[member];
        }
        blocks.count += 1;
    }
    blocks
}

fn links(flow: &Flow, rows: &Rows, spine: &Spine, ports: &Ports) -> Vec<Link> {
    let mut links = Vec::new();
    for node in 0..flow.sizes.len() {
        for element in rows.top[node]..rows.bottom[node] {
            links.push((Worth::Span, element, element + 1));
        }
    }
    let mut straight = vec![false; rows.bundles.len()];
    for (index, edge) in flow.edges.iter().enumerate() {
        if edge.turn == Turn::Forward && !rows.is_outer(index) {
            links.extend(ends(index, edge, rows, spine, ports));
            if let Some(bundle) = rows.chains[index].bundle {
                straight[bundle] |= spine.is_straight(index, edge);
            }
        }
    }
    let is_straight = |serves| match serves {
        Serves::Edge(edge) => spine.is_straight(edge, &flow.edges[edge]),
        Serves::Bundle(bundle) => straight[bundle],
    };
    links.extend(rows.links().into_iter().map(|(upper, lower, serves)| {
        let straight = is_straight(serves);
        let worth = if straight {
            Worth::Straight
        } else {
            Worth::Inner
        };
        (worth, upper, lower)
    }));
    links
}

/// The connections of an edge with its two nodes, where it is straight there.
fn ends(index: usize, edge: &FlowEdge, rows: &Rows, spine: &Spine, ports: &Ports) -> Vec<Link> {
    let straight = spine.is_straight(index, edge);
    let worth = if straight {
        Worth::Straight
    } else {
        Worth::End
    };
    let in_middle = |port: f64| port.abs() < f64::EPSILON;
    let leaves = spine.out[edge.from] == Some(index) && in_middle(ports.out[index]);
    let enters = spine.into[edge.to] == Some(index) && in_middle(ports.into[index]);
    let (from, to) = (rows.bottom[edge.from], rows.top[edge.to]);
    match rows.ends(index) {
        None if leaves && enters => vec![(worth, from, to)],
        None => Vec::new(),
        Some((first, last)) => {
            let leaves = leaves.then_some((worth, from, first));
            let enters = enters.then_some((worth, last, to));
            leaves.into_iter().chain(enters).collect()
        }
    }
}
