//! Suites that packages carry: where they are, and how many of their cases agree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value as Json, json};

/// The folder of the npm side of these tests.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle")
}

/// A file in that folder, for which its npm packages have to be there.
///
/// # Panics
/// When the packages are not installed.
pub fn installed(file: &str) -> PathBuf {
    let packages = folder().join("node_modules");
    assert!(
        packages.is_dir(),
        "run `cargo xtask test native`, which installs the npm packages of tests/oracle, or `npm ci` there"
    );
    folder().join(file)
}

/// Where cargo keeps the sources of a package that only the feature `suites` names: it is read, never compiled.
///
/// # Panics
/// When cargo does not find it.
pub fn crate_folder(name: &str) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--features",
            "suites",
        ])
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .unwrap_or_else(|error| panic!("cargo does not run: {error}"));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .find(|package| package["name"] == name)
        .and_then(|package| package["manifest_path"].as_str())
        .unwrap_or_else(|| {
            panic!(
                "cargo does not find {name}: {}",
                String::from_utf8_lossy(&output.stderr)
            )
        });
    Path::new(manifest)
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

/// Compares counts by group, (cases, agreeing), with the committed ones; `UPDATE_EXPECT=1` writes these. The cases
/// that differ stand beside the counts.
///
/// # Panics
/// When they are not what was committed.
pub fn compare(file: &str, counts: &BTreeMap<String, (usize, usize)>, differing: &[String]) {
    let total = counts
        .values()
        .fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let groups: serde_json::Map<String, Json> = counts
        .iter()
        .map(|(group, (cases, agree))| (group.clone(), json!({"cases": cases, "agree": agree})))
        .collect();
    let found =
        json!({"cases": total.0, "agree": total.1, "groups": groups, "differing": differing});
    let path = folder().join("counts").join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap_or_default() + "\n";
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let committed: Json = serde_json::from_str(&text).unwrap_or_default();
    assert!(
        committed == found,
        "{} of {} cases agree, {} of {} before; UPDATE_EXPECT=1 writes what is found now\n{}",
        total.1,
        total.0,
        committed["agree"],
        committed["cases"],
        differing.join("\n")
    );
}
