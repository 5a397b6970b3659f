//! Examples: a definition, an input and named scenarios. The first one is compiled in, the others are files beside
//! the page, which [`catalogue`](super::catalogue) lists, or came by a [`link`](super::link).

use std::sync::{Arc, LazyLock};

use super::address;
use super::scenario::Scenario;

/// A folder of `examples/`.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// The folder's name, which drafts and links refer to.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The definition's text.
    pub definition: Arc<str>,
    /// The text of the input that its scenarios share.
    pub input: Arc<str>,
    /// Its scenarios; never none.
    pub scenarios: Vec<Scenario>,
    /// The scenario it opens with.
    pub opens: usize,
    /// The link that it came by, where it is no folder of `examples/`.
    pub link: Option<String>,
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
        let file = asl::parse_scenarios(files.scenarios).map_err(|error| error.to_string())?;
        let mut scenarios: Vec<Scenario> = file.scenarios.into_iter().map(Scenario::from).collect();
        if scenarios.is_empty() {
            scenarios.push(Scenario::plain());
        }
        Ok(Self {
            id: id.into(),
            title: title.into(),
            definition: files.definition.into(),
            input: files.input.into(),
            scenarios,
            opens: 0,
            link: None,
        })
    }

    /// The address under which it opens.
    pub fn address(&self) -> String {
        let link = self.link.clone();
        link.unwrap_or_else(|| address::of_example(&self.id))
    }

    fn empty(id: &str) -> Self {
        Self {
            id: id.into(),
            title: id.into(),
            definition: "".into(),
            input: "{}".into(),
            scenarios: vec![Scenario::plain()],
            opens: 0,
            link: None,
        }
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
        assert!(asl::parse_input(&first.input).is_ok());
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
        let inputs: Vec<Option<&str>> = example
            .scenarios
            .iter()
            .map(|scenario| scenario.input.as_deref())
            .collect();
        assert_eq!(
            (&*example.input, inputs),
            ("{\"a\": 1}", vec![None, Some("[\n  2\n]")])
        );
    }

    #[test]
    fn without_scenarios_every_task_succeeds() {
        assert_eq!(&*read("[]").scenarios[0].name, "Every task succeeds");
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
