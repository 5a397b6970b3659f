//! A scenario: the input, the context and the mocked outcomes of one run.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use asl_query::Value;

use crate::integrations;
use crate::trace::Millis;
use crate::world::{Outcome, Reply, StoredObject, TaskCall, ThrowAt, TimedOutcome, World};

/// Everything that a run takes beside the definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The execution's input.
    pub input: Value,
    /// The execution's name.
    pub execution_name: String,
    /// The state machine's name.
    pub machine_name: String,
    /// The state machine is an Express one.
    pub express: bool,
    /// The account that the ARNs of the context object and the history name.
    pub account: String,
    /// The role that the execution runs with.
    pub role_arn: String,
    /// When the execution starts, in milliseconds since the Unix epoch.
    pub start_time: i64,
    /// The seed of everything random: UUIDs, jitter, task tokens.
    pub seed: u64,
    /// The objects in buckets that an `ItemReader` can read.
    pub objects: Vec<StoredObject>,
    /// Behave as AWS did at this time, in milliseconds since the Unix epoch, where it was recorded
    /// to have changed; `None` for the newest behaviour.
    pub as_of: Option<i64>,
    /// The outcomes by state name. A task without any gets its service's plausible default.
    pub outcomes: BTreeMap<String, Vec<Mock>>,
}

impl Default for Scenario {
    /// Starts on 2026-01-01T00:00:00Z with an empty object as input.
    fn default() -> Self {
        Self {
            name: "Default".to_owned(),
            input: Value::Object(asl_query::Object::default()),
            execution_name: "playstate".to_owned(),
            machine_name: "StateMachine".to_owned(),
            express: false,
            account: "123456789012".to_owned(),
            role_arn: "arn:aws:iam::123456789012:role/StepFunctionsRole".to_owned(),
            start_time: 1_767_225_600_000,
            seed: 1,
            objects: Vec::new(),
            as_of: None,
            outcomes: BTreeMap::new(),
        }
    }
}

/// One mocked outcome of a task, and for which attempts it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Mock {
    /// Only for this item of the innermost Map.
    pub item: Option<u32>,
    /// Only for this attempt of a visit, from 0.
    pub attempt: Option<u32>,
    /// How the task ends; `None` for the service's plausible outcome.
    pub outcome: Option<Outcome>,
    /// How long it takes; `None` for the service's plausible duration.
    pub duration: Option<Millis>,
    /// The output of `TaskSubmitted`; `None` for the service's plausible one.
    pub submitted: Option<Value>,
    /// For activities: the worker's name.
    pub worker: Option<Arc<str>>,
}

impl Mock {
    /// An outcome for every item and attempt, taking as long as such a task plausibly takes.
    pub fn new(outcome: Outcome) -> Self {
        Self {
            outcome: Some(outcome),
            ..Self::plausible()
        }
    }

    /// The service's plausible outcome, for every item and attempt.
    pub fn plausible() -> Self {
        Self {
            item: None,
            attempt: None,
            outcome: None,
            duration: None,
            submitted: None,
            worker: None,
        }
    }

    /// A failure with this error and cause.
    pub fn throw(error: &str, cause: &str) -> Self {
        Self::new(Outcome::Throw {
            error: Some(error.into()),
            cause: Some(cause.into()),
            at: ThrowAt::Run,
        })
    }
}

/// A scenario being played, borrowed or shared: it remembers how far each state's list of outcomes is consumed.
#[derive(Clone, Debug)]
pub struct MockedWorld<S> {
    scenario: S,
    consumed: BTreeMap<String, usize>,
}

impl<S: Borrow<Scenario>> MockedWorld<S> {
    /// The scenario from its beginning.
    pub fn new(scenario: S) -> Self {
        Self {
            scenario,
            consumed: BTreeMap::new(),
        }
    }

    /// The outcome that the scenario names for this call.
    ///
    /// Entries bound to the call's item or attempt come first. The others form a list that is
    /// consumed one entry a call, in the order of scheduling, the last entry repeating.
    fn pick(&mut self, call: &TaskCall<'_>) -> Option<&Mock> {
        let mocks = self.scenario.borrow().outcomes.get(&*call.state.name)?;
        let item = call.iterations.last().map(|(_, index)| *index);
        let bound = |mock: &&Mock| mock.item.is_some() || mock.attempt.is_some();
        let fits = |mock: &&Mock| {
            (mock.item.is_none() || mock.item == item)
                && mock.attempt.is_none_or(|attempt| attempt == call.attempt)
        };
        if let Some(mock) = mocks.iter().filter(bound).find(fits) {
            return Some(mock);
        }
        let free = || mocks.iter().filter(|mock| !bound(mock));
        let last = free().count().checked_sub(1)?;
        let consumed = match self.consumed.get_mut(&*call.state.name) {
            Some(consumed) => consumed,
            None => self
                .consumed
                .entry(call.state.name.to_string())
                .or_default(),
        };
        let mock = free().nth((*consumed).min(last));
        *consumed += 1;
        mock
    }
}

impl<S: Borrow<Scenario>> World for MockedWorld<S> {
    fn outcome(&mut self, call: &TaskCall<'_>) -> Reply {
        let Some(mock) = self.pick(call) else {
            return Reply::Ready(integrations::plausible(call));
        };
        let outcome = mock.outcome.clone();
        let submitted = mock.submitted.clone();
        Reply::Ready(TimedOutcome {
            outcome: outcome.unwrap_or_else(|| integrations::outcome(call)),
            duration: mock.duration.unwrap_or_else(|| match mock.outcome {
                Some(Outcome::Timeout) => Millis::MAX,
                _ => integrations::duration(call),
            }),
            submitted: submitted.or_else(|| integrations::submitted(call)),
            worker: mock.worker.clone(),
        })
    }

    fn objects(&self) -> &[StoredObject] {
        &self.scenario.borrow().objects
    }
}
