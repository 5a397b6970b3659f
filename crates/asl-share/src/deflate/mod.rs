//! Raw deflate (RFC 1951) that may refer back into a preset dictionary.
//!
//! The reader takes any such stream. The writer makes one block by optimal parsing: links are short, so
//! it spends its time on bits. A stream is the same natively and in wasm.

mod bits;
mod block;
mod costs;
mod header;
mod huffman;
mod inflate;
mod matches;
mod parse;

use costs::Costs;
pub(crate) use inflate::{InflateError, inflate};

/// Makes a stream of a text.
pub(crate) fn deflate(dictionary: &[u8], text: &[u8]) -> Vec<u8> {
    let data = [dictionary, text].concat();
    let matches = matches::find(&data, dictionary.len());
    let mut costs = Costs::new(0);
    let mut best: Option<block::Block> = None;
    for round in 0..rounds(text.len()) {
        let tokens = parse::parse(text, &matches, &costs);
        let block = block::Block::new(tokens);
        costs = block.costs(round);
        if best.as_ref().is_none_or(|best| block.bits < best.bits) {
            best = Some(block);
        }
    }
    best.map(|block| block.write()).unwrap_or_default()
}

/// Texts beyond what a link should hold still have to be done in a moment.
fn rounds(len: usize) -> u32 {
    match len {
        0..=20_000 => 30,
        20_001..=200_000 => 8,
        _ => 3,
    }
}

#[cfg(test)]
mod tests;
