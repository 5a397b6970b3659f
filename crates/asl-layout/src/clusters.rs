//! The nearest places that keep all gaps, by clusters of variables that press on each other.

use crate::project::Gap;

/// The state is kept between calls: the next projection begins with the clusters of the last.
pub(crate) struct Clusters<'a> {
    gaps: &'a [Gap],
    weight: &'a [f64],
    wished: Vec<f64>,
    /// By variable: its cluster, its distance from the cluster's position, and its gaps.
    of: Vec<usize>,
    offset: Vec<f64>,
    touching: Vec<Vec<usize>>,
    /// Whether a gap is closed, that is, holds two variables of a cluster at its least distance.
    /// The closed gaps of a cluster form a tree.
    closed: Vec<bool>,
    all: Vec<Cluster>,
    /// Clusters that were given up and may be used again.
    free: Vec<usize>,
}

#[derive(Default, Clone)]
struct Cluster {
    vars: Vec<usize>,
    position: f64,
}

/// Violations below this are rounding.
const EXACT: f64 = 1e-7;
/// Rounds of splitting and closing, and passes over the gaps in each.
const ROUNDS: usize = 12;
const PASSES: usize = 40;

impl<'a> Clusters<'a> {
    /// Every variable alone.
    pub(crate) fn new(weight: &'a [f64], gaps: &'a [Gap]) -> Self {
        let count = weight.len();
        let mut touching = vec![Vec::new(); count];
        for (index, gap) in gaps.iter().enumerate() {
            touching[gap.left].push(index);
            touching[gap.right].push(index);
        }
        let alone = |var| Cluster {
            vars: vec![var],
            position: 0.0,
        };
        Self {
            gaps,
            weight,
            wished: vec![0.0; count],
            of: (0..count).collect(),
            offset: vec![0.0; count],
            touching,
            closed: vec![false; gaps.len()],
            all: (0..count).map(alone).collect(),
            free: Vec::new(),
        }
    }

    /// The places nearest to `wished`, by weight, that keep all gaps up to rounding.
    pub(crate) fn project(&mut self, wished: &[f64]) -> Vec<f64> {
        self.wished.copy_from_slice(wished);
        for cluster in 0..self.all.len() {
            self.settle(cluster);
        }
        for _ in 0..ROUNDS {
            let split = self.split_all();
            let merged = self.close_violated();
            if !split && !merged {
                break;
            }
        }
        (0..self.of.len()).map(|var| self.at(var)).collect()
    }

    fn at(&self, var: usize) -> f64 {
        self.all[self.of[var]].position + self.offset[var]
    }

    /// Moves a cluster to where its variables want it on the whole.
    fn settle(&mut self, cluster: usize) {
        let (mut weight, mut sum) = (0.0, 0.0);
        for &var in &self.all[cluster].vars {
            weight += self.weight[var];
            sum += self.weight[var] * (self.wished[var] - self.offset[var]);
        }
        if weight > 0.0 {
            self.all[cluster].position = sum / weight;
        }
    }

    /// Splits each cluster at the gap that holds it together against the most will.
    fn split_all(&mut self) -> bool {
        let mut any = false;
        for cluster in 0..self.all.len() {
            if self.all[cluster].vars.len() < 2 {
                continue;
            }
            let tree = self.tree(self.all[cluster].vars[0]);
            let forces = self.forces(&tree);
            let weakest = forces.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((force, gap)) = weakest
                && force < -EXACT
            {
                self.open(gap);
                any = true;
            }
        }
        any
    }

    fn close_violated(&mut self) -> bool {
        let mut any = false;
        for _ in 0..PASSES {
            let mut clean = true;
            for gap in 0..self.gaps.len() {
                if !self.closed[gap] && self.slack(gap) < -EXACT {
                    self.close(gap);
                    clean = false;
                }
            }
            any |= !clean;
            if clean {
                break;
            }
        }
        any
    }

    fn slack(&self, gap: usize) -> f64 {
        let gap = self.gaps[gap];
        self.at(gap.right) - self.at(gap.left) - gap.least
    }

