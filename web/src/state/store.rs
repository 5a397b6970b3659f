//! The one store: the session, which changes only through [`Store::update`], and what follows from it as memos.
//!
//! Beside the session stand the position in the run and what is looked at, each changed through its own method.

use std::collections::BTreeSet;
use std::sync::Arc;

use asl::{Diagram, DiagramOptions, Machine, Millis, Scenario, StateId, TextStyle, Value, VisitId};

use super::breaks::Breaks;
use super::carry::carry;
use super::focus::{self, Focus};
use super::jsonata::Jsonata;
use super::outcomes::Outcomes;
use super::pacing::Pacing;
use super::playback::Playback;
use super::problems::Problem;
use super::scenario::Setting;
use super::selection::Selection;
use super::session::{self, Change, Session};
use super::shared::Shared;
use super::snapshot::Snapshot;
use super::suite::Verdict;
use super::understood::{self, Understood};
use crate::reactive::{Memo, RwSignal, Signal};

/// The width of a text in pixels.
pub type Measure = fn(&str, TextStyle) -> f64;

/// Everything that the page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Store {
    session: RwSignal<Session>,
    snapshot: RwSignal<Option<Shared<Snapshot>>>,
    playback: RwSignal<Playback>,
    selection: RwSignal<Selection>,
    breaks: RwSignal<Breaks>,
    /// What came of all scenarios, in their order; nothing since anything changed.
    pub verdicts: RwSignal<Arc<Vec<Verdict>>>,
    /// The cursors at which playing stops by itself, in order.
    pub stops: Memo<Arc<[u32]>>,
    /// How far the engine for JSONata is.
    pub jsonata: RwSignal<Jsonata>,
    /// What is understood of the definition.
    pub analysis: Memo<Shared<Understood>>,
    /// The last definition that could run.
    runnable: Memo<Option<Shared<Understood>>>,
    /// The input, or what is wrong with it.
    pub input: Memo<Result<Value, Problem>>,
    /// What is to be run.
    pub request: Memo<Option<Request>>,
    /// Events that have happened.
    pub cursor: Memo<u32>,
    /// Whether the run plays.
    pub playing: Memo<bool>,
    /// Whether frames change anything: the run plays, or a token is on its way.
    pub moving: Memo<bool>,
    /// The diagram of the machine that ran.
    pub diagram: Memo<Option<Shared<Diagram>>>,
    /// The visit that the inspector shows.
    pub inspected: Memo<Option<VisitId>>,
    /// The state that the inspector shows.
    pub inspected_state: Memo<Option<StateId>>,
}

/// What is to be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The definition.
    pub definition: Shared<Understood>,
    /// The input.
    pub input: Value,
    /// The outcomes.
    pub outcomes: Arc<Outcomes>,
    /// What else the scenario runs with.
    pub setting: Arc<Setting>,
}

impl Request {
    /// The machine.
    pub fn machine(&self) -> Arc<Machine> {
        Arc::clone(&self.definition.analysis.machine)
    }

    /// The scenario.
    pub fn scenario(&self) -> Scenario {
        let defaults = Scenario::default();
        Scenario {
            input: self.input.clone(),
            outcomes: self.outcomes.mocks(),
            express: self.setting.express,
            objects: self.setting.objects.clone(),
            seed: self.setting.seed.unwrap_or(defaults.seed),
            start_time: self.setting.start_time.unwrap_or(defaults.start_time),
            ..defaults
        }
    }
}

