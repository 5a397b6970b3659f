//! "Did you mean": the closest of some names.

use std::cell::Cell;

/// The candidate that `name` was most likely meant to be; none when all are too different.
pub(crate) fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = fold(name);
    let limit = (folded.len() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| (fold(candidate), candidate))
        .filter(|(other, _)| other.len().abs_diff(folded.len()) <= limit)
        .map(|(other, candidate)| (distance(&folded, &other), candidate))
        .filter(|(distance, _)| *distance <= limit)
        // Of equally close ones the first.
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Comparisons that all suggestions of one check may take together, so that a long definition of nothing but mistakes
/// is still checked at once.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    pub(crate) fn new() -> Budget {
        Budget(Cell::new(50_000))
    }

    /// [`closest`], or none when the budget is spent.
    pub(crate) fn closest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let left = &self.0;
        let counted = candidates.into_iter().take_while(|_| {
            let rest = left.get();
            left.set(rest.saturating_sub(1));
            rest > 0
        });
        closest(name, counted)
    }
}

/// Case, blanks and separators do not count as differences.
fn fold(name: &str) -> Vec<char> {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            let swapped = i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x;
            if swapped {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        let states = ["RunGlueJob", "LogError", "Done", "Wait 10s"];
        assert_eq!(closest(name, states), expected, "{name}");
    }

    #[test]
    fn typos_find_their_name() {
        check("RunGlueJbo", Some("RunGlueJob"));
        check("rungluejob", Some("RunGlueJob"));
        check("Log_Eror", Some("LogError"));
        check("wait10s", Some("Wait 10s"));
        check("Doen", Some("Done"));
    }

    #[test]
    fn other_names_find_none() {
        check("Cleanup", None);
        check("", None);
    }
}
