//! Containers, from the inside out: each becomes one box of the level that holds it.

use crate::geometry::{Point, Rect, Size, sane_length, to_f64};
use crate::graph::{Content, Graph, Node};
use crate::level;
use crate::options::Options;
use crate::placed::{Layout, Placed};

/// Lays a graph out, with everything inside its containers.
///
/// Any graph is accepted: cycles, parts that are not connected, no nodes at all. Sizes that are
/// not finite are repaired, edges whose ends do not exist get an empty route, and containers
/// deeper than [`Options::max_depth`] (at most 64) become leaves of their least size.
pub fn layout(graph: &Graph, options: &Options) -> Layout {
    lay_out(graph, &options.sane(), 0)
}

/// A node's box and what is inside, still at the origin.
struct Inside {
    size: Size,
    groups: Vec<Layout>,
    /// Where the first group's corner goes, from the corner of the box.
    corner: Point,
}

fn lay_out(graph: &Graph, options: &Options, depth: usize) -> Layout {
    let insides: Vec<Inside> = graph
        .nodes
        .iter()
        .map(|node| inside(node, options, depth))
        .collect();
    let sizes: Vec<Size> = insides.iter().map(|inside| inside.size).collect();
    let level = level::place(&sizes, &graph.edges, options);
    let nodes = insides
        .into_iter()
        .zip(level.rects)
        .map(|(inside, rect)| inside.at(rect, options))
        .collect();
    Layout {
        size: level.size,
        nodes,
        edges: level.routes,
    }
}

/// The recursion ends at `max_depth`, which [`Options::sane`] bounds.
fn inside(node: &Node, options: &Options, depth: usize) -> Inside {
    let least = node.size.sane();
    let Content::Container {
        header,
        padding,
        groups,
    } = &node.content
    else {
        return Inside::empty(least);
    };
    if depth >= options.max_depth {
        return Inside::empty(least);
    }
    let (header, padding) = (sane_length(*header), sane_length(*padding));
    let groups: Vec<Layout> = groups
        .iter()
        .map(|group| lay_out(group, options, depth + 1))
        .collect();
    let gaps = options.group_gap * to_f64(groups.len().saturating_sub(1));
    let wide = gaps + groups.iter().map(|group| group.size.width).sum::<f64>();
    let high = groups
        .iter()
        .fold(0.0, |high: f64, group| high.max(group.size.height));
    let size = Size::new(
        least.width.max(wide + 2.0 * padding).ceil(),
        least.height.max(header + high + 2.0 * padding).ceil(),
    );
    let corner = Point::new((size.width - wide) / 2.0, header + padding);
    Inside {
        size,
        groups,
        corner,
    }
}

impl Inside {
    fn empty(size: Size) -> Self {
        Self {
            size,
            groups: Vec::new(),
            corner: Point::default(),
        }
    }

    fn at(mut self, rect: Rect, options: &Options) -> Placed {
        let mut x = rect.x + self.corner.x;
        for group in &mut self.groups {
            group.shift(Point::new(x, rect.y + self.corner.y));
            x += group.size.width + options.group_gap;
        }
        Placed {
            rect,
            groups: self.groups,
        }
    }
}
