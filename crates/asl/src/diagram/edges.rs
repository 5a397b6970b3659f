//! The ways out of a state, with what is written on them.

use asl_engine::{State, StateId, StateKind, Target, Via};
use asl_layout::{EdgeKind, Size};

use super::size::{self, Measure};
use crate::run::EdgeSource;
use crate::words::{error_names, reading_form};

/// An edge of one level, without its line.
pub(super) struct DraftEdge {
    pub(super) key: String,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) source: Option<EdgeSource>,
    pub(super) kind: EdgeKind,
    pub(super) label: Option<DraftLabel>,
}

/// A chip without its place.
pub(super) struct DraftLabel {
    pub(super) text: String,
    pub(super) full: String,
    pub(super) size: Size,
}

/// A way out whose target is still a name.
pub(super) struct Way<'a> {
    pub(super) target: &'a Target,
    key: String,
    from: usize,
    source: Option<EdgeSource>,
    kind: EdgeKind,
    label: Option<String>,
}

impl Way<'_> {
    /// The edge to the node at `to`.
    pub(super) fn into_edge(self, to: usize, measure: &Measure<'_>) -> DraftEdge {
        let label = self.label.map(|full| {
            let (text, width) = measure.chip(&full);
            DraftLabel {
                text,
                full,
                size: Size::new(width, size::CHIP_HEIGHT),
            }
        });
        DraftEdge {
            key: self.key,
            from: self.from,
            to,
            source: self.source,
            kind: self.kind,
            label,
        }
    }
}

/// The way from the machine's start, which is its level's node 0.
pub(super) fn start(target: &Target) -> Way<'_> {
    Way {
        target,
        key: START_KEY.to_owned(),
        from: 0,
        source: None,
        kind: EdgeKind::Start,
        label: None,
    }
}

/// The ways out of a state, in the order in which they are tried.
pub(super) fn ways_out<'a>(id: StateId, state: &'a State, from: usize) -> Vec<Way<'a>> {
    let mut ways = Vec::new();
    let mut push = |target: &'a Target, via: Via, label: Option<String>| {
        ways.push(Way {
            target,
            key: key(&state.path, via),
            from,
            source: Some(EdgeSource { state: id, via }),
            kind: kind(via),
            label,
        });
    };
    match &state.kind {
        StateKind::Choice(choice) => {
            for (index, rule) in (0..).zip(&choice.rules) {
                push(
                    &rule.next,
                    Via::Choice(index),
                    Some(reading_form(&rule.test)),
                );
            }
            if let Some(default) = &choice.default {
                push(default, Via::Default, Some("Default".to_owned()));
            }
        }
        StateKind::Succeed => push(&Target::End, Via::End, None),
        StateKind::Fail(_) => {}
        _ => {
            let via = if matches!(state.next, Target::End) {
                Via::End
            } else {
                Via::Next
            };
            push(&state.next, via, None);
        }
    }
    for (index, catcher) in (0..).zip(&state.catchers) {
        push(
            &catcher.next,
            Via::Catch(index),
            Some(error_names(&catcher.error_equals)),
        );
    }
    ways
}

/// The key of the edge that stands for a way out of the state with this path.
pub(crate) fn key(path: &str, via: Via) -> String {
    match via {
        Via::Next => format!("{path}#next"),
        Via::End => format!("{path}#end"),
        Via::Choice(index) => format!("{path}#choice[{index}]"),
        Via::Default => format!("{path}#default"),
        Via::Catch(index) => format!("{path}#catch[{index}]"),
    }
}

/// The key of the edge out of the machine's start.
pub(crate) const START_KEY: &str = "start@/#start";

fn kind(via: Via) -> EdgeKind {
    match via {
        Via::Next => EdgeKind::Next,
        Via::End => EdgeKind::End,
        Via::Choice(_) => EdgeKind::Choice,
        Via::Default => EdgeKind::Default,
        Via::Catch(_) => EdgeKind::Catch,
    }
}
