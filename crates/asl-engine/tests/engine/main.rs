//! The engine from the outside: whole runs of small definitions.

mod common;
mod limits;
mod outcomes;
mod pipeline;
mod states;
