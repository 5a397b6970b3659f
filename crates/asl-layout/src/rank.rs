//! Ranks: how far down the flow each node stands.
//!
//! Every node stands as early as its edges allow. For flows this beats minimal edge length: a
//! handler stands right after what it handles, and no branch sinks towards its far end.

use crate::flow::Flow;
use crate::geometry::to_f64;
use crate::options::Options;

/// A container this deep is not stretched over more ranks, whatever its height.
const MOST_RANKS: usize = 200;

/// The first rank of every node, and how many ranks it takes.
pub(crate) struct Ranks {
    pub(crate) first: Vec<usize>,
    pub(crate) span: Vec<usize>,
}

impl Ranks {
    /// The last rank that a node takes.
    pub(crate) fn last(&self, node: usize) -> usize {
        self.first[node] + self.span[node] - 1
    }
}

/// How many ranks each node takes: one, and tall boxes as many as cards would fill their height.
pub(crate) fn spans(flow: &Flow, options: &Options) -> Vec<usize> {
    let pitch = options.row_height + options.rank_gap;
    let fits = |height: f64, ranks: usize| to_f64(ranks) * pitch <= height + options.rank_gap;
    let span = |height: f64| {
        (2..=MOST_RANKS)
            .take_while(|&ranks| fits(height, ranks))
            .count()
            + 1
    };
    flow.sizes.iter().map(|size| span(size.height)).collect()
}

/// Gives every node its rank.
pub(crate) fn ranks(flow: &Flow, span: Vec<usize>) -> Ranks {
    let count = flow.sizes.len();
    let mut rank: Vec<Option<i64>> = vec![None; count];
    let length = |node: usize| i64::try_from(span[node]).unwrap_or(1);
    let after = |rank: &[Option<i64>], node: usize| rank[node].map(|rank| rank + length(node));
    let incoming = incoming(flow);
    // What the root reaches: as early as possible.
    for &node in flow.topo.iter().filter(|&&node| flow.reached[node]) {
        let earliest = incoming[node].iter().filter_map(|&from| after(&rank, from));
        rank[node] = Some(earliest.max().unwrap_or(0));
    }
    // What only leads there: as late as possible, so that it stands beside.
    for &node in flow.topo.iter().rev() {
        if rank[node].is_none() {
            let targets = flow.forward(node).filter_map(|(_, edge)| rank[edge.to]);
            rank[node] = targets.min().map(|rank| rank - length(node));
        }
    }
    // What is only reached from there: early again.
    for &node in &flow.topo {
        if rank[node].is_none() {
            let earliest = incoming[node].iter().filter_map(|&from| after(&rank, from));
            rank[node] = Some(earliest.max().unwrap_or(0));
        }
    }
    let lowest = rank.iter().flatten().copied().min().unwrap_or(0);
    let first = rank
        .iter()
        .map(|rank| usize::try_from(rank.unwrap_or(lowest) - lowest).unwrap_or(0))
        .collect();
    Ranks { first, span }
}

/// The nodes that forward edges come from, by node.
fn incoming(flow: &Flow) -> Vec<Vec<usize>> {
    let mut incoming = vec![Vec::new(); flow.sizes.len()];
    for &node in &flow.topo {
        for (_, edge) in flow.forward(node) {
            incoming[edge.to].push(node);
        }
    }
    incoming
}
