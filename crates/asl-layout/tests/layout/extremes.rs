//! Graphs at the edges of what may come: empty, broken, huge, deep.

use asl_layout::{
    Content, Edge, EdgeKind, Graph, Layout, Node, Options, Point, Rect, Size, layout,
};

use crate::support::{Random, card, check, machine};

fn lay_out(graph: &Graph) -> Layout {
    layout(graph, &Options::default())
}

fn chain(count: usize) -> Graph {
    Graph {
        nodes: vec![card(); count],
        edges: (1..count)
            .map(|node| Edge::new(node - 1, node, EdgeKind::Next))
            .collect(),
    }
}

fn container(groups: Vec<Graph>) -> Node {
    Node {
        size: Size::new(208.0, 52.0),
        content: Content::Container {
            header: 32.0,
            padding: 20.0,
            groups,
        },
    }
}

/// Containers in containers, so many around a card.
fn nested(depth: usize) -> Graph {
    (0..depth).fold(chain(1), |inside, _| Graph {
        nodes: vec![container(vec![inside])],
        edges: Vec::new(),
    })
}

fn levels(layout: &Layout) -> usize {
    let groups = layout.nodes.iter().flat_map(|node| &node.groups);
    1 + groups.map(levels).max().unwrap_or(0)
}

#[test]
fn nothing_at_all() {
    assert_eq!(lay_out(&Graph::default()), Layout::default());
}

#[test]
fn one_node() {
    let picture = lay_out(&chain(1));
    assert_eq!(picture.size, Size::new(208.0, 52.0));
    assert_eq!(
        picture.nodes[0].rect,
        Rect::new(Point::default(), picture.size)
    );
}

#[test]
fn empty_containers_keep_their_least_size() {
    let graph = Graph {
        nodes: vec![container(Vec::new()), container(vec![Graph::default(); 3])],
        edges: Vec::new(),
    };
    let picture = lay_out(&graph);
    check(&graph, &picture, "empty containers");
    let rect = picture.nodes[0].rect;
    assert_eq!(Size::new(rect.width, rect.height), Size::new(208.0, 72.0));
    assert_eq!(picture.nodes[1].groups, vec![Layout::default(); 3]);
}

#[test]
fn edges_without_an_end_are_left_out() {
    let mut graph = chain(2);
    graph.edges.push(Edge::new(0, 7, EdgeKind::Next));
    graph
        .edges
        .push(Edge::new(usize::MAX, 1, EdgeKind::Start).labelled(80.0, 20.0));
    let picture = lay_out(&graph);
    assert_eq!(picture.edges.len(), 3);
    assert_eq!(picture.edges[1], asl_layout::Route::default());
    assert_eq!(picture.edges[2], asl_layout::Route::default());
    graph.edges.truncate(1);
    assert_eq!(picture.nodes, lay_out(&graph).nodes);
}

#[test]
fn sizes_that_are_no_sizes() {
    let mut graph = chain(4);
    graph.nodes[0].size = Size::new(f64::NAN, f64::INFINITY);
    graph.nodes[1].size = Size::new(-5.0, 0.0);
    graph.nodes[2] = Node {
        size: Size::new(f64::NEG_INFINITY, f64::NAN),
        content: Content::Container {
            header: f64::NAN,
            padding: f64::INFINITY,
            groups: vec![chain(2)],
        },
    };
    graph
        .edges
        .push(Edge::new(3, 0, EdgeKind::Catch).labelled(f64::INFINITY, f64::NAN));
    let options = Options {
        node_gap: f64::NAN,
        rank_gap: f64::INFINITY,
        edge_gap: -1.0,
        label_gap: f64::NAN,
        group_gap: f64::NEG_INFINITY,
        row_height: 0.0,
        max_depth: usize::MAX,
    };
    for picture in [lay_out(&graph), layout(&graph, &options)] {
        assert!(is_finite(&picture), "{picture:?}");
    }
}

