//! One file a command.

pub(crate) mod run;
pub(crate) mod test;
pub(crate) mod test_state;
