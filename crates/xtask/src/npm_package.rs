//! The npm package: two builds of the engine for JavaScript, with what stands around them in `crates/asl-wasm/npm`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::browser::{self, Browser};
use crate::engine::{self, Build};
use crate::shell::{note, program, step};
use crate::{notices, npm, project, tools};

/// The builds in it, each in a folder of its name.
const BUILDS: [Build; 2] = [engine::FULL, engine::JSONPATH];

/// What is compiled to wasm for the package.
const ROOTS: [&str; 1] = ["asl-wasm"];

/// Where the package is built.
pub(crate) fn folder() -> PathBuf {
    project::target().join("npm/playstate")
}

/// Builds it.
pub(crate) fn build() -> Result<()> {
    tools::wasm_target()?;
    tools::std_source()?;
    tools::wasm_bindgen()?;
    npm::editor()?;
    let package = folder();
    fs::remove_dir_all(&package).ok();
    for build in BUILDS {
        let made = build.make()?;
        add(&made, &package.join(build.name))?;
        // The builds have the same types.
        write_types(&made, &package)?;
    }
    step("The npm package");
    write_manifest(&package)?;
    for (from, to) in [
        ("crates/asl-wasm/README.md", "README.md"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("LICENSE-MIT", "LICENSE-MIT"),
    ] {
        copy(&project::path(from), &package.join(to))?;
    }
    notices::write(&ROOTS, None, &package)?;
    note(&format!("in {}", package.display()));
    Ok(())
}

/// Packs it as it is published, and names the file.
pub(crate) fn pack() -> Result<PathBuf> {
    step("npm pack");
    let into = project::target().join("npm");
    let listed = program("npm")?
        .args(["pack", "--json", "--ignore-scripts", "--pack-destination"])
        .args([&into])
        .dir(&folder())
        .output()?;
    let listed: Value = serde_json::from_str(&listed).context("what npm pack says")?;
    let file = listed.pointer("/0/filename").and_then(Value::as_str);
    let path = into.join(file.context("npm pack names no file")?);
    note(&format!("{}", path.display()));
    Ok(path)
}

/// Builds and packs it, installs what was packed into a folder of its own, and runs the tests of `tests/npm` there.
pub(crate) fn test(browser: &Browser) -> Result<()> {
    npm::end_to_end()?;
    build()?;
    let packed = pack()?;
    step("Tests of the npm package");
    let installed = project::target().join("npm/installed");
    fs::remove_dir_all(&installed).ok();
    fs::create_dir_all(&installed).with_context(|| installed.display().to_string())?;
    fs::write(installed.join("package.json"), r#"{"private": true}"#)?;
    program("npm")?
        .args(["install", "--offline", "--ignore-scripts", "--no-audit"])
        .args(["--no-fund", "--no-package-lock"])
        .args([&packed])
        .dir(&installed)
        .run()?;
    for file in fs::read_dir(project::path("tests/npm"))? {
        let path = file?.path();
        if path
            .extension()
            .is_some_and(|ending| ending == "mjs" || ending == "mts")
        {
            copy(&path, &installed.join(path.file_name().unwrap_or_default()))?;
        }
    }
    program("node")?
        .args(["--test"])
        .env("PLAYSTATE_ROOT", project::root())
        .env("PLAYSTATE_CHROME", &browser.chrome)
        .env("PLAYSTATE_CHROME_ARGUMENTS", browser::ARGUMENTS.join(" "))
        .dir(&installed)
        .run()
}

/// Adds a build with its entries.
fn add(made: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for file in ["asl_wasm.js", "asl_wasm_bg.wasm"] {
        copy(&made.join(file), &folder.join(file))?;
    }
    for entry in ["web.js", "node.js"] {
        let from = project::path("crates/asl-wasm/npm").join(entry);
        copy(&from, &folder.join(entry))?;
    }
    Ok(())
}

/// The types, without those of starting the wasm, which the entries do.
fn write_types(made: &Path, package: &Path) -> Result<()> {
    let generated = made.join("asl_wasm.d.ts");
    let types = fs::read_to_string(&generated).with_context(|| generated.display().to_string())?;
    let (types, _) = types
        .split_once("export type InitInput")
        .context("the generated types are of another form")?;
    let path = package.join("index.d.ts");
    fs::write(&path, types).with_context(|| path.display().to_string())
}

/// `package.json` with the workspace's version.
fn write_manifest(package: &Path) -> Result<()> {
    let path = project::path("crates/asl-wasm/npm/package.json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut manifest: Value = serde_json::from_str(&text).context("npm/package.json")?;
    if let Some(version) = manifest.get_mut("version") {
        *version = env!("CARGO_PKG_VERSION").into();
    }
    let path = package.join("package.json");
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    fs::write(&path, text).with_context(|| path.display().to_string())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
        .map(drop)
}
