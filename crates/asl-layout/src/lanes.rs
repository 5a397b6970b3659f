//! Lanes: the room beside a node that edges leading back and loops on the node itself need.

use crate::flow::{Flow, Turn};
use crate::rise;
use crate::rows::{Role, Rows};
use crate::segments::goes_left;

/// How far a loop on one node reaches out.
pub(crate) const LOOP_REACH: f64 = 22.0;
/// Between a loop and its label, and beyond the label.
pub(crate) const LOOP_GAP: f64 = 6.0;
/// The label of a back edge may reach so far from its lane without pushing the lane out: the
/// rest would stand between the node and the one above.
const LABEL_OVER: f64 = 20.0;

/// The lanes on both sides of a node, each list from the node outwards, and first those that
/// leave the node. In this order from top to bottom their ends do not cross.
#[derive(Default, Clone)]
pub(crate) struct Beside {
    pub(crate) left: Vec<usize>,
    pub(crate) right: Vec<usize>,
}

/// The room that the loops on one node take on its right side.
pub(crate) fn loops_width(flow: &Flow, node: usize) -> f64 {
    let labels = flow.loops(node).filter_map(|edge| edge.label);
    let labels: f64 = labels.map(|label| label.width + LOOP_GAP).sum();
    if flow.has_loops(node) {
        LOOP_REACH + labels
    } else {
        0.0
    }
}

/// Adds the lanes beside the ends of back edges. The rows have their order already.
pub(crate) fn add_lanes(flow: &Flow, rows: &mut Rows) -> Vec<Beside> {
    let place = rows.places();
    let mut beside = vec![Beside::default(); flow.sizes.len()];
    let mut leaving: Vec<usize> = (0..flow.edges.len())
        .filter(|&edge| flow.edges[edge].turn == Turn::Back && !rows.is_outer(edge))
        .collect();
    // The shortest lane stands next to the node.
    leaving.sort_by_key(|&edge| {
        let target = rows.top[flow.edges[edge].to];
        std::cmp::Reverse(rows.elements[target].row)
    });
    let sides: Vec<(bool, bool)> = leaving
        .iter()
        .map(|&edge| {
            let leaves = leaves_left(flow, rows, &place, edge);
            (leaves, enters_left(flow, rows, &place, edge))
        })
        .collect();
    for (&edge, (left, _)) in leaving.iter().zip(&sides) {
        let from = flow.edges[edge].from;
        let label = flow.edges[edge].label.map_or(0.0, |label| label.width);
        let lane = add_lane(rows, from, (label / 2.0 - LABEL_OVER).max(0.0));
        rows.chains[edge].lane = Some(lane);
        side(&mut beside[from], *left).push(lane);
    }
    for (&edge, (_, left)) in leaving.iter().zip(&sides) {
        let to = flow.edges[edge].to;
        let Some(bundle) = rows.chains[edge].bundle else {
            continue;
        };
        if rows.bundles[bundle].lane.is_none() {
            let lane = add_lane(rows, to, 0.0);
            rows.bundles[bundle].lane = Some(lane);
            side(&mut beside[to], *left).push(lane);
        }
    }
    insert(rows, &beside);
    beside
}

fn side(beside: &mut Beside, left: bool) -> &mut Vec<usize> {
    if left {
        &mut beside.left
    } else {
        &mut beside.right
    }
}

/// A lane stands in no order yet: it is taken out of its row until `insert`.
fn add_lane(rows: &mut Rows, node: usize, half: f64) -> usize {
    let row = rows.elements[rows.top[node]].row;
    let lane = rows.add(row, (half, half), Role::Lane(node));
    rows.order[row].pop();
    lane
}

fn insert(rows: &mut Rows, beside: &[Beside]) {
    for row in &mut rows.order {
        let mut wider = Vec::with_capacity(row.len());
        for &element in row.iter() {
            if let Role::Node(node) = rows.elements[element].role {
                wider.extend(beside[node].left.iter().rev());
                wider.push(element);
                wider.extend(&beside[node].right);
            } else {
                wider.push(element);
            }
        }
        *row = wider;
    }
}

/// Whether the lane of a back edge stands left of the node that the edge leaves: where it comes
/// from above, compared with the other lines that end there.
fn leaves_left(flow: &Flow, rows: &Rows, place: &[usize], edge: usize) -> bool {
    let from = flow.edges[edge].from;
    if loops_are_in_the_way(flow, from) {
        return true;
    }
    let Some((_, above)) = rows.ends(edge) else {
        return enters_left(flow, rows, place, edge);
    };
    let top = rows.top[from];
    let others = rows.segments.iter().filter(|segment| segment.lower == top);
    let others = others.map(|segment| segment.upper);
    is_left(above, others, place).unwrap_or_else(|| goes_left(flow, edge))
}

/// The same for the node that it enters, and the lines that begin there. All edges of a bundle
/// get the same answer.
fn enters_left(flow: &Flow, rows: &Rows, place: &[usize], edge: usize) -> bool {
    let to = flow.edges[edge].to;
    if loops_are_in_the_way(flow, to) {
        return true;
    }
    let bundle = rows.chains[edge].bundle;
    let trunk = bundle.and_then(|bundle| rows.bundles[bundle].trunk.first().copied());
    let mut members = rows.chains.iter().filter(|chain| chain.bundle == bundle);
    let Some(below) = trunk.or_else(|| members.find_map(|chain| chain.own)) else {
        return goes_left(flow, edge);
    };
    let top = rows.top[to];
    if top < rows.bottom[to] {
        // Beside a tall node the line has to stay on its side.
        return place[below] < place[top + 1];
    }
    let others = rows.segments.iter().filter(|segment| segment.upper == top);
    let others = others.map(|segment| segment.lower);
    is_left(below, others, place).unwrap_or_else(|| goes_left(flow, edge))
}

/// Whether lanes have to keep to the left, because loops take the right side of a low node.
fn loops_are_in_the_way(flow: &Flow, node: usize) -> bool {
    let size = flow.sizes[node];
    flow.has_loops(node) && rise::loop_anchor(size) <= rise::anchor(size)
}

/// Whether an element stands left of the mean of the others, if there are others.
fn is_left(element: usize, others: impl Iterator<Item = usize>, place: &[usize]) -> Option<bool> {
    let others = others.filter(|&other| other != element);
    let (mut count, mut sum) = (0, 0);
    for other in others {
        count += 1;
        sum += place[other];
    }
    (count > 0).then(|| place[element] * count < sum)
}
