//! A run as a tree to read: states, attempts and iterations with their virtual times.

use std::fmt::Write as _;

use asl::{AttemptEnd, Run, ScopeId, ScopeKind, Status, Visit, VisitId, format_duration};

/// How deep the tree is drawn.
const MAX_DEPTH: usize = 64;

/// The tree and the ending.
pub(crate) fn draw(run: &Run) -> String {
    let mut out = String::new();
    scope(run, ScopeId::ROOT, 0, &mut out);
    let result = run.result();
    let _ = write!(
        out,
        "{} after {}",
        result.status,
        format_duration(run.duration())
    );
    if let Some(output) = result.output {
        let _ = writeln!(out, "\n{}", output.to_pretty());
    } else {
        let _ = writeln!(
            out,
            ": {}\n{}",
            result.error.unwrap_or("no error name"),
            result.cause.unwrap_or("no cause")
        );
    }
    out
}

fn scope(run: &Run, id: ScopeId, depth: usize, out: &mut String) {
    if depth > MAX_DEPTH {
        return;
    }
    let visits = run
        .trace
        .visits
        .iter()
        .enumerate()
        .filter(|(_, visit)| visit.scope == id);
    for (index, visit) in visits {
        state(run, visit, depth, out);
        let parent = VisitId(u32::try_from(index).unwrap_or(u32::MAX));
        let scopes = run
            .trace
            .scopes
            .iter()
            .enumerate()
            .filter(|(_, scope)| scope.parent == Some(parent));
        for (child, entry) in scopes {
            let name = match entry.kind {
                ScopeKind::Iteration(index) => format!("item {index}"),
                ScopeKind::Branch(index) => format!("branch {index}"),
                ScopeKind::Execution => String::new(),
            };
            let _ = writeln!(out, "{}{} {name}", indent(depth + 1), mark(entry.status));
            scope(
                run,
                ScopeId(u32::try_from(child).unwrap_or(u32::MAX)),
                depth + 2,
                out,
            );
        }
    }
}

fn state(run: &Run, visit: &Visit, depth: usize, out: &mut String) {
    let state = &run.machine.states[visit.state.0 as usize];
    let ended = visit
        .ended_at
        .map_or_else(|| "…".to_owned(), format_duration);
    let _ = writeln!(
        out,
        "{}{} {} ({})  {} – {ended}{}",
        indent(depth),
        mark(visit.status),
        state.name,
        state.kind.type_name(),
        format_duration(visit.entered_at),
        error(visit)
    );
    if visit.attempts.len() < 2 {
        return;
    }
    for (number, attempt) in visit.attempts.iter().enumerate() {
        let failed = match &attempt.end {
            Some(AttemptEnd::Failed { error, .. }) => {
                format!("failed: {}", error.as_deref().unwrap_or("no error name"))
            }
            Some(AttemptEnd::Succeeded) => "succeeded".to_owned(),
            Some(AttemptEnd::Aborted) => "aborted".to_owned(),
            None => "running".to_owned(),
        };
        let retry = attempt.retry_at.map_or_else(String::new, |at| {
            format!(", again at {}", format_duration(at))
        });
        let _ = writeln!(
            out,
            "{}attempt {} at {}: {failed}{retry}",
            indent(depth + 1),
            number + 1,
            format_duration(attempt.started_at)
        );
    }
}

fn error(visit: &Visit) -> String {
    match &visit.error {
        Some((error, _)) if visit.status == Status::Caught => {
            format!("  caught {}", error.as_deref().unwrap_or("an error"))
        }
        Some((error, _)) => format!("  {}", error.as_deref().unwrap_or("failed")),
        None => String::new(),
    }
}

fn mark(status: Status) -> char {
    match status {
        Status::Running => '…',
        Status::Succeeded => '✓',
        Status::Failed => '✗',
        Status::Caught => '!',
        Status::Aborted => '-',
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}
