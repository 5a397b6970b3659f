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
use super::link::Place;
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
    /// How often a run was begun anew; each time it runs, even where it is the same run.
    pub starts: RwSignal<u32>,
    /// What came of all scenarios, in their order; nothing since anything changed.
    pub verdicts: RwSignal<Arc<Vec<Verdict>>>,
    /// The cursors at which playing stops by itself, in order.
    pub stops: Memo<Arc<[u32]>>,
    /// How far the engine for JSONata is.
    pub jsonata: RwSignal<Jsonata>,
    /// Whether an outcome takes the engine for JSONata, which is not loaded yet.
    lacks: Memo<bool>,
    /// What is understood of the definition.
    pub analysis: Memo<Shared<Understood>>,
    /// The last definition that could run.
    runnable: Memo<Option<Shared<Understood>>>,
    /// The input, or what is wrong with it.
    pub input: Memo<Result<Value, Problem>>,
    /// How the tasks of the scenario that runs are to end.
    pub outcomes: Memo<Arc<Outcomes>>,
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
        let named =
            |name: &Option<String>, default: &String| name.as_ref().unwrap_or(default).clone();
        Scenario {
            input: self.input.clone(),
            outcomes: self.outcomes.mocks(),
            express: self.setting.express,
            objects: self.setting.objects.clone(),
            seed: self.setting.seed.unwrap_or(defaults.seed),
            start_time: self.setting.start_time.unwrap_or(defaults.start_time),
            execution_name: named(&self.setting.execution_name, &defaults.execution_name),
            machine_name: named(&self.setting.machine_name, &defaults.machine_name),
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
        let stops = stops_memo(snapshot, breaks);

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
        let lacks = Memo::new(move |_| {
            loaded.track();
            outcomes.with(|outcomes| understood::lacks_jsonata(outcomes))
        });
        let request = Memo::new(move |last: Option<&Option<Request>>| {
            let (definition, input) = (runnable.get()?, good_input.get()?);
            if lacks.get() {
                return last.cloned().flatten();
            }
            Some(Request {
                definition,
                input,
                outcomes: outcomes.get(),
                setting: setting.get(),
            })
        });
        let cursor = Memo::new(move |_| playback.with(Playback::cursor));
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
            starts: RwSignal::new(0),
            verdicts: RwSignal::new(Arc::default()),
            stops,
            jsonata,
            lacks,
            analysis,
            runnable,
            input,
            outcomes,
            request,
            cursor,
            playing: Memo::new(move |_| playback.with(Playback::is_playing)),
            moving: Memo::new(move |_| playback.with(Playback::is_moving)),
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
            // Where it is to begin.
            None => playback.seek(playback.cursor(), &next.pacing),
            Some(was) => {
                let cursor = carry(&was.run.trace, &next.run.trace, playback.cursor());
                playback.carry(cursor, &was.pacing, &next.pacing);
            }
        }
        self.snapshot.set(Some(next));
        self.playback.set(playback);
    }

    /// Forgets the run, so that the next one begins at this place.
    pub fn start_over(&self, place: Place) {
        self.playback.set(Playback::at(place.at, place.speed));
        self.snapshot.set(None);
        self.selection.set(place.selection);
        self.breaks.set(place.breaks);
        self.starts.update(|starts| *starts += 1);
    }

    /// The place that the run is at, and what is looked at.
    pub fn place(&self) -> Place {
        let playback = self.playback.get_untracked();
        Place {
            at: playback.cursor(),
            speed: Some(playback.speed()),
            selection: self.selection.get_untracked(),
            breaks: self.breaks.get_untracked(),
            tabs: Vec::new(),
        }
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

    /// Whether nothing can run before the engine for JSONata is loaded.
    pub fn waits(&self) -> bool {
        self.lacks.get() || self.analysis.with(|now| now.waits)
    }
}

/// Where the run pauses: at its breakpoints.
fn stops_memo(
    snapshot: RwSignal<Option<Shared<Snapshot>>>,
    breaks: RwSignal<Breaks>,
) -> Memo<Arc<[u32]>> {
    Memo::new(move |_| {
        snapshot.with(|snapshot| {
            let Some(run) = snapshot.as_ref().map(|snapshot| &snapshot.run) else {
                return Arc::default();
            };
            let at = breaks.with(|breaks| breaks.of(&run.machine));
            run.stops(&at).into()
        })
    })
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
mod tests;
