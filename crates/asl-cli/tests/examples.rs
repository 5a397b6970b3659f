//! The examples of the gallery: each is whole, clean, and runs as its scenarios expect.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use serde_json::{Value, json};

/// Diagnostics that an example is about.
const INTENDED: [(&str, &str); 1] = [("error-zoo", "no-default")];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The folders of the gallery, by name.
fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(examples()).expect("the folder of examples");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn id(folder: &Path) -> &str {
    let name = folder.file_name().and_then(|name| name.to_str());
    name.expect("a folder with a name")
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file))
        .unwrap_or_else(|error| panic!("{}/{file}: {error}", id(folder)))
}

/// What a README says: its front matter, and what to try.
struct Readme {
    fields: Vec<(String, String)>,
    steps: Vec<String>,
}

impl Readme {
    fn of(folder: &Path) -> Self {
        let text = read(folder, "README.md");
        let mut parts = text.splitn(3, "---\n").skip(1);
        let (Some(front), Some(body)) = (parts.next(), parts.next()) else {
            panic!("{}: no front matter", id(folder));
        };
        let fields = front
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (_, steps) = body
            .split_once("Try it:\n")
            .unwrap_or_else(|| panic!("{}: nothing to try", id(folder)));
        // Marks of Markdown are not for a list on the page.
        let steps = steps.lines().filter_map(|line| line.strip_prefix("- "));
        Self {
            fields: fields.collect(),
            steps: steps.map(|step| step.replace('`', "")).collect(),
        }
    }

    fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    fn order(&self) -> u32 {
        self.field("order").parse().expect("order is a number")
    }
}

#[test]
fn every_example_runs_as_it_says() {
    let output = Command::new(env!("CARGO_BIN_EXE_asl"))
        .arg("test")
        .args(folders())
        .output()
        .expect("the command starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}{errors}");
}

#[test]
fn every_scenario_says_how_it_ends_and_plans_for_tasks_that_exist() {
    for folder in folders() {
        let analysis = asl::analyse(&read(&folder, "definition.asl.json"));
        let file = asl::parse_scenarios(&read(&folder, "scenarios.json"))
            .unwrap_or_else(|error| panic!("{}: {error}", id(&folder)));
        assert!(file.scenarios.len() > 1, "{}", id(&folder));
        for scenario in &file.scenarios {
            let place = format!("{}: {}", id(&folder), scenario.name);
            assert!(scenario.expected.status.is_some(), "{place}");
            for state in scenario.outcomes.keys() {
                let known = analysis.tasks.iter().any(|task| task.name == *state);
                assert!(known, "{place}: {state}");
            }
        }
    }
}

#[test]
fn nothing_is_wrong_with_the_definitions() {
    for folder in folders() {
        let analysis = asl::analyse(&read(&folder, "definition.asl.json"));
        assert!(analysis.runnable, "{}", id(&folder));
        let found: Vec<(&str, &str)> = analysis
            .diagnostics
            .iter()
            .map(|found| (id(&folder), found.code))
            .collect();
        let intended: Vec<(&str, &str)> = INTENDED
            .into_iter()
            .filter(|(example, _)| *example == id(&folder))
            .collect();
        assert_eq!(found, intended, "{:?}", analysis.diagnostics);
        let input = asl::parse_input(&read(&folder, "input.json"));
        assert!(input.is_ok(), "{}: {input:?}", id(&folder));
    }
}

#[test]
fn every_example_says_what_it_shows_and_what_to_try() {
    for folder in folders() {
        let (readme, id) = (Readme::of(&folder), id(&folder));
        for field in ["title", "summary", "level", "order", "tags"] {
            assert!(!readme.field(field).is_empty(), "{id}: {field}");
        }
        assert!(
            ["start", "next", "deep"].contains(&readme.field("level")),
            "{id}"
        );
        assert!(readme.field("summary").ends_with('.'), "{id}");
        assert!((2..=4).contains(&readme.steps.len()), "{id}");
    }
}

/// `UPDATE_EXPECT=1 cargo test -p asl-cli --test examples` writes it.
#[test]
fn the_list_of_the_gallery_is_up_to_date() {
    let mut entries: Vec<(u32, Value)> = folders()
        .iter()
        .map(|folder| {
            let readme = Readme::of(folder);
            let tags: Vec<&str> = readme.field("tags").split(", ").collect();
            let entry = json!({
                "id": id(folder),
                "title": readme.field("title"),
                "summary": readme.field("summary"),
                "level": readme.field("level"),
                "tags": tags,
                "try": readme.steps,
            });
            (readme.order(), entry)
        })
        .collect();
    entries.sort_by_key(|(order, _)| *order);
    for (place, (order, entry)) in (1..).zip(&entries) {
        assert_eq!(place, *order, "orders go up by one: {entry}");
    }
    let list: Vec<Value> = entries.into_iter().map(|(_, entry)| entry).collect();
    let text = serde_json::to_string_pretty(&list).expect("values are written");
    expect_file![examples().join("index.json")].assert_eq(&(text + "\n"));
}

#[test]
fn what_the_page_shows_before_it_has_started_is_its_first_example() {
    let rendered = Command::new(env!("CARGO_BIN_EXE_asl"))
        .arg("render")
        .arg(examples().join("glue-pipeline/definition.asl.json"))
        .args(["--theme", "auto"])
        .output()
        .expect("asl runs");
    assert!(rendered.status.success());
    let shown = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/shell/first.svg");
    expect_file![shown].assert_eq(&String::from_utf8_lossy(&rendered.stdout));
}
