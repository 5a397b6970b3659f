//! States, type by type.

use std::sync::Arc;

use asl_syntax::Node;

use super::choice;
use super::fields::{self, Fields, expression, path};
use super::levels::{Found, Outline};
use super::map;
use super::values::{text, texts, value_of};
use crate::fields::{Catcher, Fail, FailText, Retrier, Task, Wait};
use crate::machine::{State, StateKind, Target};
use crate::resource::Resource;

/// Compiles one state.
pub(super) fn compile(found: &Found<'_>, outline: &Outline<'_>) -> State {
    let node = &found.member.value;
    let fields = Fields {
        node,
        language: found.language,
    };
    State {
        name: Arc::clone(&found.member.key),
        level: found.level,
        path: Arc::clone(&found.path),
        name_span: found.member.key_span,
        span: found.member.span,
        comment: text(node, "Comment"),
        kind: kind(fields, found, outline),
        next: next(node, found, outline),
        io: fields::io(fields),
        retriers: entries(node, "Retry").iter().map(retrier).collect(),
        catchers: entries(node, "Catch")
            .iter()
            .map(|node| catcher(fields.inside(node), found, outline))
            .collect(),
        reads_context: reads_context(node),
    }
}

fn kind(fields: Fields<'_>, found: &Found<'_>, outline: &Outline<'_>) -> StateKind {
    let node = fields.node;
    let name = text(node, "Type");
    match name.as_deref() {
        Some("Task") => StateKind::Task(task(fields)),
        Some("Pass") => StateKind::Pass {
            result: node.get("Result").map(value_of),
        },
        Some("Choice") => StateKind::Choice(choice::compile(fields, found, outline)),
        Some("Wait") => StateKind::Wait(wait(fields)),
        Some("Succeed") => StateKind::Succeed,
        Some("Fail") => StateKind::Fail(fail(fields)),
        Some("Parallel") => StateKind::Parallel {
            branches: found.inner.clone(),
        },
        Some("Map") => StateKind::Map(Box::new(map::compile(fields, found))),
        _ => StateKind::Unknown(name),
    }
}

fn next(node: &Node, found: &Found<'_>, outline: &Outline<'_>) -> Target {
    match text(node, "Next") {
        Some(name) => outline.target(found.level, Some(&name)),
        None if node.get("End").and_then(Node::as_bool) == Some(true) => Target::End,
        None => Target::Missing,
    }
}

fn task(fields: Fields<'_>) -> Task {
    let node = fields.node;
    Task {
        resource: Resource::parse(&text(node, "Resource").unwrap_or_default()),
        timeout: fields.number("TimeoutSeconds"),
        heartbeat: fields.number("HeartbeatSeconds"),
        credentials: fields.payload("Credentials"),
    }
}

fn wait(fields: Fields<'_>) -> Wait {
    let node = fields.node;
    if let Some(timestamp) = fields.jsonata("Timestamp") {
        return Wait::TimestampExpression(timestamp);
    }
    let is_text = |key: &str| node.get(key).is_some_and(|node| node.as_str().is_some());
    if let Some(seconds) = fields.jsonata("Seconds").filter(|_| is_text("Seconds")) {
        return Wait::SecondsExpression(seconds);
    }
    if let Some(seconds) = node.get("Seconds") {
        return Wait::Seconds(value_of(seconds));
    }
    if let Some(timestamp) = text(node, "Timestamp") {
        return Wait::Timestamp(timestamp);
    }
    match (text(node, "SecondsPath"), text(node, "TimestampPath")) {
        (Some(text), _) => Wait::SecondsPath(path(text)),
        (None, Some(text)) => Wait::TimestampPath(path(text)),
        (None, None) => Wait::Missing,
    }
}

fn fail(fields: Fields<'_>) -> Fail {
    let node = fields.node;
    let field = |key: &'static str, path_key: &'static str| {
        if let Some(template) = fields.jsonata(key) {
            return Some(FailText::Jsonata {
                field: key,
                template,
            });
        }
        match (text(node, key), text(node, path_key)) {
            (Some(literal), _) => Some(FailText::Literal(literal)),
            (None, Some(text)) => Some(FailText::Expression {
                field: path_key,
                expression: expression(text),
            }),
            (None, None) => None,
        }
    };
    Fail {
        error: field("Error", "ErrorPath"),
        cause: field("Cause", "CausePath"),
    }
}

fn entries<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    node.get(key).map(Node::items).unwrap_or_default()
}

/// A retrier with its defaults: 1 second, 3 attempts, a rate of 2 (rule I3).
fn retrier(node: &Node) -> Retrier {
    let number = |key: &str| node.get(key).and_then(Node::as_f64);
    let attempts = node.get("MaxAttempts").and_then(Node::as_i64).unwrap_or(3);
    Retrier {
        error_equals: texts(node, "ErrorEquals"),
        interval_seconds: number("IntervalSeconds").unwrap_or(1.0),
        max_attempts: u32::try_from(attempts.max(0)).unwrap_or(u32::MAX),
        backoff_rate: number("BackoffRate").unwrap_or(2.0),
        max_delay_seconds: number("MaxDelaySeconds"),
        full_jitter: text(node, "JitterStrategy").as_deref() == Some("FULL"),
    }
}

fn catcher(fields: Fields<'_>, found: &Found<'_>, outline: &Outline<'_>) -> Catcher {
    let node = fields.node;
    Catcher {
        error_equals: texts(node, "ErrorEquals"),
        result_path: fields::result_path(node),
        output: fields.payload("Output"),
        assign: fields.payload("Assign"),
        next: outline.target(found.level, text(node, "Next").as_deref()),
        span: node.span,
    }
}

/// Whether any text inside a state may read the context object. Nested states answer for
/// themselves, but asking them too costs nothing but a context object nobody reads.
fn reads_context(node: &Node) -> bool {
    if let Some(text) = node.as_str() {
        return text.contains("$$") || may_read_context(text);
    }
    node.items().iter().any(reads_context)
        || node
            .members()
            .iter()
            .any(|member| reads_context(&member.value))
}

/// Whether a JSONata expression may read the context object: unless it only ever reads other members of `$states`, and
/// has no `%`, which steps back from them.
fn may_read_context(text: &str) -> bool {
    const OTHERS: [&str; 3] = [".input", ".result", ".errorOutput"];
    let reads_other = |after: &str| {
        OTHERS.iter().any(|other| {
            let next = after.strip_prefix(other).map(|rest| rest.chars().next());
            next.is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric() && next != '_'))
        })
    };
    let mut after_states = text.split("$states").skip(1).peekable();
    let expression = text.strip_prefix("{%").unwrap_or(text);
    let expression = expression.strip_suffix("%}").unwrap_or(expression);
    after_states.peek().is_some() && (expression.contains('%') || !after_states.all(reads_other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(may_read_context(text), expected, "{text}");
    }

    #[test]
    fn the_context_object_is_made_for_those_who_may_read_it() {
        check("{% $states.input.a + $states.result %}", false);
        check("{% $states.errorOutput.Cause %}", false);
        check("{% $x.context %}", false);
        check("{% $states.context.Execution.Id %}", true);
        check("{% $states.input.a & $states.context.Task.Token %}", true);
        check("{% $lookup($states, 'context') %}", true);
        check("{% $states %}", true);
        check("{% $states.inputs %}", true);
        check("{% $states.*.Execution %}", true);
        check("{% $states.input.%.context %}", true);
        check("{% $states.input[%.context.State.Name = 'A'] %}", true);
    }
}
