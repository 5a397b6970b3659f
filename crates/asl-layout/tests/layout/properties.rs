//! What holds for every graph, over many random machines.

use crate::support::{Random, card, check, machine, mark};
use asl_layout::{Edge, EdgeKind, Graph, Options, layout};

#[test]
fn nothing_overlaps_in_random_machines() {
    for seed in 0..1000 {
        let graph = machine(&mut Random::new(seed), 0);
        check(
            &graph,
            &layout(&graph, &Options::default()),
            &format!("machine {seed}"),
        );
    }
}

#[test]
fn nothing_overlaps_in_tangles() {
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let count = 1 + random.below(30);
        let mut graph = Graph {
            nodes: vec![card(); count],
            edges: Vec::new(),
        };
        for _ in 0..random.below(3 * count) {
            let kinds = [EdgeKind::Next, EdgeKind::Choice, EdgeKind::Catch];
            let edge = Edge::new(
                random.below(count),
                random.below(count),
                kinds[random.below(3)],
            );
            let labelled = random.below(2) == 0;
            graph.edges.push(if labelled {
                edge.labelled(90.0, 22.0)
            } else {
                edge
            });
        }
        check(
            &graph,
            &layout(&graph, &Options::default()),
            &format!("tangle {seed}"),
        );
    }
}

#[test]
fn other_spacings_keep_everything_apart() {
    let options = Options {
        node_gap: 12.0,
        rank_gap: 30.0,
        edge_gap: 4.0,
        label_gap: 4.0,
        group_gap: 8.0,
        row_height: 20.0,
        max_depth: 2,
    };
    for seed in 0..200 {
        let graph = machine(&mut Random::new(seed), 0);
        check(
            &graph,
            &layout(&graph, &options),
            &format!("machine {seed}"),
        );
    }
}

#[test]
fn a_chain_with_catchers_is_one_straight_line() {
    for count in [1, 2, 5, 40, 300] {
        for handlers in [1, 2, 7] {
            let mut graph = Graph::default();
            graph.nodes.push(mark());
            graph.nodes.extend(vec![card(); count + handlers]);
            graph.nodes.push(mark());
            let end = graph.nodes.len() - 1;
            graph.edges.push(Edge::new(0, 1, EdgeKind::Start));
            for state in 1..=count {
                let (to, kind) = if state == count {
                    (end, EdgeKind::End)
                } else {
                    (state + 1, EdgeKind::Next)
                };
                graph.edges.push(Edge::new(state, to, kind));
                let handler = count + 1 + state % handlers;
                graph
                    .edges
                    .push(Edge::new(state, handler, EdgeKind::Catch).labelled(90.0, 22.0));
            }
            for handler in count + 1..end {
                graph.edges.push(Edge::new(handler, end, EdgeKind::End));
            }
            let picture = layout(&graph, &Options::default());
            let spine = (0..=count).chain([end]);
            let xs: Vec<f64> = spine
                .map(|node| picture.nodes[node].rect.center().x)
                .collect();
            assert!(
                xs.iter().all(|x| (x - xs[0]).abs() < 1e-9),
                "{count} states, {handlers} handlers: {xs:?}"
            );
            check(
                &graph,
                &picture,
                &format!("{count} states, {handlers} handlers"),
            );
        }
    }
}

#[test]
fn equal_graphs_give_equal_pictures() {
    for seed in 0..50 {
        let graph = machine(&mut Random::new(seed), 0);
        let options = Options::default();
        assert_eq!(layout(&graph, &options), layout(&graph.clone(), &options));
    }
}

/// Whatever stands in one row of a tree stands in the order of a walk through the definition.
#[test]
fn trees_keep_the_order_of_the_definition() {
    for seed in 0..100 {
        let mut random = Random::new(seed);
        let mut graph = Graph {
            nodes: vec![card()],
            edges: Vec::new(),
        };
        let mut walk = Vec::new();
        let mut open = vec![0];
        while let Some(node) = open.pop() {
            walk.push(node);
            let branches = if walk.len() < 40 { random.below(4) } else { 0 };
            let first = graph.nodes.len();
            for branch in first..first + branches {
                graph.nodes.push(card());
                graph
                    .edges
                    .push(Edge::new(node, branch, EdgeKind::Choice).labelled(80.0, 22.0));
            }
            open.extend((first..first + branches).rev());
        }
        let picture = layout(&graph, &Options::default());
        let mut rows: std::collections::BTreeMap<u64, Vec<f64>> = std::collections::BTreeMap::new();
        for node in walk {
            let rect = picture.nodes[node].rect;
            rows.entry(rect.y.to_bits()).or_default().push(rect.x);
        }
        assert!(
            rows.values().all(|row| row.is_sorted()),
            "tree {seed}: {rows:?}"
        );
    }
}
