//! States found by words of their name, their type, their caption or their resource.

use asl::{Diagram, Machine, StateKind};

use super::num;

/// The nodes, by their index, in which every word stands. Without a word, none.
pub fn nodes(diagram: &Diagram, machine: &Machine, query: &str) -> Vec<usize> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let fits = |(index, node): (usize, &asl::DiagramNode)| {
        let state = machine.states.get(num::index(node.state?.0))?;
        let resource = match &state.kind {
            StateKind::Task(task) => &*task.resource.text,
            _ => "",
        };
        let kind = state.kind.type_name();
        let text = format!("{} {kind} {} {resource}", state.name, node.caption).to_lowercase();
        words
            .iter()
            .all(|word| text.contains(word))
            .then_some(index)
    };
    if words.is_empty() {
        return Vec::new();
    }
    diagram.nodes.iter().enumerate().filter_map(fits).collect()
}

/// "2 of 5", "no state".
pub fn count(at: Option<usize>, all: usize) -> String {
    match (at, all) {
        (_, 0) => "no state".to_owned(),
        (Some(at), _) => format!("{} of {all}", at + 1),
        (None, 1) => "1 state".to_owned(),
        (None, _) => format!("{all} states"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let text = r#"{"StartAt": "Charge card", "States": {
            "Charge card": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Ship"},
            "Ship": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "Done"},
            "Done": {"Type": "Succeed"}}}"#;
        let machine = asl::analyse(text).machine;
        let measure = |text: &str, style| asl::approximate_width(text, style);
        let diagram = asl::diagram(&machine, &asl::DiagramOptions::default(), &measure);
        let found: Vec<&str> = nodes(&diagram, &machine, query)
            .into_iter()
            .map(|index| diagram.nodes[index].title.as_str())
            .collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn by_name_type_and_resource() {
        check("charge", &["Charge card"]);
        check("TASK", &["Charge card", "Ship"]);
        check("sqs:send", &["Ship"]);
        check("task card", &["Charge card"]);
        check("succeed", &["Done"]);
        check("nothing", &[]);
        check(" ", &[]);
    }

    #[test]
    fn counts_in_words() {
        assert_eq!(count(None, 0), "no state");
        assert_eq!(count(None, 1), "1 state");
        assert_eq!(count(None, 5), "5 states");
        assert_eq!(count(Some(1), 5), "2 of 5");
    }
}
