//! Layouts of whole graphs.

mod drawings;
mod extremes;
mod loops;
mod properties;
mod support;