impl Store {
    /// A store at the beginning of a session. `measure` decides how wide the diagram's cards are.
    pub fn new(session: Session, measure: Measure) -> Self {
        let session = RwSignal::new(session);
        let snapshot = RwSignal::new(None::<Shared<Snapshot>>);
        let playback = RwSignal::new(Playback::default());
        let selection = RwSignal::new(Selection::default());
        let breaks = RwSignal::new(Breaks::default());
        let stops = Memo::new(move |_| {
            snapshot.with(|snapshot| {
                let Some(run) = snapshot.as_ref().map(|snapshot| &snapshot.run) else {
                    return Arc::default();
                };
                let at = breaks.with(|breaks| breaks.of(&run.machine));
                run.stops(&at).into()
            })
        });

        let definition =
            Memo::new(move |_| session.with(|session| Arc::clone(&session.definition)));
        let input_text = Memo::new(move |_| session.with(|session| Arc::clone(session.input())));
        let outcomes = Memo::new(move |_| session.with(|session| Arc::clone(session.outcomes())));
        let setting =
            Memo::new(move |_| session.with(|session| Arc::clone(&session.scenario().setting)));
        let jsonata = RwSignal::new(Jsonata::default());
        let loaded = Memo::new(move |_| jsonata.get() == Jsonata::Loaded);
        let analysis = Memo::new(move |_| {
            loaded.track();
            Shared::new(Understood::new(definition.get()))
        });
        let runnable = Memo::new(move |last: Option<&Option<Shared<Understood>>>| {
            let now = analysis.get();
            if now.analysis.runnable {
                Some(now)
            } else {
                last.cloned().flatten()
            }
        });
        let input = Memo::new(move |_| input_text.with(|text| understood::read_input(text)));
        let good_input = Memo::new(move |last: Option<&Option<Value>>| {
            input.get().ok().or_else(|| last.cloned().flatten())
        });
        let request = Memo::new(move |_| {
            let (definition, input) = (runnable.get()?, good_input.get()?);
            Some(Request {
                definition,
                input,
                outcomes: outcomes.get(),
                setting: setting.get(),
            })
        });
        let cursor = Memo::new(move |_| playback.with(Playback::cursor));
        let playing = Memo::new(move |_| playback.with(Playback::is_playing));
        let moving = Memo::new(move |_| playback.with(Playback::is_moving));
        let diagram = diagram_memo(snapshot, selection, measure);
        let inspected_state = Memo::new(move |_| {
            let snapshot = snapshot.get()?;
            selection
                .with(|selection| selection.state(&snapshot.run.machine))
                .or_else(|| {
                    let cursor = cursor.get();
                    let visit = snapshot.run.current(cursor)?;
                    Some(snapshot.run.visit(visit)?.state)
                })
        });
        let inspected = Memo::new(move |_| {
            let snapshot = snapshot.get()?;
            let cursor = cursor.get();
            let run = &snapshot.run;
            selection.with(|selection| match selection.state(&run.machine) {
                None => run.current(cursor),
                Some(state) => match selection.turn(run, state, cursor) {
                    Some(visit) => Some(visit),
                    None => focus::looked_at(run, &selection.focus(&run.machine), state, cursor),
                },
            })
        });
        Self {
            session,
            snapshot,
            playback,
            selection,
            breaks,
            verdicts: RwSignal::new(Arc::default()),
            stops,
            jsonata,
            analysis,
            runnable,
            input,
            request,
            cursor,
            playing,
            moving,
            diagram,
            inspected,
            inspected_state,
        }
    }

    /// The session, to read.
    pub fn session(&self) -> Signal<Session> {
        self.session.into()
    }

    /// The one way to change the session.
    pub fn update(&self, change: Change) {
        if !matches!(change, Change::Scenario(_)) {
            self.verdicts.set(Arc::default());
        }
        self.session
            .update(|session| session::update(session, change));
    }

    /// The run that is shown, and what was made ready for it.
    pub fn snapshot(&self) -> Signal<Option<Shared<Snapshot>>> {
        self.snapshot.into()
    }

    /// Shows a new run, at the place that corresponds to the present one.
    pub fn show(&self, snapshot: Snapshot) {
        let next = Shared::new(snapshot);
        let was = self.snapshot.get_untracked();
        let mut playback = self.playback.get_untracked();
        match &was {
            None => playback.to_start(&next.pacing),
            Some(was) => {
                let cursor = carry(&was.run.trace, &next.run.trace, playback.cursor());
                playback.carry(cursor, &was.pacing, &next.pacing);
            }
        }
        self.snapshot.set(Some(next));
        self.playback.set(playback);
    }

