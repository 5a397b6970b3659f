//! Building the page, when it isn't built from the present sources already.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

use crate::shell::{Program, cargo, note, program, step};
use crate::{embed, notices, npm, project, tools};

/// What the page is built from.
const SOURCES: [&str; 10] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    ".cargo",
    "crates",
    "docs/rules.md",
    "examples",
    "web",
];

/// What is compiled to wasm for the page.
const ROOTS: [&str; 3] = ["playstate", "asl-jsonata", "asl-wasm"];

/// Folders below the sources that are made from them.
const MADE: [&str; 3] = ["node_modules", "dist", "target"];

/// Installs what building takes and is missing.
pub(crate) fn prepare() -> Result<()> {
    tools::wasm_target()?;
    tools::std_source()?;
    tools::wasm_bindgen()?;
    tools::trunk()?;
    npm::editor()
}

/// Builds the page into `dist/`.
pub(crate) fn build() -> Result<()> {
    prepare()?;
    step("The page");
    let stamp = project::target().join("page.stamp");
    let sources = fingerprint()?;
    let built = fs::read_to_string(&stamp).ok();
    if built.is_some() && built == stamp_of(&sources) {
        note("already built from the present sources");
        return Ok(());
    }
    note("building a release into dist/ (minutes the first time)");
    let fetch = cargo().args(["fetch", "--locked", "--target", tools::WASM]);
    tools::for_page(fetch, false)?.run()?;
    trunk("build")?.run()?;
    embed::build()?;
    notices::write(&ROOTS, Some("web/editor"), &project::dist())?;
    let built = stamp_of(&sources).context("Trunk made no dist/index.html")?;
    fs::write(&stamp, built).with_context(|| format!("cannot write {}", stamp.display()))
}

/// What tells a build: its sources, and the page, which names every file by its hash.
fn stamp_of(sources: &str) -> Option<String> {
    let index = fs::read_to_string(project::dist().join("index.html")).ok()?;
    Some(format!("{sources}\n{index}"))
}

/// Trunk, which finds every tool on the path and is to fetch none.
pub(crate) fn trunk(command: &str) -> Result<Program> {
    let trunk = program("trunk")?
        .args([command, "--offline"])
        .env("RUST_BACKTRACE", "0");
    tools::for_page(trunk, false)
}

/// A hash of the sources' names and contents, of the compiler, and of how it is used.
fn fingerprint() -> Result<String> {
    let mut hasher = DefaultHasher::new();
    tools::rust_version()?.hash(&mut hasher);
    tools::page_builds_std()?.hash(&mut hasher);
    for source in SOURCES {
        let path = project::path(source);
        if path.exists() {
            hash_tree(&path, &mut hasher)?;
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let mut pending = vec![path.to_path_buf()];
    while let Some(path) = pending.pop() {
        path.hash(hasher);
        if path.is_dir() {
            let mut children = Vec::new();
            for entry in fs::read_dir(&path)? {
                let entry = entry?;
                if !MADE.iter().any(|made| entry.file_name() == *made) {
                    children.push(entry.path());
                }
            }
            children.sort();
            pending.extend(children);
        } else {
            fs::read(&path)?.hash(hasher);
        }
    }
    Ok(())
}
