//! A run at a cursor: how every state is doing and which edges have been taken.

use asl::{Phase, Run, StateId};
use serde::Serialize;
use tsify::Tsify;

/// What everything looks like after so many events.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct RunState {
    /// How many events have happened.
    pub cursor: u32,
    /// The virtual time in milliseconds since the start.
    #[tsify(type = "number")]
    pub time: asl::Millis,
    /// Whether the execution has ended.
    pub over: bool,
    /// What has just happened, in words: `RunGlueJob, item 2, failed: Glue.JobRunException`.
    pub sentence: String,
    /// The path of the state that the last event belongs to.
    pub current: Option<String>,
    /// The paths of the states that are at work or waiting.
    pub active: Vec<String>,
    /// Every state, in the order of the definition; always as many, in the same places.
    pub states: Vec<StateStatus>,
    /// The edges that have been taken.
    pub edges: Vec<EdgeStatus>,
}

/// A state: its latest visit, and totals over all of them.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct StateStatus {
    /// The state's path: the key of its node.
    pub path: String,
    /// How it is doing.
    pub status: StatusOfState,
    /// The latest visit's attempt, from 1; 0 before the first and for states without attempts.
    pub attempt: u32,
    /// How many attempts of the latest visit have failed.
    pub attempts_failed: u32,
    /// How often it has been entered.
    pub visits: u32,
    /// How many of its visits are under way.
    pub running: u32,
    /// Of a Map or Parallel state: its iterations or branches in the latest visit.
    pub iterations: Option<IterationsStatus>,
}

/// How the iterations of a Map, or the branches of a Parallel, are doing.
#[derive(Debug, Serialize, Tsify)]
pub struct IterationsStatus {
    /// Started so far.
    pub started: u32,
    /// Ended well so far.
    pub succeeded: u32,
    /// Failed so far.
    pub failed: u32,
    /// How many there will be.
    pub total: u32,
}

/// How a state is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum StatusOfState {
    /// It has not been entered yet.
    Idle,
    /// It is at work.
    Running,
    /// It waits: a Wait state, or between two attempts.
    Waiting,
    /// It ended well.
    Succeeded,
    /// It failed, and a catcher took the error.
    Caught,
    /// It failed.
    Failed,
    /// It was stopped because something beside or above it failed.
    Aborted,
    /// The run is over and never came here.
    Unreached,
}

/// An edge that has been taken.
#[derive(Debug, Serialize, Tsify)]
pub struct EdgeStatus {
    /// The edge's key in the graph.
    pub key: String,
    /// How often it has been taken.
    pub taken: u32,
    /// The last event takes it.
    pub just: bool,
}

impl RunState {
    pub(crate) fn new(run: &Run, cursor: u32) -> Self {
        let cursor = cursor.min(run.len());
        let path = |state: &asl::State| state.path.to_string();
        let states: Vec<StateStatus> = (0..)
            .map(StateId)
            .zip(&run.machine.states)
            .map(|(id, state)| StateStatus::new(path(state), &run.state(id, cursor)))
            .collect();
        let current = run.current(cursor).and_then(|visit| run.visit(visit));
        let current = current.and_then(|visit| run.machine.states.get(visit.state.0 as usize));
        Self {
            cursor,
            time: run.time_at(cursor),
            over: run.ending(cursor).is_some(),
            sentence: run.describe(cursor),
            current: current.map(path),
            active: states
                .iter()
                .filter(|state| state.running > 0)
                .map(|state| state.path.clone())
                .collect(),
            states,
            edges: run
                .edges_taken(cursor)
                .map(|(key, view)| EdgeStatus {
                    key,
                    taken: view.taken,
                    just: view.just,
                })
                .collect(),
        }
    }
}

impl StateStatus {
    fn new(path: String, view: &asl::StateView) -> Self {
        Self {
            path,
            status: view.phase.into(),
            attempt: view.attempt,
            attempts_failed: view.attempts_failed,
            visits: view.visits,
            running: view.running,
            iterations: view.iterations.map(|iterations| IterationsStatus {
                started: iterations.started,
                succeeded: iterations.succeeded,
                failed: iterations.failed,
                total: iterations.total,
            }),
        }
    }
}

impl From<Phase> for StatusOfState {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Idle => Self::Idle,
            Phase::Running => Self::Running,
            Phase::Waiting => Self::Waiting,
            Phase::Succeeded => Self::Succeeded,
            Phase::Caught => Self::Caught,
            Phase::Failed => Self::Failed,
            Phase::Aborted => Self::Aborted,
            Phase::Unreached => Self::Unreached,
        }
    }
}
