//! The index against counting.

use asl_engine::{Mock, ScopeKind, StateId, Status, VisitId};
use proptest::prelude::*;

use super::super::{EdgeSource, Phase, Run, run};
use crate::testing::{BRANCHES, for_item, machines, pipeline_run, returns, run_of};

/// What the index answers in logarithmic time, counted event by event.
#[track_caller]
fn check_against_counting(run: &Run) {
    let trace = &run.trace;
    for cursor in 0..=run.len() {
        for index in 0..run.machine.states.len() {
            let id = StateId(u32::try_from(index).unwrap());
            let view = run.state(id, cursor);
            let entered: Vec<(VisitId, _)> = (0..)
                .map(VisitId)
                .zip(&trace.visits)
                .filter(|(_, visit)| visit.state == id && visit.entered <= cursor)
                .collect();
            let over = |visit: &asl_engine::Visit| visit.ended.is_some_and(|ended| ended <= cursor);
            assert_eq!(view.visits as usize, entered.len());
            assert_eq!(
                view.running as usize,
                entered.iter().filter(|(_, visit)| !over(visit)).count()
            );
            assert_eq!(view.latest, entered.last().map(|(id, _)| *id));
            assert_eq!(
                run.visits_of(id, cursor).collect::<Vec<_>>(),
                entered.iter().map(|(id, _)| *id).collect::<Vec<_>>()
            );
            for via in entered.iter().filter_map(|(_, visit)| visit.via) {
                let taken = entered
                    .iter()
                    .filter(|(_, visit)| visit.via == Some(via) && over(visit))
                    .count();
                let edge = run.edge(&EdgeSource { state: id, via }, cursor);
                assert_eq!(edge.taken as usize, taken);
                let just = entered
                    .iter()
                    .any(|(_, visit)| visit.via == Some(via) && visit.ended == Some(cursor));
                assert_eq!(edge.just, just);
            }
            for (visit, entry) in &entered {
                assert!(
                    run.visit_in(id, entry.scope, cursor)
                        .is_some_and(|latest| latest >= *visit)
                );
                let alone = run.state_of(*visit, cursor);
                let attempts = entry
                    .attempts
                    .iter()
                    .filter(|attempt| attempt.started <= cursor)
                    .count();
                assert_eq!(alone.attempt as usize, attempts);
                let failed = |attempt: &&asl_engine::Attempt| {
                    let failed = matches!(attempt.end, Some(asl_engine::AttemptEnd::Failed { .. }));
                    failed && attempt.ended.is_some_and(|ended| ended <= cursor)
                };
                assert_eq!(
                    alone.attempts_failed as usize,
                    entry.attempts.iter().filter(failed).count()
                );
                assert_eq!(
                    over(entry),
                    !matches!(alone.phase, Phase::Running | Phase::Waiting)
                );
                let inspected = run.inspect(*visit, cursor).unwrap();
                assert_eq!(inspected.status == Status::Running, !over(entry));
                assert!(!inspected.steps.is_empty());
            }
        }
        assert_eq!(
            run.current(cursor),
            cursor
                .checked_sub(1)
                .and_then(|at| trace.events[at as usize].visit)
        );
        assert!(run.cursor_at(run.time_at(cursor)) >= cursor);
    }
    for (index, visit) in trace.visits.iter().enumerate() {
        let place = run.place(VisitId(u32::try_from(index).unwrap()));
        let around = trace.scopes[visit.scope.0 as usize].kind != ScopeKind::Execution;
        assert_eq!(place.is_empty(), !around);
    }
}

#[test]
fn views_agree_with_counting() {
    check_against_counting(&pipeline_run());
    for polls in [
        vec![returns(r#"{"state": "READY"}"#)],
        vec![returns(r#"{"state": "X"}"#), returns("{}")],
    ] {
        let throws = for_item(2, Mock::throw("Flaky", "x"));
        let run = run_of(
            BRANCHES,
            r#"{"items": [1, 2, 3]}"#,
            &[("Poll", polls), ("Work", vec![throws, returns("1")])],
        );
        check_against_counting(&run);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn views_of_any_run_agree_with_counting(definition in machines(), errors in 0u32..4) {
        let mocks = vec![
            Mock { attempt: Some(errors), ..Mock::throw("E", "x") },
            for_item(errors, Mock::throw("F", "x")),
            returns(r#"{"n": 1}"#),
        ];
        let machine = crate::analyse(&definition).machine;
        let outcomes = machine.states.iter().map(|state| (state.name.to_string(), mocks.clone())).collect();
        let input = crate::parse_input(r#"{"n": 1, "items": [{"n": 2, "items": [3]}, 4, 5]}"#).unwrap();
        let scenario = crate::Scenario { input, outcomes, ..crate::Scenario::default() };
        let limits = crate::Limits { events: 120, ..crate::Limits::default() };
        check_against_counting(&run(machine, scenario, limits));
    }
}
