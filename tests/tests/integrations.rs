//! The table of service integrations against what people write: the examples, and the published definitions where they
//! stand beside the project.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use asl_syntax::integrations::{integration, optimised, service};
use regex::Regex;

/// How often each `service:action` (or `aws-sdk:service:action`) is called in the files below a folder.
fn calls(folder: &Path) -> BTreeMap<(String, String), usize> {
    let resource =
        Regex::new(r":states:[^:]*:[^:]*:((?:aws-sdk:)?[a-z][A-Za-z0-9-]+):([a-z]\w+)\b")
            .expect("the pattern is well formed");
    let mut calls = BTreeMap::new();
    for file in files(folder) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        for found in resource.captures_iter(&text) {
            let (service, action) = (found[1].to_owned(), found[2].to_owned());
            // An optimised `s3` is what ItemReader and ResultWriter name; no task calls it.
            if !["activity", "stateMachine", "execution", "task", "s3"].contains(&&*service) {
                *calls.entry((service, action)).or_default() += 1;
            }
        }
    }
    calls
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json" || extension == "yaml")
            {
                files.push(path);
            }
        }
    }
    files
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn the_examples_call_what_has_a_row() {
    let calls = calls(&project("examples"));
    assert!(!calls.is_empty());
    for (service, action) in calls.keys() {
        assert!(integration(service, action).is_some(), "{service}:{action}");
    }
}

/// Optimised integrations exist or do not, so each has its row. Of SDK actions there are thousands: the service has to
/// be known, and a call without a row is rare.
#[test]
fn published_definitions_call_what_has_a_row() {
    let calls = calls(&project("../shared/realworld/valid"));
    let (mut total, mut rowless) = (0, 0);
    for ((name, action), count) in &calls {
        if name.starts_with("aws-sdk:") {
            assert!(service(name).is_some(), "{name} is not among the services");
        } else if service(name).is_some()
            && integration(&format!("aws-sdk:{name}"), action).is_none()
        {
            assert!(optimised(name, action).is_some(), "{name}:{action}");
        }
        total += count;
        rowless += if integration(name, action).is_some() {
            0
        } else {
            *count
        };
    }
    assert!(
        rowless * 20 <= total,
        "{rowless} of {total} calls have no row"
    );
}