    /// Closes a violated gap: two clusters become one, or one is put together anew.
    fn close(&mut self, gap: usize) {
        let Gap { left, right, .. } = self.gaps[gap];
        if self.of[left] == self.of[right] {
            let Some(weakest) = self.weakest_between(left, right) else {
                return;
            };
            self.open(weakest);
        }
        self.merge(gap);
    }

    fn merge(&mut self, gap: usize) {
        let Gap { left, right, least } = self.gaps[gap];
        let (a, b) = (self.of[left], self.of[right]);
        let shift = self.offset[left] + least - self.offset[right];
        let (keep, gone, shift) = if self.all[a].vars.len() >= self.all[b].vars.len() {
            (a, b, shift)
        } else {
            (b, a, -shift)
        };
        let moved = std::mem::take(&mut self.all[gone].vars);
        for &var in &moved {
            self.of[var] = keep;
            self.offset[var] += shift;
        }
        self.all[keep].vars.extend(moved);
        self.free.push(gone);
        self.closed[gap] = true;
        self.settle(keep);
    }

    /// Opens a closed gap: what hangs on its right end becomes a cluster of its own.
    fn open(&mut self, gap: usize) {
        self.closed[gap] = false;
        let Gap { left, right, .. } = self.gaps[gap];
        let cluster = self.of[left];
        let vars: Vec<usize> = self.tree(right).iter().map(|branch| branch.var).collect();
        let new = self.free.pop().unwrap_or_else(|| {
            self.all.push(Cluster::default());
            self.all.len() - 1
        });
        for &var in &vars {
            self.of[var] = new;
        }
        let of = &self.of;
        self.all[cluster].vars.retain(|&var| of[var] == cluster);
        self.all[new].vars = vars;
        self.settle(cluster);
        self.settle(new);
    }

    /// The variables that closed gaps connect with one, each after the one it hangs on.
    fn tree(&self, root: usize) -> Vec<Branch> {
        let mut tree = vec![Branch {
            var: root,
            gap: None,
            parent: 0,
        }];
        let mut next = 0;
        while next < tree.len() {
            let (var, from) = (tree[next].var, tree[next].gap);
            for &gap in &self.touching[var] {
                if self.closed[gap] && from != Some(gap) {
                    let Gap { left, right, .. } = self.gaps[gap];
                    let var = if left == var { right } else { left };
                    tree.push(Branch {
                        var,
                        gap: Some(gap),
                        parent: next,
                    });
                }
            }
            next += 1;
        }
        tree
    }

    /// By closed gap, the force that presses its two sides together; negative where they would
    /// rather part.
    fn forces(&self, tree: &[Branch]) -> Vec<(f64, usize)> {
        let mut wills: Vec<f64> = tree
            .iter()
            .map(|branch| self.weight[branch.var] * (self.at(branch.var) - self.wished[branch.var]))
            .collect();
        let mut forces = Vec::with_capacity(tree.len());
        for place in (1..tree.len()).rev() {
            let branch = &tree[place];
            wills[branch.parent] += wills[place];
            if let Some(gap) = branch.gap {
                let hangs_right = self.gaps[gap].right == branch.var;
                forces.push((
                    if hangs_right {
                        wills[place]
                    } else {
                        -wills[place]
                    },
                    gap,
                ));
            }
        }
        forces
    }

    /// The gap with the least force among those on the way from `left` to `right` whose opening
    /// lets `right` move right.
    fn weakest_between(&self, left: usize, right: usize) -> Option<usize> {
        let tree = self.tree(left);
        let forces = self.forces(&tree);
        let mut place = tree.iter().position(|branch| branch.var == right)?;
        let mut weakest: Option<(f64, usize)> = None;
        while let Some(gap) = tree[place].gap {
            let force = forces[tree.len() - 1 - place].0;
            let opens = self.gaps[gap].right == tree[place].var;
            if opens && weakest.is_none_or(|weakest| force < weakest.0) {
                weakest = Some((force, gap));
            }
            place = tree[place].parent;
        }
        weakest.map(|weakest| weakest.1)
    }
}

/// A variable in the tree of closed gaps, with the gap and the place of the one it hangs on.
struct Branch {
    var: usize,
    gap: Option<usize>,
    parent: usize,
}
