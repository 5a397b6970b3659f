//! One file per command: its arguments, and `run`.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod ci;
pub(crate) mod conformance;
pub(crate) mod licences;
pub(crate) mod lint;
pub(crate) mod package;
pub(crate) mod page_bench;
pub(crate) mod serve;
pub(crate) mod setup;
pub(crate) mod shapes;
pub(crate) mod size;
pub(crate) mod test;
#[cfg(test)]
mod tidy;
