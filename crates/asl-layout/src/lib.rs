//! Boxes and edges, nested, to positions and edge paths.
