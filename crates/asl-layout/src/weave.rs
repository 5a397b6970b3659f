//! Fills the rows: every node, and for every edge the elements between its two nodes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::flow::{Flow, FlowEdge, Turn};
use crate::grid::{self, Grid};
use crate::lanes;
use crate::rank::Ranks;
use crate::rows::{Bundle, Chain, Class, Role, Rows};
use crate::segments;

/// Builds the rows of a part, each in no particular order yet.
pub(crate) fn weave(flow: &Flow, ranks: &Ranks) -> Rows {
    let bundles = grid::bundles(flow, ranks);
    let keys: BTreeMap<(usize, Class), usize> = bundles.keys().copied().zip(0..).collect();
    let outer: Vec<bool> = bundles.values().map(|bundle| bundle.1).collect();
    let grid = Grid::new(flow, ranks, |edge| outer[keys[&grid::key(edge)]]);
    let bundles = keys.keys().zip(outer).map(|(&(_, class), outer)| Bundle {
        class,
        trunk: Vec::new(),
        lane: None,
        outer,
    });
    let out = Rows {
        order: vec![Vec::new(); grid.count()],
        labels: grid.is_label(),
        elements: Vec::new(),
        segments: Vec::new(),
        chains: Vec::new(),
        bundles: bundles.collect(),
        top: Vec::new(),
        bottom: Vec::new(),
    };
    let mut builder = Builder {
        flow,
        ranks,
        grid,
        out,
    };
    builder.add_nodes();
    for edge in &flow.edges {
        let bundle = keys.get(&grid::key(edge)).copied();
        builder.add_chain(edge, bundle);
    }
    builder.out.segments = segments::segments(flow, &builder.out);
    builder.out
}

struct Builder<'a> {
    flow: &'a Flow,
    ranks: &'a Ranks,
    grid: Grid,
    out: Rows,
}

impl Builder<'_> {
    fn add_nodes(&mut self) {
        for (node, size) in self.flow.sizes.iter().enumerate() {
            let half = size.width / 2.0;
            let extents = (half, half + lanes::loops_width(self.flow, node));
            let first = self.grid.nodes[self.ranks.first[node]];
            let last = self.grid.nodes[self.ranks.last(node)];
            self.out.top.push(self.out.elements.len());
            self.out.add(first, extents, Role::Node(node));
            for row in first + 1..=last {
                self.out.add(row, extents, Role::Span(node));
            }
            self.out.bottom.push(self.out.elements.len() - 1);
        }
    }

    fn add_chain(&mut self, edge: &FlowEdge, bundle: Option<usize>) {
        let chain = match edge.turn {
            Turn::Loop => Chain::default(),
            Turn::Forward => self.forward(edge, bundle),
            Turn::Back => self.back(edge, bundle),
        };
        self.out.chains.push(chain);
    }

    fn forward(&mut self, edge: &FlowEdge, bundle: Option<usize>) -> Chain {
        let rank = self.ranks.last(edge.from);
        let own = self.grid.labels[rank].map(|row| self.own(edge, row));
        let joins = self.grid.below(rank);
        let target = self.grid.nodes[self.ranks.first[edge.to]];
        let bundle = bundle.filter(|_| joins < target);
        let trunk = bundle.map_or(0..0, |bundle| self.trunk(bundle, joins..target));
        Chain {
            own,
            bundle,
            trunk,
            lane: None,
        }
    }

    fn back(&mut self, edge: &FlowEdge, bundle: Option<usize>) -> Chain {
        let outer = bundle.is_some_and(|bundle| self.out.bundles[bundle].outer);
        if outer {
            let row = self.grid.labels[self.ranks.last(edge.from)];
            let own = row.filter(|_| edge.label.is_some());
            let own = own.map(|row| self.own(edge, row));
            return Chain {
                own,
                bundle,
                ..Chain::default()
            };
        }
        let source = self.grid.nodes[self.ranks.first[edge.from]];
        let own = edge.label.map(|_| self.own(edge, source - 1));
        let first = self.grid.nodes[self.ranks.first[edge.to]] + 1;
        let end = if own.is_some() { source - 1 } else { source };
        let trunk = bundle.map_or(0..0, |bundle| self.trunk(bundle, first..end));
        Chain {
            own,
            bundle,
            trunk,
            lane: None,
        }
    }

    /// The element that an edge has for itself, in a row of labels.
    fn own(&mut self, edge: &FlowEdge, row: usize) -> usize {
        let half = edge.label.map_or(0.0, |label| label.width / 2.0);
        let role = match edge.label {
            Some(_) => Role::Label(self.out.chains.len()),
            None => Role::Line,
        };
        let element = self.out.add(row, (half, half), role);
        if edge.turn == Turn::Forward && grid::is_branch(edge) {
            let place = self.flow.out[edge.from]
                .iter()
                .position(|&other| self.flow.edges[other].index == edge.index);
            self.out.elements[element].sibling = place.map(|place| (edge.from, place));
        }
        element
    }

    /// Makes the trunk of a bundle reach over these rows, and gives them back.
    fn trunk(&mut self, bundle: usize, rows: Range<usize>) -> Range<usize> {
        if self.out.bundles[bundle].outer || rows.is_empty() {
            return 0..0;
        }
        let trunk = std::mem::take(&mut self.out.bundles[bundle].trunk);
        let has = trunk.first().map(|&first| self.out.elements[first].row);
        let has = has.map_or(rows.start..rows.start, |first| first..first + trunk.len());
        let start = has.start.min(rows.start);
        let elements: Vec<usize> = (start..has.end.max(rows.end))
            .map(|row| {
                if has.contains(&row) {
                    trunk[row - has.start]
                } else {
                    self.out.add(row, (0.0, 0.0), Role::Line)
                }
            })
            .collect();
        self.out.bundles[bundle].trunk = elements;
        rows
    }
}
