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
