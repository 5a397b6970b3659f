//! The npm side of the set-up: packages exactly as each lock file has them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project;
use crate::shell::{note, program, step};

/// The oldest Node.js that the tools run on.
const NODE: u32 = 20;

/// The editor's packages, esbuild and wasm-opt.
pub(crate) fn editor() -> Result<()> {
    install("The editor's npm packages", "web/editor")
}

/// Playwright and axe.
pub(crate) fn end_to_end() -> Result<()> {
    install("Playwright's npm packages", "tests/e2e")
}

/// What JSONata and JSONPath are compared with.
pub(crate) fn oracle() -> Result<()> {
    install(
        "The npm packages that queries are compared with",
        "tests/oracle",
    )
}

/// What the engine is measured against.
pub(crate) fn bench() -> Result<()> {
    install("The benchmark's npm packages", "bench")
}

/// The remark plugin's own.
pub(crate) fn remark() -> Result<()> {
    install("The remark plugin's npm packages", "integrations/remark")
}

/// The site that Docusaurus builds.
pub(crate) fn docusaurus() -> Result<()> {
    install("Docusaurus's npm packages", "tests/docs-sites/docusaurus")
}

/// What the page is measured with.
pub(crate) fn page_bench() -> Result<()> {
    install("The npm packages that measure the page", "bench/page")
}

fn install(title: &str, folder: &str) -> Result<()> {
    step(title);
    let dir = project::path(folder);
    let lock = fs::read_to_string(dir.join("package-lock.json"))
        .with_context(|| format!("{folder}/package-lock.json"))?;
    let stamp = dir.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        note("already there");
        return Ok(());
    }
    check_node()?;
    npm_ci(&dir)?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

fn npm_ci(dir: &Path) -> Result<()> {
    program("npm")?
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        // A browser comes from the system, see `browser`.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .dir(dir)
        .run()
}

fn check_node() -> Result<()> {
    let install = format!("Install Node.js {NODE} or newer with npm, then run this again.");
    let Ok(version) = program("node").and_then(|node| node.args(["--version"]).output()) else {
        bail!("Node.js is missing. {install}");
    };
    let major = version.trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse::<u32>().ok()) < Some(NODE) {
        bail!("Node.js {version} is too old. {install}");
    }
    Ok(())
}
