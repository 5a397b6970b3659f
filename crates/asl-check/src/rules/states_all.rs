//! # `states-all`
//!
//! ## What it checks
//! `States.ALL` stands alone in its `ErrorEquals`, and only in the last retrier or catcher.
//!
//! ## Why
//! AWS refuses the definition: what follows `States.ALL` could never match.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
//!   {"ErrorEquals": ["States.ALL", "States.Timeout"]}
//! ]}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": [
//!   {"ErrorEquals": ["States.ALL"]}
//! ]}
//! ```
//!
//! ## Source
//! The specification: it MUST appear alone, and in the last retrier or catcher.

use asl_syntax::Diagnostic;
use asl_syntax::view::Text;

use crate::context::Context;

pub(super) const CODE: &str = "states-all";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in &context.states {
        let retriers: Vec<Vec<Text<'_>>> =
            at.state.retriers().map(|retrier| retrier.error_equals().collect()).collect();
        let catchers: Vec<Vec<Text<'_>>> =
            at.state.catchers().map(|catcher| catcher.error_equals().collect()).collect();
        for (field, lists) in [("Retry", retriers), ("Catch", catchers)] {
            found.extend(problems(&lists).map(|(index, name, problem)| {
                word(name, problem, format!("{}/{field}[{index}]/ErrorEquals", at.path))
            }));
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Problem {
    NotAlone,
    NotLast,
}

/// `States.ALL` in a wrong place: in which list, where, and what is wrong.
fn problems<'a>(
    lists: &'a [Vec<Text<'a>>],
) -> impl Iterator<Item = (usize, Text<'a>, Problem)> + 'a {
    lists.iter().enumerate().filter_map(|(index, names)| {
        let all = *names.iter().find(|name| name.value == "States.ALL")?;
        if names.len() > 1 {
            Some((index, all, Problem::NotAlone))
        } else if index + 1 < lists.len() {
            Some((index, all, Problem::NotLast))
        } else {
            None
        }
    })
}

fn word(name: Text<'_>, problem: Problem, path: String) -> Diagnostic {
    let (message, help) = match problem {
        Problem::NotAlone => (
            "\"States.ALL\" stands with other errors.",
            "It matches every error, so it stands alone. Remove it or the others.",
        ),
        Problem::NotLast => (
            "\"States.ALL\" is not in the last one.",
            "It matches every error, so nothing after it is tried. Move it to the end.",
        ),
    };
    Diagnostic::error(CODE, name.span, message).with_help(help).with_path(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn alone_and_last() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
    "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["E"]}],
    "Catch": [{"ErrorEquals": ["E", "States.ALL"], "Next": "B"}]},
  "B": {"Type": "Succeed"}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                    "Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["E"]}],
                                               ^^^^^^^^^^^^ error: "States.ALL" is not in the last one. (/States/A/Retry[0]/ErrorEquals)
                                                 help: It matches every error, so nothing after it is tried. Move it to the end.
                    "Catch": [{"ErrorEquals": ["E", "States.ALL"], "Next": "B"}]},
                                                    ^^^^^^^^^^^^ error: "States.ALL" stands with other errors. (/States/A/Catch[0]/ErrorEquals)
                                                      help: It matches every error, so it stands alone. Remove it or the others.
                  "B": {"Type": "Succeed"}
                }}
            "#]],
        );
    }
}
