//! Running Playwright's tests, and counting them.

use std::fs;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::browser::{self, Browser};
use crate::project;
use crate::shell::program;

/// Runs the tests of a configuration in `tests/e2e` over what is served at `url`. They are called `name`.
pub(crate) fn run(name: &str, config: &str, url: &str, browser: &Browser) -> Result<()> {
    let report = project::target().join(format!("{name}-tests.json"));
    fs::remove_file(&report).ok();
    let folder = project::path("tests/e2e");
    let playwright = folder.join("node_modules/@playwright/test/cli.js");
    let outcome = program("node")?
        .args([playwright.as_os_str(), "test".as_ref()])
        .args(["--config", config])
        .env("PLAYSTATE_URL", url)
        .env("PLAYSTATE_CHROME", &browser.chrome)
        .env("PLAYSTATE_CHROME_ARGUMENTS", browser::ARGUMENTS.join(" "))
        .env("PLAYSTATE_REPORT", &report)
        .dir(&folder)
        .run();
    let passed = summary(name, &fs::read_to_string(&report).unwrap_or_default());
    if let Some((line, _)) = &passed {
        // Alone on its line, as closing lines are.
        println!("{line}");
    }
    outcome?;
    match passed {
        Some((_, 1..)) => Ok(()),
        _ => bail!("Playwright ran no test"),
    }
}

/// The closing line of Playwright's report, and how many tests passed.
fn summary(name: &str, report: &str) -> Option<(String, u64)> {
    let report: Value = serde_json::from_str(report).ok()?;
    let count = |key: &str| report.get("stats")?.get(key)?.as_u64();
    let passed = count("expected")? + count("flaky")?;
    let line = format!(
        "{name}: {passed} passed, {} failed, {} skipped",
        count("unexpected")?,
        count("skipped")?
    );
    Some((line, passed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_up_a_report() {
        let report = r#"{"stats": {"expected": 3, "unexpected": 1, "flaky": 0, "skipped": 2}}"#;
        let expected = ("page: 3 passed, 1 failed, 2 skipped".to_owned(), 3);
        assert_eq!(summary("page", report), Some(expected));
        assert_eq!(summary("page", ""), None);
    }
}
