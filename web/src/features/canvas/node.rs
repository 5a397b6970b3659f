//! A node: what is pressed, focused and named; what it looks like is drawn by its shape.

use asl::{DiagramNode, EdgeSource, Shape, StateId, StateKind, StaticBadge};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::card::{Card, Outcome};
use super::container::{Container, ContainerTools};
use super::view::{enters, view_of};
use super::{Walk, node_id, px};
use crate::features::app::store;
use crate::features::chrome::chrome;
use crate::reactive::{Memo, Signal};
use crate::state::labels::{node_label, phase_name};
use crate::state::num;
use crate::state::store::Store;

/// A node.
#[component]
pub fn NodeView(
    /// Its index in the diagram.
    index: usize,
    /// The node.
    node: DiagramNode,
    /// What walking takes.
    walk: Walk,
) -> impl IntoView {
    match node.shape {
        Shape::Start | Shape::End => view! { <Mark index node /> }.into_any(),
        Shape::Card | Shape::Container { .. } => view! { <StateNode node walk /> }.into_any(),
    }
}

/// The start or end of a level.
#[component]
fn Mark(index: usize, node: DiagramNode) -> impl IntoView {
    let store = store();
    let rect = node.rect;
    let (x, y, r) = (
        rect.x + rect.width / 2.0,
        rect.y + rect.height / 2.0,
        rect.width / 2.0,
    );
    let is_end = node.shape == Shape::End;
    let inner = node.parent.is_some();
    let reached = Memo::new(move |_| match (is_end, inner) {
        (true, _) => is_reached(store, index),
        (false, true) => is_left(store, index),
        (false, false) => store.cursor.get() > 0,
    });
    view! {
        <g class="terminal" data-phase=move || if reached.get() { "succeeded" } else { "idle" }>
            {is_end.then(|| view! { <circle class="rim" cx=px(x) cy=px(y) r=px(r - 1.0)></circle> }.into_any())}
            <circle class="disc" cx=px(x) cy=px(y) r=px(if is_end { r - 4.0 } else { r - 2.0 })></circle>
            <title>{if is_end { "End" } else { "Start" }}</title>
        </g>
    }
}

/// Whether any edge into a node has been taken.
fn is_reached(store: Store, index: usize) -> bool {
    let (Some(diagram), Some(snapshot)) = (store.diagram.get(), store.snapshot().get()) else {
        return false;
    };
    let cursor = store.cursor.get();
    let taken = |source: &EdgeSource| snapshot.run.edge(source, cursor).taken > 0;
    diagram
        .edges
        .iter()
        .filter(|edge| edge.to == index)
        .filter_map(|edge| edge.source)
        .any(|source| taken(&source))
}

/// Whether a strand has begun at an inner start.
fn is_left(store: Store, index: usize) -> bool {
    let (Some(diagram), Some(snapshot)) = (store.diagram.get(), store.snapshot().get()) else {
        return false;
    };
    let edges = diagram.edges.iter().filter(|edge| edge.from == index);
    let mut targets = edges.filter_map(|edge| diagram.nodes.get(edge.to)?.state);
    targets.any(|target| snapshot.run.start_edge(target, store.cursor.get()).taken > 0)
}

/// A state.
#[component]
fn StateNode(node: DiagramNode, walk: Walk) -> impl IntoView {
    let store = store();
    let seen = view_of(store, node.state);
    let entering = enters(store, node.state);
    let still = chrome().still;
    let state = node.state;
    let selected = Memo::new(move |_| state.is_some() && store.inspected_state.get() == state);
    let pinned = Memo::new(move |_| {
        selected.get()
            && !store
                .selection()
                .with(crate::state::selection::Selection::follows)
    });
    let key = node.key.clone();
    let is_first = Memo::new(move |_| first_state(store).as_deref() == Some(key.as_str()));
    let key = node.key.clone();
    let tabbable = move || {
        walk.focusable.with(|focusable| match focusable {
            Some(focusable) => *focusable == key,
            None => is_first.get(),
        })
    };
    let label = {
        let node = node.clone();
        Signal::derive(move || {
            let (kind, attempts) = kind_and_attempts(store, &node);
            let label = node_label(&node, &kind, attempts, &seen.get());
            match node.state {
                Some(state) if breaks_at(store, state) => format!("{label}, breakpoint"),
                _ => label,
            }
        })
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
        _ => view! { <Outcome node=node.clone() pinned /> }.into_any(),
    };
    let focus_key = node.key.clone();
    let breaks = Memo::new(move |_| state.is_some_and(|state| breaks_at(store, state)));
    view! {
        <g
            class="node"
            class:container=is_container
            class:entering=move || entering.get() && !still.get()
            data-state=node.title.clone()
            data-phase=move || phase_name(seen.get().phase)
        >
            <rect class="ring" class:pinned=move || pinned.get() x=ring_x y=ring_y width=ring_w height=ring_h rx="11"></rect>
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
                aria-current=move || selected.get().to_string()
                on:click=on_click
                on:keydown=on_key
                on:focus=move |_| walk.focusable.set(Some(focus_key.clone()))
            ></rect>
        </g>
        {tools}
    }
}

/// Whether playing stops where a state is entered.
fn breaks_at(store: Store, state: StateId) -> bool {
    store.snapshot().with(|snapshot| {
        let Some(snapshot) = snapshot else {
            return false;
        };
        store
            .breaks()
            .with(|breaks| breaks.has(&snapshot.run.machine, state))
    })
}

/// The key of the first state of the diagram.
fn first_state(store: Store) -> Option<String> {
    store.diagram.with(|diagram| {
        let nodes = &diagram.as_ref()?.nodes;
        nodes
            .iter()
            .find(|node| node.state.is_some())
            .map(|node| node.key.clone())
    })
}

/// The state type, and how many attempts the definition allows.
fn kind_and_attempts(store: Store, node: &DiagramNode) -> (String, u32) {
    let retries = node.badges.iter().find_map(|badge| match badge {
        StaticBadge::Retry { max } => Some(*max),
        _ => None,
    });
    let kind = store.snapshot().with(|snapshot| {
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
