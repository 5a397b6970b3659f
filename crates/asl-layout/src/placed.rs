//! What comes out: every box, line and label with its place.

use crate::geometry::{Point, Rect, Size};
use crate::path::Path;

/// One level with its places. All coordinates are absolute, of the whole picture, whose top-left
/// corner is (0, 0); those of a container's groups too.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The room that the level takes, with all its lines and labels.
    pub size: Size,
    /// By the index of the graph's nodes.
    pub nodes: Vec<Placed>,
    /// By the index of the graph's edges.
    pub edges: Vec<Route>,
}

/// A node with its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placed {
    /// The box.
    pub rect: Rect,
    /// The levels inside, in the order of the container's groups. Empty for a leaf, and for a
    /// container that was nested too deep and is drawn as one.
    pub groups: Vec<Layout>,
}

/// An edge with its line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Route {
    /// From the border of the node it leaves to the border of the node it enters.
    pub path: Path,
    /// Long edges to one target share a line. Of those that join the line of another, this is the
    /// part up to there: drawing it, without an arrowhead, instead of the whole path keeps dashes
    /// from being drawn over each other.
    pub stem: Option<Path>,
    /// The box of the label. The line passes through its middle; the labels of loops on one node
    /// stand beside the line.
    pub label: Option<Rect>,
    /// Whether the edge leads back to a node that comes before, or to the node it leaves.
    pub back: bool,
}

impl Layout {
    /// Moves the level and all levels inside. The depth is bounded by that of the layout.
    pub(crate) fn shift(&mut self, by: Point) {
        for node in &mut self.nodes {
            node.rect.shift(by);
            for group in &mut node.groups {
                group.shift(by);
            }
        }
        for edge in &mut self.edges {
            edge.shift(by);
        }
    }
}

impl Route {
    pub(crate) fn shift(&mut self, by: Point) {
        self.path.shift(by);
        if let Some(stem) = &mut self.stem {
            stem.shift(by);
        }
        if let Some(label) = &mut self.label {
            label.shift(by);
        }
    }
}
