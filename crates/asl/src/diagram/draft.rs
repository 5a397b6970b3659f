//! Levels of nodes and edges with their words and sizes, before they have places.

use asl_engine::{Level, LevelId, Machine, State, StateId, StateKind, Target};
use asl_layout::{Content, Edge, Graph, Node, Size};

use super::edges::{self, DraftEdge};
use super::size::{self, Measure};
use super::{DiagramOptions, Shape, StaticBadge, TextStyle};
use crate::services::Icon;
use crate::words::{Caption, caption, fit, format_duration, jsonata, preview};

/// Containers nested deeper than this are drawn collapsed, which also bounds the recursion.
const MAX_DEPTH: u32 = 24;
/// A timeout that is an expression is cut to this many characters.
const MAX_TIMEOUT: usize = 16;

/// One level.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) nodes: Vec<DraftNode>,
    /// Between nodes of this level, by their index.
    pub(super) edges: Vec<DraftEdge>,
}

/// A node without its place.
pub(super) struct DraftNode {
    pub(super) key: String,
    pub(super) shape: Shape,
    pub(super) state: Option<StateId>,
    pub(super) title: String,
    pub(super) caption: Caption,
    pub(super) badges: Vec<StaticBadge>,
    pub(super) size: Size,
    /// The levels inside an open container.
    pub(super) groups: Vec<Draft>,
}

/// Reads the whole machine.
pub(super) fn draft(
    machine: &Machine,
    options: &DiagramOptions,
    measure: &dyn Fn(&str, TextStyle) -> f64,
) -> Draft {
    let reader = Reader {
        machine,
        options,
        measure: Measure(measure),
    };
    reader.level(LevelId::ROOT, "/", 0)
}

/// The same levels as the layout wants them.
pub(super) fn graph(draft: &Draft) -> Graph {
    let node = |node: &DraftNode| Node {
        size: node.size,
        content: match node.shape {
            Shape::Container {
                header,
                collapsed: false,
            } => Content::Container {
                header,
                padding: size::CONTAINER_PADDING,
                groups: node.groups.iter().map(graph).collect(),
            },
            _ => Content::Leaf,
        },
    };
    let edge = |edge: &DraftEdge| Edge {
        from: edge.from,
        to: edge.to,
        kind: edge.kind,
        label: edge.label.as_ref().map(|label| label.size),
    };
    Graph {
        nodes: draft.nodes.iter().map(node).collect(),
        edges: draft.edges.iter().map(edge).collect(),
    }
}

struct Reader<'a> {
    machine: &'a Machine,
    options: &'a DiagramOptions,
    measure: Measure<'a>,
}

impl Reader<'_> {
    fn level(&self, id: LevelId, path: &str, depth: u32) -> Draft {
        let mut draft = Draft::default();
        let Some(level) = self.machine.levels.get(id.0 as usize) else {
            return draft;
        };
        if level.states.is_empty() {
            return draft;
        }
        if depth == 0 {
            draft
                .nodes
                .push(mark(Shape::Start, format!("start@{path}")));
        }
        let mut states: Vec<(StateId, &State)> = level
            .states
            .values()
            .filter_map(|id| Some((*id, self.machine.states.get(id.0 as usize)?)))
            .collect();
        // Inside a container no mark says where to begin: the first node does.
        states.sort_by_key(|(id, _)| level.start.state() != Some(*id));
        for (id, state) in &states {
            draft.nodes.push(self.state(*id, state, depth));
        }
        self.connect(&mut draft, level, &states, path, depth);
        draft
    }

    /// Adds the edges of a level, and the nodes that only edges ask for: its end, and states that do not exist.
    fn connect(
        &self,
        draft: &mut Draft,
        level: &Level,
        states: &[(StateId, &State)],
        path: &str,
        depth: u32,
    ) {
        let first = draft.nodes.len() - states.len();
        let node_of = index_by_id(states, first);
        let mut ways = Vec::new();
        if depth == 0 {
            ways.push(edges::start(&level.start));
        }
        for (index, (id, state)) in (first..).zip(states) {
            ways.extend(edges::ways_out(*id, state, index));
        }
        let mut end = None;
        let mut missing: Vec<(String, usize)> = Vec::new();
        for way in ways {
            let to = match way.target {
                Target::State(id) => node_of(*id),
                Target::Unknown(name) => {
                    Some(missing_node(draft, &mut missing, name, path, &self.measure))
                }
                Target::End if depth == 0 => Some(*end.get_or_insert_with(|| {
                    draft.nodes.push(mark(Shape::End, format!("end@{path}")));
                    draft.nodes.len() - 1
                })),
                Target::End | Target::Missing => None,
            };
            if let Some(to) = to {
                draft.edges.push(way.into_edge(to, &self.measure));
            }
        }
    }

    fn state(&self, id: StateId, state: &State, depth: u32) -> DraftNode {
        let caption = caption(state);
        let badges = badges(state);
        let levels = self.levels_inside(state);
        let collapsed = self.options.collapsed.contains(&id) || depth >= MAX_DEPTH;
        let groups: Vec<Draft> = if collapsed {
            Vec::new()
        } else {
            let inside = levels.iter().enumerate();
            inside
                .map(|(index, level)| {
                    self.level(*level, &format!("{}[{index}]", state.path), depth + 1)
                })
                .collect()
        };
        let (shape, size) = if levels.is_empty() {
            (
                Shape::Card,
                self.measure.card(&state.name, &caption.text, &badges),
            )
        } else {
            let size = self.measure.header(&state.name, &caption.text, &badges);
            let height = if collapsed {
                size::CARD_HEIGHT
            } else {
                size.height
            };
            (
                Shape::Container {
                    header: size::HEADER,
                    collapsed,
                },
                Size::new(size.width, height),
            )
        };
        DraftNode {
            key: state.path.to_string(),
            shape,
            state: Some(id),
            title: state.name.to_string(),
            caption,
            badges,
            size,
            groups,
        }
    }

    /// The levels of a Map or Parallel that have something to show.
    fn levels_inside(&self, state: &State) -> Vec<LevelId> {
        let levels = match &state.kind {
            StateKind::Parallel { branches } => branches.clone(),
            StateKind::Map(map) => map.processor.into_iter().collect(),
            _ => Vec::new(),
        };
        let has_states = |level: &LevelId| {
            self.machine
                .levels
                .get(level.0 as usize)
                .is_some_and(|level| !level.states.is_empty())
        };
        levels.into_iter().filter(has_states).collect()
    }
}

