//! The store follows the story of the page.

use super::*;
use crate::state::examples::first;
use crate::state::outcomes::{Plan, Rule, Runs};
use crate::state::pacing::Pace;
use asl::{Ending, Limits};
use leptos::prelude::Owner;

/// A store whose runs are done at once.
fn store() -> Store {
    let store = Store::new(Session::new(first()), asl::approximate_width);
    run(&store);
    store
}

fn run(store: &Store) {
    let request = store.request.get_untracked().unwrap();
    let run = asl::run(request.machine(), request.scenario(), Limits::default());
    store.show(Snapshot::new(
        run,
        Pace::Squeezed,
        request.definition.lines.clone(),
    ));
}

#[track_caller]
fn change(store: &Store, change: Change) {
    store.update(change);
    run(store);
}

/// How the run ended, and how many Glue jobs were started.
fn outcome(store: &Store) -> (bool, usize) {
    let snapshot = store.snapshot().get_untracked().unwrap();
    let jobs = snapshot
        .run
        .rows()
        .iter()
        .find(|row| row.label == "RunGlueJob")
        .map_or(0, |row| row.bars.len());
    (
        matches!(snapshot.run.trace.ending, Some(Ending::Succeeded { .. })),
        jobs,
    )
}

fn job_two_fails() -> Change {
    let plan = Plan::fails("Glue.JobRunException", "no such file");
    Change::Plan {
        state: "RunGlueJob".into(),
        rule: Rule::new(Runs::item(1), plan),
    }
}

#[test]
fn the_story_of_the_page() {
    let owner = Owner::new();
    owner.with(|| {
        let store = store();
        assert_eq!((outcome(&store), store.cursor.get_untracked()), ((true, 3), 1));

        store.play(Playback::to_end);
        change(&store, job_two_fails());
        assert_eq!(outcome(&store), (true, 3));
        let end = store.snapshot().get_untracked().unwrap().run.len();
        assert_eq!(store.cursor.get_untracked(), end, "at the end it stays at the end");

        let without = include_str!("../../../../examples/glue-without-catch/definition.asl.json");
        change(&store, Change::Definition(without.into()));
        assert_eq!(outcome(&store), (false, 2));

        change(&store, Change::Reset);
        let job = r#"{"job_id": "JOB000", "job_name": "a", "source_file_path": "b", "target_table": "c", "upsert_keys": []}"#;
        change(&store, Change::Input(first().input.replace("[\n    {", &format!("[{job}, {{"))));
        assert_eq!(outcome(&store), (true, 4));
    });
}

#[test]
fn what_is_broken_leaves_the_last_run_in_place() {
    let owner = Owner::new();
    owner.with(|| {
        let store = store();
        let before = store.request.get_untracked();
        store.update(Change::Definition("{\"StartAt\": ".into()));
        assert!(store.is_stale());
        assert_eq!(store.request.get_untracked(), before);
        assert!(!store.analysis.get_untracked().problems.is_empty());

        store.update(Change::Undo);
        store.update(Change::Input("{\"glue_jobs\": [".into()));
        assert_eq!(store.request.get_untracked(), before);
        let problem = store.input.get_untracked().unwrap_err();
        assert_eq!(problem.line, 1);
    });
}

#[test]
fn the_inspector_follows_the_run_until_a_state_is_selected() {
    let owner = Owner::new();
    owner.with(|| {
        let store = store();
        let snapshot = store.snapshot().get_untracked().unwrap();
        let title = || {
            store
                .inspected
                .get_untracked()
                .map(|visit| snapshot.run.title(visit))
        };
        store.play(|playback, pacing| playback.seek(2, pacing));
        assert_eq!(title().as_deref(), Some("ProcessJobs"));
        let first = snapshot.run.visits_of(StateId(1), u32::MAX).next().unwrap();
        store.select_visit(first);
        store.play(Playback::to_end);
        assert_eq!(title().as_deref(), Some("RunGlueJob · item 1"));
        store.select(Selection::follow);
        assert_ne!(title().as_deref(), Some("RunGlueJob · item 1"));
    });
}
