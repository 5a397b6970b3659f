//! Which visit of a state is looked at: the latest, or that of a chosen iteration or turn.

use std::collections::BTreeMap;

use asl::{LevelId, Machine, Run, ScopeId, ScopeKind, StateId, StateKind, VisitId};

/// The iterations looked at, by Map state. A Map without an entry shows what happened last.
pub type Focus = BTreeMap<StateId, u32>;

/// The visit of a state that the focus chooses, if it has begun; `None` inside of an iteration where the state
/// was not reached. Without a focus around the state: `Err`, and what happened last is to be shown.
pub fn chosen(
    run: &Run,
    focus: &Focus,
    state: StateId,
    cursor: u32,
) -> Result<Option<VisitId>, Latest> {
    if focus.is_empty() {
        return Err(Latest);
    }
    let Some((map, item)) = focused_around(&run.machine, focus, state) else {
        return Err(Latest);
    };
    Ok(scope_of_item(run, focus, map, item, cursor)
        .and_then(|scope| in_scope(run, state, scope, cursor)))
}

/// No focus concerns the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latest;

/// The visit of a state that is looked at.
pub fn looked_at(run: &Run, focus: &Focus, state: StateId, cursor: u32) -> Option<VisitId> {
    chosen(run, focus, state, cursor).unwrap_or_else(|Latest| run.state(state, cursor).latest)
}

/// The focus under which a visit is seen.
pub fn of_visit(run: &Run, visit: VisitId) -> Focus {
    let items = run
        .place(visit)
        .into_iter()
        .filter_map(|place| match place.kind {
            ScopeKind::Iteration(item) => Some((place.state, item)),
            _ => None,
        });
    items.collect()
}

/// The item of a Map state that is looked at, from 0, and how many have started.
pub fn item_of_map(run: &Run, focus: &Focus, map: StateId, cursor: u32) -> Option<(u32, u32)> {
    let visit = looked_at(run, focus, map, cursor)?;
    let strands = run.strands_of(visit, cursor);
    let started = super::num::len(strands.len());
    if let Some(&item) = focus.get(&map) {
        return Some((item, started));
    }
    let followed = run.current(cursor).and_then(|current| {
        let mut places = run.place(current).into_iter();
        places
            .find(|place| place.visit == visit)
            .and_then(|place| iteration(place.kind))
    });
    let last = || {
        strands
            .last()
            .and_then(|scope| run.trace.scopes.get(super::num::index(scope.0)))
    };
    followed
        .or_else(|| last().and_then(|scope| iteration(scope.kind)))
        .map(|item| (item, started))
}

fn iteration(kind: ScopeKind) -> Option<u32> {
    match kind {
        ScopeKind::Iteration(item) => Some(item),
        _ => None,
    }
}

/// The innermost Map around a state that has a focus. An owner's level is older than the level, so this ends.
fn focused_around(machine: &Machine, focus: &Focus, state: StateId) -> Option<(StateId, u32)> {
    let mut level = machine.states.get(super::num::index(state.0))?.level;
    while level != LevelId::ROOT {
        let owner = machine.levels.get(super::num::index(level.0))?.owner?;
        let around = machine.states.get(super::num::index(owner.0))?;
        if let (StateKind::Map(_), Some(&item)) = (&around.kind, focus.get(&owner)) {
            return Some((owner, item));
        }
        level = around.level;
    }
    None
}

/// The strand of an item in the visit of a Map that is looked at. Each step goes further out, so this ends.
fn scope_of_item(
    run: &Run,
    focus: &Focus,
    map: StateId,
    item: u32,
    cursor: u32,
) -> Option<ScopeId> {
    let visit = looked_at(run, focus, map, cursor)?;
    let mut strands = run.strands_of(visit, cursor);
    let is_item = |scope: &ScopeId| {
        let scope = run.trace.scopes.get(super::num::index(scope.0));
        scope.is_some_and(|scope| scope.kind == ScopeKind::Iteration(item))
    };
    // Items start in order, unless attempts of the Map itself came before.
    let likely = run
        .strands_of(visit, cursor)
        .nth(super::num::index(item))
        .filter(is_item);
    likely.or_else(|| strands.rfind(is_item))
}

/// The latest visit of a state in a strand, or in the branches inside of it.
fn in_scope(run: &Run, state: StateId, scope: ScopeId, cursor: u32) -> Option<VisitId> {
    if let Some(visit) = run.visit_in(state, scope, cursor) {
        return Some(visit);
    }
    // Deeper: among this state's visits, the last that has the strand around it.
    let inside = |visit: &VisitId| run.place(*visit).iter().any(|place| place.scope == scope);
    run.visits_of(state, cursor).rev().take(500).find(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl::{Limits, Scenario, Value, analyse};

    fn run() -> Run {
        let text = r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 1,
            "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}}}}"#;
        let input = Value::from_json("[1, 2, 3]").unwrap();
        let scenario = Scenario {
            input,
            ..Scenario::default()
        };
        asl::run(analyse(text).machine, scenario, Limits::default())
    }

    fn named(run: &Run, name: &str) -> StateId {
        let index = run
            .machine
            .states
            .iter()
            .position(|state| &*state.name == name)
            .unwrap();
        StateId(super::super::num::len(index))
    }

    #[track_caller]
    fn check(focus: Option<u32>, cursor: u32, expected: Option<&str>) {
        let run = run();
        let focus: Focus = focus
            .map(|item| (named(&run, "M"), item))
            .into_iter()
            .collect();
        let found = looked_at(&run, &focus, named(&run, "A"), cursor).map(|visit| run.title(visit));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn without_focus_what_happened_last_is_looked_at() {
        check(None, u32::MAX, Some("A · item 3"));
        check(None, 1, None);
    }

    #[test]
    fn a_focus_chooses_the_iteration() {
        check(Some(0), u32::MAX, Some("A · item 1"));
        check(Some(1), u32::MAX, Some("A · item 2"));
        check(Some(2), 6, None);
        check(Some(9), u32::MAX, None);
    }

    #[test]
    fn a_visit_gives_its_focus_and_a_map_its_item() {
        let run = run();
        let map = named(&run, "M");
        let second = looked_at(&run, &Focus::from([(map, 1)]), named(&run, "A"), u32::MAX).unwrap();
        assert_eq!(of_visit(&run, second), Focus::from([(map, 1)]));
        assert_eq!(
            item_of_map(&run, &Focus::new(), map, run.len()),
            Some((2, 3))
        );
        assert_eq!(
            item_of_map(&run, &Focus::from([(map, 0)]), map, run.len()),
            Some((0, 3))
        );
    }
}
