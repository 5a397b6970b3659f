//! Nested levels with their places to one list of nodes and one of edges.

use asl_layout::Layout;

use super::draft::Draft;
use super::{Diagram, DiagramEdge, DiagramNode, EdgeLabel, Neighbours};

/// Joins a draft with its layout, which has the same shape.
pub(super) fn flatten(draft: Draft, layout: Layout) -> Diagram {
    let mut diagram = Diagram {
        width: layout.size.width,
        height: layout.size.height,
        nodes: Vec::new(),
        edges: Vec::new(),
    };
    // Level by level, so that parents come before their children.
    let mut pending = std::collections::VecDeque::from([(draft, layout, None, 0)]);
    while let Some((draft, layout, parent, depth)) = pending.pop_front() {
        let first = diagram.nodes.len();
        for (node, placed) in draft.nodes.into_iter().zip(layout.nodes) {
            let index = diagram.nodes.len();
            diagram.nodes.push(DiagramNode {
                key: node.key,
                shape: node.shape,
                state: node.state,
                title: node.title,
                caption: node.caption.text,
                icon: node.caption.icon,
                rect: placed.rect,
                parent,
                depth,
                badges: node.badges,
                neighbours: Neighbours::default(),
            });
            let inside = node.groups.into_iter().zip(placed.groups);
            pending.extend(inside.map(|(draft, layout)| (draft, layout, Some(index), depth + 1)));
        }
        for (edge, route) in draft.edges.into_iter().zip(layout.edges) {
            let label = edge.label.zip(route.label);
            diagram.edges.push(DiagramEdge {
                key: edge.key,
                from: first + edge.from,
                to: first + edge.to,
                source: edge.source,
                kind: edge.kind,
                label: label.map(|(label, rect)| EdgeLabel {
                    text: label.text,
                    full: label.full,
                    rect,
                }),
                path: route.path,
                back: route.back,
            });
        }
    }
    diagram
}
