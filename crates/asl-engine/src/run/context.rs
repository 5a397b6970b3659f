//! The context object (`$$`), with the fields in the order in which AWS gives them (rule M1).

use std::sync::Arc;

use asl_query::{Object, Random, Uuid, Value};
use jiff::Timestamp;

use super::execution::Execution;
use super::strand::{Active, StrandId};
use crate::machine::{Machine, State};
use crate::scenario::Scenario;
use crate::trace::{EventId, Millis, Trace};
use crate::visit::VisitId;

/// The region that everything in a run belongs to.
pub const REGION: &str = "us-east-1";

/// 2023-11-15: since then a Standard execution can be redriven, and counts how often it was.
const REDRIVE: i64 = 1_700_006_400_000;

/// The parts of the context object that do not change during a run.
#[derive(Debug)]
pub(crate) struct Origin {
    execution: Value,
    machine: Value,
    pub(crate) machine_name: Arc<str>,
    pub(crate) account: Arc<str>,
    pub(crate) role: Arc<str>,
    /// The time as of which AWS's behaviour is taken.
    pub(crate) as_of: Option<i64>,
}

impl Origin {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let (machine, name) = (&scenario.machine_name, &scenario.execution_name);
        let states = format!("arn:aws:states:{REGION}:{}", scenario.account);
        let machine_arn = format!("{states}:stateMachine:{machine}");
        let execution_arn = if scenario.express {
            let id = Random::new(scenario.seed).uuid().text();
            format!("{states}:express:{machine}:{name}:{id}")
        } else {
            format!("{states}:execution:{machine}:{name}")
        };
        let mut execution = vec![
            ("Id", execution_arn.into()),
            ("Input", scenario.input.clone()),
            ("StartTime", timestamp(scenario.start_time, 0).into()),
            ("Name", name.as_str().into()),
            ("RoleArn", scenario.role_arn.as_str().into()),
        ];
        let redrivable = scenario.as_of.is_none_or(|as_of| as_of >= REDRIVE);
        if redrivable && !scenario.express {
            execution.push(("RedriveCount", 0_i64.into()));
        }
        Self {
            machine_name: machine.as_str().into(),
            account: scenario.account.as_str().into(),
            role: scenario.role_arn.as_str().into(),
            as_of: scenario.as_of,
            execution: object(execution),
            machine: object([
                ("Id", machine_arn.into()),
                ("Name", machine.as_str().into()),
            ]),
        }
    }
}

/// What of the context objects of a run its events do not tell.
#[derive(Clone, Debug, Default)]
pub struct Contexts {
    /// By scope: the item of a Map, and the child execution of a Map Run.
    strands: Vec<(Option<MapItem>, Option<Arc<ChildExecution>>)>,
    /// The tokens of tasks, by visit and attempt; in that order once the run is over.
    tokens: Vec<((VisitId, u32), Uuid)>,
}

impl Trace {
    /// The context object as the state of a visit saw it when these events had happened; nothing for a visit that the
    /// trace does not have. The run has to be over.
    pub fn context(
        &self,
        machine: &Machine,
        scenario: &Scenario,
        visit: VisitId,
        cursor: EventId,
    ) -> Option<Value> {
        let entry = self.visits.get(visit.0 as usize)?;
        let state = machine.states.get(entry.state.0 as usize)?;
        let begun = entry
            .attempts
            .partition_point(|attempt| attempt.started <= cursor);
        let attempt = u32::try_from(begun.saturating_sub(1)).unwrap_or(u32::MAX);
        let (map, child) = self
            .contexts
            .strands
            .get(entry.scope.0 as usize)
            .map_or((None, None), |(map, child)| {
                (map.as_ref(), child.as_deref())
            });
        let tokens = &self.contexts.tokens;
        let token = tokens.binary_search_by_key(&(visit, attempt), |(attempt, _)| *attempt);
        let token = token.ok().and_then(|at| tokens.get(at));
        let seen = Seen {
            state: Some((state, entry.entered_at, attempt)),
            token: token.map(|(_, token)| *token),
            map,
            child,
        };
        Some(seen.object(&Origin::new(scenario), self.start_time))
    }
}

impl Execution {
    /// The context object as a strand's state sees it; `null` where the state never reads it.
    pub(crate) fn context(&self, strand: StrandId, state: &State) -> Value {
        if !state.reads_context {
            return Value::Null;
        }
        self.whole_context(strand, state)
    }

    /// The context object, whether the state reads it or not.
    pub(crate) fn whole_context(&self, strand: StrandId, state: &State) -> Value {
        if let Some(context) = self.tested_context(strand) {
            return context;
        }
        let entry = &self.strands[strand.0];
        let active = entry.active.as_ref();
        let entered = |active: &Active| {
            let event = self.trace.event(active.entered);
            event.map_or(self.clock, |event| event.at)
        };
        let seen = Seen {
            state: active.map(|active| (state, entered(active), active.attempt)),
            token: active.and_then(|active| active.token),
            map: entry.map_context.as_ref(),
            child: entry.child_execution.as_deref(),
        };
        seen.object(&self.origin, self.trace.start_time)
    }

