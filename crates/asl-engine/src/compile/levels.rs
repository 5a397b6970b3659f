//! Tables of states: the machine's own, and those of branches and processors.
//!
//! A first pass numbers every state in definition order, so that names can be resolved in the
//! second, which compiles them.

use std::sync::Arc;

use asl_syntax::{Member, Node};
use indexmap::IndexMap;

use super::states;
use super::values::text;
use crate::fields::QueryLanguage;
use crate::machine::{Level, LevelId, Machine, Target};
use crate::visit::StateId;

pub(super) fn compile(root: &Node) -> Machine {
    let mut outline = Outline {
        language: language_of(root).unwrap_or_default(),
        ..Outline::default()
    };
    outline.level(root, None, "");
    let states = outline
        .found
        .iter()
        .map(|found| states::compile(found, &outline))
        .collect();
    Machine {
        comment: text(root, "Comment"),
        states,
        timeout_seconds: root.get("TimeoutSeconds").and_then(Node::as_i64),
        levels: outline.levels,
    }
}

/// What the first pass finds.
#[derive(Default)]
pub(super) struct Outline<'n> {
    found: Vec<Found<'n>>,
    levels: Vec<Level>,
    /// The machine's `QueryLanguage`, which every state inherits (rule A18).
    language: QueryLanguage,
}

/// A state, found but not yet compiled.
pub(super) struct Found<'n> {
    pub(super) member: &'n Member,
    pub(super) level: LevelId,
    pub(super) path: Arc<str>,
    /// The levels of its branches, or of its processor.
    pub(super) inner: Vec<LevelId>,
    pub(super) language: QueryLanguage,
}

impl<'n> Outline<'n> {
    /// Resolves a name within a level.
    pub(super) fn target(&self, level: LevelId, name: Option<&str>) -> Target {
        let Some(name) = name else {
            return Target::Missing;
        };
        let states = self.levels.get(level.0 as usize).map(|level| &level.states);
        match states.and_then(|states| states.get(name)) {
            Some(state) => Target::State(*state),
            None => Target::Unknown(name.into()),
        }
    }

    fn level(&mut self, node: &'n Node, owner: Option<StateId>, path: &str) -> LevelId {
        let id = LevelId(u32::try_from(self.levels.len()).unwrap_or(u32::MAX));
        self.levels.push(Level {
            owner,
            start: Target::Missing,
            states: IndexMap::new(),
            span: node.span,
        });
        for member in node.get("States").map(Node::members).unwrap_or_default() {
            self.state(member, id, &format!("{path}/States/{}", member.key));
        }
        self.levels[id.0 as usize].start = self.target(id, text(node, "StartAt").as_deref());
        id
    }

    fn state(&mut self, member: &'n Member, level: LevelId, path: &str) {
        let id = StateId(u32::try_from(self.found.len()).unwrap_or(u32::MAX));
        self.levels[level.0 as usize]
            .states
            .insert(Arc::clone(&member.key), id);
        self.found.push(Found {
            member,
            level,
            path: path.into(),
            inner: Vec::new(),
            language: language_of(&member.value).unwrap_or(self.language),
        });
        let node = &member.value;
        let mut inner = Vec::new();
        match node.get("Type").and_then(Node::as_str) {
            Some("Parallel") => {
                let branches = node.get("Branches").map(Node::items).unwrap_or_default();
                for (index, branch) in branches.iter().enumerate() {
                    inner.push(self.level(branch, Some(id), &format!("{path}/Branches[{index}]")));
                }
            }
            Some("Map") => {
                let processor = ["ItemProcessor", "Iterator"]
                    .into_iter()
                    .find_map(|key| Some((key, node.get(key)?)));
                if let Some((key, processor)) = processor {
                    inner.push(self.level(processor, Some(id), &format!("{path}/{key}")));
                }
            }
            _ => {}
        }
        self.found[id.0 as usize].inner = inner;
    }
}

/// The `QueryLanguage` that an object names.
fn language_of(node: &Node) -> Option<QueryLanguage> {
    match node.get("QueryLanguage")?.as_str()? {
        "JSONata" => Some(QueryLanguage::Jsonata),
        "JSONPath" => Some(QueryLanguage::JsonPath),
        _ => None,
    }
}
