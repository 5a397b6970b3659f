//! The spacing of the picture.

use crate::geometry::sane_length;

/// Distances in pixels. The defaults suit cards of about 208 × 52.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Between two neighbouring nodes of a rank.
    pub node_gap: f64,
    /// Between two ranks without labels or wide bends between them.
    pub rank_gap: f64,
    /// Between two lines that run side by side.
    pub edge_gap: f64,
    /// Between a label and its neighbours in all directions.
    pub label_gap: f64,
    /// Between the branches of a Parallel.
    pub group_gap: f64,
    /// The usual height of a leaf. A container that is much taller spans several ranks.
    pub row_height: f64,
    /// Containers nested deeper than this are drawn as leaves of their least size.
    pub max_depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            node_gap: 32.0,
            rank_gap: 44.0,
            edge_gap: 16.0,
            label_gap: 12.0,
            group_gap: 32.0,
            row_height: 52.0,
            max_depth: 64,
        }
    }
}

/// Deeper nesting would risk the stack of a browser's worker.
const DEEPEST: usize = 64;

impl Options {
    /// The same options with finite distances and a depth that the stack bears.
    pub(crate) fn sane(self) -> Self {
        Self {
            node_gap: sane_length(self.node_gap),
            rank_gap: sane_length(self.rank_gap),
            edge_gap: sane_length(self.edge_gap),
            label_gap: sane_length(self.label_gap),
            group_gap: sane_length(self.group_gap),
            row_height: sane_length(self.row_height).max(1.0),
            max_depth: self.max_depth.min(DEEPEST),
        }
    }
}
