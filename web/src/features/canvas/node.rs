//! A node: what is pressed, focused and named; what it looks like is drawn by its shape.

use asl::{Diagram, DiagramNode, EdgeSource, Shape, StateId, StateKind, StaticBadge};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::card::{Card, Outcome};
use super::container::{Container, ContainerTools};
use super::{Walk, node_id, px};
use crate::features::app::store;
use crate::features::following::following;
use crate::reactive::Memo;
use crate::state::labels::{node_label, phase_name};
use crate::state::num;
use crate::state::store::Store;

/// The ways that tell whether a start or an end was reached.
#[derive(Clone, Debug, PartialEq)]
pub enum Leads {
    /// Out of a start: the states that it leads to.
    Out(Vec<StateId>),
    /// Into an end: where it is reached from.
    In(Vec<EdgeSource>),
    /// The node is a state, which is asked itself.
    State,
}

/// The ways at a node.
pub fn leads_of(diagram: &Diagram, index: usize) -> Leads {
    let edges = diagram.edges.iter();
    match diagram.nodes.get(index).map(|node| &node.shape) {
        Some(Shape::Start) => Leads::Out(
            edges
                .filter(|edge| edge.from == index)
                .filter_map(|edge| diagram.nodes.get(edge.to)?.state)
                .collect(),
        ),
        Some(Shape::End) => Leads::In(
            edges
                .filter(|edge| edge.to == index)
                .filter_map(|edge| edge.source)
                .collect(),
        ),
        _ => Leads::State,
    }
}

/// A node.
#[component]
pub fn NodeView(
    /// The node.
    node: DiagramNode,
    /// The ways at it.
    leads: Leads,
    /// What walking takes.
    walk: Walk,
) -> impl IntoView {
    match node.shape {
        Shape::Start | Shape::End => view! { <Mark node leads /> }.into_any(),
        Shape::Card | Shape::Container { .. } => view! { <StateNode node walk /> }.into_any(),
    }
}

/// The start or end of a level.
#[component]
fn Mark(node: DiagramNode, leads: Leads) -> impl IntoView {
    let rect = node.rect;
    let (x, y, r) = (
        rect.x + rect.width / 2.0,
        rect.y + rect.height / 2.0,
        rect.width / 2.0,
    );
    let is_end = node.shape == Shape::End;
    let inner = node.parent.is_some();
    let reached = following(move |moment| match &leads {
        Leads::In(sources) => sources
            .iter()
            .any(|source| moment.edge(Some(*source), None).0),
        Leads::Out(targets) if inner => targets
            .iter()
            .any(|target| moment.edge(None, Some(*target)).0),
        Leads::Out(_) => moment.cursor > 0,
        Leads::State => false,
    });
    view! {
        <g class="terminal" data-phase=move || if reached.get() { "succeeded" } else { "idle" }>
            {is_end.then(|| view! { <circle class="rim" cx=px(x) cy=px(y) r=px(r - 1.0)></circle> }.into_any())}
            <circle class="disc" cx=px(x) cy=px(y) r=px(if is_end { r - 4.0 } else { r - 2.0 })></circle>
            <title>{if is_end { "End" } else { "Start" }}</title>
        </g>
    }
}

