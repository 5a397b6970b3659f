//! A shared object that keeps the order of its members and knows its size and depth.

use std::fmt;
use std::sync::Arc;

use super::members::{Iter, Members};
use super::size::Size;
use super::{MAX_DEPTH, Value, write};

/// A shared JSON object. Cloning bumps a reference count; members keep the order in which they were added.
#[derive(Clone)]
pub struct Object(Arc<Inner>);

struct Inner {
    members: Members,
    size: Size,
    depth: u32,
}

impl Object {
    /// The member with this name.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.members.get(key)
    }

    /// Whether there is a member with this name.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The members in order.
    pub fn iter(&self) -> Iter<'_> {
        self.0.members.iter()
    }

    /// The names in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Arc<str>> + DoubleEndedIterator + Clone {
        self.iter().map(|(name, _)| name)
    }

    /// The values in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> + DoubleEndedIterator + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.0.members.len() == 0
    }

    /// The bytes of the compact JSON text, braces included.
    pub fn size(&self) -> u64 {
        self.0.size.get(|| text_size(&self.0.members))
    }

    /// The levels of arrays and objects, this one included.
    pub fn depth(&self) -> u32 {
        self.0.depth
    }

    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether both are the same allocation.
    pub fn ptr_eq(&self, other: &Object) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// A new object with this member replaced in its place, or added at the end. Every other member is shared.
    #[must_use]
    pub fn with(&self, key: Arc<str>, value: Value) -> Object {
        let mut builder = ObjectBuilder {
            members: self.0.members.clone(),
            size: self.0.size.known(),
        };
        builder.insert(key, value);
        builder.build()
    }

    /// A new object without this member; the same object when there was none.
    #[must_use]
    pub fn without(&self, key: &str) -> Object {
        if !self.contains_key(key) {
            return self.clone();
        }
        self.iter()
            .filter(|(name, _)| &***name != key)
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// Moves the values out when nobody else holds this object.
    fn into_values(self) -> Vec<Value> {
        Arc::into_inner(self.0).map_or_else(Vec::new, |mut inner| {
            std::mem::take(&mut inner.members).into_values()
        })
    }
}

/// Collects the members of an [`Object`]; a repeated name replaces the value and keeps the first place.
#[derive(Debug)]
pub struct ObjectBuilder {
    members: Members,
    /// Kept up to date where it was known from the beginning.
    size: Option<u64>,
}

impl ObjectBuilder {
    /// An empty builder.
    pub fn new() -> Self {
        ObjectBuilder::with_capacity(0)
    }

    /// An empty builder with room for this many members.
    pub fn with_capacity(capacity: usize) -> Self {
        ObjectBuilder {
            members: Members::with_capacity(capacity),
            size: None,
        }
    }

    /// Adds a member, or replaces the value of the one with this name and hands the old one back.
    pub fn insert(&mut self, key: Arc<str>, value: Value) -> Option<Value> {
        let Some(size) = &mut self.size else {
            return self.members.insert(key, value);
        };
        let comma = u64::from(self.members.len() > 0);
        let (key_size, value_size) = (write::string_size(&key), value.size());
        let old = self.members.insert(key, value);
        match &old {
            Some(old) => *size = *size + value_size - old.size(),
            None => *size += comma + key_size + 1 + value_size,
        }
        old
    }

    /// Adds a member at the end. The caller knows that no member has this name yet.
    pub fn append(&mut self, key: Arc<str>, value: Value) {
        self.size = None;
        self.members.append(key, value);
    }

    /// The finished object.
    pub fn build(self) -> Object {
        let depth = 1 + self
            .members
            .iter()
            .map(|(_, value)| value.depth())
            .max()
            .unwrap_or(0);
        let size = Size::new(self.size, depth, || text_size(&self.members));
        Object(Arc::new(Inner {
            members: self.members,
            size,
            depth,
        }))
    }
}

fn text_size(members: &Members) -> u64 {
    let commas = members.len().saturating_sub(1) as u64;
    let member = |(key, value): (&Arc<str>, &Value)| write::string_size(key) + 1 + value.size();
    2 + commas + members.iter().map(member).sum::<u64>()
}

impl Default for ObjectBuilder {
    fn default() -> Self {
        ObjectBuilder::new()
    }
}

impl FromIterator<(Arc<str>, Value)> for Object {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Value)>>(members: I) -> Self {
        let members = members.into_iter();
        let mut builder = ObjectBuilder::with_capacity(members.size_hint().0);
        for (key, value) in members {
            builder.insert(key, value);
        }
        builder.build()
    }
}

impl Default for Object {
    fn default() -> Self {
        ObjectBuilder::new().build()
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = (&'a Arc<str>, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.ptr_eq(other) || self.0.members == other.0.members
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if self.depth > MAX_DEPTH {
            dismantle(std::mem::take(&mut self.members).into_values());
        }
    }
}

/// Drops values of any depth without recursing: every container gives its children to the work list first.
pub(super) fn dismantle(mut pending: Vec<Value>) {
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(array) => pending.extend(array.into_items()),
            Value::Object(object) => pending.extend(object.into_values()),
            _ => {}
        }
    }
}