    /// A task is given a token, for its attempt under way.
    pub(crate) fn give_token(&mut self, strand: StrandId, token: Uuid) {
        let Some(active) = self.active_mut(strand) else {
            return;
        };
        active.token = Some(token);
        let attempt = (active.visit, active.attempt);
        self.trace.contexts.tokens.push((attempt, token));
    }

    /// Leaves in the trace what only its strands knew.
    pub(crate) fn keep_contexts(&mut self) {
        let strands = std::mem::take(&mut self.strands).into_iter();
        self.trace
            .contexts
            .tokens
            .sort_unstable_by_key(|(attempt, _)| *attempt);
        self.trace.contexts.strands = strands
            .map(|strand| (strand.map_context, strand.child_execution))
            .collect();
    }
}

/// What a state sees in its context object, beside what is the same during the whole run.
struct Seen<'a> {
    /// The state, when it was entered, and the attempt.
    state: Option<(&'a State, Millis, u32)>,
    token: Option<Uuid>,
    map: Option<&'a MapItem>,
    child: Option<&'a ChildExecution>,
}

impl Seen<'_> {
    fn object(&self, origin: &Origin, start_time: i64) -> Value {
        let (execution, machine) = match self.child {
            Some(child) => child.context(origin, start_time),
            None => (origin.execution.clone(), origin.machine.clone()),
        };
        let mut fields = vec![("Execution", execution), ("StateMachine", machine)];
        if let Some((state, entered, attempt)) = self.state {
            let mut seen = vec![
                ("Name", Value::String(Arc::clone(&state.name))),
                ("EnteredTime", timestamp(start_time, entered).into()),
            ];
            if matches!(state.kind, crate::StateKind::Task(_)) {
                seen.push(("RetryCount", i64::from(attempt).into()));
            }
            fields.push(("State", object(seen)));
            if let Some(token) = self.token {
                fields.push(("Task", object([("Token", token.text().into())])));
            }
        }
        if let Some(map) = self.map {
            fields.push(("Map", map.context()));
        }
        object(fields)
    }
}

/// The execution that a child of a Map Run is.
#[derive(Debug)]
pub(crate) struct ChildExecution {
    /// `machine/label`, as its ARN has it.
    pub(crate) machine: Arc<str>,
    pub(crate) input: Value,
    pub(crate) started: Millis,
    /// What its name is made from.
    pub(crate) seed: u64,
}

impl ChildExecution {
    /// What a child of a Map Run sees of itself: it is an execution of its own, of a machine that is named after the
    /// Map state (rules K20, M5).
    fn context(&self, origin: &Origin, start_time: i64) -> (Value, Value) {
        let name = Random::new(self.seed).uuid().text();
        let states = format!("arn:aws:states:{REGION}:{}", origin.account);
        let machine = &self.machine;
        let mut execution = vec![
            ("Id", format!("{states}:execution:{machine}:{name}").into()),
            ("Input", self.input.clone()),
            ("StartTime", timestamp(start_time, self.started).into()),
            ("Name", name.into()),
            ("RoleArn", Value::String(Arc::clone(&origin.role))),
        ];
        if origin.as_of.is_none_or(|as_of| as_of >= REDRIVE) {
            execution.push(("RedriveCount", 0_i64.into()));
        }
        let machine = [
            ("Id", format!("{states}:stateMachine:{machine}").into()),
            ("Name", Value::String(Arc::clone(machine))),
        ];
        (object(execution), object(machine))
    }
}

/// What the context object tells of one iteration. It is written out only where a state reads it.
#[derive(Clone, Debug)]
pub(crate) struct MapItem {
    index: usize,
    /// The item's key, where a Map iterates over an object.
    key: Option<Value>,
    value: Value,
    /// Where the item comes from; AWS tells since September 2025.
    source: Option<Arc<str>>,
}

impl MapItem {
    pub(crate) fn new(index: usize, value: &Value) -> Self {
        Self {
            index,
            key: None,
            value: value.clone(),
            source: None,
        }
    }

    /// A member of an object, as the item `{"Key", "Value"}`.
    pub(crate) fn member(index: usize, item: &Value) -> Self {
        Self {
            key: item.get("Key").cloned(),
            ..Self::new(index, item.get("Value").unwrap_or(item))
        }
    }

    pub(crate) fn told_from(self, source: Option<&Arc<str>>) -> Self {
        Self {
            source: source.cloned(),
            ..self
        }
    }

    /// The `Map` part of the context object.
    pub(crate) fn context(&self) -> Value {
        let index = i64::try_from(self.index).unwrap_or(i64::MAX);
        let source = self.source.clone().map(Value::String);
        let fields = [
            ("Index", Some(index.into())),
            ("Key", self.key.clone()),
            ("Value", Some(self.value.clone())),
            ("Source", source),
        ];
        let fields = fields
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)));
        object([("Item", object(fields))])
    }
}

/// A virtual time as RFC 3339 text in UTC, without trailing zeros of the fraction (rule M3).
pub fn timestamp(start_time: i64, at: Millis) -> String {
    Timestamp::from_millisecond(start_time.saturating_add(at))
        .unwrap_or_default()
        .to_string()
}

fn object<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    let fields = fields
        .into_iter()
        .map(|(key, value)| (Arc::<str>::from(key), value));
    Value::Object(fields.collect::<Object>())
}
