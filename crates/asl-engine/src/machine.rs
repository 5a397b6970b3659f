//! The compiled machine: expressions parsed, names resolved, one table of states.

use std::sync::Arc;

use asl_query::Value;
use asl_syntax::Span;
use indexmap::IndexMap;

use crate::fields::{Catcher, Choice, Fail, Io, Retrier, Task, Wait};
use crate::map_fields::Map;
use crate::visit::StateId;

/// A definition, compiled once. What the definition lacks or gets wrong is kept as a hole, and
/// fails when a run reaches it.
#[derive(Debug)]
pub struct Machine {
    /// The machine's `Comment`.
    pub comment: Option<Arc<str>>,
    /// Every state, nested ones included, in definition order.
    pub states: Vec<State>,
    /// The tables of states: the machine's own at 0, then those of branches and processors.
    pub levels: Vec<Level>,
    /// The machine's `TimeoutSeconds`.
    pub timeout_seconds: Option<i64>,
}

/// An index into [`Machine::levels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LevelId(pub u32);

impl LevelId {
    /// The machine's own states.
    pub const ROOT: Self = Self(0);
}

/// One `States` object with its `StartAt`.
#[derive(Debug)]
pub struct Level {
    /// The Parallel or Map state it belongs to; `None` for the machine's own.
    pub owner: Option<StateId>,
    /// Where it starts.
    pub start: Target,
    /// Its states by name, in definition order.
    pub states: IndexMap<Arc<str>, StateId>,
    /// The branch, the processor or the machine itself, as written.
    pub span: Span,
}

/// Where a transition leads.
#[derive(Clone, Debug)]
pub enum Target {
    /// To a state of the same level.
    State(StateId),
    /// To a name that the level does not have.
    Unknown(Arc<str>),
    /// To the end of the level.
    End,
    /// Nothing says where (neither `Next` nor `End`).
    Missing,
}

impl Target {
    /// The state, if there is one.
    pub fn state(&self) -> Option<StateId> {
        match self {
            Self::State(id) => Some(*id),
            _ => None,
        }
    }
}

/// One state, compiled.
#[derive(Debug)]
pub struct State {
    /// Its name.
    pub name: Arc<str>,
    /// Its level.
    pub level: LevelId,
    /// Where it stands, as AWS locates it: `/States/A/Branches[0]/States/B`.
    pub path: Arc<str>,
    /// The name's range in the text.
    pub name_span: Span,
    /// The whole state's range in the text, name included.
    pub span: Span,
    /// Its `Comment`.
    pub comment: Option<Arc<str>>,
    /// What it does.
    pub kind: StateKind,
    /// `Next` or `End`.
    pub next: Target,
    /// The fields that shape its data.
    pub io: Io,
    /// Its retriers, in order.
    pub retriers: Vec<Retrier>,
    /// Its catchers, in order.
    pub catchers: Vec<Catcher>,
    /// Whether any of its expressions reads the context object.
    pub reads_context: bool,
}

/// What a state does.
#[derive(Debug)]
#[expect(missing_docs, reason = "the variants are the state types")]
pub enum StateKind {
    Task(Task),
    Pass {
        result: Option<Value>,
    },
    Choice(Choice),
    Wait(Wait),
    Succeed,
    Fail(Fail),
    Parallel {
        branches: Vec<LevelId>,
    },
    Map(Box<Map>),
    /// No `Type`, or one that does not exist.
    Unknown(Option<Arc<str>>),
}

impl StateKind {
    /// The state type's name, as written in `Type`.
    pub fn type_name(&self) -> &str {
        match self {
            Self::Task(_) => "Task",
            Self::Pass { .. } => "Pass",
            Self::Choice(_) => "Choice",
            Self::Wait(_) => "Wait",
            Self::Succeed => "Succeed",
            Self::Fail(_) => "Fail",
            Self::Parallel { .. } => "Parallel",
            Self::Map(_) => "Map",
            Self::Unknown(name) => name.as_deref().unwrap_or("Unknown"),
        }
    }
}
