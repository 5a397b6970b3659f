//! The suites that run over the whole engine: the conformance runner and what it needs.

pub mod conformance;
pub mod suites;