    /// Forgets the run, so that the next one begins at its first event.
    pub fn start_over(&self) {
        self.playback.set(Playback::default());
        self.snapshot.set(None);
        self.selection.set(Selection::default());
    }

    /// The position in the run, to read.
    pub fn playback(&self) -> Signal<Playback> {
        self.playback.into()
    }

    /// Moves in the run. Nothing happens while there is none.
    pub fn play(&self, act: impl FnOnce(&mut Playback, &Pacing)) {
        self.snapshot.with_untracked(|snapshot| {
            let Some(snapshot) = snapshot else { return };
            let mut playback = self.playback.get_untracked();
            act(&mut playback, &snapshot.pacing);
            self.playback.set(playback);
        });
    }

    /// The virtual time of the position.
    pub fn time(&self) -> Millis {
        self.snapshot.with(|snapshot| match snapshot {
            Some(snapshot) => self
                .playback
                .with(|playback| playback.time(&snapshot.pacing)),
            None => 0,
        })
    }

    /// What is looked at, to read.
    pub fn selection(&self) -> Signal<Selection> {
        self.selection.into()
    }

    /// Looks at something else.
    pub fn select(&self, act: impl FnOnce(&mut Selection)) {
        self.selection.update(act);
    }

    /// What playing stops at, to read.
    pub fn breaks(&self) -> Signal<Breaks> {
        self.breaks.into()
    }

    /// Changes what playing stops at.
    pub fn set_breaks(&self, act: impl FnOnce(&mut Breaks)) {
        self.breaks.update(act);
    }

    /// Looks at a visit: its state, its turn, and the iterations around it.
    pub fn select_visit(&self, visit: VisitId) {
        let Some(snapshot) = self.snapshot.get_untracked() else {
            return;
        };
        self.selection
            .update(|selection| selection.look_at(&snapshot.run, visit));
    }

    /// The focus of the machine that is shown.
    pub fn focus(&self) -> Focus {
        self.snapshot.with(|snapshot| match snapshot {
            Some(snapshot) => self
                .selection
                .with(|selection| selection.focus(&snapshot.run.machine)),
            None => Focus::new(),
        })
    }

    /// Whether the definition that is shown running is not the one in the editor, because that one cannot run.
    pub fn is_stale(&self) -> bool {
        let comes = self.waits() && !matches!(self.jsonata.get(), Jsonata::Failed(_));
        !comes
            && !self.analysis.with(|now| now.analysis.runnable)
            && self.runnable.with(Option::is_some)
    }

    /// Whether the definition cannot run before the engine for JSONata is loaded.
    pub fn waits(&self) -> bool {
        self.analysis.with(|now| now.waits)
    }
}

fn diagram_memo(
    snapshot: RwSignal<Option<Shared<Snapshot>>>,
    selection: RwSignal<Selection>,
    measure: Measure,
) -> Memo<Option<Shared<Diagram>>> {
    let machine = Memo::new(move |_| {
        snapshot.with(|snapshot| {
            snapshot
                .as_ref()
                .map(|snapshot| SameMachine(Arc::clone(&snapshot.run.machine)))
        })
    });
    let collapsed: Memo<BTreeSet<StateId>> = Memo::new(move |_| {
        machine.with(|machine| match machine {
            Some(SameMachine(machine)) => selection.with(|selection| selection.collapsed(machine)),
            None => BTreeSet::new(),
        })
    });
    Memo::new(move |_| {
        let SameMachine(machine) = machine.get()?;
        let options = DiagramOptions {
            collapsed: collapsed.get(),
        };
        Some(Shared::new(asl::diagram(&machine, &options, &measure)))
    })
}

#[derive(Clone)]
struct SameMachine(Arc<Machine>);

impl PartialEq for SameMachine {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
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

            let without = include_str!("../../../examples/glue-without-catch/definition.asl.json");
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
}
