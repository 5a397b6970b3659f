//! Examples: a definition, an input and named scenarios. The first one is compiled in, the others are files beside
//! the page, which [`catalogue`](super::catalogue) lists.

use std::sync::{Arc, LazyLock};

use asl::StoredObject;

use super::files::{self, ScenarioFile};
use super::outcomes::Outcomes;

/// A folder of `examples/`.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// The folder's name, which drafts and links refer to.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The definition's text.
    pub definition: Arc<str>,
    /// Its scenarios, the first of which it opens with; never none.
    pub scenarios: Vec<ExampleScenario>,
}

/// A scenario of an example, ready to be used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExampleScenario {
    /// Its name.
    pub name: String,
    /// The text of its input.
    pub input: Arc<str>,
    /// It has an input of its own, not the example's.
    pub own_input: bool,
    /// Its outcomes.
    pub outcomes: Outcomes,
    /// What else it runs with.
    pub setting: Arc<Setting>,
}

/// What a scenario runs with beside input and outcomes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    /// The state machine is an Express one.
    pub express: bool,
    /// The objects in buckets.
    pub objects: Vec<StoredObject>,
}

/// The texts of an example's files.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `definition.asl.json`.
    pub definition: &'a str,
    /// `input.json`.
    pub input: &'a str,
    /// `scenarios.json`.
    pub scenarios: &'a str,
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../examples/glue-pipeline/", $name))
    };
}

static FIRST: LazyLock<Arc<Example>> = LazyLock::new(|| {
    let files = Files {
        definition: file!("definition.asl.json"),
        input: file!("input.json"),
        scenarios: file!("scenarios.json"),
    };
    // The files are compiled in, and a test reads them.
    let example = Example::read("glue-pipeline", "Glue pipeline", files);
    Arc::new(example.unwrap_or_else(|_| Example::empty("glue-pipeline")))
});

/// What the page opens with.
pub fn first() -> Arc<Example> {
    Arc::clone(&FIRST)
}

impl Example {
    /// Reads an example's files; what is wrong with `scenarios.json` otherwise.
    pub fn read(id: &str, title: &str, files: Files<'_>) -> Result<Self, String> {
        let stored: Vec<ScenarioFile> =
            serde_json::from_str(files.scenarios).map_err(|error| error.to_string())?;
        let mut example = Self {
            id: id.into(),
            title: title.into(),
            definition: files.definition.into(),
            scenarios: Vec::new(),
        };
        let input: Arc<str> = files.input.into();
        let scenarios = stored.into_iter().map(|file| scenario(file, &input));
        example.scenarios.extend(scenarios);
        if example.scenarios.is_empty() {
            example.scenarios.push(every_task_succeeds(input));
        }
        Ok(example)
    }

    /// The scenario of this name.
    pub fn scenario(&self, name: &str) -> Option<&ExampleScenario> {
        self.scenarios.iter().find(|known| known.name == name)
    }

    /// The scenario that it opens with.
    pub fn opening(&self) -> ExampleScenario {
        self.scenarios.first().cloned().unwrap_or_default()
    }

    fn empty(id: &str) -> Self {
        Self {
            id: id.into(),
            title: id.into(),
            definition: "".into(),
            scenarios: vec![every_task_succeeds("{}".into())],
        }
    }
}

fn scenario(file: ScenarioFile, input: &Arc<str>) -> ExampleScenario {
    let own = file
        .input
        .and_then(|input| serde_json::to_string_pretty(&input).ok());
    let objects = file.objects.into_iter().map(|object| StoredObject {
        bucket: object.bucket.into(),
        key: object.key.into(),
        body: object.body.into(),
    });
    ExampleScenario {
        name: file.name,
        own_input: own.is_some(),
        input: own.map_or_else(|| Arc::clone(input), Arc::from),
        outcomes: files::read(file.outcomes),
        setting: Arc::new(Setting {
            express: file.r#type.as_deref() == Some("EXPRESS"),
            objects: objects.collect(),
        }),
    }
}

fn every_task_succeeds(input: Arc<str>) -> ExampleScenario {
    ExampleScenario {
        name: "Every task succeeds".into(),
        input,
        ..ExampleScenario::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(scenarios: &str) -> Example {
        let files = Files {
            definition: "{}",
            input: "{\"a\": 1}",
            scenarios,
        };
        Example::read("id", "Title", files).unwrap()
    }

    #[test]
    fn the_first_example_is_whole() {
        let first = first();
        assert!(asl::analyse(&first.definition).runnable);
        assert!(first.scenarios.len() > 1);
        assert!(asl::parse_input(&first.opening().input).is_ok());
        let readme = file!("README.md");
        assert!(
            readme.contains(&format!("title: {}\n", first.title)),
            "{}",
            first.title
        );
    }

    #[test]
    fn a_scenario_has_the_examples_input_or_its_own() {
        let example = read(r#"[{"name": "A"}, {"name": "B", "input": [2]}]"#);
        let inputs: Vec<(&str, bool)> = example
            .scenarios
            .iter()
            .map(|scenario| (&*scenario.input, scenario.own_input))
            .collect();
        assert_eq!(inputs, [("{\"a\": 1}", false), ("[\n  2\n]", true)]);
    }

    #[test]
    fn a_scenario_says_what_else_it_runs_with() {
        let example = read(
            r#"[{"name": "A", "type": "EXPRESS", "seed": 3, "expect": {"status": "FAILED"},
                 "objects": [{"bucket": "b", "key": "k", "body": "x,y"}]}]"#,
        );
        let setting = &example.opening().setting;
        assert!(setting.express);
        assert_eq!(&*setting.objects[0].body, "x,y");
    }

    #[test]
    fn without_scenarios_every_task_succeeds() {
        assert_eq!(read("[]").opening().name, "Every task succeeds");
        assert!(
            Example::read(
                "id",
                "T",
                Files {
                    definition: "",
                    input: "",
                    scenarios: "{"
                }
            )
            .is_err()
        );
    }
}
