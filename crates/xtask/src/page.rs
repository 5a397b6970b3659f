//! Building the page, when it isn't built from the present sources already.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

use crate::shell::{cargo, note, program, step};
use crate::{npm, project, tools};

/// What the page is built from.
const SOURCES: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    ".cargo",
    "crates",
    "examples",
    "web",
];

/// Folders below the sources that are made from them.
const MADE: [&str; 3] = ["node_modules", "dist", "target"];

/// Installs what building takes and is missing.
pub(crate) fn prepare() -> Result<()> {
    tools::wasm_target()?;
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
    let index = project::dist().join("index.html");
    if index.is_file() && fs::read_to_string(&stamp).is_ok_and(|built| built == sources) {
        note("already built from the present sources");
        return Ok(());
    }
    note("building a release into dist/ (minutes the first time)");
    fs::remove_file(&stamp).ok();
    cargo()
        .args(["fetch", "--locked", "--target", tools::WASM])
        .run()?;
    // Offline: every tool is there, and Trunk must not go and fetch its own.
    program("trunk")?
        .args(["build", "--offline"])
        .env("RUST_BACKTRACE", "0")
        .run()?;
    fs::write(&stamp, sources).with_context(|| format!("cannot write {}", stamp.display()))
}

/// A hash of the sources' names and contents, and of the compiler.
fn fingerprint() -> Result<String> {
    let mut hasher = DefaultHasher::new();
    tools::rust_version()?.hash(&mut hasher);
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
