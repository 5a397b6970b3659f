//! Raw deflate (RFC 1951) that may refer back into a preset dictionary.
//!
//! The reader takes any such stream. The writer makes one block by optimal parsing: links are short, so
//! it spends its time on bits. A stream is the same natively and in wasm.

mod bits;
mod block;
mod costs;
mod header;
mod huffman;
mod matches;
mod parse;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use costs::Costs;

/// Why a stream could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InflateError {
    /// It ends before its last block does.
    EndsEarly,
    /// It is not deflate, or more follows than one padding byte of zero.
    Invalid,
    /// It holds more bytes than the limit.
    TooLarge,
}

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

/// Reads a stream of at most `limit` bytes. What follows its last block is nothing, or one byte of zero.
pub(crate) fn inflate(
    dictionary: &[u8],
    stream: &[u8],
    limit: usize,
) -> Result<Vec<u8>, InflateError> {
    let mut out = dictionary.to_vec();
    let mut state = Box::<DecompressorOxide>::default();
    let (mut read, mut end) = (0, dictionary.len());
    loop {
        // One byte more than the limit shows that there is one.
        let room = (out.len() * 2).max(4_096).min(dictionary.len() + limit + 1);
        out.resize(room, 0);
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let rest = stream.get(read..).unwrap_or_default();
        let (status, consumed, written) = decompress(&mut state, rest, &mut out, end, flags);
        (read, end) = (read + consumed, end + written);
        if end - dictionary.len() > limit {
            return Err(InflateError::TooLarge);
        }
        match status {
            TINFLStatus::Done => break,
            TINFLStatus::HasMoreOutput => {}
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
                return Err(InflateError::EndsEarly);
            }
            _ => return Err(InflateError::Invalid),
        }
    }
    if !matches!(stream.get(read..), Some([] | [0])) {
        return Err(InflateError::Invalid);
    }
    out.truncate(end);
    Ok(out.split_off(dictionary.len()))
}

#[cfg(test)]
mod tests;
