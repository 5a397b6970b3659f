//! The engine for browsers: `asl-wasm` as a module, as small as it gets.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::commands::size::gzipped;
use crate::shell::{cargo, note, program, step};
use crate::{project, tools};

/// A build of the engine.
#[derive(Clone, Copy)]
pub(crate) struct Build {
    /// Its name.
    pub(crate) name: &'static str,
    /// The crate's features in it.
    features: &'static str,
    /// Nothing in it prints values for debugging, so the code for that is left out.
    mute: bool,
}

/// What runs a definition in JSONPath.
pub(crate) const JSONPATH: Build = Build {
    name: "jsonpath",
    features: "history,rare,svg,tasks",
    mute: false,
};

/// What checks and runs any definition.
pub(crate) const FULL: Build = Build {
    name: "full",
    features: "check,history,jsonata,rare,svg,tasks",
    mute: false,
};

/// What plays most definitions.
pub(crate) const PLAYER: Build = Build {
    name: "player",
    features: "",
    mute: true,
};

/// What plays any definition.
pub(crate) const PLAYER_WHOLE: Build = Build {
    name: "player-whole",
    features: "jsonata,rare",
    mute: true,
};

/// The same as for the page: in the order of their names, functions that are alike lie beside each other.
const OPTIMISE: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--reorder-functions-by-name",
];

impl Build {
    /// Builds it, and answers the folder with `asl_wasm.js`, its types, and `asl_wasm_bg.wasm`.
    pub(crate) fn make(self) -> Result<PathBuf> {
        step(&format!("The engine, {}", self.name));
        note("compiling a release (minutes the first time)");
        let compile = cargo()
            .args(["rustc", "--locked", "--package", "asl-wasm", "--lib"])
            // As the one kind of library: cargo optimizes across crates only where nothing else links to it.
            .args(["--crate-type", "cdylib"])
            .args(["--profile", "wasm-release", "--target", tools::WASM])
            .args(["--no-default-features", "--features", self.features]);
        tools::for_page(compile, self.mute)?.run()?;
        let compiled = project::target()
            .join(tools::WASM)
            .join("wasm-release/asl_wasm.wasm");
        let folder = project::target().join("engine").join(self.name);
        // The same wasm gives the same module: the one of the last time is kept.
        let stamp = folder.join("compiled.wasm");
        let wasm = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
        if fs::read(&stamp).is_ok_and(|last| last == wasm) {
            note("already made");
        } else {
            bind(&compiled, &folder)?;
            fs::write(&stamp, wasm).with_context(|| stamp.display().to_string())?;
        }
        let size = gzipped(&fs::read(folder.join("asl_wasm_bg.wasm"))?)?;
        note(&format!("{size} bytes of wasm, gzipped"));
        Ok(folder)
    }
}

fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder).ok();
    program("wasm-bindgen")?
        .args(["--target", "web", "--out-name", "asl_wasm", "--out-dir"])
        .args([folder, compiled])
        .run()?;
    let wasm = folder.join("asl_wasm_bg.wasm");
    program("wasm-opt")?
        .args(OPTIMISE)
        .args([&wasm, Path::new("-o"), &wasm])
        .run()
}
