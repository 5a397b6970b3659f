//! The diagram as plain data: where everything stands and what is written on it, for whoever draws it themselves.

use asl::{Diagram, DiagramEdge, DiagramNode, Shape, StateKind, StaticBadge, TextStyle};
use js_sys::Function;
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::{JsCast, JsError, JsValue};

use crate::json;

/// What is drawn, and with which widths of text.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct GraphOptions {
    /// The paths of the Map and Parallel states whose inside is hidden.
    #[tsify(optional)]
    pub collapsed: Vec<String>,
    /// The width of a text in CSS pixels. By default an estimate for a usual system font, which is the same everywhere.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(optional, type = "(text: string, style: TextStyle) => number")]
    pub measure: JsValue,
}

/// A placed diagram. Lengths are CSS pixels; the top-left corner is (0, 0).
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Graph {
    /// The room it takes.
    pub width: f64,
    /// The room it takes.
    pub height: f64,
    /// Parents before their children.
    pub nodes: Vec<GraphNode>,
    /// Every edge, outer levels first.
    pub edges: Vec<GraphEdge>,
    /// The key of the start.
    pub start: Option<String>,
    /// The key of the end; `null` where nothing leads to one.
    pub end: Option<String>,
}

/// A state, or the start or end of the machine.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct GraphNode {
    /// Unique and stable: of a state its path.
    pub key: String,
    /// Where the state stands in the definition, as in `/States/A/Branches[0]/States/B`; `null` for other nodes.
    pub path: Option<String>,
    /// The state's name; `Start` and `End` for those.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// The small line beside the name: `Glue: StartJobRun · sync`.
    pub detail: String,
    /// Its picture: the `d` of an SVG path in a box of 16 × 16, drawn with a round stroke of 1.25 and no fill.
    pub icon: &'static str,
    /// The left edge.
    pub x: f64,
    /// The top edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Of a Map or Parallel state with an inside that shows: the height of the bar at the top that its name stands in.
    pub header: Option<f64>,
    /// A Map or Parallel state whose inside is hidden.
    pub collapsed: bool,
    /// The key of the container around it.
    pub parent: Option<String>,
    /// How many containers are around it.
    pub depth: u32,
    /// Its retriers allow so many retries.
    pub retries: Option<u32>,
    /// Its timeout in words: `5 min`, or the path as written.
    pub timeout: Option<String>,
    /// It has catchers.
    pub catches: bool,
    /// Where the arrow keys lead.
    pub neighbours: GraphNeighbours,
}

/// Keys of nodes, for a walk by keyboard.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct GraphNeighbours {
    /// The next node of the same container, in reading order.
    pub next: Option<String>,
    /// The one before.
    pub previous: Option<String>,
    /// The first node inside.
    pub inner: Option<String>,
    /// The container around it.
    pub outer: Option<String>,
}

/// What a node is: the state's type, or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the state types")]
pub enum NodeKind {
    Start,
    End,
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
    /// A state without a type that exists.
    Unknown,
    /// A name that leads to no state.
    Missing,
}

/// An edge with its line.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct GraphEdge {
    /// Unique and stable: the state's path with the way out, `/States/A#catch[0]`.
    pub key: String,
    /// The key of the node it leaves.
    pub from: String,
    /// The key of the node it enters.
    pub to: String,
    /// Which way out it is.
    pub kind: EdgeKind,
    /// Its line: the `d` of an SVG path.
    pub d: String,
    /// What is written on it.
    pub label: Option<GraphLabel>,
    /// It leads back to a node before.
    pub back: bool,
}

/// The ways out of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the variants are the definition's own")]
pub enum EdgeKind {
    Start,
    Next,
    Choice,
    Default,
    Catch,
    End,
}

/// The chip on an edge.
#[derive(Debug, Serialize, Tsify)]
pub struct GraphLabel {
    /// What fits, cut with an ellipsis.
    pub text: String,
    /// All of it.
    pub full: String,
    /// The left edge.
    pub x: f64,
    /// The top edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl GraphOptions {
    pub(crate) fn from_js(options: JsValue) -> Result<Self, JsError> {
        json::options("the options of a graph", options)
    }

    /// Places a machine's states.
    pub(crate) fn diagram(&self, machine: &asl::Machine) -> Diagram {
        let is_collapsed = |(_, state): &(asl::StateId, &asl::State)| {
            self.collapsed.iter().any(|path| **path == *state.path)
        };
        let states = (0..).map(asl::StateId).zip(&machine.states);
        let options = asl::DiagramOptions {
            collapsed: states.filter(is_collapsed).map(|(id, _)| id).collect(),
        };
        match self.measure.dyn_ref::<Function>() {
            None => asl::diagram(machine, &options, &asl::approximate_width),
            Some(function) => asl::diagram(machine, &options, &|text, style| {
                measured(function, text, style)
            }),
        }
    }
}

