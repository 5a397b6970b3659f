//! The Python side of the set-up: a virtual environment below the build folder, with the packages of one list.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::browser;
use crate::project;
use crate::shell::{Program, find, note, program, step};

/// What Sphinx needs.
const PYTHON: (u32, u32) = (3, 11);

const HELP: &str = "The tests of documentation need Python 3.11 or newer with its module `venv`.\n\
    Debian and Ubuntu: install the package `python3-venv`. Elsewhere it comes with Python.";

/// The packages that sites of Python's tools are built with, and ours for them.
pub(crate) fn docs() -> Result<()> {
    step("The Python packages that documentation is built with");
    let list = project::path("tests/docs-sites/requirements.txt");
    let wanted = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let stamp = folder().join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        note("already there");
        return Ok(());
    }
    environment()?;
    let pip = || {
        docs_program("python").args([
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--quiet",
        ])
    };
    pip().args([Path::new("--requirement"), &list]).run()?;
    // Linked, so that it is always the present one; what builds it is in the list.
    pip()
        .args(["--no-deps", "--no-build-isolation", "--editable"])
        .args([project::path("integrations/python")])
        .run()?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// A program of the environment.
pub(crate) fn docs_program(name: &str) -> Program {
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    Program::at(&folder().join(programs).join(name))
}

fn folder() -> PathBuf {
    project::target().join("docs-python")
}

/// Makes the environment anew. Debian has the module for it in a package of its own.
fn environment() -> Result<()> {
    let make = || {
        let venv = ["-m", "venv", "--clear"];
        python()?.args(venv).args([folder()]).output()
    };
    if make().is_ok() {
        return Ok(());
    }
    if find("apt-get").is_none() {
        bail!("{HELP}");
    }
    note("installing Debian's package python3-venv");
    if let Err(error) = browser::apt_install(&["python3-venv"]) {
        bail!("{error}\n{HELP}");
    }
    make().map(drop).context(HELP)
}

/// The first Python that is new enough.
fn python() -> Result<Program> {
    let check = format!("import sys; sys.exit(sys.version_info < {PYTHON:?})");
    let fits = |name: &str| {
        let python = program(name);
        python.is_ok_and(|python| python.args(["-c", &check]).succeeds())
    };
    match ["python3", "python"].into_iter().find(|name| fits(name)) {
        Some(name) => program(name),
        None => bail!("{HELP}"),
    }
}
