//! Memos: values that follow from others, computed when they are read after a change.

use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude as leptos;
use leptos::{With, WithUntracked};

use super::{Value, readable, typed};

/// A value that follows from others. Whoever read it is told only when it is another one.
pub struct Memo<T> {
    memo: leptos::Memo<Kept>,
    of: PhantomData<fn() -> T>,
}

readable!(Memo);

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `compute` makes of the signals that it reads, and of what it made of them before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute =
            move |before: Option<&Value>| -> Value { Arc::new(compute(before.map(typed::<T>))) };
        Self {
            memo: memo(Box::new(compute), |a, b| typed::<T>(a) == typed::<T>(b)),
            of: PhantomData,
        }
    }
}

impl<T> Memo<T> {
    pub(super) fn value(self) -> Value {
        value(self.memo)
    }

    pub(super) fn value_untracked(self) -> Value {
        value_untracked(self.memo)
    }
}

/// Whether two values are the same.
type Same = fn(&Value, &Value) -> bool;

#[derive(Clone)]
struct Kept {
    value: Value,
    same: Same,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&self.value, &other.value)
    }
}

type Compute = Box<dyn Fn(Option<&Value>) -> Value + Send + Sync>;

#[inline(never)]
fn memo(compute: Compute, same: Same) -> leptos::Memo<Kept> {
    leptos::Memo::new(move |before: Option<&Kept>| Kept {
        value: compute(before.map(|before| &before.value)),
        same,
    })
}

#[inline(never)]
fn value(memo: leptos::Memo<Kept>) -> Value {
    memo.with(|kept| Arc::clone(&kept.value))
}

#[inline(never)]
fn value_untracked(memo: leptos::Memo<Kept>) -> Value {
    memo.with_untracked(|kept| Arc::clone(&kept.value))
}
