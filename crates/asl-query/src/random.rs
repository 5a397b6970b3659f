//! Randomness that is a pure function of a seed.

/// The random numbers of one execution: the same seed gives the same run. xoshiro256**, seeded by splitmix64.
#[derive(Clone, Debug)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// A generator at the beginning of its sequence.
    pub fn new(seed: u64) -> Self {
        let mut mixer = seed;
        Random {
            state: std::array::from_fn(|_| splitmix(&mut mixer)),
        }
    }

    /// Where in its sequence it is, as four words.
    pub(crate) fn to_text(&self) -> String {
        self.state.map(|word| word.to_string()).join(" ")
    }

    /// A generator at the place in its sequence that [`Random::to_text`] told.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let mut words = text.split(' ').map(|word| word.parse().ok());
        let mut state = [0; 4];
        for part in &mut state {
            *part = words.next()??;
        }
        words.next().is_none().then_some(Random { state })
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }

    /// A number in `[0, 1)`.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn next_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// An integer in `[start, end)`; `start` when that is empty.
    pub fn between(&mut self, start: i64, end: i64) -> i64 {
        let width = u64::try_from(i128::from(end) - i128::from(start)).unwrap_or(0);
        // The high half of the product is uniform up to 2^-64 of the width.
        let offset = (u128::from(self.next_u64()) * u128::from(width)) >> 64;
        start.wrapping_add_unsigned(u64::try_from(offset).unwrap_or(0))
    }

    /// A version 4 UUID.
    pub fn uuid(&mut self) -> Uuid {
        Uuid {
            high: (self.next_u64() & !0xF000) | 0x4000,
            low: (self.next_u64() >> 2) | (1 << 63),
        }
    }
}

/// A UUID, written out where somebody reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uuid {
    high: u64,
    low: u64,
}

impl Uuid {
    /// Its text, in lower case.
    pub fn text(self) -> String {
        let (high, low) = (hex_digits(self.high), hex_digits(self.low));
        let mut text = [b'-'; 36];
        text[..8].copy_from_slice(&high[..8]);
        text[9..13].copy_from_slice(&high[8..12]);
        text[14..18].copy_from_slice(&high[12..]);
        text[19..23].copy_from_slice(&low[..4]);
        text[24..].copy_from_slice(&low[4..]);
        str::from_utf8(&text).unwrap_or_default().to_owned()
    }
}

/// Sixteen hexadecimal digits in lower case, in ASCII.
pub fn hex_digits(bits: u64) -> [u8; 16] {
    let bytes = bits.to_be_bytes();
    std::array::from_fn(|at| {
        let byte = bytes[at / 2];
        let digit = if at % 2 == 0 { byte >> 4 } else { byte & 15 };
        b"0123456789abcdef"[usize::from(digit)]
    })
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// `java.util.Random`, which AWS uses where an expression brings its own seed: `$random(42)` is 0.7275636800328681.
#[derive(Clone, Debug)]
pub(crate) struct JavaRandom {
    seed: i64,
}

impl JavaRandom {
    const MULTIPLIER: i64 = 0x5_DEEC_E66D;
    const MASK: i64 = (1 << 48) - 1;

    pub(crate) fn new(seed: i64) -> Self {
        JavaRandom {
            seed: (seed ^ Self::MULTIPLIER) & Self::MASK,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "Java takes the low 32 bits"
    )]
    fn next(&mut self, bits: u32) -> i32 {
        self.seed = self.seed.wrapping_mul(Self::MULTIPLIER).wrapping_add(0xB) & Self::MASK;
        (self.seed >> (48 - bits)) as i32
    }

    /// A number in `[0, 1)`.
    #[cfg(any(feature = "jsonata", test))]
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(crate) fn next_double(&mut self) -> f64 {
        let high = i64::from(self.next(26)) << 27;
        (high + i64::from(self.next(27))) as f64 / (1_i64 << 53) as f64
    }

    /// An integer in `[start, end)`, as `Random.ints(start, end)` draws it. The range must not be empty.
    pub(crate) fn between(&mut self, start: i32, end: i32) -> i32 {
        let width = end.wrapping_sub(start);
        if width > 0 {
            return start + self.below(width);
        }
        loop {
            let drawn = self.next(32);
            if (start..end).contains(&drawn) {
                return drawn;
            }
        }
    }

    /// An integer in `[0, bound)`, bound positive.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the product is below 2^62, shifted by 31"
    )]
    fn below(&mut self, bound: i32) -> i32 {
        if bound & bound.wrapping_neg() == bound {
            return ((i64::from(bound) * i64::from(self.next(31))) >> 31) as i32;
        }
        loop {
            let bits = self.next(31);
            let drawn = bits % bound;
            // Rejects the incomplete last stretch; Java tells it by the overflow.
            if bits.wrapping_sub(drawn).wrapping_add(bound - 1) >= 0 {
                return drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (
                random.uuid().text(),
                random.between(-5, 5),
                random.next_f64().to_bits(),
            )
        };
        assert_eq!(draw(7), draw(7));
        assert_eq!(draw(7).0, "b358faf7-4ef9-465a-91d7-0f6593d20b34");
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn ranges_are_kept() {
        let mut random = Random::new(1);
        let mut seen = [false; 10];
        for _ in 0..1_000 {
            let drawn = random.between(-5, 5);
            seen[usize::try_from(drawn + 5).unwrap()] = true;
            assert!((0.0..1.0).contains(&random.next_f64()));
        }
        assert!(seen.iter().all(|seen| *seen));
        assert_eq!(random.between(3, 3), 3);
        assert!((i64::MIN..i64::MAX).contains(&random.between(i64::MIN, i64::MAX)));
    }

    #[test]
    fn uuids_are_of_version_4() {
        let mut random = Random::new(3);
        for _ in 0..100 {
            let uuid = random.uuid().text();
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "4");
            assert!("89ab".contains(&uuid[19..20]), "{uuid}");
        }
    }

    #[test]
    fn java_draws_are_javas() {
        assert_eq!(
            JavaRandom::new(42).next_double().to_bits(),
            0.727_563_680_032_868_1_f64.to_bits()
        );
        // new Random(42).nextInt(10), nextInt(100), and twice nextInt()
        assert_eq!(JavaRandom::new(42).below(10), 0);
        assert_eq!(JavaRandom::new(42).below(100), 30);
        let mut random = JavaRandom::new(42);
        assert_eq!(
            [random.next(32), random.next(32)],
            [-1_170_105_035, 234_785_527]
        );
        for _ in 0..1_000 {
            assert!((-3..4).contains(&random.between(-3, 4)));
            assert!((i32::MIN..i32::MAX).contains(&random.between(i32::MIN, i32::MAX)));
        }
    }
}
