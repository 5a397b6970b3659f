//! One file a command.

pub(crate) mod execution;
pub(crate) mod link;
pub(crate) mod render;
pub(crate) mod run;
pub(crate) mod test;
pub(crate) mod test_state;
