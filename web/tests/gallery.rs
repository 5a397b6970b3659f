//! The page reads each example as the command line does: every scenario ends as it expects.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use asl::{Ending, Limits};
use leptos::prelude::*;
use playstate_web::state::catalogue::{Catalogue, Entry, FILES};
use playstate_web::state::examples::{Example, Files, first};
use playstate_web::state::session::{Change, Session};
use playstate_web::state::store::Store;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

fn catalogue() -> Catalogue {
    let text = fs::read_to_string(folder().join("index.json")).unwrap();
    Catalogue::parse(&text).unwrap()
}

fn open(entry: &Entry) -> (Arc<Example>, Vec<asl::NamedScenario>) {
    let [definition, input, scenarios] =
        FILES.map(|file| fs::read_to_string(folder().join(&entry.id).join(file)).unwrap());
    let files = Files {
        definition: &definition,
        input: &input,
        scenarios: &scenarios,
    };
    let example = Example::read(&entry.id, &entry.title, files).unwrap();
    let expected = asl::parse_scenarios(&scenarios).unwrap().scenarios;
    (Arc::new(example), expected)
}

/// How the store's request ends: status and error, output beside.
fn outcome(store: &Store) -> (String, Option<asl::Value>) {
    let request = store.request.get_untracked().unwrap();
    let run = asl::run(request.machine(), request.scenario(), Limits::default());
    match run.ending(run.len()) {
        Some(Ending::Succeeded { output }) => ("SUCCEEDED".into(), Some(output.clone())),
        Some(Ending::Failed { error, .. }) => {
            (format!("FAILED {}", error.as_deref().unwrap_or("")), None)
        }
        other => (format!("{other:?}"), None),
    }
}

#[test]
fn every_scenario_ends_on_the_page_as_it_expects() {
    let owner = Owner::new();
    owner.with(|| {
        for entry in &catalogue().entries {
            let (example, expected) = open(entry);
            let store = Store::new(Session::new(first()), asl::approximate_width);
            store.update(Change::Open(example, None));
            let untouched = store
                .session()
                .with_untracked(|session| !session.is_edited());
            assert!(untouched, "{}", entry.id);
            for (index, scenario) in expected.iter().enumerate() {
                store.update(Change::Scenario(index));
                let place = format!("{}: {}", entry.id, scenario.name);
                let (status, output) = outcome(&store);
                let wanted = &scenario.expected;
                let status_wanted = wanted.status.clone().unwrap_or_default();
                let error = wanted.error.as_deref().map(|error| format!(" {error}"));
                let end = status_wanted + &error.unwrap_or_default();
                assert!(status.starts_with(&end), "{place}: {status}, not {end}");
                if wanted.output.is_some() {
                    assert_eq!(output, wanted.output, "{place}");
                }
            }
        }
    });
}

#[test]
fn the_first_example_is_the_one_that_is_compiled_in() {
    let catalogue = catalogue();
    let entry = &catalogue.entries[0];
    assert_eq!(
        (entry.id.as_str(), entry.title.as_str()),
        (&*first().id, &*first().title)
    );
    assert_eq!(*first(), *open(entry).0);
}

#[test]
fn examples_are_found_by_feature() {
    let catalogue = catalogue();
    for (query, expected) in [
        ("saga", "saga"),
        ("csv", "distributed-map-csv"),
        ("token", "human-approval"),
        ("jsonata", "jsonata-variables"),
        ("express", "express-request"),
    ] {
        let found: Vec<&str> = catalogue
            .search(query)
            .iter()
            .map(|entry| &*entry.id)
            .collect();
        assert_eq!(found.first(), Some(&expected), "{query}: {found:?}");
    }
    assert!(catalogue.search("catch").len() > 5);
    assert!(catalogue.features().len() > 10);
}
