//! The engine from the outside: whole runs of small definitions.

mod common;
mod limits;
mod pipeline;
mod states;
