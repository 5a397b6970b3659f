//! The engine's specification: Markdown files under `suite/`, one heading a rule, each with a
//! definition, an input, mocks and the trace that they leave. `UPDATE_EXPECT=1` rewrites the traces.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use asl::{Ending, Limits, Mocks, Scenario, Value};

#[test]
fn every_rule_leaves_its_trace() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let (mut rules, mut wrong) = (0, Vec::new());
    for file in files() {
        let text = std::fs::read_to_string(&file).expect("a suite file can be read");
        let mut rewritten = String::new();
        for section in sections(&text) {
            let Some(rule) = Rule::read(section) else {
                rewritten.push_str(section);
                continue;
            };
            rules += 1;
            let found = rule.trace();
            if found != rule.expected {
                wrong.push(format!(
                    "{} · {}\nexpected:\n{}found:\n{found}",
                    file.display(),
                    rule.title,
                    rule.expected
                ));
            }
            rewritten.push_str(&rule.with_trace(section, &found));
        }
        if update {
            std::fs::write(&file, rewritten).expect("a suite file can be written");
        }
    }
    assert!(rules > 0, "the suite is empty");
    assert!(
        update || wrong.is_empty(),
        "{} of {rules} rules differ\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    let entries = std::fs::read_dir(folder).expect("the suite's folder can be read");
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

/// The text before the first `## ` heading, then one piece a heading.
fn sections(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text.match_indices("\n## ").map(|(at, _)| at + 1).collect();
    starts.insert(0, 0);
    starts.push(text.len());
    starts
        .windows(2)
        .map(|pair| &text[pair[0]..pair[1]])
        .collect()
}

/// One rule of the suite.
struct Rule<'t> {
    title: &'t str,
    definition: &'t str,
    input: &'t str,
    mocks: &'t str,
    expected: &'t str,
}

impl<'t> Rule<'t> {
    fn read(section: &'t str) -> Option<Self> {
        Some(Self {
            title: section.strip_prefix("## ")?.lines().next()?,
            definition: fence(section, "json definition")?,
            input: fence(section, "json input").unwrap_or("{}"),
            mocks: fence(section, "json mocks").unwrap_or("{}"),
            expected: fence(section, "text trace")?,
        })
    }

    fn with_trace(&self, section: &str, trace: &str) -> String {
        let open = "```text trace\n";
        section.replacen(
            &format!("{open}{}```", self.expected),
            &format!("{open}{trace}```"),
            1,
        )
    }

    /// The events, one line each, and the ending.
    fn trace(&self) -> String {
        let analysis = asl::analyse(self.definition);
        let mocks = match asl::parse_mocks(self.mocks).expect("the rule's mocks can be read") {
            Mocks::Plain(outcomes) => outcomes,
            Mocks::Config(config) => config.test_cases[0].outcomes_for(&analysis.machine),
        };
        let scenario = Scenario {
            input: Value::from_json(self.input).expect("the rule's input is JSON"),
            outcomes: mocks,
            ..Scenario::default()
        };
        let run = asl::run(Arc::clone(&analysis.machine), scenario, Limits::default());
        let mut trace = String::new();
        for event in &run.trace.events {
            let shown = asl::history_event(&run.machine, &run.trace, event);
            let seconds = event.at / 1_000;
            let _ = writeln!(
                trace,
                "{}<{} {seconds}s {}{}",
                event.number,
                event.previous,
                text(&shown["type"]),
                details(&shown)
            );
        }
        trace + &ending(run.trace.ending.as_ref())
    }
}

/// Longer values are cut.
const LONGEST: usize = 200;

/// What a line says of an event beside its type.
fn details(event: &serde_json::Value) -> String {
    let details = event
        .as_object()
        .and_then(|fields| fields.iter().find(|(key, _)| key.ends_with("Details")));
    let Some((_, details)) = details else {
        return String::new();
    };
    let mut shown = String::new();
    for key in [
        "name",
        "index",
        "resource",
        "parameters",
        "input",
        "output",
        "assignedVariables",
        "error",
        "length",
    ] {
        if let Some(value) = details.get(key) {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let _ = write!(shown, " {}", asl::fit(&text, LONGEST));
        }
    }
    shown
}

fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn ending(ending: Option<&Ending>) -> String {
    let failed = |status: &str, error: &Option<Arc<str>>, cause: &Option<Arc<str>>| {
        format!(
            "{status} {}: {}\n",
            error.as_deref().unwrap_or("-"),
            cause.as_deref().unwrap_or("-")
        )
    };
    match ending {
        Some(Ending::Succeeded { output }) => format!("SUCCEEDED {output}\n"),
        Some(Ending::Failed { error, cause }) => failed("FAILED", error, cause),
        Some(Ending::TimedOut { error, cause }) => failed("TIMED_OUT", error, cause),
        Some(Ending::Aborted) => "ABORTED\n".to_owned(),
        Some(Ending::OutOfBudget { explanation }) => format!("OUT OF BUDGET {explanation}\n"),
        Some(Ending::UnusableOutcome { explanation }) => format!("UNUSABLE {explanation}\n"),
        None => "still running\n".to_owned(),
    }
}

/// The content of the section's fence with this info string.
fn fence<'t>(section: &'t str, info: &str) -> Option<&'t str> {
    let (_, rest) = section.split_once(&format!("```{info}\n"))?;
    Some(&rest[..rest.find("```")?])
}
