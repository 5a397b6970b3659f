//! Effects: what changes the outside when a signal changes.

use leptos::prelude::{Effect, untrack};

/// Runs `act` once the page is there, and again after each change of what it read.
pub fn effect(act: impl FnMut() + 'static) {
    run(Box::new(act));
}

/// Calls `act` with what `read` returns each time that is another value than before; not with the first one.
pub fn on_change<T: PartialEq + 'static>(
    read: impl Fn() -> T + 'static,
    act: impl Fn(&T) + 'static,
) {
    let mut before = None;
    effect(move || {
        let now = read();
        if before.as_ref().is_some_and(|before| *before != now) {
            untrack(|| act(&now));
        }
        before = Some(now);
    });
}

#[inline(never)]
fn run(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}
