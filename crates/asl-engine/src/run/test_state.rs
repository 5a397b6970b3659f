//! Running one state alone: entered by hand, and watched until it is left, fails or is retried.

use std::sync::Arc;

use asl_query::{Object, Value};

use super::context::MapItem;
use super::execution::{Advance, Execution};
use super::failure::{Failure, names};
use super::limits::Limits;
use super::strand::StrandId;
use crate::fields::{QueryLanguage, ResultPath};
use crate::machine::{Machine, State, StateKind};
use crate::scenario::Scenario;
use crate::test_state::{StateMock, StateTest, TestFault, TestInspection, TestStatus, Tested};
use crate::trace::Millis;
use crate::visit::{Ending, Field, Status, Via, Visit};
use crate::world::{Outcome, Reply, StoredObject, TaskCall, ThrowAt, TimedOutcome, World};

/// A test runs for five minutes at most.
const LONGEST: Millis = 300_000;

/// What a test of one state runs under, and what it has shown so far.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(super) test: StateTest,
    /// What only the Map state's own fields can tell.
    pub(super) inspection: TestInspection,
    pub(super) fault: Option<TestFault>,
    /// The error that retriers and catchers were asked about.
    failure: Option<Failure>,
}

/// Tests one state. The scenario gives times, seed and names; its input and outcomes are not read.
///
/// # Errors
/// When the test contradicts the state in a way that only running it shows.
pub fn test_state(
    machine: Arc<Machine>,
    scenario: &Scenario,
    test: StateTest,
    world: &mut dyn World,
) -> Result<Tested, TestFault> {
    let mut mocked = MockOr {
        mock: test.mock.clone(),
        world,
    };
    let mut execution = Execution::new(machine, scenario, Limits::default());
    execution.begin_test(test);
    while !execution.test_is_over() {
        let late = execution.next_at().is_some_and(|at| at > LONGEST);
        if late || execution.advance(&mut mocked) != Advance::Progress {
            break;
        }
    }
    execution.tested()
}

impl Execution {
    fn begin_test(&mut self, test: StateTest) {
        let (state, input) = (test.state, test.input.clone());
        let machine = Arc::clone(&self.machine);
        let root = &mut self.strands[StrandId::ROOT.0];
        root.variables = test.variables.clone();
        if let Some(state) = machine.states.get(state.0 as usize) {
            root.level = state.level;
            let owner = machine
                .levels
                .get(state.level.0 as usize)
                .and_then(|level| level.owner);
            let around = owner.and_then(|owner| machine.states.get(owner.0 as usize));
            if around.is_some_and(|state| matches!(state.kind, StateKind::Map(_))) {
                root.map_context = Some(MapItem::new(0, &input));
            }
        }
        self.test = Some(Box::new(Setting {
            test,
            inspection: TestInspection::default(),
            fault: None,
            failure: None,
        }));
        self.schedule_enter(StrandId::ROOT, state, input);
    }

    /// The state has ended, or a retrier has scheduled another attempt.
    fn test_is_over(&self) -> bool {
        let ended = self
            .trace
            .visits
            .first()
            .is_some_and(|visit| visit.ended.is_some());
        ended
            || self.will_retry()
            || self
                .setting()
                .is_some_and(|setting| setting.fault.is_some())
    }

    fn will_retry(&self) -> bool {
        let before = self.setting().map_or(0, |setting| setting.test.retries);
        self.active(StrandId::ROOT)
            .is_some_and(|active| active.attempt > before)
    }

    fn setting(&self) -> Option<&Setting> {
        self.test.as_deref()
    }

    /// In a test, the visit begins with the retries that it is said to have had.
    pub(crate) fn retries_before(&self) -> u32 {
        self.setting().map_or(0, |setting| setting.test.retries)
    }

    /// In a test, keeps the error that the state's retriers and catchers are asked about.
    pub(crate) fn observe_failure(&mut self, failure: &Failure) {
        if let Some(setting) = &mut self.test {
            setting.failure = Some(failure.clone());
        }
    }

    /// In a test, the context object: as given, and what the state adds to it.
    pub(crate) fn tested_context(&self, strand: StrandId) -> Option<Value> {
        let setting = self.setting()?;
        let given = setting.test.context.as_object().cloned();
        let mut context = given.unwrap_or_default();
        let token = self
            .active(strand)
            .and_then(|active| active.token)
            .filter(|_| !context.contains_key("Task"));
        if let Some(token) = token {
            let task: Object = [(Arc::from("Token"), token.text().into())]
                .into_iter()
                .collect();
            context = context.with(Arc::from("Task"), Value::Object(task));
        }
        if let Some(map) = &self.strands[strand.0].map_context {
            context = context.with(Arc::from("Map"), map.context());
        }
        Some(Value::Object(context))
    }