/// A state.
#[component]
fn StateNode(node: DiagramNode, walk: Walk) -> impl IntoView {
    let store = store();
    let state = node.state;
    let seen = following(move |moment| state.map(|state| moment.state(state)).unwrap_or_default());
    let marks = following(move |moment| state.map(|state| moment.marks(state)).unwrap_or_default());
    let key = node.key.clone();
    let tabbable = move || {
        let is_it = |focusable: &Option<String>| focusable.as_ref().map(|it| *it == key);
        let focused = walk.focusable.with(is_it);
        focused.unwrap_or_else(|| walk.first.with(is_it) == Some(true))
    };
    let label = {
        let node = node.clone();
        let (kind, attempts) = kind_and_attempts(store, &node);
        move || {
            let label = node_label(&node, &kind, attempts, &seen.get());
            if marks.get().breaks {
                format!("{label}, breakpoint")
            } else {
                label
            }
        }
    };
    let select = move || {
        if let (Some(state), Some(snapshot)) = (state, store.snapshot().get_untracked()) {
            store.select(|selection| selection.select(&snapshot.run.machine, state));
            reveal_in_text(store, walk);
        }
    };
    let on_key = {
        let node = node.clone();
        move |event: KeyboardEvent| on_key(&event, &node, store, walk, &select)
    };
    let on_click = move |_| {
        if !walk.panning.get_untracked() {
            select();
        }
    };
    let is_container = matches!(node.shape, Shape::Container { .. });
    let rect = node.rect;
    let outline = move |by: f64| {
        (
            px(rect.x - by),
            px(rect.y - by),
            px(rect.width + 2.0 * by),
            px(rect.height + 2.0 * by),
        )
    };
    let (ring_x, ring_y, ring_w, ring_h) = outline(3.0);
    let (x, y, w, h) = outline(0.0);
    let inside = if is_container {
        view! { <Container node=node.clone() seen /> }.into_any()
    } else {
        view! { <Card node=node.clone() seen /> }.into_any()
    };
    let tools = match node.shape {
        Shape::Container { .. } => view! { <ContainerTools node=node.clone() /> }.into_any(),
        _ => view! { <Outcome node=node.clone() marks /> }.into_any(),
    };
    let focus_key = node.key.clone();
    let breaks = Memo::new(move |_| marks.get().breaks);
    view! {
        <g
            class="node"
            class:container=is_container
            class:entering=move || marks.get().enters
            data-state=node.title.clone()
            data-phase=move || phase_name(seen.get().phase)
        >
            {inside}
            {move || breaks.get().then(|| view! { <circle class="breakpoint" cx=px(rect.x) cy=px(rect.y) r="6"></circle> }.into_any())}
            <rect class="enter" x=x y=y width=w height=h rx="8" pathLength="1"></rect>
            // What is pressed lies over what is seen, so that its name is its label alone.
            <rect
                class="hit"
                id=node_id(&node.key)
                x=px(rect.x)
                y=px(rect.y)
                width=px(rect.width)
                height=px(rect.height)
                rx="8"
                role="button"
                tabindex=move || if tabbable() { "0" } else { "-1" }
                aria-label=label
                aria-current=move || marks.get().inspected.to_string()
                on:click=on_click
                on:keydown=on_key
                on:focus=move |_| walk.focusable.set(Some(focus_key.clone()))
            ></rect>
            <rect class="ring" x=ring_x y=ring_y width=ring_w height=ring_h rx="11"></rect>
        </g>
        {tools}
    }
}

/// The state type, and how many attempts the definition allows.
fn kind_and_attempts(store: Store, node: &DiagramNode) -> (String, u32) {
    let retries = node.badges.iter().find_map(|badge| match badge {
        StaticBadge::Retry { max } => Some(*max),
        _ => None,
    });
    let kind = store.snapshot().with_untracked(|snapshot| {
        let state = snapshot
            .as_ref()?
            .run
            .machine
            .states
            .get(num::index(node.state?.0))?;
        Some(StateKind::type_name(&state.kind).to_owned())
    });
    (
        kind.unwrap_or_else(|| "State".into()),
        retries.unwrap_or(0) + 1,
    )
}

/// Arrow keys walk: down and up along the flow, right into a container, left out of it.
fn on_key(event: &KeyboardEvent, node: &DiagramNode, store: Store, walk: Walk, select: &impl Fn()) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let around = node.neighbours;
    let key = event.key();
    let target = match key.as_str() {
        "ArrowDown" => around.next.or(around.inner),
        "ArrowUp" => around.previous.or(around.outer),
        "ArrowRight" => around.inner.or(around.next),
        "ArrowLeft" => around.outer.or(around.previous),
        "Enter" | " " => {
            select();
            event.prevent_default();
            return event.stop_propagation();
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let forward = matches!(key.as_str(), "ArrowDown" | "ArrowRight");
    let Some(diagram) = store.diagram.get_untracked() else {
        return;
    };
    // Starts and ends are passed over: there is nothing to say about them.
    let mut next = target;
    for _ in 0..diagram.nodes.len() {
        let Some(found) = next.and_then(|index| diagram.nodes.get(index)) else {
            return;
        };
        if found.state.is_some() {
            return walk.go_to(found);
        }
        next = if forward {
            found.neighbours.next
        } else {
            found.neighbours.previous.or(found.neighbours.outer)
        };
    }
}

/// Brings the selected state into sight in the definition, without taking the focus.
fn reveal_in_text(store: Store, walk: Walk) {
    let understood = store.analysis.get_untracked();
    let machine = &understood.analysis.machine;
    let state = store
        .selection()
        .with_untracked(|selection| selection.state(machine));
    if let Some(state) = state.and_then(|state| machine.states.get(num::index(state.0))) {
        let at = understood.lines.utf16(state.name_span.start);
        walk.editors.definition.reveal(at, at);
    }
}
