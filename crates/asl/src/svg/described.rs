//! The picture in words, for those who do not see it.

use crate::diagram::{Diagram, DiagramNode};
use crate::run::Run;

/// How many states a description lists.
const LISTED: usize = 60;

/// What the picture is.
pub(super) fn title(diagram: &Diagram, at: Option<(&Run, u32)>) -> String {
    if let Some((run, cursor)) = at {
        let (events, event) = (run.len(), run.describe(cursor));
        return format!("State machine at event {cursor} of {events}: {event}");
    }
    let mut states = states_of(diagram);
    match (states.next(), states.count()) {
        (None, _) => "State machine".to_owned(),
        (Some(first), 0) => format!("State machine of one state, {}", first.title),
        (Some(first), others) => {
            format!(
                "State machine of {} states, the first is {}",
                others + 1,
                first.title
            )
        }
    }
}

/// The states in the order of the diagram, each with what it does.
pub(super) fn states(diagram: &Diagram) -> String {
    let sentence = |node: &DiagramNode| format!("{}: {}.", node.title, node.caption);
    let mut listed: Vec<String> = states_of(diagram).take(LISTED).map(sentence).collect();
    let others = states_of(diagram).count().saturating_sub(LISTED);
    if others > 0 {
        listed.push(format!("And {others} more."));
    }
    listed.join(" ")
}

fn states_of(diagram: &Diagram) -> impl Iterator<Item = &DiagramNode> {
    diagram.nodes.iter().filter(|node| node.state.is_some())
}
