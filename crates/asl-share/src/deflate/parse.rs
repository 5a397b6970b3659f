//! The cheapest way to say a text with literals and matches, given what each symbol costs.

use super::costs::{BIT, Costs};
use super::matches::{LONGEST, Matches, SHORTEST};

/// The symbols of literals, the end and lengths; and those of distances.
pub(super) const LITERALS: usize = 286;
pub(super) const DISTANCES: usize = 30;
/// The symbol that ends a block.
pub(super) const END: usize = 256;

/// One step through a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// The next byte as it is.
    Literal(u8),
    /// So many bytes as they were so far back.
    Match { len: u16, distance: u16 },
}

/// A length's symbol, and the bits that follow it.
pub(super) fn length_symbol(len: u16) -> (usize, u32, u16) {
    match usize::from(len) {
        LONGEST => (285, 0, 0),
        ..=10 => (usize::from(len) + 254, 0, 0),
        _ => {
            let from = len - 3;
            let extra = from.ilog2() - 2;
            let step = (from >> extra) & 3;
            (
                257 + 4 * (extra as usize + 1) + usize::from(step),
                extra,
                from & ((1 << extra) - 1),
            )
        }
    }
}

/// A distance's symbol, and the bits that follow it.
pub(super) fn distance_symbol(distance: u16) -> (usize, u32, u16) {
    let from = distance - 1;
    if from < 4 {
        return (usize::from(from), 0, 0);
    }
    let extra = from.ilog2() - 1;
    let step = (from >> extra) & 1;
    (
        2 * (extra as usize + 1) + usize::from(step),
        extra,
        from & ((1 << extra) - 1),
    )
}

/// The cheapest tokens that make the text.
pub(super) fn parse(text: &[u8], matches: &Matches, costs: &Costs) -> Vec<Token> {
    let lengths = length_costs(costs);
    let mut cheapest = vec![u32::MAX; text.len() + 1];
    let mut last = vec![Token::Literal(0); text.len() + 1];
    cheapest[0] = 0;
    for (place, &byte) in text.iter().enumerate() {
        let here = cheapest[place];
        let mut offer = |end: usize, cost: u32, token: Token| {
            if cost < cheapest[end] {
                cheapest[end] = cost;
                last[end] = token;
            }
        };
        let literal = here + costs.literals[usize::from(byte)];
        offer(place + 1, literal, Token::Literal(byte));
        let mut shortest = SHORTEST;
        for found in matches.at(place) {
            let (symbol, extra, _) = distance_symbol(found.distance);
            let cost = here + costs.distances[symbol] + extra * BIT;
            let longest = usize::from(found.len);
            // Nothing beats the longest match there is; trying shorter ones would take long in long runs.
            if longest == LONGEST {
                shortest = longest;
            }
            let lens = (shortest..=longest).zip(lengths.iter().skip(shortest));
            for (len, length) in lens {
                let token = Token::Match {
                    len: u16::try_from(len).unwrap_or(found.len),
                    distance: found.distance,
                };
                offer(place + len, cost + length, token);
            }
            shortest = longest + 1;
        }
    }
    backwards(&last)
}

fn length_costs(costs: &Costs) -> [u32; LONGEST + 1] {
    let mut lengths = [0; LONGEST + 1];
    for (len, cost) in (0..).zip(&mut lengths).skip(SHORTEST) {
        let (symbol, extra, _) = length_symbol(len);
        *cost = costs.literals[symbol] + extra * BIT;
    }
    lengths
}

fn backwards(last: &[Token]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end = last.len() - 1;
    while end > 0 {
        let token = last[end];
        tokens.push(token);
        end -= match token {
            Token::Literal(_) => 1,
            Token::Match { len, .. } => usize::from(len),
        };
    }
    tokens.reverse();
    tokens
}
