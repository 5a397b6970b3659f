//! What symbols cost, as a parse supposes it.
//!
//! A parse depends on the codes, and the codes on the parse: round by round each follows the other. In
//! some rounds the costs are those of the codes, in others what codes with fractions of bits would cost,
//! and some shake the counts, so that not all rounds end in the same place. Whole numbers only: a link is
//! the same everywhere.

use super::parse::{DISTANCES, LITERALS};

/// The unit of costs is this part of a bit.
pub(super) const BIT: u32 = 16;

/// What symbols cost, in parts of a bit.
pub(super) struct Costs {
    pub(super) literals: [u32; LITERALS],
    pub(super) distances: [u32; DISTANCES],
    round: u32,
    random: u32,
}

/// The lengths of the fixed codes of literals, the end and lengths.
pub(super) fn fixed_lens() -> [u8; 288] {
    let mut lens = [8; 288];
    lens[144..256].fill(9);
    lens[256..280].fill(7);
    lens
}

impl Costs {
    /// Those of the fixed codes, for a round.
    pub(super) fn new(round: u32) -> Self {
        let mut literals = [0; LITERALS];
        for (cost, len) in literals.iter_mut().zip(fixed_lens()) {
            *cost = u32::from(len) * BIT;
        }
        Self {
            literals,
            distances: [5 * BIT; DISTANCES],
            round,
            random: round,
        }
    }

    /// Sets the costs of literals, the end and lengths, from how often they occurred and their codes.
    pub(super) fn set_literals(&mut self, counts: &[u32], lens: &[u8]) {
        let absent = (9 + self.round % 4 * 2) * BIT;
        for (cost, new) in (0..).zip(self.of(counts, lens, absent)) {
            self.literals[cost] = new;
        }
    }

    /// Sets the costs of distances, from how often they occurred and their codes.
    pub(super) fn set_distances(&mut self, counts: &[u32], lens: &[u8]) {
        for (cost, new) in (0..).zip(self.of(counts, lens, 8 * BIT)) {
            self.distances[cost] = new;
        }
    }

    /// The costs of symbols; what did not occur costs `absent`.
    fn of(&mut self, counts: &[u32], lens: &[u8], absent: u32) -> Vec<u32> {
        let shakes = self.round > 6 && self.round.is_multiple_of(3);
        let fine = shakes || !self.round.is_multiple_of(2);
        let counts: Vec<u32> = counts
            .iter()
            .map(|count| {
                if shakes {
                    self.shake(count * 4)
                } else {
                    count * 4
                }
            })
            .collect();
        let all = fine_log2(counts.iter().sum());
        let cost = |(count, len): (&u32, &u8)| match (count, len) {
            (0, _) | (_, 0) => absent,
            (count, _) if fine => (all - fine_log2(*count)).max(BIT),
            (_, len) => u32::from(*len) * BIT,
        };
        counts.iter().zip(lens).map(cost).collect()
    }

    /// A count, or its double or half.
    fn shake(&mut self, count: u32) -> u32 {
        self.random = self
            .random
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        match self.random >> 29 {
            0 => count * 2,
            1 => count / 2,
            _ => count,
        }
    }
}

/// The logarithm to base 2 in parts of a bit, rounded down.
fn fine_log2(number: u32) -> u32 {
    let number = number.max(1);
    let mut log = number.ilog2();
    // What is left, from 1 up to 2, in parts of 2^31.
    let mut rest = u64::from(number) << (31 - log);
    for _ in 0..BIT.ilog2() {
        rest = (rest * rest) >> 31;
        let carry = u32::from(rest >> 32 != 0);
        rest >>= carry;
        log = log * 2 + carry;
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_everyone() {
        for number in [1, 2, 3, 5, 100, 65_535, u32::MAX] {
            let expected = f64::from(number).log2() * f64::from(BIT);
            let found = f64::from(fine_log2(number));
            assert!(
                (expected - found).abs() < 1.0,
                "{number}: {found} for {expected}"
            );
        }
    }
}
