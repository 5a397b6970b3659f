//! # `next-or-end`
//!
//! ## What it checks
//! A Task, Wait, Pass, Parallel or Map state has either `Next` or `"End": true`, not both. A Choice has neither: its
//! rules and `Default` say where to go. Succeed and Fail have neither: they end.
//!
//! ## Why
//! AWS refuses the definition: the state would not know where to go.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Pass"},
//! "Store": {"Type": "Succeed"}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Pass", "Next": "Store"},
//! "Store": {"Type": "Succeed"}
//! ```
//!
//! ## Source
//! The specification, "Transitions" and "Terminal state".

use asl_syntax::view::{StateAt, StateType};
use asl_syntax::{Diagnostic, Edit, Fix, Member, Node, quoted};

use crate::context::{Context, has_placeholder, is_unknown};
use crate::edits::{insert_member, remove_member};

pub(super) const CODE: &str = "next-or-end";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in context.states.iter().filter(|at| at.state.node.is_object() && !is_unknown(at.state.node)) {
        let (next, end) = (at.state.node.member("Next"), at.state.node.member("End"));
        match at.state.state_type {
            None => {}
            Some(state_type @ (StateType::Choice | StateType::Succeed | StateType::Fail)) => {
                let surplus = [next, end].into_iter().flatten();
                found.extend(surplus.map(|member| surplus_word(context, at, state_type, member)));
            }
            Some(_) => found.extend(problem(context, at, next, end)),
        }
    }
    found
}

fn problem(
    context: &Context<'_>,
    at: &StateAt<'_>,
    next: Option<&Member>,
    end: Option<&Member>,
) -> Option<Diagnostic> {
    // A hole says nothing yet; only `false` says that the state does not end here.
    let ends = end.is_some_and(|end| end.value.as_bool() != Some(false));
    match (next, end) {
        (None, _) if !ends => Some(neither_word(context, at, end)),
        (Some(next), Some(end)) if ends => Some(both_word(context, at, next, end)),
        _ => None,
    }
}

fn neither_word(context: &Context<'_>, at: &StateAt<'_>, end: Option<&Member>) -> Diagnostic {
    let message = match end {
        Some(_) => format!("\"{}\" says that it does not end, but not where to go.", at.state.name),
        None => format!("\"{}\" does not say where to go.", at.state.name),
    };
    let mut diagnostic = Diagnostic::error(CODE, at.state.name_span, message)
        .with_help("Name the \"Next\" state, or write \"End\": true.")
        .with_path(&at.path);
    let following = at.machine.states().skip_while(|other| other.name != at.state.name).nth(1);
    if let Some(following) = following.filter(|following| !has_placeholder(following.name)) {
        let next = quoted(following.name);
        let fix = insert_member(context.document, at.state.node, "Next", &next);
        diagnostic.fixes.extend(fix.map(|fix| Fix { title: format!("Add \"Next\": {next}"), ..fix }));
    }
    diagnostic.fixes.extend(match end {
        Some(end) => Some(make_true(&end.value)),
        None => insert_member(context.document, at.state.node, "End", "true")
            .map(|fix| Fix { title: "Add \"End\": true".to_owned(), ..fix }),
    });
    diagnostic
}

fn make_true(value: &Node) -> Fix {
    let edits = vec![Edit { span: value.span, text: "true".to_owned() }];
    Fix { title: "Write \"End\": true".to_owned(), edits }
}

fn both_word(context: &Context<'_>, at: &StateAt<'_>, next: &Member, end: &Member) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(
        CODE,
        end.span,
        format!("\"{}\" has both \"Next\" and \"End\".", at.state.name),
    )
    .with_help("A state either goes on or ends. Remove one of them.")
    .with_label(next.span, "it goes on")
    .with_path(&at.path);
    diagnostic.fixes.extend(remove_member(context.document, at.state.node, end));
    diagnostic.fixes.extend(remove_member(context.document, at.state.node, next));
    diagnostic
}

fn surplus_word(
    context: &Context<'_>,
    at: &StateAt<'_>,
    state_type: StateType,
    member: &Member,
) -> Diagnostic {
    let message = format!("A {} state has no \"{}\".", state_type.as_str(), member.key);
    let help = match state_type {
        StateType::Choice => "Its rules and \"Default\" say where to go.",
        _ => "It ends the machine that it is in.",
    };
    let mut diagnostic =
        Diagnostic::error(CODE, member.key_span, message).with_help(help).with_path(&at.path);
    diagnostic.fixes.extend(remove_member(context.document, at.state.node, member));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn neither_and_both() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {
    "Type": "Pass"
  },
  "B": {"Type": "Wait", "Seconds": 1, "Next": "C", "End": true},
  "C": {"Type": "Pass", "End": false},
  "D": {"Type": "Pass", "Next": "A", "End": false},
  "E": {"Type": "Pass", "Next": }
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {
                  ^^^ error: "A" does not say where to go. (/States/A)
                    help: Name the "Next" state, or write "End": true.
                    fix: Add "Next": "B"
                    fix: Add "End": true
                    "Type": "Pass"
                  },
                  "B": {"Type": "Wait", "Seconds": 1, "Next": "C", "End": true},
                                                                   ^^^^^^^^^^^ error: "B" has both "Next" and "End". (/States/B)
                                                                     help: A state either goes on or ends. Remove one of them.
                                                                     line 5, "Next": "C": it goes on
                                                                     fix: Remove "End"
                                                                     fix: Remove "Next"
                  "C": {"Type": "Pass", "End": false},
                  ^^^ error: "C" says that it does not end, but not where to go. (/States/C)
                    help: Name the "Next" state, or write "End": true.
                    fix: Add "Next": "D"
                    fix: Write "End": true
                  "D": {"Type": "Pass", "Next": "A", "End": false},
                  "E": {"Type": "Pass", "Next": }
                }}
            "#]],
        );
    }

    #[test]
    fn in_yaml() {
        check(
            CODE,
            "StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: 1\n  B: {Type: Succeed}\n  C: {Type: Pass}\n",
            expect![[r#"
                StartAt: A
                States:
                  A:
                  ^ error: "A" does not say where to go. (/States/A)
                    help: Name the "Next" state, or write "End": true.
                    fix: Add "Next": "B"
                    fix: Add "End": true
                    Type: Wait
                    Seconds: 1
                  B: {Type: Succeed}
                  C: {Type: Pass}
                  ^ error: "C" does not say where to go. (/States/C)
                    help: Name the "Next" state, or write "End": true.
                    fix: Add "End": true
            "#]],
        );
    }

    #[test]
    fn types_without_either() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}], "Next": "B"},
  "B": {"Type": "Succeed", "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "B"}], "Next": "B"},
                                                                                                         ^^^^^^ error: A Choice state has no "Next". (/States/A)
                                                                                                           help: Its rules and "Default" say where to go.
                                                                                                           fix: Remove "Next"
                  "B": {"Type": "Succeed", "End": true}
                                           ^^^^^ error: A Succeed state has no "End". (/States/B)
                                             help: It ends the machine that it is in.
                                             fix: Remove "End"
                }}
            "#]],
        );
    }
}