/// The node of a state, found in logarithmic time; the first one has the index `first`.
fn index_by_id(states: &[(StateId, &State)], first: usize) -> impl Fn(StateId) -> Option<usize> {
    let mut sorted: Vec<(StateId, usize)> = (first..)
        .zip(states)
        .map(|(index, (id, _))| (*id, index))
        .collect();
    sorted.sort_unstable();
    move |id| {
        let at = sorted.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        sorted.get(at).map(|(_, index)| *index)
    }
}

/// The start or end of the machine.
fn mark(shape: Shape, key: String) -> DraftNode {
    let (icon, title) = match shape {
        Shape::Start => (Icon::Start, "Start"),
        _ => (Icon::End, "End"),
    };
    DraftNode {
        key,
        shape,
        state: None,
        title: title.to_owned(),
        caption: Caption {
            text: String::new(),
            icon,
        },
        badges: Vec::new(),
        size: Size::new(size::MARK, size::MARK),
        groups: Vec::new(),
    }
}

/// The card for a name that the level does not have, once for each name.
fn missing_node(
    draft: &mut Draft,
    missing: &mut Vec<(String, usize)>,
    name: &str,
    path: &str,
    measure: &Measure<'_>,
) -> usize {
    if let Some((_, index)) = missing.iter().find(|(known, _)| known == name) {
        return *index;
    }
    let caption = Caption {
        text: "No such state".to_owned(),
        icon: Icon::Unknown,
    };
    draft.nodes.push(DraftNode {
        key: format!("missing@{path}{name}"),
        shape: Shape::Card,
        state: None,
        title: name.to_owned(),
        size: measure.card(name, &caption.text, &[]),
        caption,
        badges: Vec::new(),
        groups: Vec::new(),
    });
    let index = draft.nodes.len() - 1;
    missing.push((name.to_owned(), index));
    index
}

fn badges(state: &State) -> Vec<StaticBadge> {
    let mut badges = Vec::new();
    if let Some(max) = state
        .retriers
        .iter()
        .map(|retrier| retrier.max_attempts)
        .max()
        .filter(|max| *max > 0)
    {
        badges.push(StaticBadge::Retry { max });
    }
    if !state.catchers.is_empty() {
        badges.push(StaticBadge::Catch);
    }
    if let StateKind::Task(task) = &state.kind
        && let Some(timeout) = &task.timeout
    {
        badges.push(StaticBadge::Timeout {
            text: timeout_text(timeout),
        });
    }
    badges
}

fn timeout_text(timeout: &asl_engine::NumberField) -> String {
    match timeout {
        asl_engine::NumberField::Literal(value) => match value.as_i64() {
            Some(seconds) => format_duration(seconds.saturating_mul(1_000)),
            None => preview(value, MAX_TIMEOUT),
        },
        asl_engine::NumberField::Path(path) => fit(&path.text, MAX_TIMEOUT),
        asl_engine::NumberField::Jsonata(template) => fit(&jsonata(template), MAX_TIMEOUT),
    }
}
