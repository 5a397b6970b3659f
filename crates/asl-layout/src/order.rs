//! The order of each row, so that few lines cross.
//!
//! The first order follows the definition depth first. It is then improved by sweeps that move
//! every element to the mean of its neighbours, and by exchanges of neighbours; a change is kept
//! only when it removes crossings, so that the order of the definition stays where it costs
//! nothing. The branches of a Choice keep their order whatever it costs.

use crate::geometry::to_f64;
use crate::rows::{Rows, SPAN_COST, Segment};

/// Orders every row. Returns whether no line crosses a node that takes several rows.
pub(crate) fn order(rows: &mut Rows) -> bool {
    let mut sorter = Sorter::new(rows);
    sorter.follow_segments();
    sorter.keep_siblings();
    let mut best = (sorter.crossings(), sorter.rows.clone());
    sorter.exchange();
    sorter.keep(&mut best);
    sorter.sweep(&mut best);
    sorter.restore(&best.1);
    let clear = sorter.nodes_are_clear();
    rows.order = best.1;
    clear
}

/// An order of the rows with its cost.
type Best = (u64, Vec<Vec<usize>>);

/// Sweeps that may pass without a better order.
const PATIENCE: usize = 4;
/// The work that the sweeps may do, in segments looked at.
const SWEEP_WORK: usize = 200_000;
/// The rounds of exchanges.
const EXCHANGES: usize = 6;

struct Sorter<'a> {
    source: &'a Rows,
    rows: Vec<Vec<usize>>,
    /// By element, its place in its row.
    place: Vec<usize>,
    up: Vec<Vec<(usize, u32)>>,
    down: Vec<Vec<(usize, u32)>>,
    /// By row, the segments to the next.
    gaps: Vec<Vec<&'a Segment>>,
    /// The elements of each Choice that have to keep their order, by row.
    siblings: Vec<Vec<Vec<usize>>>,
}

impl<'a> Sorter<'a> {
    fn new(source: &'a Rows) -> Self {
        let count = source.elements.len();
        let mut sorter = Self {
            source,
            rows: vec![Vec::new(); source.order.len()],
            place: vec![0; count],
            up: vec![Vec::new(); count],
            down: vec![Vec::new(); count],
            gaps: vec![Vec::new(); source.order.len()],
            siblings: vec![Vec::new(); source.order.len()],
        };
        for segment in &source.segments {
            sorter.down[segment.upper].push((segment.lower, segment.cost));
            sorter.up[segment.lower].push((segment.upper, segment.cost));
            sorter.gaps[source.elements[segment.upper].row].push(segment);
        }
        for (row, elements) in source.order.iter().enumerate() {
            sorter.siblings[row] = siblings(source, elements);
        }
        sorter
    }

    /// Fills the rows depth first from what nothing leads to.
    fn follow_segments(&mut self) {
        let mut seen = vec![false; self.place.len()];
        let mut tops: Vec<usize> = (0..seen.len())
            .filter(|&element| self.up[element].is_empty())
            .collect();
        tops.sort_by_key(|&element| self.source.elements[element].row);
        for top in tops {
            let mut stack = vec![top];
            while let Some(element) = stack.pop() {
                if std::mem::replace(&mut seen[element], true) {
                    continue;
                }
                self.rows[self.source.elements[element].row].push(element);
                stack.extend(self.down[element].iter().rev().map(|&(next, _)| next));
            }
        }
        for row in 0..self.rows.len() {
            self.number(row);
        }
    }

    fn number(&mut self, row: usize) {
        for (place, &element) in self.rows[row].iter().enumerate() {
            self.place[element] = place;
        }
    }

    fn restore(&mut self, rows: &[Vec<usize>]) {
        self.rows = rows.to_vec();
        for row in 0..self.rows.len() {
            self.number(row);
        }
    }

    fn sweep(&mut self, best: &mut Best) {
        let work = self.source.segments.len() + self.place.len() + 1;
        let most = (SWEEP_WORK / work).clamp(2, 24);
        let mut stale = 0;
        for turn in 0..most {
            if best.0 == 0 || stale == PATIENCE {
                return;
            }
            let count = self.rows.len();
            let to_right = turn % 4 >= 2;
            if turn % 2 == 0 {
                (1..count).for_each(|row| self.sort_row(row, true, to_right));
            } else {
                (0..count)
                    .rev()
                    .for_each(|row| self.sort_row(row, false, to_right));
            }
            self.exchange();
            stale = if self.keep(best) { 0 } else { stale + 1 };
        }
    }

    /// Sorts a row by the mean place of the neighbours above or below. Elements without any keep
    /// their place.
    fn sort_row(&mut self, row: usize, above: bool, to_right: bool) {
        let sides = if above { &self.up } else { &self.down };
        let mut movable: Vec<(f64, usize)> = Vec::new();
        let mut places = Vec::new();
        for (place, &element) in self.rows[row].iter().enumerate() {
            if let Some(mean) = mean_place(&sides[element], &self.place) {
                movable.push((mean, element));
                places.push(place);
            }
        }
        if to_right {
            movable.reverse();
        }
        movable.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (place, (_, element)) in places.into_iter().zip(movable) {
            self.rows[row][place] = element;
        }
        self.number(row);
        self.keep_siblings_of(row);
    }

