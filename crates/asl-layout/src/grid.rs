//! The grid: which rows there are, and which lines run in them.

use std::collections::BTreeMap;

use crate::flow::{Flow, FlowEdge, Turn};
use crate::graph::EdgeKind;
use crate::rank::Ranks;
use crate::rows::Class;

/// Where each rank's row and the row of labels below it are.
pub(crate) struct Grid {
    /// The row of each rank.
    pub(crate) nodes: Vec<usize>,
    /// The row of labels below each rank, where there is one.
    pub(crate) labels: Vec<Option<usize>>,
}

impl Grid {
    pub(crate) fn new(flow: &Flow, ranks: &Ranks, is_outer: impl Fn(&FlowEdge) -> bool) -> Self {
        let nodes = 0..flow.sizes.len();
        let count = nodes.clone().map(|node| ranks.last(node) + 1).max();
        let mut labelled = vec![false; count.unwrap_or(0)];
        for edge in flow.edges.iter().filter(|edge| edge.label.is_some()) {
            match edge.turn {
                Turn::Loop => {}
                Turn::Back if !is_outer(edge) => labelled[ranks.first[edge.from] - 1] = true,
                Turn::Forward | Turn::Back => labelled[ranks.last(edge.from)] = true,
            }
        }
        for node in nodes {
            let branches = flow.forward(node).filter(|(_, edge)| is_branch(edge));
            if branches.count() > 1 {
                labelled[ranks.last(node)] = true;
            }
        }
        let mut grid = Self {
            nodes: Vec::new(),
            labels: Vec::new(),
        };
        let mut row = 0;
        for labelled in labelled {
            grid.nodes.push(row);
            grid.labels.push(labelled.then_some(row + 1));
            row += 1 + usize::from(labelled);
        }
        grid
    }

    pub(crate) fn count(&self) -> usize {
        self.labels.len() + self.labels.iter().flatten().count()
    }

    pub(crate) fn is_label(&self) -> Vec<bool> {
        let mut is_label = vec![false; self.count()];
        for &row in self.labels.iter().flatten() {
            is_label[row] = true;
        }
        is_label
    }

    /// The row below a rank and its labels.
    pub(crate) fn below(&self, rank: usize) -> usize {
        self.labels[rank].unwrap_or(self.nodes[rank]) + 1
    }
}

/// Beyond so many elements of passing lines, the longest lines run outside of the rows.
const MOST_LINES: usize = 12_000;

pub(crate) fn is_branch(edge: &FlowEdge) -> bool {
    matches!(edge.kind, EdgeKind::Choice | EdgeKind::Default)
}

pub(crate) fn key(edge: &FlowEdge) -> (usize, Class) {
    let class = match (edge.turn, edge.kind) {
        (Turn::Back, EdgeKind::Catch) => Class::CatchBack,
        (Turn::Back, _) => Class::Back,
        (_, EdgeKind::Catch) => Class::Catch,
        _ => Class::Main,
    };
    (edge.to, class)
}

/// For each bundle the ranks that its longest edge passes, and whether it runs outside.
pub(crate) type Lengths = BTreeMap<(usize, Class), (usize, bool)>;

pub(crate) fn bundles(flow: &Flow, ranks: &Ranks) -> Lengths {
    let mut lengths = Lengths::new();
    for edge in flow.edges.iter().filter(|edge| edge.turn != Turn::Loop) {
        let (from, to) = (ranks.first[edge.from], ranks.first[edge.to]);
        let length = &mut lengths.entry(key(edge)).or_default().0;
        *length = (*length).max(from.abs_diff(to));
    }
    keep_outside(&mut lengths);
    lengths
}

/// Puts the longest bundles outside until the rest fits.
fn keep_outside(bundles: &mut Lengths) {
    let mut total: usize = bundles.values().map(|bundle| 2 * bundle.0).sum();
    let mut longest: Vec<&mut (usize, bool)> = bundles.values_mut().collect();
    longest.sort_by_key(|bundle| std::cmp::Reverse(bundle.0));
    for bundle in longest {
        if total <= MOST_LINES {
            break;
        }
        total -= 2 * bundle.0;
        bundle.1 = true;
    }
}
