//! `cargo xtask package`: the npm package.

use anyhow::Result;
use clap::Args;

use crate::npm_package;

/// Build the npm package `playstate` into `target/npm/playstate`, and pack it beside.
#[derive(Args)]
pub(crate) struct Package {}

impl Package {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        npm_package::build()?;
        npm_package::pack().map(drop)
    }
}