fn is_finite(layout: &Layout) -> bool {
    let rect =
        |rect: &Rect| rect.x.is_finite() && rect.right().is_finite() && rect.bottom().is_finite();
    layout.size.width.is_finite()
        && layout
            .nodes
            .iter()
            .all(|node| rect(&node.rect) && node.groups.iter().all(is_finite))
        && layout
            .edges
            .iter()
            .all(|edge| edge.path.length().is_finite() && edge.label.as_ref().is_none_or(rect))
}

#[test]
fn deep_nesting() {
    let graph = nested(50);
    let picture = lay_out(&graph);
    assert_eq!(levels(&picture), 51);
    check(&graph, &picture, "50 levels");
}

#[test]
fn too_deep_nesting_ends_in_leaves() {
    let deep = lay_out(&nested(200));
    assert_eq!(levels(&deep), 65);
    let options = Options {
        max_depth: 1,
        ..Options::default()
    };
    let shallow = layout(&nested(2), &options);
    assert_eq!(levels(&shallow), 2);
    let inside = &shallow.nodes[0].groups[0].nodes[0];
    let size = Size::new(inside.rect.width, inside.rect.height);
    assert_eq!(size, Size::new(208.0, 52.0));
}

#[test]
fn a_circle_without_a_start() {
    let mut graph = chain(5);
    graph.edges.push(Edge::new(4, 0, EdgeKind::Next));
    let picture = lay_out(&graph);
    check(&graph, &picture, "a circle");
    let back: Vec<bool> = picture.edges.iter().map(|edge| edge.back).collect();
    assert_eq!(back, [false, false, false, false, true]);
}

#[test]
fn many_nodes_that_nothing_connects() {
    let graph = Graph {
        nodes: vec![card(); 1000],
        edges: Vec::new(),
    };
    let picture = lay_out(&graph);
    check(&graph, &picture, "1,000 loose nodes");
    assert!(
        picture.size.width < 4.0 * picture.size.height,
        "{:?}",
        picture.size
    );
}

#[test]
fn a_thousand_states() {
    let long = chain(1000);
    check(&long, &lay_out(&long), "1,000 in a chain");
    let mut wide = chain(2);
    wide.edges.clear();
    for branch in 2..1000 {
        wide.nodes.push(card());
        wide.edges
            .push(Edge::new(0, branch, EdgeKind::Choice).labelled(90.0, 22.0));
        wide.edges.push(Edge::new(branch, 1, EdgeKind::Next));
    }
    let picture = lay_out(&wide);
    let xs: Vec<f64> = picture.nodes[2..].iter().map(|node| node.rect.x).collect();
    assert!(xs.is_sorted());
}

/// So many long lines that most of them run outside of the rows.
#[test]
fn a_big_tangle() {
    for seed in 0..2 {
        let mut random = Random::new(seed);
        let mut graph = chain(150);
        for node in 0..150 {
            let edge = Edge::new(node, random.below(150), EdgeKind::Choice);
            graph.edges.push(edge.labelled(90.0, 22.0));
            graph
                .edges
                .push(Edge::new(node, random.below(150), EdgeKind::Catch));
        }
        check(&graph, &lay_out(&graph), &format!("tangle {seed}"));
    }
}

#[test]
fn parts_stand_side_by_side_with_the_start_first() {
    let mut graph = Graph::default();
    for seed in 0..4 {
        let part = machine(&mut Random::new(seed), 3);
        let base = graph.nodes.len();
        graph.nodes.extend(part.nodes);
        graph.edges.extend(part.edges.into_iter().map(|edge| Edge {
            from: edge.from + base,
            to: edge.to + base,
            kind: if edge.kind == EdgeKind::Start && seed != 2 {
                EdgeKind::Next
            } else {
                edge.kind
            },
            ..edge
        }));
    }
    let picture = lay_out(&graph);
    check(&graph, &picture, "four parts");
    let start = graph
        .edges
        .iter()
        .find(|edge| edge.kind == EdgeKind::Start)
        .unwrap();
    let x = picture.nodes[start.from].rect.x;
    let others = graph.edges.iter().filter(|edge| edge.from < start.from);
    assert!(
        others
            .map(|edge| picture.nodes[edge.from].rect.x)
            .all(|other| x < other)
    );
}
