//! Diagrams of real definitions.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "the expectations are written by a tool"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Diagram, DiagramOptions, Shape, approximate_width, diagram};
use crate::testing::{BRANCHES, PIPELINE, machines, state};

fn drawn(definition: &str, collapsed: &[&str]) -> Diagram {
    let machine = crate::analyse(definition).machine;
    let collapsed = collapsed.iter().map(|name| state(&machine, name)).collect();
    diagram(&machine, &DiagramOptions { collapsed }, &approximate_width)
}

/// What is drawn, without places.
fn check(definition: &str, collapsed: &[&str], expected: &Expect) {
    let diagram = drawn(definition, collapsed);
    let mut out = String::new();
    for node in &diagram.nodes {
        let indent = "  ".repeat(node.depth as usize);
        let _ = writeln!(
            out,
            "{indent}{} [{}] {:?} {:?} {:?}",
            node.key, node.caption, node.icon, node.shape, node.badges
        );
    }
    for edge in &diagram.edges {
        let label = edge.label.as_ref().map_or("", |label| &label.full);
        let back = if edge.back { " back" } else { "" };
        let (from, to) = (&diagram.nodes[edge.from].key, &diagram.nodes[edge.to].key);
        let _ = writeln!(
            out,
            "{}: {from} -> {to} {:?}{back} {label}",
            edge.key, edge.kind
        );
    }
    expected.assert_eq(&out);
}

/// Keys are unique, children lie inside their container, siblings do not overlap, lines begin and end at nodes.
#[track_caller]
fn check_picture(diagram: &Diagram) {
    let keys: BTreeSet<&str> = diagram.nodes.iter().map(|node| node.key.as_str()).collect();
    assert_eq!(keys.len(), diagram.nodes.len());
    let keys: BTreeSet<&str> = diagram.edges.iter().map(|edge| edge.key.as_str()).collect();
    assert_eq!(keys.len(), diagram.edges.len());
    for (index, node) in diagram.nodes.iter().enumerate() {
        match node.parent {
            Some(parent) => {
                assert!(parent < index);
                assert!(
                    diagram.nodes[parent].rect.contains(&node.rect),
                    "{}",
                    node.key
                );
                assert_eq!(node.depth, diagram.nodes[parent].depth + 1);
            }
            None => assert_eq!(node.depth, 0),
        }
        let beside = diagram.nodes[..index]
            .iter()
            .filter(|other| other.parent == node.parent);
        for other in beside {
            assert!(
                !other.rect.overlaps(&node.rect),
                "{} over {}",
                node.key,
                other.key
            );
        }
        assert!(node.rect.right() <= diagram.width && node.rect.bottom() <= diagram.height);
    }
    for edge in &diagram.edges {
        assert_eq!(
            diagram.nodes[edge.from].parent,
            diagram.nodes[edge.to].parent
        );
        assert!(!edge.path.to_svg().is_empty(), "{}", edge.key);
    }
}

/// Every node is reached by the keys, each once, and the way back is the way there.
#[track_caller]
fn check_walk(diagram: &Diagram) {
    let mut reached = BTreeSet::new();
    let first = (0..diagram.nodes.len()).find(|index| {
        let node = &diagram.nodes[*index];
        node.parent.is_none() && node.neighbours.previous.is_none()
    });
    let mut pending: Vec<usize> = first.into_iter().collect();
    while let Some(index) = pending.pop() {
        assert!(reached.insert(index));
        let neighbours = diagram.nodes[index].neighbours;
        assert_eq!(neighbours.outer, diagram.nodes[index].parent);
        if let Some(next) = neighbours.next {
            assert_eq!(diagram.nodes[next].neighbours.previous, Some(index));
            pending.push(next);
        }
        if let Some(inner) = neighbours.inner {
            assert_eq!(diagram.nodes[inner].neighbours.outer, Some(index));
            pending.push(inner);
        }
    }
    assert_eq!(reached.len(), diagram.nodes.len());
}

