//! `asl render DEFINITION`: the diagram as a picture or as text, bare or with the state of a run.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use asl::{DiagramOptions, Limits, Run, Source, Theme};
use clap::{Args, ValueEnum};

use super::execution::Execution;
use crate::files::{self, Unusable};

/// Draw a state machine as SVG or Mermaid.
///
/// With any of `--input`, `--mocks`, `--type`, `--seed` and `--at` the machine is run, and its states
/// are coloured as they are at the end, or at the event `--at`. The result goes to the standard
/// output, or to the file of `--output`.
#[derive(Args)]
pub(crate) struct Render {
    /// The definition: JSON, JSON with comments, or YAML; `-` for the standard input.
    definition: PathBuf,
    /// SVG, or a Mermaid state diagram; by default what the output's name ends with, else SVG.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The colours of an SVG; `auto` follows what its reader prefers.
    #[arg(long, value_enum, default_value = "light")]
    theme: Colours,
    #[command(flatten)]
    execution: Execution,
    /// After how many events of the run; by default after all.
    #[arg(long, value_name = "EVENT")]
    at: Option<u32>,
    /// Refuse a definition with any error, be it one that can be run.
    #[arg(long)]
    strict: bool,
    /// What messages call the definition, with the line that it begins at: the page that it was cut from.
    #[arg(long, value_name = "FILE[:LINE]")]
    source: Option<String>,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Svg,
    Mermaid,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colours {
    Light,
    Dark,
    Auto,
}

impl Render {
    pub(crate) fn run(&self) -> Result<ExitCode, Unusable> {
        let machine = files::usable(&self.definition, self.source(), self.strict)?.machine;
        let run = if self.execution.is_unsaid() && self.at.is_none() {
            None
        } else {
            let scenario = self.execution.scenario(&machine)?;
            Some(asl::run(machine.clone(), scenario, Limits::default()))
        };
        let at = run
            .as_ref()
            .map(|run| (run, self.at.unwrap_or(run.len()).min(run.len())));
        let picture = match self.format() {
            Format::Mermaid => asl::render_mermaid(&machine, at),
            Format::Svg => self.svg(&machine, at) + "\n",
        };
        match &self.output {
            None => files::print(&picture),
            Some(path) => files::write(path, &picture)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn source(&self) -> Source<'_> {
        let Some(said) = self.source.as_deref() else {
            return Source::file(self.definition.to_str().unwrap_or_default());
        };
        let numbered = said
            .rsplit_once(':')
            .and_then(|(name, line)| Some((name, line.parse().ok()?)));
        let (name, line) = numbered.unwrap_or((said, 1));
        Source { name, line }
    }

    fn format(&self) -> Format {
        let extension = self.output.as_deref().and_then(Path::extension);
        let is_mermaid = extension.is_some_and(|end| end == "mmd" || end == "mermaid");
        let by_name = if is_mermaid {
            Format::Mermaid
        } else {
            Format::Svg
        };
        self.format.unwrap_or(by_name)
    }

    fn svg(&self, machine: &asl::Machine, at: Option<(&Run, u32)>) -> String {
        let diagram = asl::diagram(machine, &DiagramOptions::default(), &asl::approximate_width);
        match self.theme {
            Colours::Light => asl::render_svg(&diagram, at, Theme::Light),
            Colours::Dark => asl::render_svg(&diagram, at, Theme::Dark),
            Colours::Auto => asl::render_svg_adaptive(&diagram, at),
        }
    }
}