/// What the host's function answers; where it fails, the estimate.
fn measured(function: &Function, text: &str, style: TextStyle) -> f64 {
    let name = match style {
        TextStyle::Name => "name",
        TextStyle::Caption => "detail",
        TextStyle::Label => "label",
        TextStyle::Badge => "badge",
    };
    let width = function.call2(&JsValue::UNDEFINED, &text.into(), &name.into());
    width
        .ok()
        .and_then(|width| width.as_f64())
        .unwrap_or_else(|| asl::approximate_width(text, style))
}

impl Graph {
    pub(crate) fn new(machine: &asl::Machine, diagram: &Diagram) -> Self {
        let key_of = |shape: Shape| {
            let node = diagram.nodes.iter().find(|node| node.shape == shape);
            node.map(|node| node.key.clone())
        };
        Self {
            width: diagram.width,
            height: diagram.height,
            nodes: diagram
                .nodes
                .iter()
                .map(|node| GraphNode::new(node, machine, diagram))
                .collect(),
            edges: diagram
                .edges
                .iter()
                .map(|edge| GraphEdge::new(edge, diagram))
                .collect(),
            start: key_of(Shape::Start),
            end: key_of(Shape::End),
        }
    }
}

impl GraphNode {
    fn new(node: &DiagramNode, machine: &asl::Machine, diagram: &Diagram) -> Self {
        let state = node.state.and_then(|id| machine.states.get(id.0 as usize));
        let key = |index: Option<usize>| index.map(|index| key_of(diagram, index));
        let (header, collapsed) = match node.shape {
            Shape::Container { header, collapsed } => ((!collapsed).then_some(header), collapsed),
            _ => (None, false),
        };
        Self {
            key: node.key.clone(),
            path: state.map(|state| state.path.to_string()),
            name: node.title.clone(),
            kind: NodeKind::of(node.shape, state.map(|state| &state.kind)),
            detail: node.caption.clone(),
            icon: asl::icon_path(node.icon),
            x: node.rect.x,
            y: node.rect.y,
            width: node.rect.width,
            height: node.rect.height,
            header,
            collapsed,
            parent: key(node.parent),
            depth: node.depth,
            retries: node.badges.iter().find_map(|badge| match badge {
                StaticBadge::Retry { max } => Some(*max),
                _ => None,
            }),
            timeout: node.badges.iter().find_map(|badge| match badge {
                StaticBadge::Timeout { text } => Some(text.clone()),
                _ => None,
            }),
            catches: node.badges.contains(&StaticBadge::Catch),
            neighbours: GraphNeighbours {
                next: key(node.neighbours.next),
                previous: key(node.neighbours.previous),
                inner: key(node.neighbours.inner),
                outer: key(node.neighbours.outer),
            },
        }
    }
}

impl GraphEdge {
    fn new(edge: &DiagramEdge, diagram: &Diagram) -> Self {
        Self {
            key: edge.key.clone(),
            from: key_of(diagram, edge.from),
            to: key_of(diagram, edge.to),
            kind: edge.kind.into(),
            d: edge.path.to_svg(),
            label: edge.label.as_ref().map(|label| GraphLabel {
                text: label.text.clone(),
                full: label.full.clone(),
                x: label.rect.x,
                y: label.rect.y,
                width: label.rect.width,
                height: label.rect.height,
            }),
            back: edge.back,
        }
    }
}

fn key_of(diagram: &Diagram, index: usize) -> String {
    let node = diagram.nodes.get(index);
    node.map_or_else(String::new, |node| node.key.clone())
}

impl NodeKind {
    fn of(shape: Shape, state: Option<&StateKind>) -> Self {
        match (shape, state) {
            (Shape::Start, _) => Self::Start,
            (Shape::End, _) => Self::End,
            (_, None) => Self::Missing,
            (_, Some(StateKind::Task(_))) => Self::Task,
            (_, Some(StateKind::Pass { .. })) => Self::Pass,
            (_, Some(StateKind::Choice(_))) => Self::Choice,
            (_, Some(StateKind::Wait(_))) => Self::Wait,
            (_, Some(StateKind::Succeed)) => Self::Succeed,
            (_, Some(StateKind::Fail(_))) => Self::Fail,
            (_, Some(StateKind::Parallel { .. })) => Self::Parallel,
            (_, Some(StateKind::Map(_))) => Self::Map,
            (_, Some(StateKind::Unknown(_))) => Self::Unknown,
        }
    }
}

impl From<asl::EdgeKind> for EdgeKind {
    fn from(kind: asl::EdgeKind) -> Self {
        match kind {
            asl::EdgeKind::Start => Self::Start,
            asl::EdgeKind::Next => Self::Next,
            asl::EdgeKind::Choice => Self::Choice,
            asl::EdgeKind::Default => Self::Default,
            asl::EdgeKind::Catch => Self::Catch,
            asl::EdgeKind::End => Self::End,
        }
    }
}

#[wasm_bindgen::prelude::wasm_bindgen(typescript_custom_section)]
const TEXT_STYLE: &str = r#"
/** The styles of text whose width decides sizes: a state's name (13 px, semibold), the small line beside it (11 px), the chip of an edge (11 px), a badge on a card (11 px, semibold). */
export type TextStyle = "name" | "detail" | "label" | "badge";
"#;
