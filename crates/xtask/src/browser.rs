//! The browser that tests run in: a Chrome or Chromium with the driver that fits it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::shell::{Program, find, note, program, step};

/// A browser and its driver, of the same major version.
pub(crate) struct Browser {
    pub(crate) chrome: PathBuf,
    pub(crate) driver: PathBuf,
}

/// What a test browser is started with: no window, no privileges to drop, no traffic of its own.
pub(crate) const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const CHROMES: [&str; 6] = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

const HELP: &str = "The tests need Chrome or Chromium and a ChromeDriver of the same major version.\n\
    Debian and Ubuntu: install the packages `chromium` and `chromium-driver` (on Ubuntu `chromium-chromedriver`).\n\
    macOS: `brew install --cask google-chrome chromedriver`.\n\
    Elsewhere: install Chrome and the ChromeDriver that \"Chrome for Testing\" offers for it.\n\
    If they are not on the path, name them: CHROME=<browser> CHROMEDRIVER=<driver>.";

/// Finds the browser, or installs Debian's where that is possible.
pub(crate) fn browser() -> Result<Browser> {
    step("A Chrome or Chromium for the tests");
    if let Some(browser) = matching_pair() {
        note(&format!("using {}", browser.chrome.display()));
        return Ok(browser);
    }
    if find("apt-get").is_none() {
        bail!("{HELP}");
    }
    note("installing Debian's packages chromium and chromium-driver");
    if let Err(error) = apt_install(&["chromium", "chromium-driver"]) {
        bail!("{error}\n{HELP}");
    }
    match matching_pair() {
        Some(browser) => Ok(browser),
        None => bail!("The packages are installed, and still no fitting pair is found.\n{HELP}"),
    }
}

/// The first browser and driver, of those that are there, whose versions fit.
fn matching_pair() -> Option<Browser> {
    let drivers = candidates("CHROMEDRIVER", &DRIVERS);
    let chromes = candidates("CHROME", &CHROMES);
    let pair = |chrome: &PathBuf| {
        let wanted = major_version(chrome)?;
        let driver = drivers
            .iter()
            .find(|driver| major_version(driver).as_ref() == Some(&wanted))?;
        Some(Browser {
            chrome: chrome.clone(),
            driver: driver.clone(),
        })
    };
    chromes.iter().find_map(pair)
}

/// What a variable names, and nothing else then; otherwise each of the known names that is there.
fn candidates(variable: &str, names: &[&str]) -> Vec<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return vec![PathBuf::from(named)];
    }
    let there = |name: &&str| {
        let path = Path::new(name);
        if path.is_absolute() {
            path.is_file().then(|| path.to_path_buf())
        } else {
            find(name)
        }
    };
    names.iter().filter_map(there).collect()
}

/// E.g. "156" of "Chromium 156.0.8078.73 built on Debian" and of "`ChromeDriver` 156.0.8078.73 (…)".
fn major_version(path: &Path) -> Option<String> {
    let line = Program::at(path).args(["--version"]).output().ok()?;
    let number = line
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    number.split('.').next().map(str::to_owned)
}

/// Installs packages of Debian's, as root or where `sudo` asks for no password.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    let root = program("id")?.args(["-u"]).output()? == "0";
    let apt = |args: &[&str]| {
        let command = if root {
            program("apt-get")?.args(args)
        } else {
            // `-n`: rather fail than wait for a password.
            program("sudo")?.args(["-n", "apt-get"]).args(args)
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").run()
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}
