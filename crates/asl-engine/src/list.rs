//! A list that only grows, and never moves what it holds.

use std::ops::{Index, IndexMut, Range};

/// How many items lie side by side.
const CHUNK: usize = 256;

/// Items by their place, in chunks. A run records very many of them: growing a `Vec` would copy all of them over and
/// over, and hold up to twice the memory.
///
/// Every chunk but the last is full.
#[derive(Clone, Debug)]
pub struct List<T> {
    chunks: Vec<Vec<T>>,
    len: usize,
}

impl<T> List<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The item at this place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.chunks.get(at / CHUNK)?.get(at % CHUNK)
    }

    /// The item at this place, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.chunks.get_mut(at / CHUNK)?.get_mut(at % CHUNK)
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.get(0)
    }

    /// The newest item.
    pub fn last(&self) -> Option<&T> {
        self.chunks.last()?.last()
    }

    /// The items in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.chunks.iter().flatten()
    }

    /// The items at these places, in order.
    pub fn range(&self, places: Range<usize>) -> impl DoubleEndedIterator<Item = &T> {
        let end = places.end.min(self.len());
        (places.start..end).filter_map(|at| self.get(at))
    }

    /// How many items at the beginning pass, where no item passes behind one that does not.
    pub fn partition_point(&self, pass: impl Fn(&T) -> bool) -> usize {
        let passes = |chunk: &Vec<T>| chunk.last().is_some_and(&pass);
        let whole = self.chunks.partition_point(passes);
        match self.chunks.get(whole) {
            Some(chunk) => whole * CHUNK + chunk.partition_point(&pass),
            None => self.len,
        }
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        if self.len.is_multiple_of(CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
        }
        if let Some(last) = self.chunks.last_mut() {
            last.push(item);
            self.len += 1;
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            len: 0,
        }
    }
}

impl<T> Index<usize> for List<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.chunks[at / CHUNK][at % CHUNK]
    }
}

impl<T> IndexMut<usize> for List<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.chunks[at / CHUNK][at % CHUNK]
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Flatten<std::slice::Iter<'a, Vec<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.chunks.iter().flatten()
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = List::default();
        items.into_iter().for_each(|item| list.push(item));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, List};

    #[test]
    fn a_list_is_the_same_as_a_vec_across_chunks() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
            let vec: Vec<usize> = (0..length).map(|item| 2 * item).collect();
            let list: List<usize> = vec.iter().copied().collect();
            assert_eq!(list.len(), vec.len());
            assert_eq!(list.is_empty(), vec.is_empty());
            assert_eq!((list.first(), list.last()), (vec.first(), vec.last()));
            assert!(list.iter().eq(&vec), "{length}");
            assert!(list.iter().rev().eq(vec.iter().rev()), "{length}");
            for at in [
                0,
                1,
                length / 2,
                CHUNK,
                length.saturating_sub(1),
                length,
                length + CHUNK,
            ] {
                assert_eq!(list.get(at), vec.get(at), "{at} of {length}");
                let from = vec.get(at..).unwrap_or_default();
                assert!(list.range(at..usize::MAX).eq(from), "from {at} of {length}");
                let below = |item: &usize| *item < 2 * at;
                assert_eq!(list.partition_point(below), vec.partition_point(below));
            }
        }
    }
}
