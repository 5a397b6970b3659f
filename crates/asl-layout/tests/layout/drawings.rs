//! Small machines as pictures. `UPDATE_EXPECT=1` draws them anew.

use crate::support::{card, check as check_invariants, drawing, mark};
use EdgeKind::{Catch, Choice, Default as Otherwise, End, Next, Start};
use asl_layout::{Content, Edge, EdgeKind, Graph, Node, Options, Size, layout};
use expect_test::{Expect, expect};

#[track_caller]
pub(crate) fn check(graph: &Graph, expected: &Expect) {
    let picture = layout(graph, &Options::default());
    check_invariants(graph, &picture, "the drawing");
    expected.assert_eq(&drawing(graph, &picture));
}

/// Marks at the indices `marks`, cards elsewhere. Choices and catchers get a label.
pub(crate) fn graph(count: usize, marks: &[usize], edges: &[(usize, usize, EdgeKind)]) -> Graph {
    let node = |index| {
        if marks.contains(&index) {
            mark()
        } else {
            card()
        }
    };
    let edge = |&(from, to, kind)| match kind {
        Choice | Otherwise | Catch => Edge::new(from, to, kind).labelled(72.0, 22.0),
        Start | Next | End => Edge::new(from, to, kind),
    };
    Graph {
        nodes: (0..count).map(node).collect(),
        edges: edges.iter().map(edge).collect(),
    }
}

pub(crate) fn container(groups: Vec<Graph>) -> Node {
    Node {
        size: Size::new(208.0, 52.0),
        content: Content::Container {
            header: 32.0,
            padding: 20.0,
            groups,
        },
    }
}

#[test]
fn a_chain() {
    let chain = graph(4, &[0, 3], &[(0, 1, Start), (1, 2, Next), (2, 3, End)]);
    check(
        &chain,
        &expect![[r"
                         o
                         .
                         .
                         .
                         v
            +-------------------------+
            | 1                       |
            |                         |
            |                         |
            +-------------------------+
                         .
                         .
                         v
            +-------------------------+
            | 2                       |
            |                         |
            |                         |
            +-------------------------+
                         .
                         .
                         v
                         o
            0: 96,0 16x16
            1: 0,60 208x52
            2: 0,156 208x52
            3: 96,252 16x16
        "]],
    );
}

#[test]
fn a_handler_stands_beside_the_path() {
    let edges = [
        (0, 1, Start),
        (1, 4, End),
        (1, 2, Catch),
        (2, 3, Next),
        (3, 4, End),
    ];
    check(
        &graph(5, &[0, 4], &edges),
        &expect![[r"
                         o
                         .
                         .
                         .
                         v
            +-------------------------+
            | 1                       |
            |                         |
            |                         |
            +-------------------------+
                         . :::::::::::::
                         .             ::
                         .          [~~~~~~~]
                         .              :
                         . +-------------------------+
                         . | 2                       |
                         . |                         |
                         . |                         |
                         . |                         |
                         . +-------------------------+
                         .              .
                         .              .
                         . +-------------------------+
                         . | 3                       |
                         . |                         |
                         . |                         |
                         . |                         |
                         . +-------------------------+
                         .  ............
                         ....
                         v
                         o
            0: 96,0 16x16
            1: 0,60 208x52
            2: 124,179 208x52
            3: 124,275 208x52
            4: 96,371 16x16
        "]],
    );
}

#[test]
fn a_map_with_a_handler_inside() {
    let edges = [(0, 1, Start), (1, 3, End), (1, 2, Catch), (2, 3, End)];
    let inside = graph(4, &[0, 3], &edges);
    let mut outside = graph(3, &[0, 2], &[(0, 1, Start), (1, 2, End)]);
    outside.nodes[1] = container(vec![inside]);
    check(
        &outside,
        &expect![[r"
                                   o
                                   .
                                   .
                                   .
                                   v
            +---------------------------------------------+
            | 1                                           |
            |                                             |
            |                                             |
            |                                             |
            |              o                              |
            |              .                              |
            |              .                              |
            |              .                              |
            | +-------------------------+                 |
            | | 1                       |                 |
            | |                         |                 |
            | |                         |                 |
            | +-------------------------+                 |
            |              . ::::::::::                   |
            |              .          :::::               |
            |              .              ::              |
            |              .          [~~~~~~~~]          |
            |              .               :              |
            |              .  +-------------------------+ |
            |              .  | 2                       | |
            |              .  |                         | |
            |              .  |                         | |
            |              .  +-------------------------+ |
            |              .        .......               |
            |              ..........                     |
            |              .                              |
            |              o                              |
            |                                             |
            |                                             |
            +---------------------------------------------+
                                   .
                                   .
                                   v
                                   o
            0: 178,0 16x16
            1: 0,60 372x363
            2: 178,467 16x16
        "]],
    );
}

#[test]
fn branches_stand_in_the_order_of_the_definition() {
    let edges = [
        (0, 1, Start),
        (1, 4, Choice),
        (1, 3, Choice),
        (1, 2, Otherwise),
        (2, 5, Next),
        (3, 5, Next),
        (4, 5, Next),
        (5, 6, End),
    ];
    check(
        &graph(7, &[0, 6], &edges),
        &expect![[r"
                                                       o
                                                       .
                                                       .
                                                       .
                                                       v
                                          +-------------------------+
                                          | 1                       |
                                          |                         |
                                          |                         |
                                          +-------------------------+
                                          ...........  . ...........
                          .................            .           .................
                         ..                            .                           ...
                    [~~~~~~~~]                    [~~~~~~~~]                    [~~~~~~~~]
                         .                             .                             .
                         .                             .                             .
            +-------------------------+   +-------------------------+   +-------------------------+
            | 4                       |   | 3                       |   | 2                       |
            |                         |   |                         |   |                         |
            |                         |   |                         |   |                         |
            +-------------------------+   +-------------------------+   +-------------------------+
                         .........                     .                    .........
                                 ...................   .  ...................
                                                   ... ....
                                          +-------------------------+
                                          | 5                       |
                                          |                         |
                                          |                         |
                                          +-------------------------+
                                                       .
                                                       .
                                                       .
                                                       v
                                                       o
            0: 336,0 16x16
            1: 240,60 208x52
            2: 480,193 208x52
            3: 240,193 208x52
            4: 0,193 208x52
            5: 240,296 208x52
            6: 336,392 16x16
        "]],
    );
}

#[test]
fn what_skips_ahead_runs_beside_the_path() {
    let edges = [
        (0, 1, Start),
        (1, 2, Choice),
        (1, 3, Otherwise),
        (2, 3, Next),
        (3, 4, End),
    ];
    check(
        &graph(5, &[0, 4], &edges),
        &expect![[r"
                         o
                         .
                         .
                         .
                         v
            +-------------------------+
            | 1                       |
            |                         |
            |                         |
            +-------------------------+
                         . .............
                         .             ..
                    [~~~~~~~~]      [~~~~~~~]
                         .              .
            +-------------------------+ .
            | 2                       | .
            |                         | .
            |                         | .
            |                         | .
            +-------------------------+..
                         .    ..........
                         ......
            +-------------------------+
            | 3                       |
            |                         |
            |                         |
            |                         |
            +-------------------------+
                         .
                         .
                         v
                         o
            0: 96,0 16x16
            1: 0,60 208x52
            2: 0,179 208x52
            3: 0,275 208x52
            4: 96,371 16x16
        "]],
    );
}
