//! Random machine-like graphs, and what has to hold for every layout.

mod invariants;
mod machines;

pub(crate) use invariants::check;
pub(crate) use machines::{Random, card, machine, mark};
