//! Reading a stream, symbol by symbol and bit by bit: links are short, and the reader is part of a page's download.

use super::costs::fixed_lens;
use super::header::ORDER;

/// The longest code.
const LONGEST: usize = 15;

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

/// Reads a stream of at most `limit` bytes. What follows its last block is nothing, or one byte of zero.
pub(crate) fn inflate(
    dictionary: &[u8],
    stream: &[u8],
    limit: usize,
) -> Result<Vec<u8>, InflateError> {
    let mut out = Out {
        bytes: dictionary.to_vec(),
        most: dictionary.len() + limit,
    };
    let mut bits = Bits { stream, at: 0 };
    loop {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out)?,
            1 => block(&mut bits, &mut out, &fixed_lens(), &[5; 32])?,
            2 => {
                let (lens, literals) = lens(&mut bits)?;
                let (literals, distances) = lens
                    .split_at_checked(literals)
                    .ok_or(InflateError::Invalid)?;
                block(&mut bits, &mut out, literals, distances)?;
            }
            _ => return Err(InflateError::Invalid),
        }
        if is_last {
            break;
        }
    }
    match bits.rest() {
        [] | [0] => Ok(out.bytes.split_off(dictionary.len())),
        _ => Err(InflateError::Invalid),
    }
}

/// A block of bytes as they are.
fn stored(bits: &mut Bits<'_>, out: &mut Out) -> Result<(), InflateError> {
    bits.at = bits.at.next_multiple_of(8);
    let (len, check) = (bits.take(16)?, bits.take(16)?);
    if len ^ check != 0xffff {
        return Err(InflateError::Invalid);
    }
    for _ in 0..len {
        out.push(small(bits.take(8)?)?)?;
    }
    Ok(())
}

/// The lengths of the codes of a block, and how many of them are those of literals.
fn lens(bits: &mut Bits<'_>) -> Result<(Vec<u8>, usize), InflateError> {
    let literals = bits.take(5)? + 257;
    let distances = bits.take(5)? + 1;
    let described = bits.take(4)? + 4;
    let mut own = [0; 19];
    for symbol in ORDER.iter().take(described) {
        own[*symbol] = small(bits.take(3)?)?;
    }
    let code = Code::new(&own)?;
    let mut lens = Vec::new();
    while lens.len() < literals + distances {
        let (len, times) = match code.read(bits)? {
            16 => {
                let before = lens.last().copied().ok_or(InflateError::Invalid)?;
                (before, 3 + bits.take(2)?)
            }
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            len => (small(len)?, 1),
        };
        lens.extend(std::iter::repeat_n(len, times));
    }
    // No run goes on beyond the last length, and every block can end.
    if lens.len() > literals + distances || lens.get(256) == Some(&0) {
        return Err(InflateError::Invalid);
    }
    Ok((lens, literals))
}

/// A block of literals and matches.
fn block(
    bits: &mut Bits<'_>,
    out: &mut Out,
    literals: &[u8],
    distances: &[u8],
) -> Result<(), InflateError> {
    let (literals, distances) = (Code::new(literals)?, Code::new(distances)?);
    loop {
        let symbol = literals.read(bits)?;
        let len = match symbol {
            ..256 => {
                out.push(small(symbol)?)?;
                continue;
            }
            256 => return Ok(()),
            257..265 => symbol - 254,
            265..285 => 3 + stepped(bits, symbol - 257, 4)?,
            285 => 258,
            _ => return Err(InflateError::Invalid),
        };
        let distance = match distances.read(bits)? {
            symbol @ ..4 => symbol + 1,
            symbol @ 4..30 => 1 + stepped(bits, symbol, 2)?,
            _ => return Err(InflateError::Invalid),
        };
        out.repeat(len, distance)?;
    }
}

/// A number of which the symbol says the size, in so many steps for each further bit that follows.
fn stepped(bits: &mut Bits<'_>, symbol: usize, steps: usize) -> Result<usize, InflateError> {
    let extra = symbol / steps - 1;
    Ok(((steps + symbol % steps) << extra) + bits.take(extra)?)
}

/// What is less than 256 by how many bits it has.
fn small(number: usize) -> Result<u8, InflateError> {
    u8::try_from(number).map_err(|_| InflateError::Invalid)
}

/// The bits of a stream, the lowest of each byte first.
struct Bits<'a> {
    stream: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// The next bits as a number, the lowest first.
    fn take(&mut self, count: usize) -> Result<usize, InflateError> {
        let mut number = 0;
        for place in 0..count {
            let byte = self
                .stream
                .get(self.at / 8)
                .ok_or(InflateError::EndsEarly)?;
            number |= usize::from(byte >> (self.at % 8) & 1) << place;
            self.at += 1;
        }
        Ok(number)
    }

    /// What follows the byte of the last bit.
    fn rest(&self) -> &[u8] {
        self.stream.get(self.at.div_ceil(8)..).unwrap_or_default()
    }
}

/// A canonical code: how many symbols have each length, and the symbols in the order of their codes.
struct Code {
    counts: [usize; LONGEST + 1],
    symbols: Vec<usize>,
}

impl Code {
    /// The code of these lengths. It uses up all there is, but for a code of one symbol or none.
    fn new(lens: &[u8]) -> Result<Self, InflateError> {
        let (mut counts, mut symbols) = ([0; LONGEST + 1], Vec::new());
        let mut room = 1;
        for len in 1..=LONGEST {
            let having = (0..)
                .zip(lens)
                .filter(|(_, other)| usize::from(**other) == len);
            symbols.extend(having.map(|(symbol, _)| symbol));
            counts[len] = symbols.len() - counts[..len].iter().sum::<usize>();
            let left = (room * 2_usize).checked_sub(counts[len]);
            room = left.ok_or(InflateError::Invalid)?;
        }
        let is_single = symbols.len() == counts[1] && symbols.len() < 2;
        if room > 0 && !is_single {
            return Err(InflateError::Invalid);
        }
        Ok(Self { counts, symbols })
    }

    /// The next symbol.
    fn read(&self, bits: &mut Bits<'_>) -> Result<usize, InflateError> {
        // The code so far less the first of its length, and how many symbols have shorter ones.
        let (mut code, mut shorter) = (0, 0);
        for count in &self.counts[1..] {
            code += bits.take(1)?;
            if code < *count {
                return self
                    .symbols
                    .get(shorter + code)
                    .copied()
                    .ok_or(InflateError::Invalid);
            }
            shorter += count;
            code = (code - count) * 2;
        }
        Err(InflateError::Invalid)
    }
}

/// The dictionary, and what was read so far.
struct Out {
    bytes: Vec<u8>,
    most: usize,
}

impl Out {
    fn push(&mut self, byte: u8) -> Result<(), InflateError> {
        if self.bytes.len() >= self.most {
            return Err(InflateError::TooLarge);
        }
        self.bytes.push(byte);
        Ok(())
    }

    /// Repeats what was read so far back; it may run on into what it makes itself.
    fn repeat(&mut self, len: usize, distance: usize) -> Result<(), InflateError> {
        let start = self
            .bytes
            .len()
            .checked_sub(distance)
            .ok_or(InflateError::Invalid)?;
        for place in start..start + len {
            let byte = self
                .bytes
                .get(place)
                .copied()
                .ok_or(InflateError::Invalid)?;
            self.push(byte)?;
        }
        Ok(())
    }
}
