//! `cargo xtask build`: the page as static files.

use anyhow::Result;
use clap::Args;

use crate::page;
use crate::shell::note;

/// Build the playground into `dist/`, as static files for any web server.
#[derive(Args)]
pub(crate) struct Build {}

impl Build {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        page::build()?;
        note("dist/ can be served from any path");
        Ok(())
    }
}
