//! The members of an object: in order, few searched one by one, many through an index.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Value;

/// Up to so many members, comparing names one by one is quicker than hashing, and takes no memory.
const FEW: usize = 8;

/// Members by name, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Members {
    /// The smallest objects hold theirs in place.
    entries: SmallVec<[(Arc<str>, Value); 2]>,
    /// Where each name stands, once there are more than [`FEW`].
    places: Option<Box<FxHashMap<Arc<str>, usize>>>,
}

/// The members of an [`Object`](super::Object) in order.
#[derive(Clone, Debug)]
pub struct Iter<'a>(std::slice::Iter<'a, (Arc<str>, Value)>);

impl Members {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Members {
            entries: SmallVec::with_capacity(capacity),
            places: None,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.entries.get(self.find(name)?).map(|(_, value)| value)
    }

    /// Adds a member at the end, or replaces the value of the one with this name and hands the old one back.
    pub(super) fn insert(&mut self, name: Arc<str>, value: Value) -> Option<Value> {
        if let Some((_, old)) = self.find(&name).and_then(|at| self.entries.get_mut(at)) {
            return Some(std::mem::replace(old, value));
        }
        self.append(name, value);
        None
    }

    /// Adds a member at the end. No member may have this name yet.
    pub(super) fn append(&mut self, name: Arc<str>, value: Value) {
        if let Some(places) = &mut self.places {
            places.insert(Arc::clone(&name), self.entries.len());
        }
        self.entries.push((name, value));
        if self.places.is_none() && self.entries.len() > FEW {
            let places = self.entries.iter().zip(0..);
            let places = places.map(|((name, _), at)| (Arc::clone(name), at));
            self.places = Some(Box::new(places.collect()));
        }
    }

    pub(super) fn iter(&self) -> Iter<'_> {
        Iter(self.entries.iter())
    }

    pub(super) fn into_values(self) -> Vec<Value> {
        self.entries.into_iter().map(|(_, value)| value).collect()
    }

    fn find(&self, name: &str) -> Option<usize> {
        match &self.places {
            Some(places) => places.get(name).copied(),
            None => self.entries.iter().position(|(known, _)| **known == *name),
        }
    }
}

/// The order of the members does not count.
impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a Arc<str>, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(name, value)| (name, value))
    }
}

impl ExactSizeIterator for Iter<'_> {}
