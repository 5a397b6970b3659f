//! The canvas: the diagram, moved and scaled, with its tools and what there is to say about it.

pub mod card;
pub mod container;
pub mod edge;
pub mod export;
pub mod find;
pub mod minimap;
pub mod node;
pub mod notes;
pub mod token;
pub mod tools;
pub mod view;

use std::sync::Arc;

use asl::{Diagram, DiagramEdge, DiagramNode, Rect};
use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::app::store;
use super::chrome::chrome;
use super::editors::Editors;
use crate::platform::{dom, pointer, surroundings};
use crate::reactive::{Memo, RwSignal, Signal, on_change};
use crate::state::num;
use crate::state::selection::Selection;
use crate::state::viewport::{Size, Viewport};
use crate::ui::each::{Row, each};

use edge::EdgeView;
use find::{Find, Found, Search};
use minimap::Minimap;
use node::{NodeView, leads_of};
use notes::Notes;
use token::Token;
use tools::Tools;

/// The canvas's id.
const CANVAS: &str = "canvas";

/// How far an arrow key pans, and with Shift; how much a key or button zooms.
const PAN: (f64, f64) = (40.0, 160.0);
const ZOOM: f64 = 1.2;

/// A press that moves less than this many pixels is a click.
const CLICK: f64 = 4.0;

/// The part of the diagram that is seen, and what changes it.
#[derive(Clone, Copy)]
pub struct View {
    /// Where the user moved it; `None` fits it.
    chosen: RwSignal<Option<Viewport>>,
    canvas: Signal<Size>,
    diagram: Memo<Size>,
}

impl View {
    fn get(self) -> Viewport {
        self.chosen.get().unwrap_or_else(|| self.fitted())
    }

    fn fitted(self) -> Viewport {
        Viewport::fit(self.diagram.get(), self.canvas.get())
    }

    fn change(self, act: impl FnOnce(Viewport) -> Viewport) {
        let now = untrack(move || self.get());
        self.chosen.set(Some(act(now)));
    }

    fn zoom(self, factor: f64) {
        let canvas = self.canvas.get_untracked();
        self.change(|view| view.zoomed(factor, (canvas.width / 2.0, canvas.height / 2.0)));
    }

    fn fit(self) {
        self.chosen.set(None);
    }

    /// Brings a part of the diagram into sight, large enough to read.
    fn show(self, rect: Rect) {
        let canvas = self.canvas.get_untracked();
        let target = (rect.x, rect.y, rect.width, rect.height);
        self.change(|view| view.showing(target, canvas));
    }

    /// Brings a point of the diagram into the middle.
    fn centre(self, x: f64, y: f64) {
        let canvas = self.canvas.get_untracked();
        self.change(|view| view.centring((x, y), canvas));
    }

    fn actual(self) {
        let (diagram, canvas) = (self.diagram.get_untracked(), self.canvas.get_untracked());
        self.chosen.set(Some(Viewport::actual(diagram, canvas)));
    }
}

/// The diagram's pane.
#[component]
pub fn Canvas() -> impl IntoView {
    let store = store();
    let parent = NodeRef::<Div>::new();
    let view = View {
        chosen: RwSignal::new(None),
        canvas: surroundings::size_of(parent),
        diagram: Memo::new(move |_| {
            store.diagram.with(|diagram| {
                diagram.as_ref().map_or_else(Size::default, |diagram| Size {
                    width: diagram.width,
                    height: diagram.height,
                })
            })
        }),
    };
    let search = Search::new(store);
    let example = Memo::new(move |_| store.session().with(|session| session.example.id.clone()));
    on_change(move || example.get(), move |_| view.fit());
    view! {
        <section class="pane pane-flow" aria-label="Flow diagram">
            <div class="fill" node_ref=parent>
                <Drawing view search />
                <Notes />
                <Find search view />
                <Minimap view />
                <Tools view />
            </div>
        </section>
    }
}

#[component]
fn Drawing(view: View, search: Search) -> impl IntoView {
    let (store, finding) = (store(), chrome().find);
    let press = RwSignal::new(None::<(f64, f64)>);
    let panning = RwSignal::new(false);
    let on_down = move |event: PointerEvent| {
        if event.button() == 0 {
            press.set(Some((
                f64::from(event.client_x()),
                f64::from(event.client_y()),
            )));
        }
    };
    let on_move = move |event: PointerEvent| {
        let Some((x, y)) = press.get_untracked() else {
            return;
        };
        let to = (f64::from(event.client_x()), f64::from(event.client_y()));
        if !panning.get_untracked() {
            if (to.0 - x).hypot(to.1 - y) < CLICK {
                return;
            }
            panning.set(true);
            pointer::capture(&event);
        }
        view.change(|view| view.panned(to.0 - x, to.1 - y));
        press.set(Some(to));
    };
    let on_up = move |_| {
        press.set(None);
        // The click that follows belongs to the drag.
        request_animation_frame(move || panning.set(false));
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if dom::is_on_itself(&event) && !panning.get_untracked() {
            store.select(Selection::follow);
        }
    };
    let on_wheel = move |event: WheelEvent| {
        event.prevent_default();
        let Some(at) = pointer::within(&event) else {
            return;
        };
        if event.ctrl_key() || event.meta_key() {
            view.change(|view| {
                view.zoomed(
                    (-event.delta_y() * 0.01).clamp(-0.4, 0.4).exp(),
                    (at.x, at.y),
                )
            });
        } else {
            view.change(|view| view.panned(-event.delta_x(), -event.delta_y()));
        }
    };
    view! {
        <svg
            class="canvas"
            id=CANVAS
            class:panning=move || panning.get()
            role="group"
            tabindex="0"
            aria-label="Flow diagram. Arrow keys pan, plus and minus zoom, Tab goes to the states."
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| { press.set(None); panning.set(false); }
            on:click=on_click
            on:wheel=on_wheel
            on:keydown=move |event| {
                if event.key() == "f" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    finding.set(true);
                }
                on_key(&event, view);
            }
        >
            <Dots view />
            <g class="diagram" class:stale=move || store.is_stale() transform=move || view.get().transform()>
                <Parts panning view />
                <Found search />
            </g>
        </svg>
    }
}

