//! Layouts of whole graphs.

mod drawings;
mod extremes;
mod properties;
mod support;
