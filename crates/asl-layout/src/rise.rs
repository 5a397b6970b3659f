//! The y of every row: heights of what is in it, and gaps with room for labels and bends.

use crate::flow::Flow;
use crate::geometry::Size;
use crate::options::Options;
use crate::rank::Ranks;
use crate::route::ARROW;
use crate::rows::{Role, Rows};
use crate::stops::Line;
use crate::tracks::Tracks;

/// The bands that the rows take.
pub(crate) struct Bands {
    pub(crate) top: Vec<f64>,
    pub(crate) bottom: Vec<f64>,
}

/// The anchor of a tall node, where lanes and loops end, is this far below its top.
const ANCHOR: f64 = 26.0;
/// On a node of this height there is room for loops below the lanes.
const TALL: f64 = 140.0;
const LOOP_ANCHOR: f64 = 96.0;
/// A node that is lower than its row stands in the middle, but not further down than this.
const SINK: f64 = 20.0;
/// Between a node and a label, more than the distance of two labels.
const LABEL_AIR: f64 = 4.0;
/// What a bend needs: so much, and so much more for each pixel that it goes sideways.
const BEND: (f64, f64) = (16.0, 0.12);
const WIDEST_BEND: f64 = 52.0;

/// How far below a node's top its anchor is.
pub(crate) fn anchor(size: Size) -> f64 {
    (size.height / 2.0).min(ANCHOR)
}

/// How far below a node's top its loops are: on a tall node below the lanes.
pub(crate) fn loop_anchor(size: Size) -> f64 {
    if size.height < TALL {
        anchor(size)
    } else {
        LOOP_ANCHOR
    }
}

/// Gives every row its band.
pub(crate) fn rise(
    flow: &Flow,
    ranks: &Ranks,
    rows: &Rows,
    lines: &[Line],
    tracks: &[Tracks],
    options: &Options,
) -> Bands {
    let heights = heights(flow, ranks, rows, options);
    let gaps = gaps(rows, &heights, lines, tracks, options);
    let mut bands = Bands {
        top: Vec::new(),
        bottom: Vec::new(),
    };
    let mut ending = vec![Vec::new(); rows.order.len()];
    for node in 0..flow.sizes.len() {
        ending[rows.elements[rows.bottom[node]].row].push(node);
    }
    let mut y = 0.0;
    for (row, height) in heights.iter().enumerate() {
        bands.top.push(y);
        y += height;
        // A tall node ends within its last row, whatever the rows before take.
        for &node in ending[row].iter().filter(|&&node| ranks.span[node] > 1) {
            let first = rows.elements[rows.top[node]].row;
            y = y.max(bands.top[first] + room(flow, node).height());
        }
        bands.bottom.push(y);
        y += gaps.get(row).copied().unwrap_or(0.0);
    }
    bands
}

/// The y of a node's top edge.
pub(crate) fn node_top(flow: &Flow, ranks: &Ranks, rows: &Rows, bands: &Bands, node: usize) -> f64 {
    let row = rows.elements[rows.top[node]].row;
    let room = room(flow, node);
    let spare = if ranks.span[node] == 1 {
        bands.bottom[row] - bands.top[row] - room.height()
    } else {
        0.0
    };
    bands.top[row] + room.above + (spare / 2.0).clamp(0.0, SINK).floor()
}

/// A node's height, and what the labels of its loops need above and below.
struct Room {
    above: f64,
    own: f64,
    below: f64,
}

impl Room {
    fn height(&self) -> f64 {
        self.above + self.own + self.below
    }
}

fn room(flow: &Flow, node: usize) -> Room {
    let size = flow.sizes[node];
    let label = flow
        .loops(node)
        .filter_map(|edge| edge.label)
        .fold(0.0, |high: f64, label| high.max(label.height / 2.0));
    let anchor = loop_anchor(size);
    Room {
        above: (label - anchor).max(0.0),
        own: size.height,
        below: (label - (size.height - anchor)).max(0.0),
    }
}

fn heights(flow: &Flow, ranks: &Ranks, rows: &Rows, options: &Options) -> Vec<f64> {
    let of = |element: &usize| match rows.elements[*element].role {
        Role::Node(node) if ranks.span[node] > 1 => options.row_height,
        Role::Node(node) => room(flow, node).height(),
        Role::Label(edge) => flow.edges[edge].label.map_or(0.0, |label| label.height),
        Role::Span(_) | Role::Line | Role::Lane(_) => 0.0,
    };
    let rows = rows.order.iter();
    rows.map(|row| row.iter().map(of).fold(0.0, f64::max))
        .collect()
}

/// The gap below each row but the last.
fn gaps(
    rows: &Rows,
    heights: &[f64],
    lines: &[Line],
    tracks: &[Tracks],
    options: &Options,
) -> Vec<f64> {
    let count = rows.order.len();
    let mut sideways = vec![0.0_f64; count];
    for line in lines {
        for pair in line.stops.windows(2) {
            let way = (pair[1].x - pair[0].x).abs();
            let above = &mut sideways[pair[1].row - 1];
            *above = above.max(way);
        }
    }
    let mut begins = vec![false; count];
    let mut ends = vec![false; count];
    for (&top, &bottom) in rows.top.iter().zip(&rows.bottom) {
        begins[rows.elements[top].row] = true;
        ends[rows.elements[bottom].row] = true;
    }
    let half = options.rank_gap / 2.0;
    let side = |row: usize, solid: bool| {
        if rows.labels[row] || !solid {
            0.0
        } else {
            half
        }
    };
    (1..count)
        .map(|below| {
            let above = below - 1;
            let plain = side(above, ends[above]) + side(below, begins[below]);
            let labelled = [above, below]
                .iter()
                .any(|&row| rows.labels[row] && heights[row] > 0.0);
            let least = if labelled {
                options.label_gap + LABEL_AIR
            } else {
                plain
            };
            let arrow = if begins[below] { ARROW } else { 0.0 };
            least.max(bend(sideways[above], arrow + tracks[above].height()))
        })
        .collect()
}

fn bend(sideways: f64, more: f64) -> f64 {
    if sideways < 0.5 {
        0.0
    } else {
        (BEND.0 + BEND.1 * sideways).min(WIDEST_BEND).round() + more
    }
}
