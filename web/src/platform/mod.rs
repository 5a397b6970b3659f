//! The only user of the browser's interfaces.

pub mod editor;
