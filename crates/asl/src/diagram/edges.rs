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

/// The way from a level's start, which is its node 0.
pub(super) fn start<'a>(path: &str, target: &'a Target) -> Way<'a> {
    Way {
        target,
        key: format!("start@{path}#start"),
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
        let (kind, suffix) = kind(via);
        ways.push(Way {
            target,
            key: format!("{}#{suffix}", state.path),
            from,
            source: Some(EdgeSource { state: id, via }),
            kind,
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

fn kind(via: Via) -> (EdgeKind, String) {
    match via {
        Via::Next => (EdgeKind::Next, "next".to_owned()),
        Via::End => (EdgeKind::End, "end".to_owned()),
        Via::Choice(index) => (EdgeKind::Choice, format!("choice[{index}]")),
        Via::Default => (EdgeKind::Default, "default".to_owned()),
        Via::Catch(index) => (EdgeKind::Catch, format!("catch[{index}]")),
    }
}
