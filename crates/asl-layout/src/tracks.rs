//! Tracks: bends that pass the same gap in the same direction begin one after the other, so that
//! their sideways parts run beside each other and not on top of each other.

use crate::geometry::to_f64;
use crate::stops::Line;

/// The tracks of one gap.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tracks {
    /// How many there are beside the first.
    pub(crate) more: usize,
}

/// Between two tracks, and what all tracks of a gap take at most.
const STEP: f64 = 7.0;
const MOST: f64 = 28.0;
/// Bends that go less far sideways need no track of their own.
const SHORT: f64 = 20.0;
/// In a gap with more bends in one direction, tracks would be too narrow to see.
const MOST_BENDS: usize = 300;

impl Tracks {
    /// The height that the tracks take.
    pub(crate) fn height(self) -> f64 {
        (to_f64(self.more) * STEP).min(MOST)
    }

    /// What of it is above the bend on a track, and what is below.
    pub(crate) fn around(self, track: usize) -> (f64, f64) {
        let above = self.height() * to_f64(track) / to_f64(self.more.max(1));
        (above, self.height() - above)
    }
}

/// A bend in a gap: from where to where, and who makes it.
struct Bend {
    from: f64,
    to: f64,
    line: usize,
    stop: usize,
}

/// Gives every stop the track of the bend below it. Returns the tracks below each row.
pub(crate) fn assign(lines: &mut [Line], rows: usize) -> Vec<Tracks> {
    let mut gaps: Vec<[Vec<Bend>; 2]> = Vec::new();
    gaps.resize_with(rows, Default::default);
    for (line, Line { stops }) in lines.iter().enumerate() {
        for (stop, pair) in stops.windows(2).enumerate() {
            let (from, to) = (pair[0].x, pair[1].x);
            if (to - from).abs() > SHORT {
                let rightwards = usize::from(to > from);
                gaps[pair[1].row - 1][rightwards].push(Bend {
                    from,
                    to,
                    line,
                    stop,
                });
            }
        }
    }
    let mut tracks = vec![Tracks::default(); rows];
    for (tracks, directions) in tracks.iter_mut().zip(gaps) {
        for (mut bends, sign) in directions.into_iter().zip([1.0, -1.0]) {
            // Of bends to the left the leftmost is the highest, and the other way round.
            bends.sort_by(|a, b| (sign * a.from).total_cmp(&(sign * b.from)));
            for (place, track) in numbers(&bends).into_iter().enumerate() {
                lines[bends[place].line].stops[bends[place].stop].track = track;
                tracks.more = tracks.more.max(track);
            }
        }
    }
    tracks
}

/// The track of each bend: below all bends before it that it would run on top of.
fn numbers(bends: &[Bend]) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(bends.len());
    for (place, bend) in bends.iter().enumerate().take(MOST_BENDS) {
        let below = bends[..place].iter().zip(&numbers);
        let number = below
            .filter(|(other, _)| bend.overlaps(other))
            .map(|(other, &number)| number + usize::from(!bend.is_shared_with(other)));
        numbers.push(number.max().unwrap_or(0));
    }
    numbers.resize(bends.len(), 0);
    numbers
}

impl Bend {
    fn overlaps(&self, other: &Bend) -> bool {
        let sides = |bend: &Bend| (bend.from.min(bend.to), bend.from.max(bend.to));
        let (a, b) = (sides(self), sides(other));
        a.0 < b.1 && b.0 < a.1
    }

    /// Edges of a bundle make the same bend.
    fn is_shared_with(&self, other: &Bend) -> bool {
        let same = |a: f64, b: f64| (a - b).abs() < f64::EPSILON;
        same(self.from, other.from) && same(self.to, other.to)
    }
}
