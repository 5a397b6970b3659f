//! `cargo xtask setup`: only the installations that the other commands do when they need them.

use anyhow::Result;
use clap::Args;

use crate::{browser, docs, npm, page, tools};

/// Install everything that serving, testing and checking takes, and do nothing else.
#[derive(Args)]
pub(crate) struct Setup {}

impl Setup {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        page::prepare()?;
        tools::components()?;
        tools::nextest()?;
        npm::oracle()?;
        npm::end_to_end()?;
        docs::prepare()?;
        browser::browser()?;
        Ok(())
    }
}
