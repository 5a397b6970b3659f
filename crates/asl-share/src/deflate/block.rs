//! One block: tokens, their codes, and the bits.

use super::bits::Bits;
use super::costs::{Costs, fixed_lens};
use super::header::Header;
use super::huffman::{codes, lengths};
use super::parse::{DISTANCES, END, LITERALS, Token, distance_symbol, length_symbol};

/// Tokens with the codes that say them in the fewest bits.
pub(super) struct Block {
    tokens: Vec<Token>,
    counts: Counts,
    lens: Lens,
    header: Option<Header>,
    /// How many bits it takes.
    pub(super) bits: u64,
}

struct Counts {
    literals: [u32; LITERALS],
    distances: [u32; DISTANCES],
}

/// The lengths of both codes.
pub(super) struct Lens {
    pub(super) literals: Vec<u8>,
    pub(super) distances: Vec<u8>,
}

impl Block {
    /// The tokens of a text in a block of their own codes, or of the fixed ones where those are shorter.
    pub(super) fn new(tokens: Vec<Token>) -> Self {
        let counts = count(&tokens);
        let fixed = Lens {
            literals: fixed_lens().to_vec(),
            distances: vec![5; DISTANCES],
        };
        let mut best = (3 + body_bits(&counts, &fixed), fixed, None);
        for smooth in [false, true] {
            let own = own_lens(&counts, smooth);
            let header = Header::new(&own);
            let bits = 3 + header.bits() + body_bits(&counts, &own);
            if bits < best.0 {
                best = (bits, own, Some(header));
            }
        }
        let (bits, lens, header) = best;
        Self {
            tokens,
            counts,
            lens,
            header,
            bits,
        }
    }

    /// What symbols will cost in this round, the next one.
    pub(super) fn costs(&self, round: u32) -> Costs {
        let lens = own_lens(&self.counts, false);
        let mut costs = Costs::new(round);
        costs.set_literals(&self.counts.literals, &lens.literals);
        costs.set_distances(&self.counts.distances, &lens.distances);
        costs
    }

    /// Its bytes.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut bits = Bits::default();
        bits.put(1, 1);
        bits.put(if self.header.is_some() { 2 } else { 1 }, 2);
        if let Some(header) = &self.header {
            header.write(&mut bits);
        }
        let (literals, distances) = (codes(&self.lens.literals), codes(&self.lens.distances));
        let literal = |bits: &mut Bits, symbol: usize| {
            bits.put(literals[symbol], u32::from(self.lens.literals[symbol]));
        };
        for token in &self.tokens {
            match *token {
                Token::Literal(byte) => literal(&mut bits, usize::from(byte)),
                Token::Match { len, distance } => {
                    let (symbol, extra, rest) = length_symbol(len);
                    literal(&mut bits, symbol);
                    bits.put(rest, extra);
                    let (symbol, extra, rest) = distance_symbol(distance);
                    bits.put(distances[symbol], u32::from(self.lens.distances[symbol]));
                    bits.put(rest, extra);
                }
            }
        }
        literal(&mut bits, END);
        bits.bytes()
    }
}

fn count(tokens: &[Token]) -> Counts {
    let mut counts = Counts {
        literals: [0; LITERALS],
        distances: [0; DISTANCES],
    };
    for token in tokens {
        match *token {
            Token::Literal(byte) => counts.literals[usize::from(byte)] += 1,
            Token::Match { len, distance } => {
                counts.literals[length_symbol(len).0] += 1;
                counts.distances[distance_symbol(distance).0] += 1;
            }
        }
    }
    counts.literals[END] = 1;
    counts
}

fn body_bits(counts: &Counts, lens: &Lens) -> u64 {
    let sum = |counts: &[u32], lens: &[u8], extra: &dyn Fn(usize) -> u32| -> u64 {
        let symbols = counts.iter().zip(lens).enumerate();
        symbols
            .map(|(symbol, (count, len))| {
                u64::from(*count) * u64::from(u32::from(*len) + extra(symbol))
            })
            .sum()
    };
    sum(&counts.literals, &lens.literals, &length_extra)
        + sum(&counts.distances, &lens.distances, &distance_extra)
}

fn length_extra(symbol: usize) -> u32 {
    match symbol {
        265..=284 => u32::try_from((symbol - 261) / 4).unwrap_or(0),
        _ => 0,
    }
}

fn distance_extra(symbol: usize) -> u32 {
    u32::try_from((symbol / 2).saturating_sub(1)).unwrap_or(0)
}

fn own_lens(counts: &Counts, smooth: bool) -> Lens {
    let lens_of = |counts: &[u32]| {
        let counts = if smooth {
            smoothed(counts)
        } else {
            counts.to_vec()
        };
        lengths(&counts, 15)
    };
    let mut distances = lens_of(&counts.distances);
    if distances.iter().all(|len| *len == 0) {
        distances[0] = 1;
    }
    Lens {
        literals: lens_of(&counts.literals),
        distances,
    }
}

/// Counts of which neighbours are more often alike, which a header says in fewer bits.
fn smoothed(counts: &[u32]) -> Vec<u32> {
    let round = |count: u32| match count {
        0..=1 => count,
        2..=3 => 2,
        _ => 1 << count.ilog2(),
    };
    counts.iter().map(|count| round(*count)).collect()
}
