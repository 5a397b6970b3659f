//! `cargo xtask lint`: formatting, clippy, licences.

use anyhow::Result;
use clap::Args;

use crate::commands::licences::Licences;
use crate::shell::{cargo, step};
use crate::tools;

/// Check formatting, clippy's lints (natively and for the browser) and the dependencies' licences.
#[derive(Args)]
pub(crate) struct Lint {}

impl Lint {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        tools::components()?;
        tools::wasm_target()?;
        step("Formatting");
        cargo().args(["fmt", "--all", "--check"]).run()?;
        step("Clippy");
        let deny = ["--", "--deny", "warnings"];
        cargo()
            .args(["clippy", "--workspace", "--all-targets"])
            .args(deny)
            .run()?;
        step("Clippy, for the browser");
        // Without the crates below: what is expected of them depends on the size of a pointer.
        let clippy = cargo()
            .args([
                "clippy",
                "--package",
                "playstate",
                "--all-targets",
                "--no-deps",
            ])
            .args(["--target", tools::WASM])
            .args(deny);
        tools::for_wasm(clippy).run()?;
        Licences {}.run()
    }
}
