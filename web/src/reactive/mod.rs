//! The page's signals, memos and effects: typed handles over one type of stored value.
//!
//! Leptos's own are generic, so that their code exists once for each type that is put into them and for each closure
//! that computes it; for a page of some hundred that was a fifth of the download. Here every value is kept as a
//! [`Value`], so that the code exists once, and a handle only remembers the type. They are used as Leptos's are.

#![expect(
    clippy::disallowed_types,
    reason = "the one place where Leptos's own are used"
)]

mod effect;
mod memo;
mod shown;
mod signal;

use std::any::Any;
use std::sync::Arc;

pub use effect::{effect, on_change};
pub use memo::Memo;
pub use signal::{RwSignal, Signal};

/// What is stored. A handle of type `T` stores nothing but `T`s.
type Value = Arc<dyn Any + Send + Sync>;

/// The value under its type.
fn typed<T: 'static>(value: &Value) -> &T {
    value
        .downcast_ref()
        .expect("a handle stores values of its own type only")
}

/// What all handles have in common: they are copied, and read. The handle's type has the methods `value` and
/// `value_untracked`.
macro_rules! readable {
    ($handle:ident) => {
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T> std::fmt::Debug for $handle<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($handle))
            }
        }

        impl<T: 'static> $handle<T> {
            /// The value. Whoever reads it in a memo, an effect or a view is run again when it changes.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                typed::<T>(&self.value()).clone()
            }

            /// The value, once.
            pub fn get_untracked(self) -> T
            where
                T: Clone,
            {
                typed::<T>(&self.value_untracked()).clone()
            }

            /// What `read` makes of the value.
            pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
                read(typed(&self.value()))
            }

            /// What `read` makes of the value, once.
            pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
                read(typed(&self.value_untracked()))
            }

            /// Says only that whoever runs depends on the value.
            pub fn track(self) {
                self.value();
            }
        }
    };
}
use readable;

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_memo_runs_when_what_it_read_changed_and_tells_only_of_changes() {
        let owner = Owner::new();
        owner.with(|| {
            let (number, runs) = (RwSignal::new(1_u32), Arc::new(AtomicUsize::new(0)));
            let is_odd = Memo::new(move |_| number.get() % 2 == 1);
            let counted = Arc::clone(&runs);
            let words = Memo::new(move |_| {
                counted.fetch_add(1, Ordering::Relaxed);
                if is_odd.get() { "odd" } else { "even" }
            });
            assert_eq!(words.get(), "odd");
            number.set(3);
            assert_eq!(words.get(), "odd");
            assert_eq!(runs.load(Ordering::Relaxed), 1);
            number.update(|number| *number += 1);
            assert_eq!(words.get_untracked(), "even");
            assert_eq!(runs.load(Ordering::Relaxed), 2);
        });
    }

    #[test]
    fn a_memo_is_given_what_it_was() {
        let owner = Owner::new();
        owner.with(|| {
            let number = RwSignal::new(1);
            let most = Memo::new(move |before: Option<&i32>| {
                number.get().max(before.copied().unwrap_or_default())
            });
            let seen = [5, 2, 7].map(|next| {
                number.set(next);
                most.get()
            });
            assert_eq!(seen, [5, 5, 7]);
        });
    }

    #[test]
    fn a_signal_is_anything_that_can_be_read() {
        let owner = Owner::new();
        owner.with(|| {
            let number = RwSignal::new(2);
            let read: [Signal<i32>; 4] = [
                number.into(),
                Memo::new(move |_| number.get() * 10).into(),
                Signal::derive(move || number.get() * 100),
                2_000.into(),
            ];
            assert_eq!(read.map(Signal::get), [2, 20, 200, 2_000]);
            number.set(3);
            assert_eq!(read.map(Signal::get), [3, 30, 300, 2_000]);
            assert_eq!(
                read.map(|it| it.with_untracked(|it| it + 1)),
                [4, 31, 301, 2_001]
            );
        });
    }

    #[test]
    fn setting_what_is_gone_changes_nothing() {
        let owner = Owner::new();
        let signal = owner.with(|| RwSignal::new("there"));
        assert!(signal.try_set("still there"));
        owner.cleanup();
        assert!(!signal.try_set("gone"));
    }
}
