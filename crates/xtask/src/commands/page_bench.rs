//! `cargo xtask bench page`: whether the page stays fluid, and what Lighthouse says of it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::shell::{note, program, step};
use crate::{browser, npm, page, project, server};

/// Measure the page in a browser: scrubbing, animation, long runs, memory, and Lighthouse's scores.
#[derive(Args)]
pub(crate) struct PageBench {
    /// Only benches whose name contains this text: scrubbing, animation, blocking, memory, lighthouse.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Write every figure to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

impl PageBench {
    pub(crate) fn run(&self) -> Result<()> {
        npm::page_bench()?;
        let browser = browser::browser()?;
        page::build()?;
        step("Measuring the page");
        note("minutes; leave the machine alone meanwhile");
        let serving = server::serve_compressed(&project::dist())?;
        let mut node = program("node")?
            .args(["run.mjs", &serving.url])
            .args([&browser.chrome]);
        if let Some(only) = &self.only {
            node = node.args(["--only", only]);
        }
        if let Some(json) = &self.json {
            node = node.args([Path::new("--json"), &std::path::absolute(json)?]);
        }
        node.dir(&project::path("bench/page")).run()
    }
}
