//! The player for other people's pages, built into `dist/` beside the playground.

use anyhow::Result;

use crate::engine::{PLAYER, PLAYER_WHOLE};
use crate::project;
use crate::shell::{program, step};

/// Adds the player, the iframe page, and the engine's builds for them.
pub(crate) fn build() -> Result<()> {
    let (jsonpath, jsonata) = (PLAYER.make()?, PLAYER_WHOLE.make()?);
    step("The player");
    program("node")?
        .args([project::path("web/embed/build.mjs")])
        .args(["--jsonpath".as_ref(), jsonpath.as_os_str()])
        .args(["--jsonata".as_ref(), jsonata.as_os_str()])
        .args(["--out".as_ref(), project::dist().as_os_str()])
        .run()
}