#[test]
fn the_pipeline() {
    check(
        PIPELINE,
        &[],
        &expect![[r#"
            start@/ [] Start Start []
            /States/Load tables [Map · one at a time] Map Container { header: 36.0, collapsed: false } []
            /States/Tell [SNS: Publish] Sns Card []
            end@/ [] End End []
              /States/Load tables/ItemProcessor/States/Load [Glue: StartJobRun · sync] Glue Card [Retry { max: 2 }, Catch, Timeout { text: "1 h" }]
              /States/Load tables/ItemProcessor/States/Note failure [Pass] Pass Card []
            start@/#start: start@/ -> /States/Load tables Start 
            /States/Load tables#next: /States/Load tables -> /States/Tell Next 
            /States/Tell#end: /States/Tell -> end@/ End 
            /States/Load tables/ItemProcessor/States/Load#catch[0]: /States/Load tables/ItemProcessor/States/Load -> /States/Load tables/ItemProcessor/States/Note failure Catch any error
        "#]],
    );
}

#[test]
fn branches_choices_and_loops() {
    check(
        BRANCHES,
        &["Each"],
        &expect![[r#"
            start@/ [] Start Start []
            /States/Both [Parallel · 2 branches] Parallel Container { header: 36.0, collapsed: false } [Retry { max: 1 }]
            end@/ [] End End []
              /States/Both/Branches[0]/States/Poll [Lambda: poll] Lambda Card []
              /States/Both/Branches[0]/States/Ready? [Choice] Choice Card []
              /States/Both/Branches[0]/States/A minute [Wait: 1 min] Wait Card []
              /States/Both/Branches[0]/States/Good [Succeed] Succeed Card []
              /States/Both/Branches[0]/States/Bad [Fail: NotReady] Fail Card []
              /States/Both/Branches[1]/States/Each [Map] Map Container { header: 36.0, collapsed: true } []
            start@/#start: start@/ -> /States/Both Start 
            /States/Both#end: /States/Both -> end@/ End 
            /States/Both/Branches[0]/States/Poll#next: /States/Both/Branches[0]/States/Poll -> /States/Both/Branches[0]/States/Ready? Next 
            /States/Both/Branches[0]/States/Ready?#choice[0]: /States/Both/Branches[0]/States/Ready? -> /States/Both/Branches[0]/States/Good Choice $.status.state = "READY"
            /States/Both/Branches[0]/States/Ready?#choice[1]: /States/Both/Branches[0]/States/Ready? -> /States/Both/Branches[0]/States/Bad Choice $.status.state = "FAILED" or not exists $.status.state
            /States/Both/Branches[0]/States/Ready?#default: /States/Both/Branches[0]/States/Ready? -> /States/Both/Branches[0]/States/A minute Default Default
            /States/Both/Branches[0]/States/A minute#next: /States/Both/Branches[0]/States/A minute -> /States/Both/Branches[0]/States/Poll Next back 
        "#]],
    );
}

#[test]
fn half_typed_definitions_are_drawn() {
    check(
        r#"{"StartAt": "A", "States": {
            "A": {"Type": "Pass", "Next": "Gone"},
            "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "NumericGreaterThan": 3, "Next": "Gone"}, {}], "Default": "B"},
            "C": {},
            "D": {"Type": "Map", "ItemProcessor": {}},
            "E": {"Type": "Tsk"}
        }}"#,
        &[],
        &expect![[r#"
            start@/ [] Start Start []
            /States/A [Pass] Pass Card []
            /States/B [Choice] Choice Card []
            /States/C [No Type] Unknown Card []
            /States/D [Map] Map Card []
            /States/E [Tsk (no such type)] Unknown Card []
            missing@/Gone [No such state] Unknown Card []
            start@/#start: start@/ -> /States/A Start 
            /States/A#next: /States/A -> missing@/Gone Next 
            /States/B#choice[0]: /States/B -> missing@/Gone Choice $.x > 3
            /States/B#default: /States/B -> /States/B Default back Default
        "#]],
    );
    for text in [
        "",
        "{",
        "[]",
        r#"{"States": {}}"#,
        r#"{"States": {"A": {"Type": "Pa"#,
    ] {
        check_picture(&drawn(text, &[]));
    }
}

#[test]
fn pictures_are_sound() {
    for definition in [PIPELINE, BRANCHES] {
        for collapsed in [&[][..], &["Load tables"], &["Both"], &["Each"]] {
            let machine = crate::analyse(definition).machine;
            let known = |name: &&&str| machine.states.iter().any(|state| &*state.name == **name);
            let collapsed: Vec<&str> = collapsed.iter().filter(known).copied().collect();
            let diagram = drawn(definition, &collapsed);
            check_picture(&diagram);
            check_walk(&diagram);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_machine_makes_a_sound_picture(definition in machines()) {
        let diagram = drawn(&definition, &[]);
        check_picture(&diagram);
        check_walk(&diagram);
    }
}

#[test]
fn long_texts_are_cut_where_they_do_not_fit() {
    let name = "A state with a name that goes on and on and on until nobody reads it any more";
    let diagram = drawn(
        &format!(
            r#"{{"StartAt": "{name}", "States": {{
                "{name}": {{"Type": "Choice", "Default": "B", "Choices": [
                    {{"Variable": "$.customer.address.country", "StringEquals": "Liechtenstein", "Next": "B"}},
                    {{"Variable": "$.customer.address.country", "StringEquals": "A country with a very long name", "Next": "B"}}]}},
                "B": {{"Type": "Succeed"}}}}}}"#
        ),
        &[],
    );
    let card = diagram
        .nodes
        .iter()
        .find(|node| node.title == name)
        .unwrap();
    assert!((card.rect.width - 320.0).abs() < 1e-9);
    let labels: Vec<(&str, &str)> = diagram
        .edges
        .iter()
        .filter_map(|edge| edge.label.as_ref())
        .map(|label| (label.text.as_str(), label.full.as_str()))
        .collect();
    let [(first, full), (second, _), ("Default", "Default")] = labels[..] else {
        panic!("{labels:?}");
    };
    assert_eq!(full, r#"$.customer.address.country = "Liechtenstein""#);
    assert_eq!(first, r#"$…country = "Liechtenstein""#);
    assert!(second.starts_with("$…country = \"A country") && second.ends_with('…'));
    for label in diagram.edges.iter().filter_map(|edge| edge.label.as_ref()) {
        assert!(label.rect.width <= 240.0);
    }
    check_picture(&diagram);
}

#[test]
fn deep_nesting_is_drawn_closed() {
    let open = r#"{"StartAt": "S", "States": {"S": {"Type": "Map", "End": true, "ItemProcessor": "#;
    let deep = format!(
        "{}{}{}",
        open.repeat(60),
        r#"{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}"#,
        "}}}".repeat(60)
    );
    let diagram = drawn(&deep, &[]);
    check_picture(&diagram);
    assert!(diagram.nodes.iter().any(|node| matches!(
        node.shape,
        Shape::Container {
            collapsed: true,
            ..
        }
    )));
}
