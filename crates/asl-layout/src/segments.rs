//! What connects neighbouring rows, in the order in which a first drawing would go.
//!
//! The order matters: the rows are first filled by following the segments depth first, so what
//! comes first here stands further left.

use std::collections::BTreeSet;

use crate::flow::{Flow, Turn};
use crate::graph::EdgeKind;
use crate::rows::{Class, Rows, SPAN_COST, Segment, Serves};

/// All segments, without repeating those that the edges of a bundle share.
pub(crate) fn segments(flow: &Flow, rows: &Rows) -> Vec<Segment> {
    let mut builder = Builder {
        flow,
        rows,
        seen: BTreeSet::new(),
        out: Vec::new(),
    };
    let mut returning = vec![Vec::new(); flow.sizes.len()];
    for (index, edge) in flow.edges.iter().enumerate() {
        if edge.turn == Turn::Back {
            returning[edge.to].push(index);
        }
    }
    for (node, returning) in returning.iter().enumerate() {
        let (left, right): (Vec<usize>, Vec<usize>) =
            returning.iter().partition(|&&edge| goes_left(flow, edge));
        builder.add_returning(&left);
        for element in rows.top[node]..rows.bottom[node] {
            builder.add(element, element + 1, SPAN_COST);
        }
        builder.add_leaving(node);
        builder.add_returning(&right);
    }
    builder.add_between();
    builder.out
}

/// Loops of the main flow return on the left, as handlers stand on the right.
pub(crate) fn goes_left(flow: &Flow, edge: usize) -> bool {
    let edge = &flow.edges[edge];
    flow.main[edge.from] && edge.kind != EdgeKind::Catch
}

struct Builder<'a> {
    flow: &'a Flow,
    rows: &'a Rows,
    seen: BTreeSet<(usize, usize)>,
    out: Vec<Segment>,
}

impl Builder<'_> {
    fn add_leaving(&mut self, node: usize) {
        for (index, edge) in self.flow.forward(node) {
            let (from, to) = (self.rows.bottom[node], self.rows.top[edge.to]);
            let ends = self.rows.ends(index);
            let outer = self.rows.is_outer(index);
            let cost = self.cost(index);
            if !outer || ends.is_some() {
                self.add(from, ends.map_or(to, |ends| ends.0), cost);
            }
            if let Some((_, last)) = ends.filter(|_| !outer) {
                self.add(last, to, cost);
            }
        }
    }

    fn add_returning(&mut self, edges: &[usize]) {
        for &index in edges {
            let edge = &self.flow.edges[index];
            let Some((first, last)) = self.rows.ends(index) else {
                continue;
            };
            if self.rows.is_outer(index) {
                self.add(self.rows.bottom[edge.from], first, 1);
            } else {
                self.add(self.rows.top[edge.to], first, 1);
                self.add(last, self.rows.top[edge.from], 1);
            }
        }
    }

    fn add_between(&mut self) {
        for (upper, lower, serves) in self.rows.links() {
            let cost = match serves {
                Serves::Edge(edge) => self.cost(edge),
                Serves::Bundle(bundle) => match self.rows.bundles[bundle].class {
                    Class::Main => 2,
                    Class::Catch | Class::Back | Class::CatchBack => 1,
                },
            };
            self.add(upper, lower, cost);
        }
    }

    fn cost(&self, edge: usize) -> u32 {
        let edge = &self.flow.edges[edge];
        let main = edge.kind != EdgeKind::Catch && edge.turn == Turn::Forward;
        if main && self.flow.main[edge.from] {
            2
        } else {
            1
        }
    }

    fn add(&mut self, upper: usize, lower: usize, cost: u32) {
        if self.seen.insert((upper, lower)) {
            self.out.push(Segment { upper, lower, cost });
        }
    }
}
