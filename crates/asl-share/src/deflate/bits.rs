//! Writing bits.

/// Bits, the lowest of each byte first.
#[derive(Default)]
pub(super) struct Bits {
    done: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    /// Adds the lowest bits of a value.
    pub(super) fn put(&mut self, value: u16, count: u32) {
        self.held |= u32::from(value) << self.count;
        self.count += count;
        while self.count >= 8 {
            let [low, ..] = self.held.to_le_bytes();
            self.done.push(low);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// The bytes, the last one filled with zeros.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        if self.count > 0 {
            let [low, ..] = self.held.to_le_bytes();
            self.done.push(low);
        }
        self.done
    }
}