    fn tested(self) -> Result<Tested, TestFault> {
        if let Some(fault) = self.setting().and_then(|setting| setting.fault) {
            return Err(fault);
        }
        let machine = Arc::clone(&self.machine);
        let visit = self.trace.visits.first();
        let state = visit.and_then(|visit| machine.states.get(visit.state.0 as usize));
        let (Some(visit), Some(state)) = (visit, state) else {
            return Ok(ended(TestStatus::Failed, None, None));
        };
        let failure = self.setting().and_then(|setting| setting.failure.as_ref());
        let (error, cause) = failure.map_or((None, None), |failure| {
            (failure.error.clone(), failure.cause.clone())
        });
        let mut tested = if self.will_retry() {
            ended(TestStatus::Retriable, error, cause)
        } else {
            match (visit.status, &self.trace.ending) {
                (Status::Caught, _) => ended(TestStatus::CaughtError, error, cause),
                (Status::Succeeded, _) => ended(TestStatus::Succeeded, None, None),
                (_, Some(Ending::Failed { error, cause })) => {
                    ended(TestStatus::Failed, error.clone(), cause.clone())
                }
                _ => ended(TestStatus::Failed, Some(names::TIMEOUT.into()), None),
            }
        };
        if matches!(
            tested.status,
            TestStatus::Succeeded | TestStatus::CaughtError
        ) {
            let next = visit
                .next
                .and_then(|next| machine.states.get(next.0 as usize));
            tested.next = next.map(|state| Arc::clone(&state.name));
            tested.output = last(visit, Field::Output);
        }
        tested.inspection = self.inspected(state, visit);
        Ok(tested)
    }

    fn inspected(&self, state: &State, visit: &Visit) -> TestInspection {
        let setting = self.setting();
        let mut inspection = setting
            .map(|setting| setting.inspection.clone())
            .unwrap_or_default();
        match state.io.language {
            QueryLanguage::JsonPath => jsonpath_flow(state, visit, &mut inspection),
            QueryLanguage::Jsonata => jsonata_flow(state, visit, &mut inspection),
        }
        inspection.variables = self.strands[StrandId::ROOT.0].variables.clone();
        if let Some(failure) = setting.and_then(|setting| setting.failure.as_ref()) {
            inspection.retry_index = state
                .retriers
                .iter()
                .position(|retrier| failure.named_by(&retrier.error_equals));
        }
        if let Some(Via::Catch(index)) = visit.via {
            inspection.catch_index = usize::try_from(index).ok();
        }
        if self.will_retry() {
            let at = self.next_at().unwrap_or(self.clock);
            inspection.retry_backoff_interval_seconds = Some((at - self.clock) / 1_000);
        }
        inspection
    }
}

fn ended(status: TestStatus, error: Option<Arc<str>>, cause: Option<Arc<str>>) -> Tested {
    Tested {
        status,
        output: None,
        error,
        cause,
        next: None,
        inspection: TestInspection::default(),
    }
}

/// The value after a field, if the state came as far.
fn last(visit: &Visit, field: Field) -> Option<Value> {
    let step = visit.flow.iter().rfind(|step| step.field == field)?;
    Some(step.value.clone())
}

/// The steps of `JSONPath`. A field that the state does not have passes its value on, and AWS lists
/// the step all the same. Recorded: a Pass state with a `Result` shows nothing before it.
fn jsonpath_flow(state: &State, visit: &Visit, inspection: &mut TestInspection) {
    let literal = matches!(state.kind, StateKind::Pass { result: Some(_) });
    let after_input_path = match state.io.input_path {
        crate::fields::PathField::Whole => last(visit, Field::Input),
        _ => last(visit, Field::InputPath),
    };
    let after_parameters = match state.io.parameters {
        None => after_input_path.clone(),
        Some(_) => last(visit, Field::Parameters),
    };
    let result = last(visit, Field::Result);
    let after_result_selector = match state.io.result_selector {
        None => result.clone(),
        Some(_) => last(visit, Field::ResultSelector),
    };
    let after_result_path = match state.io.result_path {
        ResultPath::Replace => after_result_selector.clone(),
        _ => last(visit, Field::ResultPath),
    };
    if !literal {
        inspection.after_input_path = after_input_path;
    }
    match &state.kind {
        StateKind::Task(_) => {
            inspection.after_parameters = after_parameters;
            inspection.result = result;
        }
        StateKind::Pass { .. } if literal => inspection.result = result,
        StateKind::Pass { .. } => inspection.after_parameters = after_parameters,
        StateKind::Map(map) if map.reader.is_none() => {
            let items = match map.items_path {
                Some(_) => last(visit, Field::Items),
                None => inspection.after_input_path.clone(),
            };
            inspection.after_items_path = items.filter(|items| items.as_array().is_some());
        }
        StateKind::Map(_) | StateKind::Parallel { .. } => {}
        _ => return,
    }
    inspection.after_result_selector = after_result_selector;
    inspection.after_result_path = after_result_path;
}

/// The steps of `JSONata`, recorded for a Task state only.
fn jsonata_flow(state: &State, visit: &Visit, inspection: &mut TestInspection) {
    if matches!(state.kind, StateKind::Task(_)) {
        inspection.after_arguments = last(visit, Field::Arguments);
        inspection.result = last(visit, Field::Result);
    }
}

/// The mock for the tested state's task; without one, the world.
struct MockOr<'w> {
    mock: Option<StateMock>,
    world: &'w mut dyn World,
}

impl World for MockOr<'_> {
    fn outcome(&mut self, call: &TaskCall<'_>) -> Reply {
        let outcome = match &self.mock {
            None => return self.world.outcome(call),
            Some(StateMock::Result(value)) => Outcome::Return(value.clone()),
            Some(StateMock::Error { error, cause }) => Outcome::Throw {
                error: error.clone(),
                cause: cause.clone(),
                at: ThrowAt::Run,
            },
        };
        Reply::Ready(TimedOutcome {
            outcome,
            duration: 0,
            submitted: None,
            worker: None,
        })
    }

    fn objects(&self) -> &[StoredObject] {
        self.world.objects()
    }
}
