//! Small sites of documentation with machines in them, built by the real tools and opened in the browser.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::browser::Browser;
use crate::shell::{Program, cargo, program, step};
use crate::{npm, page, playwright, project, python, server, tools};

/// Installs what the sites are built with and is missing.
pub(crate) fn prepare() -> Result<()> {
    tools::mdbook()?;
    npm::remark()?;
    npm::docusaurus()?;
    python::docs()
}

/// Builds every site beside the page, and tests them.
pub(crate) fn test(browser: &Browser) -> Result<()> {
    prepare()?;
    npm::end_to_end()?;
    page::build()?;
    let sites = project::target().join("docs-sites");
    commands()?;
    mdbook(&sites)?;
    remark(&sites)?;
    docusaurus(&sites)?;
    python_package()?;
    mkdocs(&sites)?;
    sphinx(&sites)?;
    step("Tests of documentation with machines in it, in the browser");
    copy(&project::dist(), &sites.join("playstate"))?;
    let serving = server::serve(&sites, 0)?;
    playwright::run("docs", "docs.config.ts", &serving.url, browser)
}

/// `asl` and `mdbook-asl`, which the sites' tools call.
fn commands() -> Result<()> {
    step("The commands that documentation is built with");
    cargo()
        .args(["build", "--package", "asl-cli", "--package", "mdbook-asl"])
        .run()
}

/// A program that finds those commands.
fn with_commands(program: Program) -> Program {
    program.finding(&project::target().join("debug"))
}

fn mdbook(sites: &Path) -> Result<()> {
    step("A book with machines in it");
    with_commands(program("mdbook")?)
        .args([
            "build".as_ref(),
            "--dest-dir".as_ref(),
            sites.join("mdbook").as_os_str(),
        ])
        .dir(&project::path("tests/docs-sites/mdbook"))
        .run()
}

fn remark(sites: &Path) -> Result<()> {
    let folder = project::path("integrations/remark");
    step("Tests of the remark plugin");
    with_commands(program("node")?)
        .args(["--test", "test/plugin.test.js"])
        .dir(&folder)
        .run()?;
    step("Pages of remark with machines in them");
    with_commands(program("node")?)
        .args([Path::new("test/site.mjs")])
        .args([
            project::path("tests/docs-sites/pages"),
            sites.join("remark"),
        ])
        .dir(&folder)
        .run()
}

fn docusaurus(sites: &Path) -> Result<()> {
    step("A Docusaurus site with machines in it");
    with_commands(program("node")?)
        .args(["node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"])
        .args([Path::new("--out-dir"), &sites.join("docusaurus")])
        .env("DOCUSAURUS_DISABLE_TELEMETRY", "1")
        .dir(&project::path("tests/docs-sites/docusaurus"))
        .run()
}

fn python_package() -> Result<()> {
    step("Tests of the Python package");
    with_commands(python::docs_program("python"))
        .args(["-m", "unittest"])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .dir(&project::path("integrations/python"))
        .run()
}

fn mkdocs(sites: &Path) -> Result<()> {
    for (site, config) in [("mkdocs", "mkdocs.yml"), ("material", "material.yml")] {
        step(&format!("A MkDocs site with machines in it, by {config}"));
        with_commands(python::docs_program("mkdocs"))
            .args(["build", "--strict", "--config-file", config])
            .args([Path::new("--site-dir"), &sites.join(site)])
            .env("NO_MKDOCS_2_WARNING", "1")
            .dir(&project::path("tests/docs-sites/mkdocs"))
            .run()?;
    }
    Ok(())
}

fn sphinx(sites: &Path) -> Result<()> {
    // Text, for what a builder makes of a machine that has no HTML.
    for builder in ["html", "text"] {
        step(&format!("A Sphinx site with machines in it, as {builder}"));
        let to = if builder == "html" {
            "sphinx"
        } else {
            "sphinx-text"
        };
        with_commands(python::docs_program("sphinx-build"))
            .args([
                "--fail-on-warning",
                "--quiet",
                "--fresh-env",
                "--builder",
                builder,
            ])
            .args([Path::new("--conf-dir"), Path::new("sphinx")])
            .args([
                Path::new("--doctree-dir"),
                &project::target().join("docs-sphinx"),
            ])
            .args([Path::new("pages"), &sites.join(to)])
            .dir(&project::path("tests/docs-sites"))
            .run()?;
    }
    Ok(())
}

/// Copies a folder over what is at a place.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::remove_dir_all(to).ok();
    let mut pending = vec![(from.to_path_buf(), to.to_path_buf())];
    while let Some((from, to)) = pending.pop() {
        if from.is_dir() {
            fs::create_dir_all(&to).with_context(|| format!("cannot make {}", to.display()))?;
            for entry in fs::read_dir(&from)? {
                let entry = entry?;
                pending.push((entry.path(), to.join(entry.file_name())));
            }
        } else {
            fs::copy(&from, &to).with_context(|| format!("cannot write {}", to.display()))?;
        }
    }
    Ok(())
}
