//! Ports: where on its node's border each edge ends, as a distance from the middle.

use crate::flow::{Flow, Turn};
use crate::geometry::to_f64;
use crate::rows::Rows;
use crate::spine::Spine;

/// By edge, the distance of its ends from the middle of the border.
pub(crate) struct Ports {
    pub(crate) out: Vec<f64>,
    pub(crate) into: Vec<f64>,
    /// By node, the ports of its lower and its upper border from left to right, each with the
    /// edges that end there.
    below: Vec<Fan>,
    above: Vec<Fan>,
}

type Fan = Vec<Vec<usize>>;

/// The edges of a border, each with the place of what it leads to.
type Unsorted = Vec<(i64, usize)>;

/// Between two ports, and the least that is left when they are moved.
const STEP: f64 = 14.0;
const LEAST_STEP: f64 = 8.0;
/// What stays free at both ends of a border, together.
const CORNERS: f64 = 48.0;
/// A port is moved so far to make a line straight that would bend only a little.
const SNAP: f64 = 12.0;

impl Ports {
    /// Fans the edges out in the order of the elements that they lead to.
    pub(crate) fn new(flow: &Flow, rows: &Rows, spine: &Spine) -> Self {
        let (below, above) = borders(flow, rows);
        let mut ports = Self {
            out: vec![0.0; flow.edges.len()],
            into: vec![0.0; flow.edges.len()],
            below: below.into_iter().map(single).collect(),
            above: above.into_iter().map(|fan| shared(fan, rows)).collect(),
        };
        for (node, size) in flow.sizes.iter().enumerate() {
            spread(
                &ports.below[node],
                size.width,
                spine.out[node],
                &mut ports.out,
            );
            spread(
                &ports.above[node],
                size.width,
                spine.into[node],
                &mut ports.into,
            );
        }
        ports
    }

    /// Moves ports a little where that makes a line straight, now that every x is known.
    pub(crate) fn snap(&mut self, flow: &Flow, rows: &Rows, x: &[f64]) {
        let axis = |node: usize| x[rows.top[node]];
        for (node, size) in flow.sizes.iter().enumerate() {
            let free = (size.width - CORNERS).max(0.0) / 2.0;
            for place in 0..self.below[node].len() {
                let edge = self.below[node][place][0];
                if let Some((first, _)) = rows.ends(edge) {
                    let wish = x[first] - axis(node);
                    move_port(&self.below[node], place, wish, free, &mut self.out);
                }
            }
            for place in 0..self.above[node].len() {
                let edge = self.above[node][place][0];
                let from = match rows.ends(edge) {
                    _ if rows.is_outer(edge) => continue,
                    Some((_, last)) => x[last],
                    None => axis(flow.edges[edge].from) + self.out[edge],
                };
                let wish = from - axis(node);
                move_port(&self.above[node], place, wish, free, &mut self.into);
            }
        }
    }
}

fn move_port(fan: &Fan, place: usize, wish: f64, free: f64, ports: &mut [f64]) {
    let at = |fan: &Vec<usize>, ports: &[f64]| ports[fan[0]];
    let way = (wish - at(&fan[place], ports)).abs();
    let left = place
        .checked_sub(1)
        .map(|left| at(&fan[left], ports) + LEAST_STEP);
    let right = fan
        .get(place + 1)
        .map(|right| at(right, ports) - LEAST_STEP);
    let fits = left.is_none_or(|left| wish >= left) && right.is_none_or(|right| wish <= right);
    if way <= SNAP && fits && wish.abs() <= free {
        fan[place].iter().for_each(|&edge| ports[edge] = wish);
    }
}

/// By node, the edges that leave its lower and enter its upper border.
fn borders(flow: &Flow, rows: &Rows) -> (Vec<Unsorted>, Vec<Unsorted>) {
    let place = rows.places();
    let at = |element: usize| i64::try_from(place[element]).unwrap_or(i64::MAX);
    let mut below = vec![Unsorted::new(); flow.sizes.len()];
    let mut above = below.clone();
    for (index, edge) in flow.edges.iter().enumerate() {
        let ends = rows.ends(index);
        // Lines outside of the rows are the outermost.
        let outside = match (edge.turn, rows.is_outer(index)) {
            (Turn::Loop, _) | (Turn::Back, false) => continue,
            (Turn::Back, true) => Some(-1),
            (Turn::Forward, true) => Some(i64::MAX),
            (Turn::Forward, false) => None,
        };
        let first = ends.map(|ends| at(ends.0)).or(outside);
        below[edge.from].push((first.unwrap_or(at(rows.top[edge.to])), index));
        let last = outside.or(ends.map(|ends| at(ends.1)));
        above[edge.to].push((last.unwrap_or(at(rows.bottom[edge.from])), index));
    }
    (below, above)
}

fn single(mut edges: Unsorted) -> Fan {
    edges.sort_unstable();
    edges.into_iter().map(|(_, edge)| vec![edge]).collect()
}

/// The edges of a bundle end at one port.
fn shared(mut edges: Unsorted, rows: &Rows) -> Fan {
    edges.sort_unstable();
    let bundle = |edge: usize| rows.chains[edge].bundle;
    let same = |a: &(i64, usize), b: &(i64, usize)| {
        a.0 == b.0 && bundle(a.1).is_some() && bundle(a.1) == bundle(b.1)
    };
    let fans = edges.chunk_by(same);
    fans.map(|fan| fan.iter().map(|&(_, edge)| edge).collect())
        .collect()
}

/// Spreads the ports evenly; the edge that goes straight on has the middle.
fn spread(fan: &Fan, width: f64, straight: Option<usize>, ports: &mut [f64]) {
    let last = to_f64(fan.len().saturating_sub(1));
    let straight = straight.and_then(|edge| fan.iter().position(|port| port.contains(&edge)));
    let middle = straight.map_or(last / 2.0, to_f64);
    let reach = middle.max(last - middle).max(0.5);
    let step = STEP.min((width - CORNERS).max(0.0) / (2.0 * reach));
    for (place, edges) in fan.iter().enumerate() {
        for &edge in edges {
            ports[edge] = (to_f64(place) - middle) * step;
        }
    }
}
