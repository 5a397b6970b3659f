//! Views of real runs.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "the expectations are written by a tool"
)]

mod counting;

use std::fmt::Write as _;

use asl_engine::{Mock, StateId, StateKind, VisitId};
use expect_test::{Expect, expect};

use super::{Phase, Run};
use crate::testing::{BRANCHES, PIPELINE, for_item, pipeline_run, returns, run_of, state};
use crate::words::format_duration;

/// A line for each cursor: the event, the sentence, and the phases of all states.
fn story(run: &Run) -> String {
    let mut out = String::new();
    for cursor in 0..=run.len() {
        let row = cursor
            .checked_sub(1)
            .and_then(|index| run.history(index as usize));
        let _ = write!(
            out,
            "{cursor} {} {}",
            format_duration(run.time_at(cursor)),
            run.describe(cursor)
        );
        if let Some(row) = row {
            let _ = write!(out, " ({})", row.event_type);
        }
        out.push_str(" |");
        for (index, state) in run.machine.states.iter().enumerate() {
            let view = run.state(StateId(u32::try_from(index).unwrap()), cursor);
            let _ = write!(out, " {}:{:?}", state.name, view.phase);
            if view.attempt > 1 || view.attempts_failed > 0 {
                let _ = write!(out, "#{}-{}", view.attempt, view.attempts_failed);
            }
            if let Some(items) = view.iterations {
                let _ = write!(
                    out,
                    "[{}+{}+{}/{}]",
                    items.started, items.succeeded, items.failed, items.total
                );
            }
        }
        out.push('\n');
    }
    out
}

fn check(actual: &str, expected: &Expect) {
    expected.assert_eq(actual);
}

/// The timeline, a line a bar.
fn bars(run: &Run) -> String {
    let mut out = String::new();
    for row in run.rows() {
        let _ = writeln!(
            out,
            "{}{} lanes={}",
            "  ".repeat(row.depth as usize),
            row.label,
            row.lanes
        );
        for bar in &row.bars {
            let _ = writeln!(
                out,
                "{}  lane {} {:?} {} {}..{} #{}..#{} {:?}",
                "  ".repeat(row.depth as usize),
                bar.lane,
                bar.kind,
                bar.label,
                format_duration(bar.start),
                format_duration(bar.end),
                bar.start_event,
                bar.end_event,
                bar.status,
            );
        }
    }
    out
}

fn inspection(run: &Run, name: &str, nth: usize, cursor: u32) -> String {
    let visit = run
        .visits_of(state(&run.machine, name), cursor)
        .nth(nth)
        .unwrap();
    let seen = run.inspect(visit, cursor).unwrap();
    let mut out = format!(
        "{} {:?} {:?} {}..{:?}\n",
        seen.title, seen.status, seen.error, seen.entered_at, seen.ended_at
    );
    for step in &seen.steps {
        let mark = if step.changed { "*" } else { " " };
        let note = step
            .note
            .as_deref()
            .map_or_else(String::new, |note| format!(" ({note})"));
        let _ = writeln!(out, "{mark}{}{note}: {}", step.label, step.value);
    }
    for attempt in &seen.attempts {
        let _ = writeln!(
            out,
            "attempt {} {:?} {}..{:?} {:?} retry {:?}",
            attempt.number,
            attempt.status,
            attempt.started_at,
            attempt.ended_at,
            attempt.error,
            attempt.retry_at
        );
    }
    out
}

