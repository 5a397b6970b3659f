//! A shared array that knows its size and depth.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::size::Size;
use super::{MAX_DEPTH, Value};

/// A shared JSON array. Cloning bumps a reference count; it derefs to a slice.
#[derive(Clone)]
pub struct Array(Arc<Inner>);

struct Inner {
    items: Vec<Value>,
    size: Size,
    depth: u32,
}

impl Array {
    /// The bytes of the compact JSON text, brackets included.
    pub fn size(&self) -> u64 {
        self.0.size.get(|| text_size(&self.0.items))
    }

    /// The levels of arrays and objects, this one included.
    pub fn depth(&self) -> u32 {
        self.0.depth
    }

    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether both are the same allocation.
    pub fn ptr_eq(&self, other: &Array) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// A new array with one item replaced; it shares all the others. `None` when the index is out of range.
    pub fn with(&self, index: usize, value: Value) -> Option<Array> {
        let mut items = self.0.items.clone();
        *items.get_mut(index)? = value;
        Some(Array::from(items))
    }

    /// Moves the items out when nobody else holds this array.
    pub(super) fn into_items(self) -> Vec<Value> {
        Arc::into_inner(self.0).map_or_else(Vec::new, |mut inner| std::mem::take(&mut inner.items))
    }
}

impl From<Vec<Value>> for Array {
    fn from(items: Vec<Value>) -> Self {
        let depth = 1 + items.iter().map(Value::depth).max().unwrap_or(0);
        let size = Size::new(None, depth, || text_size(&items));
        Array(Arc::new(Inner { items, size, depth }))
    }
}

fn text_size(items: &[Value]) -> u64 {
    let commas = items.len().saturating_sub(1) as u64;
    2 + commas + items.iter().map(Value::size).sum::<u64>()
}

impl FromIterator<Value> for Array {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Array::from(items.into_iter().collect::<Vec<_>>())
    }
}

impl Default for Array {
    fn default() -> Self {
        Array::from(Vec::new())
    }
}

impl Deref for Array {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0.items
    }
}

impl<'a> IntoIterator for &'a Array {
    type Item = &'a Value;
    type IntoIter = std::slice::Iter<'a, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Array {
    fn eq(&self, other: &Self) -> bool {
        self.ptr_eq(other) || self[..] == other[..]
    }
}

impl fmt::Debug for Array {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if self.depth > MAX_DEPTH {
            super::object::dismantle(std::mem::take(&mut self.items));
        }
    }
}
