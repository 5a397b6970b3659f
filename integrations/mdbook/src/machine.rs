//! One machine: from its definition and its scenarios to HTML, or to what is wrong with it.

use std::path::Path;

use asl::{DiagramOptions, Limits, Run, Source};
use serde_json::Value;

use crate::info::Attribute;
use crate::markup;

/// The attribute that names a file of scenarios. It goes no further: what the file holds is put on the page.
const SCENARIOS: &str = "scenarios";

/// Draws a definition that stands at `source`; files are looked for in `folder`.
pub(crate) fn draw(
    code: &str,
    attributes: &[Attribute],
    source: Source<'_>,
    folder: &Path,
) -> Result<String, String> {
    let analysis = asl::analyse(code);
    if let Some(why) = asl::refusal(&analysis, source, true) {
        return Err(why);
    }
    let said = |name: &str| attributes.iter().find(|found| found.name == name);
    let scenarios = said(SCENARIOS)
        .map(|file| Scenarios::read(&folder.join(&file.value)))
        .transpose()
        .map_err(|why| complaint(&why, source))?;
    let run = scenarios
        .as_ref()
        .map(|scenarios| {
            let name = said("scenario").map(|wanted| wanted.value.as_str());
            let scenario = scenarios.named(name)?;
            Ok(asl::run(
                analysis.machine.clone(),
                scenario,
                Limits::default(),
            ))
        })
        .transpose()
        .map_err(|why: String| complaint(&why, source))?;
    let at = said("at").and_then(|at| at.value.parse().ok());
    let at = run
        .as_ref()
        .map(|run: &Run| (run, at.unwrap_or(run.len()).min(run.len())));
    let options = DiagramOptions::default();
    let diagram = asl::diagram(&analysis.machine, &options, &asl::approximate_width);
    let svg = asl::render_svg_adaptive(&diagram, at);
    let passed = attributes.iter().filter(|found| found.name != SCENARIOS);
    let data = scenarios.map(|scenarios| scenarios.list);
    Ok(markup::player(passed, code, data.as_ref(), &svg))
}

/// A complaint about the fence itself, or what it names.
pub(crate) fn complaint(why: &str, source: Source<'_>) -> String {
    // The fence is the line before its definition.
    let line = source.line.saturating_sub(1);
    format!("error: {why}\n  --> {}:{line}:1\n", source.name)
}

/// A file of scenarios, as `asl test` takes it.
struct Scenarios {
    file: asl::ScenarioFile,
    /// The scenarios as they are written, for the page.
    list: Value,
}

impl Scenarios {
    fn read(path: &Path) -> Result<Self, String> {
        let named = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| named(&error))?;
        let file = asl::parse_scenarios(&text).map_err(|error| named(&error))?;
        let mut list: Value = serde_json::from_str(&text).map_err(|error| named(&error))?;
        if let Some(inner) = list.get_mut("scenarios") {
            list = inner.take();
        }
        Ok(Self { file, list })
    }

    /// The scenario of that name, or the first.
    fn named(&self, name: Option<&str>) -> Result<asl::Scenario, String> {
        let mut all = self.file.scenarios.iter();
        let found = match name {
            Some(name) => all.find(|scenario| scenario.name == name),
            None => all.next(),
        };
        let names: Vec<&str> = self
            .file
            .scenarios
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        found
            .map(|scenario| scenario.scenario(None))
            .ok_or_else(|| {
                format!(
                    "there is no such scenario. There are: {}.",
                    names.join(", ")
                )
            })
    }
}
