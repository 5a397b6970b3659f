//! The flow diagram: what stands where, which edges lead where, and what is written on them.
//!
//! 1. [`draft`] reads the machine into levels of nodes and edges with their sizes and words.
//! 2. `asl-layout` places them.
//! 3. [`flatten`] makes one list of nodes and one of edges from the nested result.
//!
//! Nothing here knows about a run: status, counts and tokens are drawn over the diagram from
//! [`Run::state`](crate::Run::state) and [`Run::edge`](crate::Run::edge).

mod draft;
pub(crate) mod edges;
mod flatten;
mod measure;
mod neighbours;
mod size;

use std::collections::BTreeSet;

pub use asl_layout::{EdgeKind, Path, Point, Rect};

use asl_engine::{Machine, StateId};

pub use measure::approximate_width;

use crate::run::EdgeSource;
use crate::services::Icon;

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiagramOptions {
    /// The Map and Parallel states whose inside is hidden.
    pub collapsed: BTreeSet<StateId>,
}

/// The styles of text whose width decides sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextStyle {
    /// A state's name: 13 px, semibold.
    Name,
    /// The small line over the name: 11 px.
    Caption,
    /// The chip of an edge: 11 px.
    Label,
    /// A badge on a card: 11 px, semibold.
    Badge,
}

/// A placed diagram. Lengths are CSS pixels; the top-left corner is (0, 0).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// The room it takes.
    pub width: f64,
    /// The room it takes.
    pub height: f64,
    /// Parents before their children.
    pub nodes: Vec<DiagramNode>,
    /// Every edge, outer levels first.
    pub edges: Vec<DiagramEdge>,
}

/// A state, or the start or end of the machine.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramNode {
    /// Unique and stable: the state's path, `start@/` or `end@/`, or `missing@...` with a name that leads nowhere.
    pub key: String,
    /// How it is drawn.
    pub shape: Shape,
    /// The state; `None` for starts and ends, and for a card that stands for a state that does not exist.
    pub state: Option<StateId>,
    /// The state's name.
    pub title: String,
    /// The small line over the name.
    pub caption: String,
    /// The picture.
    pub icon: Icon,
    /// Where it stands.
    pub rect: Rect,
    /// The container around it.
    pub parent: Option<usize>,
    /// How many containers are around it.
    pub depth: u32,
    /// What the definition says about failing.
    pub badges: Vec<StaticBadge>,
    /// Where the arrow keys lead.
    pub neighbours: Neighbours,
}

/// How a node is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A small filled circle. Inside containers nothing marks the start; it is the state at the top.
    Start,
    /// A small filled circle with a ring.
    End,
    /// A card.
    Card,
    /// A frame with a header bar around further nodes.
    Container {
        /// The height of the header bar.
        header: f64,
        /// Its inside is hidden, and it has the size of a card.
        collapsed: bool,
    },
}

/// What the definition says about a state's failing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaticBadge {
    /// It is retried: the largest `MaxAttempts` of its retriers.
    Retry {
        /// Retries at most, the first attempt not counted.
        max: u32,
    },
    /// It has a timeout.
    Timeout {
        /// `5 min`, or the path as written.
        text: String,
    },
    /// It has catchers.
    Catch,
}

/// Indices into [`Diagram::nodes`] for the keyboard walk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The next node of the same container, in reading order.
    pub next: Option<usize>,
    /// The one before.
    pub previous: Option<usize>,
    /// The first node inside.
    pub inner: Option<usize>,
    /// The container around it.
    pub outer: Option<usize>,
}

/// An edge with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramEdge {
    /// Unique and stable: the state's path with the way out, `/States/A#catch[0]`.
    pub key: String,
    /// The node it leaves.
    pub from: usize,
    /// The node it enters.
    pub to: usize,
    /// The way out that it stands for; `None` for the edge out of the start.
    pub source: Option<EdgeSource>,
    /// What it stands for.
    pub kind: EdgeKind,
    /// What is written on it.
    pub label: Option<EdgeLabel>,
    /// Its line.
    pub path: Path,
    /// It leads back to a node before.
    pub back: bool,
}

/// The chip on an edge.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeLabel {
    /// What fits, cut with an ellipsis.
    pub text: String,
    /// All of it.
    pub full: String,
    /// Where the chip stands.
    pub rect: Rect,
}

/// Draws a machine. `measure` tells the width of a text in pixels.
pub fn diagram(
    machine: &Machine,
    options: &DiagramOptions,
    measure: &dyn Fn(&str, TextStyle) -> f64,
) -> Diagram {
    let draft = draft::draft(machine, options, measure);
    let layout = asl_layout::layout(&draft::graph(&draft), &asl_layout::Options::default());
    let mut diagram = flatten::flatten(draft, layout);
    neighbours::link(&mut diagram);
    diagram
}

#[cfg(test)]
mod tests;
