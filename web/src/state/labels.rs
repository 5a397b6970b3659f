//! What nodes, results and chips are called, for those who do not see colours.

use asl::{DiagramNode, Ending, Phase, Shape, StateView};

/// A phase's name for style sheets and tests.
pub fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Idle => "idle",
        Phase::Running => "running",
        Phase::Waiting => "waiting",
        Phase::Succeeded => "succeeded",
        Phase::Caught => "caught",
        Phase::Failed => "failed",
        Phase::Aborted => "aborted",
        Phase::Unreached => "unreached",
    }
}

/// A phase in words.
pub fn phase_words(phase: Phase) -> &'static str {
    match phase {
        Phase::Idle => "not started",
        Phase::Unreached => "never reached",
        other => phase_name(other),
    }
}

/// A node in words: `Task RunGlueJob, caught, 1 of 3 attempts, 3 visits`.
///
/// `attempts` is how many the definition allows; a single one is not worth counting.
pub fn node_label(node: &DiagramNode, kind: &str, attempts: u32, view: &StateView) -> String {
    match node.shape {
        Shape::Start => return "Start".into(),
        Shape::End => return "End".into(),
        Shape::Card | Shape::Container { .. } => {}
    }
    let mut words = vec![
        format!("{kind} {}", node.title),
        phase_words(view.phase).into(),
    ];
    if view.attempt > 0 && kind == "Task" {
        words.push(format!(
            "{} of {} {}",
            view.attempt,
            attempts.max(view.attempt),
            plural(attempts.max(view.attempt), "attempt")
        ));
    }
    if let Some(iterations) = view.iterations {
        let unit = if kind == "Map" { "items" } else { "branches" };
        words.push(format!(
            "{} of {} {unit} done",
            iterations.succeeded + iterations.failed,
            iterations.total
        ));
    }
    if view.visits > 1 {
        words.push(format!("{} visits", view.visits));
    }
    words.join(", ")
}

/// The result of a run, as AWS calls it, and its name for style sheets.
pub fn ending_words(ending: &Ending) -> (&'static str, &'static str) {
    match ending {
        Ending::Succeeded { .. } => ("SUCCEEDED", "succeeded"),
        Ending::Failed { .. } => ("FAILED", "failed"),
        Ending::TimedOut { .. } => ("TIMED_OUT", "timed-out"),
        Ending::Aborted => ("ABORTED", "aborted"),
        Ending::OutOfBudget { .. } | Ending::UnusableOutcome { .. } => ("STOPPED", "stopped"),
    }
}

fn plural(count: u32, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{Icon, Iterations, Rect};

    fn node(shape: Shape) -> DiagramNode {
        DiagramNode {
            key: String::new(),
            shape,
            state: None,
            title: "RunGlueJob".into(),
            caption: String::new(),
            icon: Icon::Glue,
            rect: Rect::default(),
            parent: None,
            depth: 0,
            badges: Vec::new(),
            neighbours: asl::Neighbours::default(),
        }
    }

    #[track_caller]
    fn check(kind: &str, attempts: u32, view: StateView, expected: &str) {
        assert_eq!(
            node_label(&node(Shape::Card), kind, attempts, &view),
            expected
        );
    }

    #[test]
    fn a_node_says_kind_name_status_and_counts() {
        let caught = StateView {
            phase: Phase::Caught,
            attempt: 1,
            visits: 1,
            ..StateView::default()
        };
        check("Task", 1, caught, "Task RunGlueJob, caught, 1 of 1 attempt");
        let retried = StateView {
            phase: Phase::Succeeded,
            attempt: 2,
            visits: 3,
            ..StateView::default()
        };
        check(
            "Task",
            4,
            retried,
            "Task RunGlueJob, succeeded, 2 of 4 attempts, 3 visits",
        );
        let iterations = Iterations {
            started: 2,
            succeeded: 1,
            failed: 0,
            total: 3,
        };
        let map = StateView {
            phase: Phase::Running,
            attempt: 1,
            visits: 1,
            iterations: Some(iterations),
            ..StateView::default()
        };
        check("Map", 1, map, "Map RunGlueJob, running, 1 of 3 items done");
        check(
            "Pass",
            1,
            StateView::default(),
            "Pass RunGlueJob, not started",
        );
    }

    #[test]
    fn start_and_end_are_just_that() {
        assert_eq!(
            node_label(&node(Shape::Start), "", 0, &StateView::default()),
            "Start"
        );
    }
}
