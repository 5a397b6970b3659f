//! States, type by type.

use std::sync::Arc;

use asl_syntax::Node;

use super::choice;
use super::fields::{self, expression, number_field, path};
use super::levels::{Found, Outline};
use super::values::{text, texts, value_of};
use crate::fields::{Catcher, Fail, FailText, Map, Retrier, Task, Wait};
use crate::machine::{State, StateKind, Target};
use crate::resource::Resource;

/// Compiles one state.
pub(super) fn compile(found: &Found<'_>, outline: &Outline<'_>) -> State {
    let node = &found.member.value;
    State {
        name: Arc::clone(&found.member.key),
        level: found.level,
        path: Arc::clone(&found.path),
        name_span: found.member.key_span,
        span: found.member.span,
        comment: text(node, "Comment"),
        kind: kind(node, found, outline),
        next: next(node, found, outline),
        io: fields::io(node),
        retriers: entries(node, "Retry").iter().map(retrier).collect(),
        catchers: entries(node, "Catch")
            .iter()
            .map(|node| catcher(node, found, outline))
            .collect(),
        reads_context: reads_context(node),
    }
}

fn kind(node: &Node, found: &Found<'_>, outline: &Outline<'_>) -> StateKind {
    let name = text(node, "Type");
    match name.as_deref() {
        Some("Task") => StateKind::Task(task(node)),
        Some("Pass") => StateKind::Pass {
            result: node.get("Result").map(value_of),
        },
        Some("Choice") => StateKind::Choice(choice::compile(node, found, outline)),
        Some("Wait") => StateKind::Wait(wait(node)),
        Some("Succeed") => StateKind::Succeed,
        Some("Fail") => StateKind::Fail(fail(node)),
        Some("Parallel") => StateKind::Parallel {
            branches: found.inner.clone(),
        },
        Some("Map") => StateKind::Map(map(node, found)),
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

fn task(node: &Node) -> Task {
    Task {
        resource: Resource::parse(&text(node, "Resource").unwrap_or_default()),
        timeout: number_field(node, "TimeoutSeconds"),
        heartbeat: number_field(node, "HeartbeatSeconds"),
        credentials: fields::template(node, "Credentials"),
    }
}

fn wait(node: &Node) -> Wait {
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

fn fail(node: &Node) -> Fail {
    let field = |key: &str, path_key: &'static str| match (text(node, key), text(node, path_key)) {
        (Some(literal), _) => Some(FailText::Literal(literal)),
        (None, Some(text)) => Some(FailText::Expression {
            field: path_key,
            expression: expression(text),
        }),
        (None, None) => None,
    };
    Fail {
        error: field("Error", "ErrorPath"),
        cause: field("Cause", "CausePath"),
    }
}

fn map(node: &Node, found: &Found<'_>) -> Map {
    let processor = node.get("ItemProcessor").or_else(|| node.get("Iterator"));
    let mode = processor
        .and_then(|processor| processor.get("ProcessorConfig"))
        .and_then(|config| text(config, "Mode"));
    Map {
        processor: found.inner.first().copied(),
        distributed: mode.as_deref() == Some("DISTRIBUTED"),
        items_path: text(node, "ItemsPath").map(path),
        item_selector: fields::template(node, "ItemSelector")
            .or_else(|| fields::template(node, "Parameters")),
        max_concurrency: number_field(node, "MaxConcurrency"),
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

fn catcher(node: &Node, found: &Found<'_>, outline: &Outline<'_>) -> Catcher {
    Catcher {
        error_equals: texts(node, "ErrorEquals"),
        result_path: fields::result_path(node),
        assign: fields::template(node, "Assign"),
        next: outline.target(found.level, text(node, "Next").as_deref()),
        span: node.span,
    }
}

/// Whether any text inside a state mentions the context object. Nested states answer for
/// themselves, but asking them too costs nothing but a context object nobody reads.
fn reads_context(node: &Node) -> bool {
    if let Some(text) = node.as_str() {
        return text.contains("$$");
    }
    node.items().iter().any(reads_context)
        || node
            .members()
            .iter()
            .any(|member| reads_context(&member.value))
}
