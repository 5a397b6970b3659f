//! What is laid out: boxes and edges on one level, and boxes that hold further levels.

use crate::geometry::Size;

/// One level: nodes, and edges between nodes of this very level.
///
/// A node is named by its index in `nodes`. The order of `edges` is the order of the definition:
/// the edges of a Choice stand in the order of its rules.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The lines between them. An edge whose end does not exist gets an empty route.
    pub edges: Vec<Edge>,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The size of a leaf; of a container the least size, so that its header has room.
    pub size: Size,
    /// Whether the box holds further levels.
    pub content: Content,
}

/// What a box holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// Nothing: the box is drawn in its own size. A collapsed container is a leaf too.
    #[default]
    Leaf,
    /// Further levels, side by side from left to right under a header bar.
    Container {
        /// Height of the header bar.
        header: f64,
        /// Room between the frame and what is inside, on all four sides.
        padding: f64,
        /// One for a Map, one for each branch of a Parallel in definition order.
        groups: Vec<Graph>,
    },
}

/// A line between two nodes of a level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The node it leaves.
    pub from: usize,
    /// The node it enters.
    pub to: usize,
    /// What it stands for.
    pub kind: EdgeKind,
    /// The size of the chip on the line, for which room is kept.
    pub label: Option<Size>,
}

/// What an edge stands for. Which edges lead back is found out, not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// From the start mark to the first state.
    Start,
    /// `Next`.
    Next,
    /// A rule of a Choice.
    Choice,
    /// The `Default` of a Choice.
    Default,
    /// A catcher.
    Catch,
    /// From a state that ends the flow to the end mark.
    End,
}

impl Node {
    /// A box that holds nothing.
    pub fn leaf(width: f64, height: f64) -> Self {
        Self {
            size: Size::new(width, height),
            content: Content::Leaf,
        }
    }
}

impl Edge {
    /// An edge without a label.
    pub fn new(from: usize, to: usize, kind: EdgeKind) -> Self {
        Self {
            from,
            to,
            kind,
            label: None,
        }
    }

    /// The same edge with room for a chip.
    #[must_use]
    pub fn labelled(self, width: f64, height: f64) -> Self {
        Self {
            label: Some(Size::new(width, height)),
            ..self
        }
    }
}
