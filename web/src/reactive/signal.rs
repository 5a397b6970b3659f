//! Signals: values that are set, and whatever can be read.

use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude as leptos;
use leptos::{Get, GetUntracked, Set};

use super::{Memo, Value, readable, typed};

/// A value that is read and set.
pub struct RwSignal<T> {
    signal: leptos::RwSignal<Value>,
    of: PhantomData<fn() -> T>,
}

readable!(RwSignal);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal with its first value.
    pub fn new(value: T) -> Self {
        Self {
            signal: signal(Arc::new(value)),
            of: PhantomData,
        }
    }

    /// Sets the value. Whoever read it is told, even if it is the same.
    pub fn set(self, value: T) {
        set(self.signal, Arc::new(value));
    }

    /// Sets the value, and says whether the signal is still there.
    pub fn try_set(self, value: T) -> bool {
        try_set(self.signal, Arc::new(value))
    }

    /// Sets the value to what `change` makes of it.
    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

impl<T> RwSignal<T> {
    pub(super) fn value(self) -> Value {
        value(self.signal)
    }

    pub(super) fn value_untracked(self) -> Value {
        value_untracked(self.signal)
    }
}

/// Anything that can be read: a signal, a memo, a closure, a constant.
pub struct Signal<T> {
    signal: leptos::Signal<Value>,
    of: PhantomData<fn() -> T>,
}

readable!(Signal);

impl<T: Send + Sync + 'static> Signal<T> {
    /// What `compute` returns each time it is asked.
    pub fn derive(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self::of(derived(Box::new(move || Arc::new(compute()))))
    }

    /// A constant.
    pub fn stored(value: T) -> Self {
        let value: Value = Arc::new(value);
        Self::of(derived(Box::new(move || Arc::clone(&value))))
    }
}

impl<T> Signal<T> {
    fn of(signal: leptos::Signal<Value>) -> Self {
        Self {
            signal,
            of: PhantomData,
        }
    }

    pub(super) fn value(self) -> Value {
        derived_value(self.signal)
    }

    pub(super) fn value_untracked(self) -> Value {
        derived_value_untracked(self.signal)
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::of(signal.signal.into())
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::of(derived(Box::new(move || memo.value())))
    }
}

impl<T: Send + Sync + 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(text: &str) -> Self {
        Self::stored(text.to_owned())
    }
}

impl<T: Default + Send + Sync + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

#[inline(never)]
fn signal(value: Value) -> leptos::RwSignal<Value> {
    leptos::RwSignal::new(value)
}

#[inline(never)]
fn set(signal: leptos::RwSignal<Value>, value: Value) {
    signal.set(value);
}

#[inline(never)]
fn try_set(signal: leptos::RwSignal<Value>, value: Value) -> bool {
    signal.try_set(value).is_none()
}

#[inline(never)]
fn value(signal: leptos::RwSignal<Value>) -> Value {
    signal.get()
}

#[inline(never)]
fn value_untracked(signal: leptos::RwSignal<Value>) -> Value {
    signal.get_untracked()
}

#[inline(never)]
fn derived(compute: Box<dyn Fn() -> Value + Send + Sync>) -> leptos::Signal<Value> {
    leptos::Signal::derive(compute)
}

#[inline(never)]
fn derived_value(signal: leptos::Signal<Value>) -> Value {
    signal.get()
}

#[inline(never)]
fn derived_value_untracked(signal: leptos::Signal<Value>) -> Value {
    signal.get_untracked()
}
