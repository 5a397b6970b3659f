//! Compiling: a document's tree to a [`Machine`], once. It never fails; what is missing or wrong
//! becomes a hole that fails when a run reaches it.

mod choice;
mod fields;
mod levels;
mod map;
mod states;
mod values;

use asl_syntax::Document;

pub use values::value_of;

use crate::machine::Machine;

impl Machine {
    /// Compiles a document.
    pub fn compile(document: &Document) -> Self {
        levels::compile(&document.root)
    }
}
