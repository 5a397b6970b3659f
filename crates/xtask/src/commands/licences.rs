//! `cargo xtask licences`: every dependency's licence is one that `deny.toml` allows.
//!
//! The same file serves `cargo deny check`, where that is installed.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;
use spdx::{Expression, LicenseReq, ParseMode};

use crate::project;
use crate::shell::{cargo, note, step};

/// Check that every dependency's licence is one that `deny.toml` allows.
#[derive(Args)]
pub(crate) struct Licences {}

impl Licences {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(crate) fn run(&self) -> Result<()> {
        step("Licences");
        let allowed =
            allowed(&fs::read_to_string(project::path("deny.toml")).context("deny.toml")?)?;
        let metadata = cargo()
            .args(["metadata", "--format-version", "1", "--locked"])
            .output()?;
        let crates = crates(&serde_json::from_str(&metadata)?);
        let lock = fs::read_to_string(project::path("web/editor/package-lock.json"))
            .context("web/editor/package-lock.json")?;
        let packages = packages(&serde_json::from_str(&lock)?);
        let refused: Vec<String> = crates
            .iter()
            .chain(&packages)
            .filter(|dependency| !dependency.is_allowed(&allowed))
            .map(|dependency| format!("{}: {}", dependency.name, dependency.licence))
            .collect();
        if !refused.is_empty() {
            bail!(
                "licences that deny.toml does not allow:\n{}",
                refused.join("\n")
            );
        }
        note(&format!(
            "{} crates and {} npm packages, all allowed",
            crates.len(),
            packages.len()
        ));
        Ok(())
    }
}

struct Dependency {
    name: String,
    licence: String,
}

impl Dependency {
    fn is_allowed(&self, allowed: &BTreeSet<String>) -> bool {
        let known = |requirement: &LicenseReq| allowed.contains(&requirement.to_string());
        // Lax: some old crates write "MIT/Apache-2.0" for "MIT OR Apache-2.0".
        Expression::parse_mode(&self.licence, ParseMode::LAX)
            .is_ok_and(|expression| expression.evaluate(known))
    }
}

/// `licenses.allow` of `deny.toml`.
fn allowed(deny: &str) -> Result<BTreeSet<String>> {
    let table: toml::Table = deny.parse().context("deny.toml")?;
    let allow = table
        .get("licenses")
        .and_then(|licences| licences.get("allow")?.as_array())
        .context("deny.toml has no licenses.allow")?;
    Ok(allow
        .iter()
        .filter_map(|name| Some(name.as_str()?.to_owned()))
        .collect())
}

/// The crates of `cargo metadata`, our own included.
fn crates(metadata: &Value) -> Vec<Dependency> {
    let dependency = |package: &Value| Dependency {
        name: text(package, "name"),
        licence: text(package, "license"),
    };
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages.into_iter().flatten().map(dependency).collect()
}

/// The npm packages that end up on the page; those that only build it are not distributed.
fn packages(lock: &Value) -> Vec<Dependency> {
    let packages = lock.get("packages").and_then(Value::as_object);
    packages
        .into_iter()
        .flatten()
        .filter(|(path, package)| !path.is_empty() && package.get("dev").is_none())
        .map(|(path, package)| Dependency {
            name: path.trim_start_matches("node_modules/").to_owned(),
            licence: text(package, "license"),
        })
        .collect()
}

fn text(value: &Value, key: &str) -> String {
    let text = value.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(licence: &str, expected: bool) {
        let allowed =
            allowed("[licenses]\nallow = ['MIT', 'Apache-2.0 WITH LLVM-exception']").unwrap();
        let dependency = Dependency {
            name: "it".into(),
            licence: licence.into(),
        };
        assert_eq!(dependency.is_allowed(&allowed), expected, "{licence}");
    }

    #[test]
    fn reads_licence_expressions() {
        check("MIT", true);
        check("MIT OR GPL-3.0", true);
        check("GPL-3.0/MIT", true);
        check("MIT AND GPL-3.0", false);
        check("Apache-2.0 WITH LLVM-exception", true);
        check("Apache-2.0", false);
        check("", false);
    }
}
