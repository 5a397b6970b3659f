//! The header of a block: the lengths of its codes, run by run, in a code of their own.

use super::bits::Bits;
use super::block::Lens;
use super::huffman::{codes, lengths};

/// The order in which the lengths of the code lengths' code stand.
pub(super) const ORDER: [usize; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/// A header.
pub(super) struct Header {
    literals: usize,
    distances: usize,
    runs: Vec<Run>,
    lens: Vec<u8>,
}

/// A symbol of the code lengths' code, with the bits that follow it.
#[derive(Clone, Copy)]
struct Run {
    symbol: u8,
    extra: u32,
    rest: u16,
}

impl Header {
    /// The shortest header of these codes.
    pub(super) fn new(lens: &Lens) -> Self {
        let used = |lens: &[u8], least: usize| {
            let last = lens.iter().rposition(|len| *len > 0);
            last.map_or(0, |last| last + 1).max(least)
        };
        let (literals, distances) = (used(&lens.literals, 257), used(&lens.distances, 1));
        let all = [&lens.literals[..literals], &lens.distances[..distances]].concat();
        let headers = (0..8).map(|kinds| {
            let runs = runs(&all, kinds);
            let mut counts = [0; 19];
            for run in &runs {
                counts[usize::from(run.symbol)] += 1;
            }
            Self {
                literals,
                distances,
                runs,
                lens: lengths(&counts, 7),
            }
        });
        headers
            .min_by_key(Self::bits)
            .unwrap_or_else(|| unreachable!("there are eight"))
    }

    fn order(&self) -> usize {
        let last = ORDER.iter().rposition(|symbol| self.lens[*symbol] > 0);
        last.map_or(4, |last| (last + 1).max(4))
    }

    /// How many bits it takes.
    pub(super) fn bits(&self) -> u64 {
        let runs = self.runs.iter();
        let body: u32 = runs
            .map(|run| u32::from(self.lens[usize::from(run.symbol)]) + run.extra)
            .sum();
        14 + 3 * self.order() as u64 + u64::from(body)
    }

    /// Writes it.
    pub(super) fn write(&self, bits: &mut Bits) {
        let small = |number: usize| u16::try_from(number).unwrap_or(0);
        bits.put(small(self.literals - 257), 5);
        bits.put(small(self.distances - 1), 5);
        bits.put(small(self.order() - 4), 4);
        for symbol in &ORDER[..self.order()] {
            bits.put(u16::from(self.lens[*symbol]), 3);
        }
        let codes = codes(&self.lens);
        for run in &self.runs {
            let symbol = usize::from(run.symbol);
            bits.put(codes[symbol], u32::from(self.lens[symbol]));
            bits.put(run.rest, run.extra);
        }
    }
}

/// Code lengths as runs; `kinds` has a bit for each of the three symbols of runs that may be used.
fn runs(lens: &[u8], kinds: u8) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = lens;
    while let [len, ..] = *rest {
        let mut alike = rest.iter().take_while(|other| **other == len).count();
        rest = &rest[alike..];
        let mut put = |symbol: u8, extra: u32, rest: usize| {
            let rest = u16::try_from(rest).unwrap_or(0);
            runs.push(Run {
                symbol,
                extra,
                rest,
            });
        };
        if len == 0 {
            while alike >= 11 && kinds & 1 != 0 {
                let taken = alike.min(138);
                put(18, 7, taken - 11);
                alike -= taken;
            }
            while alike >= 3 && kinds & 2 != 0 {
                let taken = alike.min(10);
                put(17, 3, taken - 3);
                alike -= taken;
            }
        } else if alike >= 4 && kinds & 4 != 0 {
            put(len, 0, 0);
            alike -= 1;
            while alike >= 3 {
                let taken = alike.min(6);
                put(16, 2, taken - 3);
                alike -= taken;
            }
        }
        for _ in 0..alike {
            put(len, 0, 0);
        }
    }
    runs
}
