//! Rows of elements: the nodes of each rank, the labels below them, and the lines that pass by.
//!
//! After this step every edge only ever leads from one row to the next. Indices of elements, rows
//! and bundles are made here and stay in range.

use std::ops::Range;

/// A part of a level in rows.
pub(crate) struct Rows {
    pub(crate) elements: Vec<Element>,
    /// The elements of each row from left to right.
    pub(crate) order: Vec<Vec<usize>>,
    /// Whether a row holds labels; otherwise it holds nodes.
    pub(crate) labels: Vec<bool>,
    /// What connects neighbouring rows, in the order in which a first drawing would go.
    pub(crate) segments: Vec<Segment>,
    /// By edge of the flow.
    pub(crate) chains: Vec<Chain>,
    pub(crate) bundles: Vec<Bundle>,
    /// The first and the last element of each node.
    pub(crate) top: Vec<usize>,
    pub(crate) bottom: Vec<usize>,
}

/// Something that takes room in a row, with its extents to both sides of its axis.
pub(crate) struct Element {
    pub(crate) row: usize,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) role: Role,
    /// The Choice it comes from, and its place among the edges of that Choice.
    pub(crate) sibling: Option<(usize, usize)>,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The first row of a node.
    Node(usize),
    /// A further row of a tall node.
    Span(usize),
    /// The label of an edge.
    Label(usize),
    /// A line passing by.
    Line,
    /// A line beside the node where a back edge begins or ends.
    Lane(usize),
}

/// A connection between two neighbouring rows.
pub(crate) struct Segment {
    pub(crate) upper: usize,
    pub(crate) lower: usize,
    /// What it costs to cross it, multiplied with the cost of the other.
    pub(crate) cost: u32,
}

/// The elements of one edge between its two nodes.
#[derive(Default)]
pub(crate) struct Chain {
    /// Its own element in the row of labels, if it has one.
    pub(crate) own: Option<usize>,
    pub(crate) bundle: Option<usize>,
    /// The rows in which it follows the bundle's trunk.
    pub(crate) trunk: Range<usize>,
    /// Beside the node that a back edge leaves.
    pub(crate) lane: Option<usize>,
}

/// Long edges to one target on one line.
pub(crate) struct Bundle {
    pub(crate) class: Class,
    /// One element for each row, from top to bottom.
    pub(crate) trunk: Vec<usize>,
    /// Beside the node that back edges enter.
    pub(crate) lane: Option<usize>,
    /// Whether the line runs outside of all rows, because the rows would grow too full.
    pub(crate) outer: bool,
}

/// An upper and a lower element, and what their connection is a part of.
pub(crate) type Link = (usize, usize, Serves);

/// What a connection is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serves {
    Edge(usize),
    Bundle(usize),
}

/// Edges of one class may share a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Main,
    Catch,
    Back,
    CatchBack,
}

impl Class {
    /// Whether the edges lead back.
    pub(crate) fn is_back(self) -> bool {
        matches!(self, Class::Back | Class::CatchBack)
    }
}

/// Crossing a tall node is out of the question, see [`crate::order`].
pub(crate) const SPAN_COST: u32 = 10_000;

impl Rows {
    /// The elements of an edge from top to bottom, without its two nodes.
    pub(crate) fn between(&self, edge: usize) -> Vec<usize> {
        let chain = &self.chains[edge];
        let bundle = chain.bundle.map(|bundle| &self.bundles[bundle]);
        let trunk = self.followed(chain).iter().copied();
        if let Some(bundle) = bundle.filter(|bundle| bundle.class.is_back()) {
            let lanes = (bundle.lane.into_iter(), chain.lane);
            lanes
                .0
                .chain(trunk)
                .chain(chain.own)
                .chain(lanes.1)
                .collect()
        } else {
            chain.own.into_iter().chain(trunk).collect()
        }
    }

    /// The first and the last element of an edge between its two nodes, if there are any.
    pub(crate) fn ends(&self, edge: usize) -> Option<(usize, usize)> {
        let chain = &self.chains[edge];
        let bundle = chain.bundle.map(|bundle| &self.bundles[bundle]);
        let trunk = self.followed(chain);
        let (first, last) = (trunk.first().copied(), trunk.last().copied());
        match bundle.filter(|bundle| bundle.class.is_back()) {
            Some(bundle) => {
                let first = bundle.lane.or(first).or(chain.own)?;
                Some((first, chain.lane.or(chain.own).or(last)?))
            }
            None => Some((chain.own.or(first)?, last.or(chain.own)?)),
        }
    }

    /// The connections between elements of edges, each once, with an edge or a bundle they serve.
    pub(crate) fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for (index, bundle) in self.bundles.iter().enumerate() {
            let line: Vec<usize> = bundle.lane.iter().chain(&bundle.trunk).copied().collect();
            links.extend(
                line.windows(2)
                    .map(|pair| (pair[0], pair[1], Serves::Bundle(index))),
            );
        }
        for (index, chain) in self.chains.iter().enumerate() {
            let Some(bundle) = chain.bundle.map(|bundle| &self.bundles[bundle]) else {
                continue;
            };
            let trunk = self.followed(chain);
            let serves = Serves::Edge(index);
            if bundle.class.is_back() {
                let above = trunk.last().copied().or(bundle.lane);
                let own: Vec<usize> = above
                    .into_iter()
                    .chain(chain.own)
                    .chain(chain.lane)
                    .collect();
                links.extend(own.windows(2).map(|pair| (pair[0], pair[1], serves)));
            } else if let (Some(own), Some(&first)) = (chain.own, trunk.first()) {
                links.push((own, first, serves));
            }
        }
        links
    }

    /// The part of its bundle's trunk that an edge follows.
    fn followed(&self, chain: &Chain) -> &[usize] {
        let trunk = chain.bundle.map(|bundle| &self.bundles[bundle].trunk[..]);
        match trunk {
            Some(trunk @ &[first, ..]) if !chain.trunk.is_empty() => {
                let row = self.elements[first].row;
                &trunk[chain.trunk.start - row..chain.trunk.end - row]
            }
            _ => &[],
        }
    }

    /// By element, its place in its row.
    pub(crate) fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.elements.len()];
        for row in &self.order {
            for (place, &element) in row.iter().enumerate() {
                places[element] = place;
            }
        }
        places
    }

    /// Whether the edge's line runs outside of all rows.
    pub(crate) fn is_outer(&self, edge: usize) -> bool {
        let bundle = self.chains[edge].bundle;
        bundle.is_some_and(|bundle| self.bundles[bundle].outer)
    }

    /// Adds an element at the end of its row.
    pub(crate) fn add(&mut self, row: usize, (left, right): (f64, f64), role: Role) -> usize {
        let element = self.elements.len();
        self.elements.push(Element {
            row,
            left,
            right,
            role,
            sibling: None,
        });
        self.order[row].push(element);
        element
    }
}
