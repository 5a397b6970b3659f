//! `cargo xtask ci`: everything that a change has to pass.

use anyhow::Result;
use clap::Args;

use crate::commands::lint::Lint;
use crate::commands::size::Size;
use crate::commands::test::Test;

/// Everything a change has to pass: `lint`, `test` and `size`.
#[derive(Args)]
pub(crate) struct Ci {}

impl Ci {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        Lint {}.run()?;
        Test::everything().run()?;
        Size {}.run()
    }
}