fn on_key(event: &KeyboardEvent, view: View) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let pan = if event.shift_key() { PAN.1 } else { PAN.0 };
    // Keys that move belong to the canvas only when no node has the focus: those walk.
    let moves = dom::is_on_itself(event);
    match event.key().as_str() {
        "+" | "=" => view.zoom(ZOOM),
        "-" | "−" => view.zoom(1.0 / ZOOM),
        "0" => view.fit(),
        "1" => view.actual(),
        "ArrowLeft" if moves => view.change(|view| view.panned(pan, 0.0)),
        "ArrowRight" if moves => view.change(|view| view.panned(-pan, 0.0)),
        "ArrowUp" if moves => view.change(|view| view.panned(0.0, pan)),
        "ArrowDown" if moves => view.change(|view| view.panned(0.0, -pan)),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The dotted ground, which moves along.
#[component]
fn Dots(view: View) -> impl IntoView {
    let transform = Signal::derive(move || {
        let view = view.get();
        format!(
            "translate({:.2} {:.2})",
            view.x.rem_euclid(24.0 * grid(view.scale)),
            view.y.rem_euclid(24.0 * grid(view.scale))
        )
    });
    let size = Signal::derive(move || format!("{:.2}", 24.0 * grid(view.get().scale)));
    view! {
        <defs>
            <pattern id="dots" width=size height=size patternUnits="userSpaceOnUse" patternTransform=transform>
                <circle class="dots" cx="1" cy="1" r="1"></circle>
            </pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#dots)" pointer-events="none"></rect>
    }
}

/// Dots stay apart, however small the scale.
fn grid(scale: f64) -> f64 {
    if scale < 0.5 { scale * 2.0 } else { scale }
}

/// Nodes and edges. Each is made anew only when it itself changes, and follows the run by itself.
#[component]
fn Parts(panning: RwSignal<bool>, view: View) -> impl IntoView {
    let store = store();
    let walk = Walk {
        focusable: RwSignal::new(None::<String>),
        first: Memo::new(move |_| store.diagram.with(|diagram| first_state(diagram.as_ref()?))),
        view,
        panning,
        editors: expect_context(),
    };
    let nodes = move || {
        let Some(diagram) = store.diagram.get() else {
            return Vec::new();
        };
        let node = |(index, node): (usize, &DiagramNode)| {
            let node = node.clone();
            let leads = leads_of(&diagram, index);
            Row::new(format!("{node:?}{leads:?}"), move || {
                view! { <NodeView node leads walk /> }.into_any()
            })
        };
        diagram.nodes.iter().enumerate().map(node).collect()
    };
    let edges = move || {
        let Some(diagram) = store.diagram.get() else {
            return Vec::new();
        };
        let edge = |edge: &DiagramEdge| {
            let edge = edge.clone();
            let target = diagram.nodes.get(edge.to).and_then(|node| node.state);
            Row::new(format!("{edge:?}{target:?}"), move || {
                view! { <EdgeView edge target /> }.into_any()
            })
        };
        diagram.edges.iter().map(edge).collect()
    };
    view! {
        <g class="nodes-below">
            {each(nodes)}
        </g>
        <g class="edges">
            {each(edges)}
        </g>
        <Token />
    }
}

/// The key of the first state.
fn first_state(diagram: &Diagram) -> Option<String> {
    let first = diagram.nodes.iter().find(|node| node.state.is_some())?;
    Some(first.key.clone())
}

/// What walking from node to node needs.
#[derive(Clone, Copy)]
pub struct Walk {
    /// The key of the node that Tab reaches; `None` for the first one.
    focusable: RwSignal<Option<String>>,
    /// The key of the first one.
    first: Memo<Option<String>>,
    view: View,
    panning: RwSignal<bool>,
    editors: Editors,
}

impl Walk {
    /// Focuses a node and brings it into sight.
    fn go_to(self, node: &DiagramNode) {
        self.focusable.set(Some(node.key.clone()));
        let rect = node.rect;
        let canvas = self.view.canvas.get_untracked();
        let now = untrack(move || self.view.get());
        let next = now.revealing((rect.x, rect.y, rect.width, rect.height), canvas);
        if next != now {
            self.view.chosen.set(Some(next));
        }
        dom::focus(&node_id(&node.key));
    }
}

/// The id of a node's element.
pub fn node_id(key: &str) -> String {
    format!("node-{key}")
}

/// The node of a state.
pub fn name_of(node: &DiagramNode) -> Arc<str> {
    node.title.as_str().into()
}

/// A length, for SVG.
pub fn px(length: f64) -> String {
    format!("{:.1}", num::real(0_u32) + length)
}

/// Presses an element of the diagram that is a button by Enter or Space, as the browser does for buttons of its own.
pub fn press_by_key() -> impl Fn(KeyboardEvent) {
    |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            dom::click_target(&event);
        }
    }
}
