//! The notice that the built page and the npm package carry: every part that was compiled or bundled into them, with
//! its licence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project;
use crate::shell::{cargo, program};
use crate::tools;

/// The notice's name.
const FILE: &str = "licences.txt";

/// Writes the notice of what the crates `roots` are linked with, and of the npm packages that the lock file in
/// `bundled` has, into a folder.
pub(crate) fn write(roots: &[&str], bundled: Option<&str>, folder: &Path) -> Result<()> {
    let metadata = cargo()
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", tools::WASM])
        .output()?;
    let mut parts = crates(&serde_json::from_str(&metadata)?, roots);
    if let Some(bundled) = bundled {
        let lock = project::path(bundled).join("package-lock.json");
        let lock = fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
        parts.extend(packages(&serde_json::from_str(&lock)?, bundled));
    }
    parts.push(standard_library()?);
    let path = folder.join(FILE);
    fs::write(&path, notice(&parts)).with_context(|| format!("cannot write {}", path.display()))
}

/// One part of what is built.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// Its name and version.
    name: String,
    /// Its licence, as an SPDX expression, and who holds it where its package has no text.
    licence: String,
    /// The licence's text; empty where its package has none.
    text: String,
}

/// The parts, those of the same licence text together.
fn notice(parts: &[Part]) -> String {
    let mut by_text: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for part in parts {
        let names = by_text.entry((&part.licence, &part.text)).or_default();
        names.insert(&part.name);
    }
    let mut notice = String::from(
        "Playstate contains the following parts. Each is distributed under its licence.\n",
    );
    for ((licence, text), names) in by_text {
        let names: Vec<&str> = names.into_iter().collect();
        // Writing to a string does not fail.
        let _ = write!(
            notice,
            "\n{}\n{}\n{licence}\n",
            "=".repeat(80),
            names.join(", ")
        );
        if !text.is_empty() {
            let _ = write!(notice, "\n{text}\n");
        }
    }
    notice
}

/// The crates of others that are linked with the roots, by `cargo metadata`.
fn crates(metadata: &Value, roots: &[&str]) -> Vec<Part> {
    let packages: BTreeMap<&str, &Value> = list(metadata, "packages")
        .filter_map(|package| Some((package.get("id")?.as_str()?, package)))
        .collect();
    linked(metadata, &packages, roots)
        .into_iter()
        .filter_map(|id| packages.get(id))
        .filter(|package| !package.get("source").is_none_or(Value::is_null))
        .map(|package| {
            let manifest = Path::new(text(package, "manifest_path"));
            let text_of_licence = manifest
                .parent()
                .map(|folder| licence_text(folder, text(package, "license")))
                .unwrap_or_default();
            let authors: Vec<&str> = list(package, "authors").filter_map(Value::as_str).collect();
            let mut licence = text(package, "license").to_owned();
            if text_of_licence.is_empty() && !authors.is_empty() {
                licence = format!("{licence}, by {}", authors.join(", "));
            }
            Part {
                name: format!("{} {}", text(package, "name"), text(package, "version")),
                licence,
                text: text_of_licence,
            }
        })
        .collect()
}

/// The ids of the packages whose code is linked: no macros, and nothing that only builds or tests.
fn linked<'a>(
    metadata: &'a Value,
    packages: &BTreeMap<&'a str, &'a Value>,
    roots: &[&str],
) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<&str, &Value> = metadata
        .get("resolve")
        .into_iter()
        .flat_map(|resolve| list(resolve, "nodes"))
        .filter_map(|node| Some((node.get("id")?.as_str()?, node)))
        .collect();
    let is_root = |package: &&Value| roots.contains(&text(package, "name"));
    let roots = packages.iter().filter(|(_, package)| is_root(package));
    let mut pending: Vec<&str> = roots.map(|(id, _)| *id).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = pending.pop() {
        let is_macro = packages.get(id).is_some_and(|package| {
            list(package, "targets")
                .flat_map(|target| list(target, "kind"))
                .any(|kind| kind == "proc-macro")
        });
        if is_macro || !found.insert(id) {
            continue;
        }
        let dependencies = nodes
            .get(id)
            .into_iter()
            .flat_map(|node| list(node, "deps"));
        let runs = |dependency: &&Value| {
            list(dependency, "dep_kinds").any(|kind| kind.get("kind").is_none_or(Value::is_null))
        };
        pending.extend(
            dependencies
                .filter(runs)
                .filter_map(|dependency| dependency.get("pkg")?.as_str()),
        );
    }
    found
}

