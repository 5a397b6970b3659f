//! `cargo xtask conformance`: recorded executions, run against the engine.

use std::env;

use anyhow::Result;
use clap::Args;

use crate::shell::cargo;

/// Run recorded cases against the engine and count what agrees: `conformance FOLDER [--json FILE]`.
#[derive(Args)]
pub(crate) struct Conformance {
    /// The folder of the cases, and the runner's options (`--help` lists them).
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

impl Conformance {
    pub(crate) fn run(&self) -> Result<()> {
        cargo()
            .args(["run", "--quiet", "--release"])
            .args(["--package", "asl-tests", "--bin", "conformance", "--"])
            .args(&self.arguments)
            .dir(&env::current_dir()?)
            .run()
    }
}
