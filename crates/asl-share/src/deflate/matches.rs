//! For every place of a text: what stood before, in the window, and goes on alike.

/// The shortest and the longest match of the format.
pub(super) const SHORTEST: usize = 3;
pub(super) const LONGEST: usize = 258;

const WINDOW: usize = 32_768;
const HASH_BITS: u32 = 15;
const NONE: u32 = u32::MAX;

/// The matches of every place, those of one place by growing length and growing distance.
pub(super) struct Matches {
    starts: Vec<usize>,
    all: Vec<Match>,
}

/// This many bytes are the same as those so far back.
#[derive(Clone, Copy)]
pub(super) struct Match {
    pub(super) len: u16,
    pub(super) distance: u16,
}

impl Matches {
    /// The matches at a place.
    pub(super) fn at(&self, place: usize) -> &[Match] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(&start), Some(&end)) => self.all.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Finds the matches of `data[from..]` in all that is before.
pub(super) fn find(data: &[u8], from: usize) -> Matches {
    let tries = if data.len() < 100_000 { 400 } else { 32 };
    let mut chains = Chains::new(data.len());
    let mut found = Matches {
        starts: Vec::with_capacity(data.len() - from + 1),
        all: Vec::new(),
    };
    for place in 0..data.len() {
        if place >= from {
            found.starts.push(found.all.len());
            longer_and_longer(data, place, &chains, tries, &mut found.all);
        }
        chains.insert(data, place);
    }
    found.starts.push(found.all.len());
    found
}

fn longer_and_longer(data: &[u8], place: usize, chains: &Chains, tries: u32, all: &mut Vec<Match>) {
    let here = &data[place..data.len().min(place + LONGEST)];
    let mut best = SHORTEST - 1;
    for before in chains.of(data, place).take(tries as usize) {
        let distance = place - before;
        if distance >= WINDOW || best >= here.len() {
            return;
        }
        // A match may run on into the bytes that it makes itself.
        let len = here
            .iter()
            .zip(&data[before..])
            .take_while(|(here, there)| here == there)
            .count();
        if len > best {
            best = len;
            // Both are bounded by the format's limits above, far below 65,536.
            if let (Ok(len), Ok(distance)) = (u16::try_from(len), u16::try_from(distance)) {
                all.push(Match { len, distance });
            }
        }
    }
}

/// The earlier places whose three bytes have the same hash, the nearest first.
struct Chains {
    heads: Vec<u32>,
    before: Vec<u32>,
}

impl Chains {
    fn new(len: usize) -> Self {
        Self {
            heads: vec![NONE; 1 << HASH_BITS],
            before: vec![NONE; len],
        }
    }

    fn insert(&mut self, data: &[u8], place: usize) {
        if let Some(hash) = hash(data, place) {
            self.before[place] = self.heads[hash];
            self.heads[hash] = u32::try_from(place).unwrap_or(NONE);
        }
    }

    fn of(&self, data: &[u8], place: usize) -> impl Iterator<Item = usize> {
        let head = hash(data, place).map_or(NONE, |hash| self.heads[hash]);
        std::iter::successors(known(head), |&place| known(self.before[place]))
    }
}

fn known(place: u32) -> Option<usize> {
    (place != NONE).then_some(place as usize)
}

fn hash(data: &[u8], place: usize) -> Option<usize> {
    let [a, b, c] = *data.get(place..place + SHORTEST)? else {
        return None;
    };
    let word = u32::from_le_bytes([a, b, c, 0]);
    Some((word.wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS)) as usize)
}