/// The npm packages of a lock file that are bundled, and not only used for building.
fn packages(lock: &Value, folder: &str) -> Vec<Part> {
    let packages = lock.get("packages").and_then(Value::as_object);
    packages
        .into_iter()
        .flatten()
        .filter(|(path, package)| !path.is_empty() && package.get("dev").is_none())
        .map(|(path, package)| Part {
            name: format!(
                "{} {}",
                path.trim_start_matches("node_modules/"),
                text(package, "version")
            ),
            licence: text(package, "license").to_owned(),
            text: licence_text(&project::path(folder).join(path), text(package, "license")),
        })
        .collect()
}

/// Rust's own library, which is compiled into every wasm.
fn standard_library() -> Result<Part> {
    let sysroot = program("rustc")?.args(["--print", "sysroot"]).output()?;
    let licence = "MIT OR Apache-2.0";
    Ok(Part {
        name: "Rust's standard library".into(),
        licence: format!("{licence}, by The Rust Project Developers"),
        text: licence_text(&Path::new(sysroot.trim()).join("share/doc/rust"), licence),
    })
}

/// The text of a package's licence: that of MIT where it may be chosen, otherwise all that it brings; and its notices.
fn licence_text(folder: &Path, licence: &str) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.to_uppercase(), entry.path())))
        .filter(|(name, path)| path.is_file() && is_licence(name))
        .collect();
    files.sort();
    let has_mit = !licence.contains("AND") && files.iter().any(|(name, _)| name.contains("MIT"));
    let texts = files
        .iter()
        .filter(|(name, _)| !has_mit || name.contains("MIT") || name.starts_with("NOTICE"))
        .filter_map(|(_, path)| fs::read_to_string(path).ok());
    let texts: Vec<String> = texts
        .map(|text| text.replace("\r\n", "\n").trim().to_owned())
        .collect();
    texts.join("\n\n")
}

fn is_licence(name: &str) -> bool {
    ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn part(name: &str, text: &str) -> Part {
        Part {
            name: name.into(),
            licence: "MIT".into(),
            text: text.into(),
        }
    }

    #[test]
    fn parts_of_the_same_text_stand_together() {
        let notice = notice(&[
            part("b 1", "Text."),
            part("c 1", "Other."),
            part("a 1", "Text."),
        ]);
        assert_eq!(notice.matches("Text.").count(), 1);
        assert!(notice.contains("\na 1, b 1\nMIT\n\nText.\n"), "{notice}");
        assert!(notice.contains("\nc 1\nMIT\n\nOther.\n"), "{notice}");
    }

    #[test]
    fn only_what_is_linked_is_named() {
        let package = |id: &str, kind: &str| {
            json!({"id": id, "name": id, "version": "1", "license": "MIT", "authors": ["A"],
                "source": "registry", "manifest_path": "/nowhere/Cargo.toml", "targets": [{"kind": [kind]}]})
        };
        let dependency = |id: &str, kind: Value| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
        let metadata = json!({
            "packages": [
                {"id": "playstate", "name": "playstate", "source": null, "targets": []},
                package("used", "lib"), package("by-macro", "lib"), package("macro", "proc-macro"),
                package("tests-only", "lib"), package("deep", "lib"), package("elsewhere", "lib"),
            ],
            "resolve": {"nodes": [
                {"id": "playstate", "deps": [dependency("used", Value::Null), dependency("macro", Value::Null),
                    dependency("tests-only", json!("dev"))]},
                {"id": "used", "deps": [dependency("deep", Value::Null)]},
                {"id": "macro", "deps": [dependency("by-macro", Value::Null)]},
            ]},
        });
        let names: Vec<String> = crates(&metadata, &["playstate"])
            .into_iter()
            .map(|part| part.name)
            .collect();
        assert_eq!(names, ["deep 1", "used 1"]);
        assert_eq!(crates(&metadata, &["playstate"])[0].licence, "MIT, by A");
    }
}