    fn keep_siblings(&mut self) {
        (0..self.rows.len()).for_each(|row| self.keep_siblings_of(row));
    }

    /// Puts the branches of each Choice back into their order, on the places that they hold.
    fn keep_siblings_of(&mut self, row: usize) {
        for group in &self.siblings[row] {
            let mut places: Vec<usize> = group.iter().map(|&element| self.place[element]).collect();
            places.sort_unstable();
            for (&element, place) in group.iter().zip(places) {
                self.rows[row][place] = element;
                self.place[element] = place;
            }
        }
    }

    /// Exchanges neighbours as long as that removes crossings.
    fn exchange(&mut self) {
        for _ in 0..EXCHANGES {
            let mut changed = false;
            for row in 0..self.rows.len() {
                for place in 1..self.rows[row].len() {
                    changed |= self.exchange_at(row, place);
                }
            }
            if !changed {
                break;
            }
        }
    }

    fn keep(&self, best: &mut Best) -> bool {
        let crossings = self.crossings();
        let better = crossings < best.0;
        if better {
            *best = (crossings, self.rows.clone());
        }
        better
    }

    fn exchange_at(&mut self, row: usize, place: usize) -> bool {
        let (a, b) = (self.rows[row][place - 1], self.rows[row][place]);
        let choice = |element: usize| self.source.elements[element].sibling.map(|choice| choice.0);
        if choice(a).is_some() && choice(a) == choice(b) {
            return false;
        }
        let cost = |a: usize, b: usize| {
            inversions(&self.up[a], &self.up[b], &self.place)
                + inversions(&self.down[a], &self.down[b], &self.place)
        };
        let now = cost(a, b);
        let better = now > 0 && cost(b, a) < now;
        if better {
            self.rows[row].swap(place - 1, place);
            (self.place[a], self.place[b]) = (place, place - 1);
        }
        better
    }

    /// Whether no segment crosses a segment of a tall node.
    fn nodes_are_clear(&self) -> bool {
        self.gaps.iter().all(|gap| {
            let ends = |segment: &Segment| (self.place[segment.upper], self.place[segment.lower]);
            let tall = gap.iter().filter(|segment| segment.cost == SPAN_COST);
            tall.map(|segment| ends(segment)).all(|tall| {
                let mut others = gap.iter().map(|segment| ends(segment));
                others.all(|other| {
                    (other.0 < tall.0) <= (other.1 <= tall.1)
                        && (other.0 > tall.0) <= (other.1 >= tall.1)
                })
            })
        })
    }

    /// The cost of all crossings.
    fn crossings(&self) -> u64 {
        let widths = self.rows.iter().skip(1).map(Vec::len);
        let gaps = self.gaps.iter().zip(widths);
        gaps.map(|(gap, width)| crossings(gap, width, &self.place))
            .sum()
    }
}

fn siblings(source: &Rows, elements: &[usize]) -> Vec<Vec<usize>> {
    let mut known: Vec<((usize, usize), usize)> = elements
        .iter()
        .filter_map(|&element| Some((source.elements[element].sibling?, element)))
        .collect();
    known.sort_unstable();
    known
        .chunk_by(|a, b| a.0.0 == b.0.0)
        .map(|group| group.iter().map(|&(_, element)| element).collect())
        .collect()
}

fn mean_place(neighbours: &[(usize, u32)], place: &[usize]) -> Option<f64> {
    if neighbours.is_empty() {
        return None;
    }
    let (mut sum, mut weight) = (0.0, 0.0);
    for &(element, cost) in neighbours {
        sum += f64::from(cost) * to_f64(place[element]);
        weight += f64::from(cost);
    }
    Some(sum / weight)
}

/// What the segments of two neighbours cost when `a` stands to the left of `b`.
fn inversions(a: &[(usize, u32)], b: &[(usize, u32)], place: &[usize]) -> u64 {
    let mut cost = 0;
    for &(left, one) in a {
        for &(right, other) in b {
            if place[left] > place[right] {
                cost += u64::from(one) * u64::from(other);
            }
        }
    }
    cost
}

/// Counts inversions with a Fenwick tree over the places of the lower row.
fn crossings(segments: &[&Segment], width: usize, place: &[usize]) -> u64 {
    let mut ends: Vec<(usize, usize, u32)> = segments
        .iter()
        .map(|segment| (place[segment.upper], place[segment.lower], segment.cost))
        .collect();
    ends.sort_unstable();
    let mut tree = vec![0_u64; width + 1];
    let mut total = 0;
    let mut cost = 0;
    for (_, lower, weight) in ends {
        let mut up_to = 0;
        let mut node = lower + 1;
        while node > 0 {
            up_to += tree[node];
            node &= node - 1;
        }
        cost += u64::from(weight) * (total - up_to);
        total += u64::from(weight);
        node = lower + 1;
        while node <= width {
            tree[node] += u64::from(weight);
            node += node & node.wrapping_neg();
        }
    }
    cost
}
