//! The keyboard walk: along a container's nodes in reading order, into it and out of it.

use std::collections::BTreeMap;

use super::Diagram;

/// Links every node with those around it.
pub(super) fn link(diagram: &mut Diagram) {
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, node) in diagram.nodes.iter().enumerate() {
        families.entry(node.parent).or_default().push(index);
    }
    for (parent, mut family) in families {
        family.sort_by_key(|index| reading_order(diagram, *index));
        for pair in family.windows(2) {
            if let [before, after] = *pair {
                diagram.nodes[before].neighbours.next = Some(after);
                diagram.nodes[after].neighbours.previous = Some(before);
            }
        }
        for index in &family {
            diagram.nodes[*index].neighbours.outer = parent;
        }
        if let Some(parent) = parent {
            diagram.nodes[parent].neighbours.inner = family.first().copied();
        }
    }
}

/// From top to bottom, then from left to right, in whole pixels.
#[expect(clippy::cast_possible_truncation, reason = "no picture is that large")]
fn reading_order(diagram: &Diagram, index: usize) -> (i64, i64, usize) {
    let rect = diagram.nodes[index].rect;
    (rect.y.round() as i64, rect.x.round() as i64, index)
}
