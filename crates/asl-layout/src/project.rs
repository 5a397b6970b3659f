//! Weighted least squares under distances that must be kept.
//!
//! Minimises the sum of `weight · (x[b] − x[a] − offset)²` subject to `x[right] − x[left] ≥ least`
//! by gradient projection. The projection is the active-set method of Dwyer, Marriott and Stuckey
//! ("Fast node overlap removal"): variables pressed against each other form clusters that move
//! as one, and a cluster is split where its parts would rather move apart.

use crate::clusters::Clusters;

/// What draws two variables together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pull {
    pub(crate) a: usize,
    pub(crate) b: usize,
    /// The wished `x[b] - x[a]`.
    pub(crate) offset: f64,
    pub(crate) weight: f64,
}

/// What keeps two variables apart. All gaps together have no circle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    pub(crate) left: usize,
    pub(crate) right: usize,
    /// The least `x[right] - x[left]`, a whole number.
    pub(crate) least: f64,
}

/// The work of all steps together, in variables and constraints looked at.
const WORK: usize = 300_000;
/// A step that moves nothing further than this is the last, in pixels.
const STILL: f64 = 0.02;

/// Solves for `count` variables. The results are whole numbers that keep every gap.
pub(crate) fn solve(count: usize, pulls: &[Pull], gaps: &[Gap]) -> Vec<f64> {
    let sorted = from_left(count, gaps);
    let mut x = vec![0.0; count];
    push_right(&mut x, &sorted);
    let mut weights = vec![1e-3; count];
    for pull in pulls {
        weights[pull.a] += pull.weight;
        weights[pull.b] += pull.weight;
    }
    let steps = (WORK / (count + pulls.len() + gaps.len() + 1)).clamp(8, 200);
    let mut clusters = Clusters::new(&weights, gaps);
    for _ in 0..steps {
        let slope = slope(&x, pulls);
        let wished: Vec<f64> = (0..count)
            .map(|var| x[var] - slope[var] / (2.0 * weights[var]))
            .collect();
        let target = clusters.project(&wished);
        if !step_towards(&mut x, &target, &slope, pulls) {
            break;
        }
    }
    for x in &mut x {
        *x = x.round();
    }
    push_right(&mut x, &sorted);
    x
}

