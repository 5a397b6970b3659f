//! Random machine-like graphs, and what has to hold for every layout.

mod drawing;
mod invariants;
mod machines;

pub(crate) use drawing::drawing;
pub(crate) use invariants::check;
pub(crate) use machines::{Random, card, machine, mark};
