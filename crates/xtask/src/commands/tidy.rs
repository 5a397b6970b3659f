//! What every committed file keeps to, as tests.

use crate::project;
use crate::shell::program;

/// The longest file there may be.
const LINES: usize = 450;

/// The committed text files below the root, each with its present text.
fn files() -> Vec<(String, String)> {
    let names = program("git")
        .unwrap()
        .args(["ls-files", "-z"])
        .output()
        .unwrap();
    let read = |name: &str| {
        let text = std::fs::read_to_string(project::path(name)).ok()?;
        Some((name.to_owned(), text))
    };
    let files: Vec<_> = names.split('\0').filter_map(read).collect();
    assert!(
        files.len() > 50,
        "too few files to be true: {}",
        files.len()
    );
    files
}

/// Fails with every finding.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

fn ends_with(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

#[test]
fn rust_files_say_what_they_are() {
    let findings: Vec<_> = files()
        .into_iter()
        .filter(|(name, text)| ends_with(name, &[".rs"]) && !text.starts_with("//!"))
        .map(|(name, _)| format!("{name}: starts without a `//!` header"))
        .collect();
    none(&findings);
}

#[test]
fn files_are_of_a_size_to_read() {
    let code = [".rs", ".js", ".mjs", ".ts", ".css"];
    let findings: Vec<_> = files()
        .into_iter()
        .filter(|(name, text)| ends_with(name, &code) && text.lines().count() > LINES)
        .map(|(name, text)| format!("{name}: {} lines, over {LINES}", text.lines().count()))
        .collect();
    none(&findings);
}

#[test]
fn files_name_no_machine() {
    let findings: Vec<_> = files()
        .into_iter()
        .filter_map(|(name, text)| Some(format!("{name}: names {}", machine_in(&text)?)))
        .collect();
    none(&findings);
}

/// A package registry's host, or a path of somebody's machine. (In pieces, so as not to name one here.)
fn machine_in(text: &str) -> Option<&'static str> {
    let hosts = [
        concat!("registry.npm", "js.org"),
        concat!("index.crates", ".io"),
        concat!("static.crates", ".io"),
        concat!("files.python", "hosted.org"),
        concat!("deb.debian", ".org"),
    ];
    let folders = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("C:\\Us", "ers\\"),
        concat!("/wo", "rk/"),
    ];
    let host = hosts.into_iter().find(|host| text.contains(host));
    host.or_else(|| folders.into_iter().find(|folder| has_path(text, folder)))
}

/// Whether a path starts with `folder`: a longer path that merely contains it does not count.
fn has_path(text: &str, folder: &str) -> bool {
    text.match_indices(folder).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || "/._-~}{$*\\".contains(c))
    })
}

#[test]
fn finds_machines() {
    let home = concat!("see /ho", "me/ada/project");
    assert!(machine_in(home).is_some());
    assert!(machine_in(concat!("https://index.crates", ".io/x")).is_some());
    assert!(machine_in(concat!("s3://bucket/ho", "me/x and ~/.cache")).is_none());
}
