//! Animation frames, asked for only while something moves.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::request_animation_frame;

use super::time::now;

/// A loop that runs while its callback wants another frame.
#[derive(Clone)]
pub struct Frames {
    callback: Rc<dyn Fn(f64) -> bool>,
    running: Rc<Cell<bool>>,
}

impl Frames {
    /// A loop at rest. The callback is given the milliseconds since its last frame, and says whether it wants
    /// another one.
    pub fn new(callback: impl Fn(f64) -> bool + 'static) -> Self {
        Self {
            callback: Rc::new(callback),
            running: Rc::default(),
        }
    }

    /// Sets it going, unless it runs.
    pub fn wake(&self) {
        if !self.running.replace(true) {
            self.clone().next(now());
        }
    }

    fn next(self, last: f64) {
        request_animation_frame(move || {
            let time = now();
            if (self.callback)(time - last) {
                self.next(time);
            } else {
                self.running.set(false);
            }
        });
    }
}
