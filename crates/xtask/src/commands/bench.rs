//! `cargo xtask bench`: the engine's speed and memory, beside those of others.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};

use super::page_bench::PageBench;
use crate::shell::{cargo, note, program, step};
use crate::{npm, project, tools};

/// Measure the engine, natively and as wasm, against npm packages in the same Node.js process; or the page.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Bench {
    #[command(subcommand)]
    subject: Option<Subject>,
    /// How often each engine's turn comes; the median counts.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// Only workloads whose name contains this text; the names are those of the files in `bench/workloads`.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// The cargo profile that the wasm is built with: `release` for speed, `wasm-release` for size.
    #[arg(long, default_value = "release")]
    profile: String,
    /// Write every figure to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Subject {
    Page(PageBench),
}

impl Bench {
    pub(crate) fn run(&self) -> Result<()> {
        match &self.subject {
            Some(Subject::Page(page)) => page.run(),
            None => self.engine(),
        }
    }

    fn engine(&self) -> Result<()> {
        npm::bench()?;
        tools::wasm_target()?;
        tools::wasm_bindgen()?;
        let module = wasm(&self.profile)?;
        let native = native()?;
        step("Measuring");
        note("medians of interleaved rounds; leave the machine alone meanwhile");
        let mut node = program("node")?
            .args(["--expose-gc", "run.mjs"])
            .args([&module, &native])
            .args(["--rounds", &self.rounds.to_string()]);
        if let Some(only) = &self.only {
            node = node.args(["--only", only]);
        }
        if let Some(json) = &self.json {
            node = node.args([Path::new("--json"), &std::path::absolute(json)?]);
        }
        node.dir(&project::path("bench")).run()
    }
}

/// Builds the JavaScript API for Node.js.
fn wasm(profile: &str) -> Result<PathBuf> {
    step("The engine as wasm");
    let build = cargo()
        .args(["rustc", "--package", "asl-wasm", "--lib"])
        // As the one kind of library: cargo optimizes across crates only where nothing else links to it.
        .args(["--crate-type", "cdylib"])
        .args(["--profile", profile, "--target", tools::WASM]);
    tools::for_wasm(build).run()?;
    let compiled = project::target().join(tools::WASM).join(profile);
    let out = project::target().join("bench").join(profile);
    program("wasm-bindgen")?
        .args(["--target", "nodejs", "--out-dir"])
        .args([&out, &compiled.join("asl_wasm.wasm")])
        .run()?;
    Ok(out.join("asl_wasm.js"))
}

/// Builds the program that runs a workload natively.
fn native() -> Result<PathBuf> {
    step("The engine natively");
    cargo()
        .args(["build", "--release", "--package", "asl-tests"])
        .args(["--bin", "bench"])
        .run()?;
    let name = format!("bench{}", std::env::consts::EXE_SUFFIX);
    Ok(project::target().join("release").join(name))
}
