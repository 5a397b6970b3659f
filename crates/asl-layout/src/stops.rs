//! The stops of every line: where it passes which row.

use crate::flow::{Flow, FlowEdge, Turn};
use crate::ports::Ports;
use crate::rows::{Bundle, Rows};

/// The stops of one edge from top to bottom.
#[derive(Default)]
pub(crate) struct Line {
    pub(crate) stops: Vec<Stop>,
}

/// Where a line passes a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    pub(crate) x: f64,
    pub(crate) row: usize,
    /// The track of the bend to the next stop, see [`crate::tracks`].
    pub(crate) track: usize,
}

/// Between two lines outside of the rows, and between them and the rows.
const OUTSIDE: (f64, f64) = (8.0, 24.0);

/// The stops of every edge. Loops on one node have none; of a back edge outside of the rows only
/// those up to where it turns are known.
pub(crate) fn lines(flow: &Flow, rows: &Rows, x: &[f64], ports: &Ports) -> Vec<Line> {
    let outside = outside(rows, x);
    let stop = |element: usize, port: f64| Stop {
        x: x[element] + port,
        row: rows.elements[element].row,
        track: 0,
    };
    let line = |(index, edge): (usize, &FlowEdge)| {
        let mut stops = Vec::new();
        let between = rows.between(index);
        let between = between.iter().map(|&element| stop(element, 0.0));
        if edge.turn == Turn::Loop {
            return Line::default();
        }
        let leaves = edge.turn == Turn::Forward || rows.is_outer(index);
        if leaves {
            stops.push(stop(rows.bottom[edge.from], ports.out[index]));
        }
        stops.extend(between);
        if edge.turn == Turn::Forward {
            let target = stop(rows.top[edge.to], ports.into[index]);
            if let Some(x) = outer_x(rows, &outside, index) {
                let first = stops.last().map_or(0, |stop| stop.row + 1);
                let beyond = |row| Stop { x, row, track: 0 };
                stops.extend([beyond(first), beyond(target.row - 1)]);
            }
            stops.push(target);
        }
        Line { stops }
    };
    flow.edges.iter().enumerate().map(line).collect()
}
/// The x of every bundle that runs outside of the rows, by bundle.
pub(crate) fn outside(rows: &Rows, x: &[f64]) -> Vec<Option<f64>> {
    let (mut left, mut right) = (0.0_f64, 0.0_f64);
    for (element, &x) in rows.elements.iter().zip(x) {
        left = left.min(x - element.left);
        right = right.max(x + element.right);
    }
    let (mut left, mut right) = (left - OUTSIDE.1, right + OUTSIDE.1);
    let place = |bundle: &Bundle| {
        let back = bundle.class.is_back();
        let side = if back { &mut left } else { &mut right };
        bundle.outer.then(|| {
            let x = *side;
            *side += if back { -OUTSIDE.0 } else { OUTSIDE.0 };
            x
        })
    };
    rows.bundles.iter().map(place).collect()
}

pub(crate) fn outer_x(rows: &Rows, outside: &[Option<f64>], edge: usize) -> Option<f64> {
    outside[rows.chains[edge].bundle?]
}