/// Goes as far towards the target as lowers the sum; says whether that was far.
fn step_towards(x: &mut [f64], target: &[f64], slope: &[f64], pulls: &[Pull]) -> bool {
    let way: Vec<f64> = target.iter().zip(x.iter()).map(|(t, x)| t - x).collect();
    let descent: f64 = -way
        .iter()
        .zip(slope)
        .map(|(way, slope)| way * slope)
        .sum::<f64>();
    let bend: f64 = pulls
        .iter()
        .map(|pull| 2.0 * pull.weight * (way[pull.b] - way[pull.a]) * (way[pull.b] - way[pull.a]))
        .sum();
    let share = if bend > 0.0 {
        (descent / bend).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let mut furthest: f64 = 0.0;
    for (x, way) in x.iter_mut().zip(way) {
        *x += share * way;
        furthest = furthest.max((share * way).abs());
    }
    furthest > STILL
}

fn slope(x: &[f64], pulls: &[Pull]) -> Vec<f64> {
    let mut slope = vec![0.0; x.len()];
    for pull in pulls {
        let off = 2.0 * pull.weight * (x[pull.b] - x[pull.a] - pull.offset);
        slope[pull.b] += off;
        slope[pull.a] -= off;
    }
    slope
}

/// The gaps, sorted so that pushing along them once is enough.
fn from_left(count: usize, gaps: &[Gap]) -> Vec<Gap> {
    let mut out = vec![Vec::new(); count];
    let mut waits = vec![0_usize; count];
    for gap in gaps {
        out[gap.left].push(*gap);
        waits[gap.right] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|&var| waits[var] == 0).collect();
    let mut sorted = Vec::with_capacity(gaps.len());
    while let Some(var) = ready.pop() {
        for gap in &out[var] {
            sorted.push(*gap);
            waits[gap.right] -= 1;
            if waits[gap.right] == 0 {
                ready.push(gap.right);
            }
        }
    }
    debug_assert_eq!(sorted.len(), gaps.len(), "the gaps run in a circle");
    sorted
}

fn push_right(x: &mut [f64], sorted: &[Gap]) {
    for gap in sorted {
        x[gap.right] = x[gap.right].max(x[gap.left] + gap.least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pull(a: usize, b: usize, offset: f64, weight: f64) -> Pull {
        Pull {
            a,
            b,
            offset,
            weight,
        }
    }

    fn gap(left: usize, right: usize, least: f64) -> Gap {
        Gap { left, right, least }
    }

    /// Checks distances from the first variable.
    #[track_caller]
    fn check(pulls: &[Pull], gaps: &[Gap], expected: &[f64]) {
        let x = solve(expected.len(), pulls, gaps);
        let from_first: Vec<f64> = x.iter().map(|other| other - x[0]).collect();
        assert_eq!(from_first, expected);
    }

    #[test]
    fn pulls_without_gaps_are_granted() {
        check(
            &[pull(0, 1, 30.0, 1.0), pull(1, 2, -10.0, 5.0)],
            &[],
            &[0.0, 30.0, 20.0],
        );
    }

    #[test]
    fn gaps_keep_variables_apart() {
        check(&[pull(0, 1, 0.0, 1.0)], &[gap(0, 1, 40.0)], &[0.0, 40.0]);
    }

    #[test]
    fn a_parent_stands_in_the_middle_of_its_children() {
        let pulls = [1, 2, 3].map(|child| pull(0, child, 0.0, 2.0));
        let gaps = [gap(1, 2, 100.0), gap(2, 3, 100.0)];
        check(&pulls, &gaps, &[0.0, -100.0, 0.0, 100.0]);
    }

    #[test]
    fn the_heavier_pull_wins() {
        // 1 wants to stand at 0, and 2 too, but only one can.
        let pulls = [pull(0, 1, 0.0, 999.0), pull(0, 2, 0.0, 1.0)];
        check(&pulls, &[gap(2, 1, 80.0)], &[0.0, 0.0, -80.0]);
    }

    #[test]
    fn nothing_feasible_is_better() {
        let mut state = 7_u32;
        let mut below = |end: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % end
        };
        for round in 0..200 {
            let count = 2 + below(9) as usize;
            let pulls: Vec<Pull> = (0..2 * count)
                .map(|_| {
                    let (a, b) = (below(9) as usize % count, below(9) as usize % count);
                    pull(a, b, 0.0, [0.1, 2.0, 50.0][below(3) as usize])
                })
                .collect();
            let mut gaps = Vec::new();
            for left in 0..count {
                for right in left + 1..count {
                    if below(3) == 0 {
                        gaps.push(gap(left, right, f64::from(20 + below(100))));
                    }
                }
            }
            let cost = |x: &[f64]| -> f64 {
                let terms = pulls.iter().map(|pull| (pull, x[pull.b] - x[pull.a]));
                terms.map(|(pull, way)| pull.weight * way * way).sum()
            };
            let x = solve(count, &pulls, &gaps);
            assert!(
                gaps.iter()
                    .all(|gap| x[gap.right] - x[gap.left] >= gap.least)
            );
            let best = cost(&x);
            for _ in 0..50 {
                let mut other: Vec<f64> =
                    x.iter().map(|x| x + f64::from(below(41)) - 20.0).collect();
                push_right(&mut other, &from_left(count, &gaps));
                assert!(
                    best <= cost(&other) * 1.02 + 50.0,
                    "round {round}: {x:?} {other:?}"
                );
            }
        }
    }
}
