//! A machine as a Mermaid state diagram (`stateDiagram-v2`), bare or with the state of a run.
//!
//! Map and Parallel are composite states, branches their concurrent regions. States have ids of their own (`s0`,
//! `s1` ... in definition order), so that names may be any text. Grammar: Mermaid's documentation of state diagrams.

mod escape;

use std::fmt::Write as _;

use asl_engine::{LevelId, Machine, State, StateId, StateKind, Target};

use self::escape::escape;
use crate::run::{Phase, Run};
use crate::words::{error_names, fit, reading_form};

/// What is nested deeper than this is left out, which also bounds the recursion.
const MAX_DEPTH: usize = 24;
/// Longer conditions than this, in characters, are cut with an ellipsis.
const MAX_LABEL: usize = 80;

/// The phases that are coloured, with the fill, the border and the text of their class.
const CLASSES: [(Phase, &str, &str); 6] = [
    (
        Phase::Running,
        "running",
        "fill:#e9f1fe,stroke:#1a5fd0,color:#1a2130",
    ),
    (
        Phase::Waiting,
        "waiting",
        "fill:#f3edfd,stroke:#6d35c0,color:#1a2130",
    ),
    (
        Phase::Succeeded,
        "succeeded",
        "fill:#e8f6ed,stroke:#15713e,color:#1a2130",
    ),
    (
        Phase::Caught,
        "caught",
        "fill:#fdf2de,stroke:#8d5300,color:#1a2130",
    ),
    (
        Phase::Failed,
        "failed",
        "fill:#fdecea,stroke:#bd2821,color:#1a2130",
    ),
    (
        Phase::Aborted,
        "aborted",
        "fill:#ffffff,stroke:#5f697e,color:#1a2130,stroke-dasharray:4",
    ),
];

/// Writes a machine as a Mermaid state diagram, bare or at a cursor of a run of it.
pub fn render_mermaid(machine: &Machine, at: Option<(&Run, u32)>) -> String {
    let mut writer = Writer {
        machine,
        out: String::from("stateDiagram-v2\n"),
        missing: 0,
    };
    writer.level(LevelId::ROOT, 1);
    if let Some((run, cursor)) = at {
        writer.status(run, cursor);
    }
    writer.out
}

struct Writer<'a> {
    machine: &'a Machine,
    out: String,
    /// How many states that do not exist were written.
    missing: usize,
}

impl Writer<'_> {
    /// The states of a level, then its transitions.
    fn level(&mut self, id: LevelId, depth: usize) {
        let machine = self.machine;
        let Some(level) = machine.levels.get(id.0 as usize) else {
            return;
        };
        let states = || {
            level
                .states
                .values()
                .filter_map(|id| Some((*id, machine.states.get(id.0 as usize)?)))
        };
        for (id, state) in states() {
            self.state(id, state, depth);
        }
        self.transition("[*]", &level.start, "", depth);
        for (id, state) in states() {
            self.ways_out(id, state, depth);
        }
    }

    fn state(&mut self, id: StateId, state: &State, depth: usize) {
        let (name, indent) = (escape(&state.name), "    ".repeat(depth));
        let mut inside = levels_inside(state);
        inside.retain(|level| self.has_states(*level));
        if inside.is_empty() || depth >= MAX_DEPTH {
            let _ = writeln!(self.out, "{indent}state \"{name}\" as {}", key(id));
            return;
        }
        let _ = writeln!(self.out, "{indent}state \"{name}\" as {} {{", key(id));
        for (index, level) in inside.into_iter().enumerate() {
            if index > 0 {
                let _ = writeln!(self.out, "{indent}    --");
            }
            self.level(level, depth + 1);
        }
        let _ = writeln!(self.out, "{indent}}}");
    }

    fn has_states(&self, level: LevelId) -> bool {
        let level = self.machine.levels.get(level.0 as usize);
        level.is_some_and(|level| !level.states.is_empty())
    }

    /// The ways out of a state, in the order in which they are tried.
    fn ways_out(&mut self, id: StateId, state: &State, depth: usize) {
        let from = key(id);
        match &state.kind {
            StateKind::Choice(choice) => {
                for rule in &choice.rules {
                    self.transition(&from, &rule.next, &reading_form(&rule.test), depth);
                }
                if let Some(default) = &choice.default {
                    self.transition(&from, default, "Default", depth);
                }
            }
            StateKind::Succeed => self.transition(&from, &Target::End, "", depth),
            StateKind::Fail(_) => {}
            _ => self.transition(&from, &state.next, "", depth),
        }
        for catcher in &state.catchers {
            let label = format!("Catch {}", error_names(&catcher.error_equals));
            self.transition(&from, &catcher.next, &label, depth);
        }
    }

    fn transition(&mut self, from: &str, target: &Target, label: &str, depth: usize) {
        let indent = "    ".repeat(depth);
        let to = match target {
            Target::State(id) => key(*id),
            Target::End => "[*]".to_owned(),
            Target::Missing => return,
            Target::Unknown(name) => {
                let key = format!("missing{}", self.missing);
                self.missing += 1;
                let name = escape(name);
                let _ = writeln!(
                    self.out,
                    "{indent}state \"{name} (no such state)\" as {key}"
                );
                key
            }
        };
        let _ = write!(self.out, "{indent}{from} --> {to}");
        if !label.is_empty() {
            let _ = write!(self.out, " : {}", escape(&fit(label, MAX_LABEL)));
        }
        self.out.push('\n');
    }

    /// The classes of the phases that occur, and the states that have them.
    fn status(&mut self, run: &Run, cursor: u32) {
        for (phase, name, style) in CLASSES {
            let ids = (0..).map(StateId).take(self.machine.states.len());
            let states: Vec<String> = ids
                .filter(|id| run.state(*id, cursor).phase == phase)
                .map(key)
                .collect();
            if !states.is_empty() {
                let _ = writeln!(self.out, "    classDef {name} {style}");
                let _ = writeln!(self.out, "    class {} {name}", states.join(", "));
            }
        }
    }
}

fn key(id: StateId) -> String {
    format!("s{}", id.0)
}

fn levels_inside(state: &State) -> Vec<LevelId> {
    match &state.kind {
        StateKind::Parallel { branches } => branches.clone(),
        StateKind::Map(map) => map.processor.into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
