//! The Rust side of the set-up: the wasm target, Trunk, wasm-bindgen's command line, nextest, mdBook.
//!
//! Each is looked for first, and installed only when missing or of another version.

use std::env;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::project;
use crate::shell::{self, Program, cargo, note, program, step};

/// What the browser's code is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Trunk 0.22 needs a newer Rust than the project's.
const TRUNK: &str = "0.21.14";

/// Any installed nextest will do; this one is installed where there is none.
const NEXTEST: &str = "0.9.143";

/// The book that machines are tested in is built by it.
const MDBOOK: &str = "0.5.4";

/// Makes sure that Rust can build for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    step("Rust's wasm target");
    if builds_std() {
        note("its standard library is built along (PLAYSTATE_BUILD_STD)");
        return Ok(());
    }
    if has_wasm_target()? {
        note("already there");
        return Ok(());
    }
    note("adding it with rustup");
    let added = program("rustup").and_then(|rustup| rustup.args(["target", "add", WASM]).run());
    if added.is_err() || !has_wasm_target()? {
        bail!(
            "the target {WASM} is missing and rustup could not add it.\n\
             CONTRIBUTING.md, section \"Without rustup's wasm target\", tells another way."
        );
    }
    Ok(())
}

/// A program that is going to compile for the browser, told how.
pub(crate) fn for_wasm(program: Program) -> Program {
    if builds_std() {
        program
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
    } else {
        program
    }
}

/// Makes sure of the standard library's source, from which the page's own is built: for size, and without the texts of
/// panics. Without it the page works as well, and is larger.
pub(crate) fn std_source() -> Result<()> {
    step("The standard library's source");
    if page_builds_std()? {
        note("already there");
        return Ok(());
    }
    note("adding it with rustup");
    let added =
        program("rustup").and_then(|rustup| rustup.args(["component", "add", "rust-src"]).run());
    if added.is_err() || !page_builds_std()? {
        note("rustup could not add it: the page is going to be some 150 KB larger to download");
    }
    Ok(())
}

/// Whether the page is built with a standard library of its own.
pub(crate) fn page_builds_std() -> Result<bool> {
    if builds_std() {
        return Ok(true);
    }
    let sysroot = program("rustc")?.args(["--print", "sysroot"]).output()?;
    Ok(Path::new(&sysroot)
        .join("lib/rustlib/src/rust/library/Cargo.lock")
        .is_file())
}

/// A program that is going to build for the page, for release: the smallest there is. `mute` leaves out the code that
/// prints values for debugging, for what never shows any.
pub(crate) fn for_page(program: Program, mute: bool) -> Result<Program> {
    if !page_builds_std()? {
        return Ok(program);
    }
    Ok(program
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        // Beside the flags that `.cargo/config.toml` has. A panic becomes a trap: web/shell/boot.js tells of it.
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            if mute {
                "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none"
            } else {
                "-Zunstable-options -Cpanic=immediate-abort"
            },
        ))
}

/// Whether the toolchain lacks the wasm target's standard library, and its source is there instead.
fn builds_std() -> bool {
    env::var_os("PLAYSTATE_BUILD_STD").is_some()
}

/// Makes sure that rustfmt and clippy are there.
pub(crate) fn components() -> Result<()> {
    step("rustfmt and clippy");
    let there = |name: &str| cargo().args([name, "--version"]).succeeds();
    if there("fmt") && there("clippy") {
        note("already there");
        return Ok(());
    }
    note("adding them with rustup");
    program("rustup")?
        .args(["component", "add", "rustfmt", "clippy"])
        .run()
}

/// Makes sure of the Trunk that builds the page.
pub(crate) fn trunk() -> Result<()> {
    step(&format!("Trunk {TRUNK}"));
    let tool = Tool {
        executable: "trunk",
        package: "trunk",
        version: TRUNK,
        // Without its look for updates, which the project's pinned version has no use for.
        options: &["--locked", "--no-default-features", "--features", "rustls"],
    };
    tool.ensure()
}