#[test]
fn the_pipeline_event_by_event() {
    check(
        &story(&pipeline_run()),
        &expect![[r#"
            0 0 s Ready to start | Load tables:Idle Load:Idle Note failure:Idle Tell:Idle
            1 0 s The execution started (ExecutionStarted) | Load tables:Idle Load:Idle Note failure:Idle Tell:Idle
            2 0 s Load tables, entered (MapStateEntered) | Load tables:Running[0+0+0/0] Load:Idle Note failure:Idle Tell:Idle
            3 0 s Load tables, started with 3 items (MapStateStarted) | Load tables:Running[0+0+0/3] Load:Idle Note failure:Idle Tell:Idle
            4 0 s Load tables, item 1 started (MapIterationStarted) | Load tables:Running[1+0+0/3] Load:Idle Note failure:Idle Tell:Idle
            5 0 s Load, item 1, entered (TaskStateEntered) | Load tables:Running[1+0+0/3] Load:Running Note failure:Idle Tell:Idle
            6 0 s Load, item 1, scheduled (TaskScheduled) | Load tables:Running[1+0+0/3] Load:Running Note failure:Idle Tell:Idle
            7 0 s Load, item 1, started (TaskStarted) | Load tables:Running[1+0+0/3] Load:Running Note failure:Idle Tell:Idle
            8 0 s Load, item 1, submitted (TaskSubmitted) | Load tables:Running[1+0+0/3] Load:Running Note failure:Idle Tell:Idle
            9 2 min Load, item 1, answered (TaskSucceeded) | Load tables:Running[1+0+0/3] Load:Running Note failure:Idle Tell:Idle
            10 2 min Load, item 1, succeeded (TaskStateExited) | Load tables:Running[1+1+0/3] Load:Succeeded Note failure:Idle Tell:Idle
            11 2 min Load tables, item 1 succeeded (MapIterationSucceeded) | Load tables:Running[1+1+0/3] Load:Succeeded Note failure:Idle Tell:Idle
            12 2 min Load tables, item 2 started (MapIterationStarted) | Load tables:Running[2+1+0/3] Load:Succeeded Note failure:Idle Tell:Idle
            13 2 min Load, item 2, entered (TaskStateEntered) | Load tables:Running[2+1+0/3] Load:Running Note failure:Idle Tell:Idle
            14 2 min Load, item 2, scheduled (TaskScheduled) | Load tables:Running[2+1+0/3] Load:Running Note failure:Idle Tell:Idle
            15 2 min Load, item 2, started (TaskStarted) | Load tables:Running[2+1+0/3] Load:Running Note failure:Idle Tell:Idle
            16 2 min Load, item 2, submitted (TaskSubmitted) | Load tables:Running[2+1+0/3] Load:Running Note failure:Idle Tell:Idle
            17 4 min Load, item 2, failed: Glue.ConcurrentRunsExceededException, tries again in 1 min (TaskFailed) | Load tables:Running[2+1+0/3] Load:Waiting#1-1 Note failure:Idle Tell:Idle
            18 5 min Load, item 2, scheduled, attempt 2 (TaskScheduled) | Load tables:Running[2+1+0/3] Load:Running#2-1 Note failure:Idle Tell:Idle
            19 5 min Load, item 2, started, attempt 2 (TaskStarted) | Load tables:Running[2+1+0/3] Load:Running#2-1 Note failure:Idle Tell:Idle
            20 5 min Load, item 2, submitted (TaskSubmitted) | Load tables:Running[2+1+0/3] Load:Running#2-1 Note failure:Idle Tell:Idle
            21 7 min Load, item 2, failed: Glue.JobRunException (TaskFailed) | Load tables:Running[2+1+0/3] Load:Running#2-2 Note failure:Idle Tell:Idle
            22 7 min Load, item 2, caught Glue.JobRunException, next Note failure (TaskStateExited) | Load tables:Running[2+1+0/3] Load:Caught#2-2 Note failure:Idle Tell:Idle
            23 7 min Note failure, item 2, entered (PassStateEntered) | Load tables:Running[2+1+0/3] Load:Caught#2-2 Note failure:Running Tell:Idle
            24 7 min Note failure, item 2, succeeded (PassStateExited) | Load tables:Running[2+2+0/3] Load:Caught#2-2 Note failure:Succeeded Tell:Idle
            25 7 min Load tables, item 2 succeeded (MapIterationSucceeded) | Load tables:Running[2+2+0/3] Load:Caught#2-2 Note failure:Succeeded Tell:Idle
            26 7 min Load tables, item 3 started (MapIterationStarted) | Load tables:Running[3+2+0/3] Load:Caught#2-2 Note failure:Succeeded Tell:Idle
            27 7 min Load, item 3, entered (TaskStateEntered) | Load tables:Running[3+2+0/3] Load:Running Note failure:Succeeded Tell:Idle
            28 7 min Load, item 3, scheduled (TaskScheduled) | Load tables:Running[3+2+0/3] Load:Running Note failure:Succeeded Tell:Idle
            29 7 min Load, item 3, started (TaskStarted) | Load tables:Running[3+2+0/3] Load:Running Note failure:Succeeded Tell:Idle
            30 7 min Load, item 3, submitted (TaskSubmitted) | Load tables:Running[3+2+0/3] Load:Running Note failure:Succeeded Tell:Idle
            31 9 min Load, item 3, answered (TaskSucceeded) | Load tables:Running[3+2+0/3] Load:Running Note failure:Succeeded Tell:Idle
            32 9 min Load, item 3, succeeded (TaskStateExited) | Load tables:Running[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Idle
            33 9 min Load tables, item 3 succeeded (MapIterationSucceeded) | Load tables:Running[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Idle
            34 9 min Load tables, succeeded (MapStateSucceeded) | Load tables:Running[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Idle
            35 9 min Load tables, succeeded, next Tell (MapStateExited) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Idle
            36 9 min Tell, entered (TaskStateEntered) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Running
            37 9 min Tell, scheduled (TaskScheduled) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Running
            38 9 min Tell, started (TaskStarted) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Running
            39 9 min Tell, answered (TaskSucceeded) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Running
            40 9 min Tell, succeeded (TaskStateExited) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Succeeded
            41 9 min The execution succeeded (ExecutionSucceeded) | Load tables:Succeeded[3+3+0/3] Load:Succeeded Note failure:Succeeded Tell:Succeeded
        "#]],
    );
}

#[test]
fn the_pipelines_timeline() {
    check(
        &bars(&pipeline_run()),
        &expect![[r#"
            Load tables lanes=2
              lane 0 State  0 s..9 min #2..#35 Succeeded
              lane 1 Iteration [0] 0 s..2 min #4..#10 Succeeded
              lane 1 Iteration [1] 2 min..7 min #12..#24 Succeeded
              lane 1 Iteration [2] 7 min..9 min #26..#32 Succeeded
              Load lanes=1
                lane 0 State [0] 0 s..2 min #5..#10 Succeeded
                lane 0 Attempt [1] #1 2 min..4 min #14..#17 Failed
                lane 0 RetryGap [1] #1 4 min..5 min #17..#18 Failed
                lane 0 Attempt [1] #2 5 min..7 min #18..#21 Caught
                lane 0 State [2] 7 min..9 min #27..#32 Succeeded
              Note failure lanes=1
                lane 0 State [1] 7 min..7 min #23..#24 Succeeded
            Tell lanes=1
              lane 0 State  9 min..9 min #36..#40 Succeeded
        "#]],
    );
}

#[test]
fn the_failing_item_in_detail() {
    let run = pipeline_run();
    check(
        &inspection(&run, "Load", 1, run.len()),
        &expect![[r#"
        Load · item 2 Caught Some(("Glue.JobRunException", "No such file")) 120000..Some(420000)
         Input: {"name":"b"}
        *Parameters: {"JobName":"load","Arguments":{"--table":"b"}}
        *Error output: {"Error":"Glue.JobRunException","Cause":"No such file"}
        *Output (ResultPath $.error): {"name":"b","error":{"Error":"Glue.JobRunException","Cause":"No such file"}}
        attempt 1 Failed 120000..Some(240000) Some(("Glue.ConcurrentRunsExceededException", "Busy")) retry Some(300000)
        attempt 2 Failed 300000..Some(420000) Some(("Glue.JobRunException", "No such file")) retry None
    "#]],
    );
    check(
        &inspection(&run, "Load tables", 0, run.len()),
        &expect![[r#"
            Load tables Succeeded None 0..Some(540000)
             Input: {"tables":[{"name":"a"},{"name":"b"},{"name":"c"}]}
            *Items ($.tables): [{"name":"a"},{"name":"b"},{"name":"c"}]
            *Result: [{"name":"a","run":{"JobName":"load","JobRunId":"jr_aa65c631d570c08440068737de08e59d","JobRunState":"SUCCEEDED"}},{"name":"b","error":{"Error":"Glue.JobRunException","Cause":"No such file"},"note":"not loaded"},{"name":"c","run":{"JobName":"load","JobRunId":"jr_a00723a61d3b85d3d4940397a9394515","JobRunState":"SUCCEEDED"}}]
            *ResultPath ($.loaded): {"tables":[{"name":"a"},{"name":"b"},{"name":"c"}],"loaded":[{"name":"a","run":{"JobName":"load","JobRunId":"jr_aa65c631d570c08440068737de08e59d","JobRunState":"SUCCEEDED"}},{"name":"b","error":{"Error":"Glue.JobRunException","Cause":"No such file"},"note":"not loaded"},{"name":"c","run":{"JobName":"load","JobRunId":"jr_a00723a61d3b85d3d4940397a9394515","JobRunState":"SUCCEEDED"}}]}
             Output: {"tables":[{"name":"a"},{"name":"b"},{"name":"c"}],"loaded":[{"name":"a","run":{"JobName":"load","JobRunId":"jr_aa65c631d570c08440068737de08e59d","JobRunState":"SUCCEEDED"}},{"name":"b","error":{"Error":"Glue.JobRunException","Cause":"No such file"},"note":"not loaded"},{"name":"c","run":{"JobName":"load","JobRunId":"jr_a00723a61d3b85d3d4940397a9394515","JobRunState":"SUCCEEDED"}}]}
            attempt 1 Succeeded 0..Some(540000) None retry None
        "#]],
    );
}

#[test]
fn jsonata_in_detail() {
    let run = run_of(
        r#"{"QueryLanguage": "JSONata", "StartAt": "Ask", "States": {"Ask": {
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": "f", "Payload": "{% $states.input.n + 1 %}"},
            "Assign": {"answer": "{% $states.result.Payload %}"},
            "Output": "{% $states.result.Payload * 2 %}", "End": true}}}"#,
        r#"{"n": 1}"#,
        &[("Ask", vec![returns(r#"{"Payload": 21}"#)])],
    );
    check(
        &inspection(&run, "Ask", 0, run.len()),
        &expect![[r#"
        Ask Succeeded None 0..Some(350)
         Input: {"n":1}
        *Arguments: {"FunctionName":"f","Payload":2}
        *Result: {"Payload":21}
        *Assign: {"answer":21}
        *Output ($states.result.Payload * 2): 42
        attempt 1 Succeeded 0..Some(350) None retry None
    "#]],
    );
}

#[test]
fn a_failure_stops_what_runs_beside_it() {
    let run = run_of(
        BRANCHES,
        r#"{"items": [1, 2, 3]}"#,
        &[
            (
                "Poll",
                vec![
                    returns(r#"{"state": "RUNNING"}"#),
                    returns(r#"{"state": "FAILED"}"#),
                ],
            ),
            (
                "Work",
                vec![Mock {
                    duration: Some(3_600_000),
                    ..returns("1")
                }],
            ),
        ],
    );
    check(
        &bars(&run),
        &expect![[r#"
            Both lanes=3
              lane 0 State  0 s..1 min #2..#43 Failed
              lane 1 Iteration [0] 0 s..1 min #3..#34 Failed
              lane 2 Iteration [1] 0 s..1 min #3..#41 Aborted
              Poll lanes=1
                lane 0 State  0 s..350 ms #4..#22 Succeeded
                lane 0 State  1 min..1 min #27..#31 Succeeded
              Ready? lanes=1
                lane 0 State  350 ms..350 ms #23..#24 Succeeded
                lane 0 State  1 min..1 min #32..#33 Succeeded
              A minute lanes=1
                lane 0 Wait  350 ms..1 min #25..#26 Succeeded
              Bad lanes=1
                lane 0 State  1 min..1 min #34..#34 Failed
              Each lanes=4
                lane 0 State  0 s..1 min #7..#41 Aborted
                lane 1 Iteration [0] 0 s..1 min #9..#36 Aborted
                lane 2 Iteration [1] 0 s..1 min #10..#38 Aborted
                lane 3 Iteration [2] 0 s..1 min #11..#40 Aborted
                Work lanes=3
                  lane 0 State [0] 0 s..1 min #12..#35 Aborted
                  lane 1 State [1] 0 s..1 min #15..#37 Aborted
                  lane 2 State [2] 0 s..1 min #18..#39 Aborted
        "#]],
    );
    let end = run.len();
    for (name, phase) in [
        ("Both", Phase::Failed),
        ("Work", Phase::Aborted),
        ("Bad", Phase::Failed),
        ("A minute", Phase::Succeeded),
        ("Good", Phase::Unreached),
    ] {
        assert_eq!(
            run.state(state(&run.machine, name), end).phase,
            phase,
            "{name}"
        );
    }
    assert_eq!(
        run.state(state(&run.machine, "Good"), end - 1).phase,
        Phase::Idle
    );
}

#[test]
fn a_failing_item_shows_over_those_it_stopped() {
    let run = run_of(
        BRANCHES,
        r#"{"items": [1, 2, 3]}"#,
        &[
            (
                "Poll",
                vec![Mock {
                    duration: Some(3_600_000),
                    ..returns("{}")
                }],
            ),
            (
                "Work",
                vec![
                    for_item(
                        0,
                        Mock {
                            duration: Some(5),
                            ..Mock::throw("Broken", "x")
                        },
                    ),
                    returns("1"),
                ],
            ),
        ],
    );
    let view = run.state(state(&run.machine, "Work"), run.len());
    assert_eq!(
        (view.phase, view.visits, view.running),
        (Phase::Failed, 3, 0)
    );
}

#[test]
fn start_edges_count_strands() {
    let run = pipeline_run();
    let load = state(&run.machine, "Load");
    let taken: Vec<u32> = (0..=run.len())
        .map(|cursor| run.start_edge(load, cursor).taken)
        .collect();
    assert_eq!(taken.last(), Some(&3));
    assert_eq!(
        (0..=run.len())
            .filter(|cursor| run.start_edge(load, *cursor).just)
            .count(),
        3
    );
}

#[test]
fn iterations_can_be_switched() {
    let run = pipeline_run();
    let map = run
        .state(state(&run.machine, "Load tables"), run.len())
        .latest
        .unwrap();
    let load = state(&run.machine, "Load");
    let titles: Vec<String> = run
        .strands_of(map, run.len())
        .filter_map(|scope| run.visit_in(load, scope, run.len()))
        .map(|visit| run.title(visit))
        .collect();
    assert_eq!(titles, ["Load · item 1", "Load · item 2", "Load · item 3"]);
    assert_eq!(run.strands_of(map, 0).count(), 0);
}

#[test]
fn an_empty_run_has_views() {
    let analysis = crate::analyse("");
    assert!(!analysis.runnable);
    let run = Run::new(
        analysis.machine,
        crate::Scenario::default().into(),
        crate::Trace::default(),
    );
    assert_eq!(
        (run.len(), run.duration(), run.time_at(5), run.cursor_at(9)),
        (0, 0, 0, 0)
    );
    assert_eq!(run.state(StateId(3), 1).phase, Phase::Idle);
    assert!(
        run.rows().is_empty() && run.ending(0).is_none() && run.inspect(VisitId(0), 0).is_none()
    );
    assert_eq!(run.describe(4), "Ready to start");
}

#[test]
fn a_run_in_slices_is_the_same_run() {
    let whole = pipeline_run();
    let mut runner = super::Runner::new(
        crate::testing::runnable(PIPELINE).machine,
        (*whole.scenario).clone(),
        crate::Limits::default(),
    );
    let mut slices = 0;
    while runner.advance(3) == super::Progress::Running {
        slices += 1;
    }
    let resumed = runner.finish();
    assert!(slices > 3);
    assert_eq!(story(&resumed), story(&whole));
    assert!(
        whole
            .machine
            .states
            .iter()
            .any(|state| matches!(state.kind, StateKind::Map(_)))
    );
}
