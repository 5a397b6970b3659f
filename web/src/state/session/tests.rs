//! What is written is kept, copied rather than overwritten, and comes back.

use super::*;
use crate::state::examples::{Files, first};
use crate::state::outcomes::Plan;

fn plan(item: u32) -> Change {
    let rule = Rule::new(Runs::item(item), Plan::TimesOut);
    Change::Plan {
        state: "RunGlueJob".into(),
        rule,
    }
}

/// Applies changes and returns the session, having checked that its draft brings it back.
#[track_caller]
fn after(changes: impl IntoIterator<Item = Change>) -> Session {
    let mut session = Session::new(first());
    for change in changes {
        update(&mut session, change);
    }
    let stored = serde_json::to_string(&session.draft().unwrap_or_default()).unwrap();
    let restored = Session::with_draft(
        Arc::clone(&session.example),
        serde_json::from_str(&stored).unwrap(),
    );
    assert_eq!(
        restored,
        Session {
            undo: None,
            ..session.clone()
        }
    );
    session
}

fn names(session: &Session) -> Vec<&str> {
    let examples = session.example.scenarios.len();
    session
        .scenarios()
        .skip(examples)
        .map(|scenario| &*scenario.name)
        .collect()
}

#[test]
fn an_untouched_example_leaves_no_draft() {
    assert_eq!(after([]).draft(), None);
    assert_eq!(
        after([Change::Input("{".into()), Change::Reset]).draft(),
        None
    );
}

#[test]
fn what_is_typed_is_kept_broken_or_not() {
    let session = after([
        Change::Definition("{\"St".into()),
        Change::Input("nope".into()),
    ]);
    assert_eq!(
        (&*session.definition, &**session.input()),
        ("{\"St", "nope")
    );
    assert!(session.is_edited());
}

#[test]
fn reset_can_be_undone_until_the_next_change() {
    let edited = after([Change::Input("1".into())]);
    assert_eq!(
        after([Change::Input("1".into()), Change::Reset, Change::Undo]),
        edited
    );
    let moved_on = after([
        Change::Input("1".into()),
        Change::Reset,
        plan(0),
        Change::Undo,
    ]);
    assert_ne!(&**moved_on.input(), "1");
}

#[test]
fn whoever_edits_a_scenario_of_the_example_gets_a_copy() {
    let session = after([plan(0), plan(1)]);
    assert_eq!(names(&session), ["Your outcomes"]);
    assert_eq!(session.outcomes().of("RunGlueJob").len(), 2);
    assert!(session.example.scenarios[0].outcomes.is_empty());
    let other = after([plan(0), Change::Scenario(1), plan(2)]);
    assert_eq!(names(&other), ["Your outcomes", "Your outcomes 2"]);
    let back = after([plan(0), Change::Scenario(1)]);
    assert_eq!((names(&back), back.active()), (vec!["Your outcomes"], 1));
}

#[test]
fn scenarios_are_added_renamed_and_removed() {
    let add = || Change::Add(Box::new(Scenario::plain()));
    let examples = first().scenarios.len();
    let two = after([add(), add()]);
    assert_eq!(
        names(&two),
        ["Every task succeeds", "Every task succeeds 2"]
    );
    assert_eq!(two.active(), examples + 1);
    let rename = |name: &str| Change::Rename(examples, name.into());
    assert_eq!(names(&after([add(), rename(" All fine ")])), ["All fine"]);
    assert_eq!(
        names(&after([add(), rename("  ")])),
        ["Every task succeeds"]
    );
    let taken = first().scenarios[1].name.to_string();
    assert_eq!(
        names(&after([add(), rename(&taken)])),
        [format!("{taken} 2")]
    );
    let removed = after([add(), add(), Change::Remove(examples)]);
    assert_eq!(
        (names(&removed), removed.active()),
        (vec!["Every task succeeds 2"], examples)
    );
    assert_eq!(
        after([add(), Change::Remove(examples), Change::Undo]),
        after([add()])
    );
    assert_eq!(
        after([Change::Remove(0), Change::Rename(0, "X".into())]),
        after([])
    );
}

#[test]
fn what_is_expected_is_kept() {
    let expected = Expected {
        status: Some("FAILED".into()),
        ..Expected::default()
    };
    let session = after([
        plan(0),
        Change::Expect(first().scenarios.len(), Box::new(expected.clone())),
    ]);
    assert_eq!(*session.scenario().expected, expected);
    assert_eq!(names(&session), ["Your outcomes"]);
}

#[test]
fn a_draft_of_another_time_still_opens() {
    let draft: Draft =
        serde_json::from_str(r#"{"input": "1", "scenario": "gone", "later": true}"#).unwrap();
    let session = Session::with_draft(first(), draft);
    assert_eq!((session.active(), &**session.input()), (0, "1"));
}

fn other() -> Arc<Example> {
    let files = Files {
        definition: "{}",
        input: "0",
        scenarios: r#"[{"name": "A"}, {"name": "B", "input": 2, "type": "EXPRESS"}]"#,
    };
    Arc::new(Example::read("other", "Other", files).unwrap())
}

#[test]
fn an_edited_example_comes_back_after_another_was_opened() {
    let session = after([plan(0), Change::Open(other(), None)]);
    assert_eq!(session.example.id, "other");
    assert!(session.undo.is_some());
    let back = after([plan(0), Change::Open(other(), None), Change::Undo]);
    assert_eq!(back, after([plan(0)]));
    assert!(after([Change::Open(other(), None)]).undo.is_none());
    let looked_at = after([Change::Scenario(1), Change::Open(other(), None)]);
    assert!(looked_at.undo.is_none(), "nothing was written");
}

#[test]
fn a_scenario_brings_its_input_and_setting() {
    let open = || Change::Open(other(), None);
    let taken = after([open(), Change::Scenario(1)]);
    assert_eq!(
        (&**taken.input(), taken.scenario().setting.express),
        ("2", true)
    );
    let back = after([open(), Change::Scenario(1), Change::Scenario(0)]);
    assert!(!back.is_edited() && !back.scenario().setting.express);
    let edited = after([open(), Change::Scenario(1), Change::Input("9".into())]);
    assert_eq!(
        (names(&edited), &**edited.input()),
        (vec!["Your outcomes"], "9")
    );
    let shared = after([open(), Change::Input("9".into()), Change::Scenario(1)]);
    assert_eq!(&**shared.input(), "2");
    let back = after([
        open(),
        Change::Input("9".into()),
        Change::Scenario(1),
        Change::Scenario(0),
    ]);
    assert_eq!(&**back.input(), "9", "an edited input is not lost");
}

#[test]
fn scenarios_share_an_edited_input() {
    let session = after([Change::Input("9".into()), Change::Scenario(1)]);
    assert_eq!(&**session.input(), "9");
}
