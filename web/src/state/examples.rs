//! The built-in examples: the folders of `examples/`, compiled in.

use super::files::{self, ScenarioFile};
use super::outcomes::Outcomes;

/// A folder of `examples/`.
#[derive(Debug)]
pub struct Example {
    /// The folder's name, which drafts and links refer to.
    pub id: &'static str,
    /// The definition's text.
    pub definition: &'static str,
    /// The input's text.
    pub input: &'static str,
    scenarios: &'static str,
    readme: &'static str,
}

/// A scenario of an example, ready to be used.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleScenario {
    /// Its name.
    pub name: String,
    /// Its outcomes.
    pub outcomes: Outcomes,
}

macro_rules! example {
    ($id:literal) => {
        Example {
            id: $id,
            definition: include_str!(concat!("../../../examples/", $id, "/definition.asl.json")),
            input: include_str!(concat!("../../../examples/", $id, "/input.json")),
            scenarios: include_str!(concat!("../../../examples/", $id, "/scenarios.json")),
            readme: include_str!(concat!("../../../examples/", $id, "/README.md")),
        }
    };
}

/// Every example, in the order of the gallery. The first one is what the page opens with.
pub static EXAMPLES: [Example; 5] = [
    example!("glue-pipeline"),
    example!("glue-without-catch"),
    example!("glue-with-retry"),
    example!("glue-with-notifications"),
    example!("glue-parallel"),
];

/// The example with this id, or the first one.
pub fn example(id: &str) -> &'static Example {
    let [first, ..] = &EXAMPLES;
    EXAMPLES
        .iter()
        .find(|example| example.id == id)
        .unwrap_or(first)
}

impl Example {
    /// Its title.
    pub fn title(&self) -> &'static str {
        self.front_matter("title").unwrap_or(self.id)
    }

    /// What it shows, in a sentence or two.
    pub fn about(&self) -> String {
        let body = self.readme.splitn(3, "---\n").nth(2).unwrap_or(self.readme);
        // Marks of Markdown are not for a menu.
        body.split("\n\n")
            .next()
            .unwrap_or(body)
            .trim()
            .replace('`', "")
    }

    /// Its scenarios, the first of which it opens with; never none.
    pub fn scenarios(&self) -> Vec<ExampleScenario> {
        // The files are compiled in, and a test reads each of them.
        let files: Vec<ScenarioFile> = serde_json::from_str(self.scenarios).unwrap_or_default();
        let mut scenarios: Vec<ExampleScenario> = files
            .into_iter()
            .map(|file| ExampleScenario {
                name: file.name,
                outcomes: files::read(file.outcomes),
            })
            .collect();
        if scenarios.is_empty() {
            let outcomes = Outcomes::default();
            scenarios.push(ExampleScenario {
                name: "Every task succeeds".into(),
                outcomes,
            });
        }
        scenarios
    }

    fn front_matter(&self, key: &str) -> Option<&'static str> {
        let lines = self.readme.split("---\n").nth(1)?.lines();
        lines
            .filter_map(|line| line.split_once(": "))
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_whole() {
        for example in &EXAMPLES {
            assert!(
                !example.title().is_empty() && example.title() != example.id,
                "{}",
                example.id
            );
            assert!(
                example.about().ends_with('.'),
                "{}: {}",
                example.id,
                example.about()
            );
            let files: Vec<ScenarioFile> = serde_json::from_str(example.scenarios).unwrap();
            assert!(!files.is_empty(), "{}", example.id);
            assert!(asl::parse_input(example.input).is_ok(), "{}", example.id);
            let analysis = asl::analyse(example.definition);
            assert!(analysis.runnable, "{}", example.id);
            assert_eq!(analysis.diagnostics, [], "{}", example.id);
            for scenario in example.scenarios() {
                for (state, _) in scenario.outcomes.iter() {
                    assert!(
                        analysis.tasks.iter().any(|task| task.name == state),
                        "{}: {state}",
                        example.id
                    );
                }
            }
        }
    }

    #[test]
    fn an_unknown_id_is_the_first_example() {
        assert_eq!(example("no-such-thing").id, "glue-pipeline");
        assert_eq!(example("glue-parallel").id, "glue-parallel");
    }
}
