//! Prefix codes of bounded length.

/// The lengths of an optimal prefix code for symbols that occur so often, none longer than `longest`.
/// What does not occur has the length 0.
pub(super) fn lengths(counts: &[u32], longest: u8) -> Vec<u8> {
    let mut used: Vec<(u32, usize)> = Vec::new();
    for (symbol, &count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
        // Into its place: no code for sorting, which a page would download.
        let place = used.partition_point(|(other, _)| *other <= count);
        used.insert(place, (count, symbol));
    }
    let mut lens = vec![0; counts.len()];
    let mut per_len = per_length(&used, longest);
    // The rarest symbols get the longest codes.
    let mut len = longest;
    for &(_, symbol) in &used {
        while len > 1 && per_len[usize::from(len)] == 0 {
            len -= 1;
        }
        per_len[usize::from(len)] -= 1;
        lens[symbol] = len;
    }
    lens
}

/// How many codes have each length, by sorted counts.
fn per_length(used: &[(u32, usize)], longest: u8) -> Vec<u32> {
    let mut per_len = vec![0_u32; usize::from(longest) + 1];
    if used.len() < 2 {
        per_len[1] = 1;
        return per_len;
    }
    for depth in depths(used) {
        per_len[depth.min(usize::from(longest))] += 1;
    }
    // Codes that were cut short take too much room; longer ones give way until all fit.
    let room = 1_u64 << longest;
    let taken = |per_len: &[u32]| -> u64 {
        let codes = per_len.iter().enumerate().skip(1);
        codes
            .map(|(len, count)| u64::from(*count) << (usize::from(longest) - len))
            .sum()
    };
    while taken(&per_len) > room {
        let Some(len) = (1..usize::from(longest))
            .rev()
            .find(|len| per_len[*len] > 0)
        else {
            break;
        };
        per_len[usize::from(longest)] -= 1;
        per_len[len] -= 1;
        per_len[len + 1] += 2;
    }
    per_len
}

/// The depth of every leaf of Huffman's tree, in no order. At least two counts, sorted.
fn depths(used: &[(u32, usize)]) -> Vec<usize> {
    let leaves = used.len();
    let mut weights: Vec<u64> = used.iter().map(|(count, _)| u64::from(*count)).collect();
    let mut parents = vec![0; 2 * leaves - 1];
    let (mut leaf, mut inner) = (0, leaves);
    for node in leaves..2 * leaves - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let leaf_first = leaf < leaves && (inner >= node || weights[leaf] <= weights[inner]);
            let lightest = if leaf_first { &mut leaf } else { &mut inner };
            weight += weights[*lightest];
            parents[*lightest] = node;
            *lightest += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0; 2 * leaves - 1];
    for node in (0..2 * leaves - 2).rev() {
        depths[node] = depths[parents[node]] + 1;
    }
    depths.truncate(leaves);
    depths
}

/// The canonical codes of these lengths, to be written from their lowest bit on.
pub(super) fn codes(lens: &[u8]) -> Vec<u16> {
    let mut counts = [0_u16; 16];
    for &len in lens.iter().filter(|len| **len > 0) {
        counts[usize::from(len)] += 1;
    }
    let mut next = [0_u16; 16];
    for len in 1..16 {
        next[len] = (next[len - 1] + counts[len - 1]) << 1;
    }
    lens.iter()
        .map(|&len| {
            if len == 0 {
                return 0;
            }
            let code = next[usize::from(len)];
            next[usize::from(len)] += 1;
            code.reverse_bits() >> (16 - u16::from(len))
        })
        .collect()
}