/// Makes sure of the wasm-bindgen command line that fits the workspace's wasm-bindgen.
pub(crate) fn wasm_bindgen() -> Result<()> {
    let version = wasm_bindgen_version()?;
    step(&format!("wasm-bindgen {version}"));
    let tool = Tool {
        executable: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: &version,
        options: &[],
    };
    tool.ensure()
}

/// Makes sure that there is a nextest.
pub(crate) fn nextest() -> Result<()> {
    step("cargo-nextest");
    if cargo().args(["nextest", "--version"]).succeeds() {
        note("already there");
        return Ok(());
    }
    let tool = Tool {
        executable: "cargo-nextest",
        package: "cargo-nextest",
        version: NEXTEST,
        // Without its own updater.
        options: &[
            "--locked",
            "--no-default-features",
            "--features",
            "default-no-update",
        ],
    };
    tool.install()
}

/// Makes sure of the mdBook that builds a book with machines in it.
pub(crate) fn mdbook() -> Result<()> {
    step(&format!("mdBook {MDBOOK}"));
    let tool = Tool {
        executable: "mdbook",
        package: "mdbook",
        version: MDBOOK,
        // Without its server and its search, which the tests have no use for.
        options: &["--locked", "--no-default-features"],
    };
    tool.ensure()
}

/// A program that `cargo install` builds.
struct Tool<'a> {
    executable: &'a str,
    package: &'a str,
    version: &'a str,
    options: &'a [&'a str],
}

impl Tool<'_> {
    fn ensure(&self) -> Result<()> {
        if self.is_there() {
            note("already there");
            return Ok(());
        }
        self.install()
    }

    /// Whether the executable that would be run is of the wanted version.
    fn is_there(&self) -> bool {
        let Ok(program) = program(self.executable) else {
            return false;
        };
        // E.g. "trunk 0.21.14", "wasm-bindgen 0.2.130 (6c2a1d2f3)", "mdbook v0.5.4".
        program.args(["--version"]).output().is_ok_and(|line| {
            let version = line.split_whitespace().nth(1);
            version.map(|version| version.trim_start_matches('v')) == Some(self.version)
        })
    }

    fn install(&self) -> Result<()> {
        let root = project::tools();
        note(&format!(
            "compiling {} {} into {} (some minutes, once per machine)",
            self.package,
            self.version,
            root.display()
        ));
        // Kept until the installation is through, so that a broken-off one goes on where it was.
        let build = root.join("build").join(self.package);
        cargo()
            .args([
                "install",
                self.package,
                "--version",
                self.version,
                "--force",
            ])
            .args(self.options)
            .args([Path::new("--root"), &root])
            .env("CARGO_TARGET_DIR", &build)
            // These run for seconds a day: compiling them fast is worth more than their speed.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            // Not from the project's folder: its toolchain file and configuration are not the tool's.
            .dir(&created(&root)?)
            .run()?;
        std::fs::remove_dir_all(&build).ok();
        if !self.is_there() {
            bail!(
                "{} was installed into {}, but another version of it is found before it",
                self.package,
                root.display()
            );
        }
        Ok(())
    }
}

fn created(dir: &Path) -> Result<std::path::PathBuf> {
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    Ok(dir.to_path_buf())
}

fn has_wasm_target() -> Result<bool> {
    let folder = program("rustc")?
        .args(["--print", "target-libdir", "--target", WASM])
        .output()?;
    Ok(Path::new(&folder).is_dir())
}

/// The version that `Cargo.lock` has.
fn wasm_bindgen_version() -> Result<String> {
    let text = std::fs::read_to_string(project::path("Cargo.lock")).context("Cargo.lock")?;
    let lock: toml::Table = text.parse().context("Cargo.lock")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen"))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .context("Cargo.lock has no wasm-bindgen")
}

/// The Rust in use, for what depends on it.
pub(crate) fn rust_version() -> Result<String> {
    shell::program("rustc")?.args(["--version"]).output()
}
