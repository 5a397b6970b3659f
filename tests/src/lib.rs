//! The suites that run over the whole engine.
