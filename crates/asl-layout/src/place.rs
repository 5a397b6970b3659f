//! The x of every element: blocks drawn to what they are connected with, kept apart from their
//! neighbours.

use crate::align::Blocks;
use crate::flow::{Flow, Turn};
use crate::options::Options;
use crate::ports::Ports;
use crate::project::{Gap, Pull, solve};
use crate::rows::{Element, Role, Rows};
use crate::spine::Spine;

/// How strongly a passing line wants to be straight where it could not be made one block.
const INNER_PULL: f64 = 8.0;
/// How strongly a lane wants to be next to its node.
const LANE_PULL: f64 = 0.5;

/// The x of the axis of every element, in whole pixels.
pub(crate) fn place(
    flow: &Flow,
    rows: &Rows,
    spine: &Spine,
    ports: &Ports,
    options: &Options,
) -> Vec<f64> {
    let blocks = Blocks::new(flow, rows, spine, ports);
    let gaps = gaps(rows, &blocks, options);
    let pulls = pulls(flow, rows, spine, ports, &blocks);
    let x = solve(blocks.count, &pulls, &gaps);
    blocks.of.iter().map(|&block| x[block]).collect()
}

fn gaps(rows: &Rows, blocks: &Blocks, options: &Options) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for row in &rows.order {
        for pair in row.windows(2) {
            let (left, right) = (&rows.elements[pair[0]], &rows.elements[pair[1]]);
            let least = left.right + distance(left, right, options) + right.left;
            gaps.push(Gap {
                left: blocks.of[pair[0]],
                right: blocks.of[pair[1]],
                least: least.ceil(),
            });
        }
    }
    gaps.sort_by(|a, b| {
        let ends = (a.left, a.right).cmp(&(b.left, b.right));
        ends.then(b.least.total_cmp(&a.least))
    });
    gaps.dedup_by_key(|gap| (gap.left, gap.right));
    gaps
}

/// The room between two neighbours of a row.
fn distance(left: &Element, right: &Element, options: &Options) -> f64 {
    use Role::{Label, Lane, Line, Node, Span};
    match (left.role, right.role) {
        (Node(_) | Span(_), Node(_) | Span(_)) => options.node_gap,
        (Label(_), _) | (_, Label(_)) => options.label_gap,
        (Line | Lane(_), Line | Lane(_)) => options.edge_gap,
        (Lane(_), _) | (_, Lane(_)) => options.node_gap * 0.75,
        (Line, _) | (_, Line) => options.edge_gap.max(options.node_gap * 0.625),
    }
}

fn pulls(flow: &Flow, rows: &Rows, spine: &Spine, ports: &Ports, blocks: &Blocks) -> Vec<Pull> {
    let mut pulls = Vec::new();
    let mut pull = |a: usize, b: usize, offset: f64, weight: f64| {
        let (a, b) = (blocks.of[a], blocks.of[b]);
        if a != b {
            pulls.push(Pull {
                a,
                b,
                offset,
                weight,
            });
        }
    };
    for (upper, lower, _) in rows.links() {
        pull(upper, lower, 0.0, INNER_PULL);
    }
    for (index, edge) in flow.edges.iter().enumerate() {
        let weight = spine.pull[index];
        let (out, into) = (ports.out[index], ports.into[index]);
        let (from, to) = (rows.bottom[edge.from], rows.top[edge.to]);
        match (edge.turn, rows.ends(index)) {
            (Turn::Loop, _) => {}
            (_, Some((first, _))) if rows.is_outer(index) => pull(from, first, out, weight),
            (_, None) if rows.is_outer(index) => {}
            (Turn::Back, Some((first, last))) => {
                pull(first, to, 0.0, LANE_PULL);
                pull(last, rows.top[edge.from], 0.0, LANE_PULL);
            }
            (Turn::Forward, Some((first, last))) => {
                pull(from, first, out, weight);
                pull(last, to, -into, weight);
            }
            (Turn::Forward, None) => pull(from, to, out - into, weight),
            (Turn::Back, None) => {}
        }
    }
    pulls
}
