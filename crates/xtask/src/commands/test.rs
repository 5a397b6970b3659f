//! `cargo xtask test`: every test, natively and in a real browser.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::browser::{self, Browser};
use crate::shell::{cargo, note, step};
use crate::{docs, npm, npm_package, page, playwright, project, server, tools};

/// Install what is missing and run every test, natively and in a real Chrome or Chromium.
#[derive(Args)]
pub(crate) struct Test {
    /// Only these kinds of tests.
    #[arg(value_enum)]
    kinds: Vec<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Unit and integration tests, with nextest.
    Native,
    /// The examples in the documentation.
    Doc,
    /// Tests of the Rust code compiled to wasm, in the browser.
    Wasm,
    /// The built page in the browser, with Playwright and axe.
    Page,
    /// Documentation with machines in it, built by the tools for it, in the browser.
    Docs,
    /// The npm package, packed and installed, in Node.js and in a page.
    Npm,
}

impl Test {
    /// All tests.
    pub(crate) fn everything() -> Self {
        Self { kinds: Vec::new() }
    }

    pub(crate) fn run(&self) -> Result<()> {
        if self.wants(Kind::Native) {
            native()?;
        }
        if self.wants(Kind::Doc) {
            doc()?;
        }
        if ![Kind::Wasm, Kind::Page, Kind::Docs, Kind::Npm]
            .map(|kind| self.wants(kind))
            .contains(&true)
        {
            return Ok(());
        }
        let browser = browser::browser()?;
        if self.wants(Kind::Wasm) {
            wasm(&browser)?;
        }
        if self.wants(Kind::Page) {
            in_page(&browser)?;
        }
        if self.wants(Kind::Docs) {
            docs::test(&browser)?;
        }
        if self.wants(Kind::Npm) {
            npm_package::test(&browser)?;
        }
        Ok(())
    }

    fn wants(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

fn native() -> Result<()> {
    tools::nextest()?;
    npm::oracle()?;
    step("Native tests");
    cargo().args(["nextest", "run", "--workspace"]).run()
}

fn doc() -> Result<()> {
    step("Documentation tests");
    cargo().args(["test", "--workspace", "--doc"]).run()
}

/// The crates that have wasm-bindgen's tests, each in a headless browser.
fn wasm(browser: &Browser) -> Result<()> {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    step("Tests in the browser, compiled to wasm");
    let packages = packages_with_wasm_tests()?;
    note(&packages.join(", "));
    let mut tests = cargo().args(["test", "--lib", "--tests", "--target", tools::WASM]);
    for package in &packages {
        tests = tests.args(["--package", package]);
    }
    tools::for_wasm(tests)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            webdriver_settings(browser)?,
        )
        .env("CHROMEDRIVER", &browser.driver)
        .run()
}

fn packages_with_wasm_tests() -> Result<Vec<String>> {
    let metadata = cargo()
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .output()?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let tested = |package: &&Value| {
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        dependencies.into_iter().flatten().any(|dependency| {
            dependency
                .get("name")
                .is_some_and(|name| name == "wasm-bindgen-test")
        })
    };
    let packages = metadata.get("packages").and_then(Value::as_array);
    let names = packages.into_iter().flatten().filter(tested);
    Ok(names
        .filter_map(|package| Some(package.get("name")?.as_str()?.to_owned()))
        .collect())
}

/// The settings that wasm-bindgen's test runner gives to the driver.
fn webdriver_settings(browser: &Browser) -> Result<PathBuf> {
    let settings = json!({
        "goog:chromeOptions": { "binary": browser.chrome, "args": browser::ARGUMENTS }
    });
    let path = project::target().join("webdriver.json");
    fs::write(&path, settings.to_string())
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// The page, as a web server gives it out.
fn in_page(browser: &Browser) -> Result<()> {
    npm::end_to_end()?;
    page::build()?;
    step("Tests of the page, in the browser");
    let serving = server::serve(&project::dist(), 0)?;
    playwright::run("page", "playwright.config.ts", &serving.url, browser)
}
