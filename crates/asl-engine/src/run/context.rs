//! The context object (`$$`), with the fields in the order in which AWS gives them (rule M1).

use std::sync::Arc;

use asl_query::{Object, Random, Value};
use jiff::Timestamp;

use super::execution::Execution;
use super::strand::{Active, StrandId};
use crate::machine::State;
use crate::scenario::Scenario;
use crate::trace::Millis;

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
            let id = Random::new(scenario.seed).uuid();
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

impl Execution {
    /// The context object as a strand's state sees it; `null` where the state never reads it.
    pub(crate) fn context(&self, strand: StrandId, state: &State) -> Value {
        if !state.reads_context {
            return Value::Null;
        }
        if let Some(context) = self.tested_context(strand) {
            return context;
        }
        let entry = &self.strands[strand.0];
        let (execution, machine) = match &entry.child_execution {
            Some(child) => self.child_context(child),
            None => (self.origin.execution.clone(), self.origin.machine.clone()),
        };
        let mut fields = vec![("Execution", execution), ("StateMachine", machine)];
        if let Some(active) = &entry.active {
            fields.push(("State", self.state_context(active, state)));
            if let Some(token) = &active.token {
                fields.push((
                    "Task",
                    object([("Token", Value::String(Arc::clone(token)))]),
                ));
            }
        }
        if let Some(map) = &entry.map_context {
            fields.push(("Map", map.context()));
        }
        object(fields)
    }

    /// What a child of a Map Run sees of itself: it is an execution of its own, of a machine that is named after the
    /// Map state (rules K20, M5).
    fn child_context(&self, child: &ChildExecution) -> (Value, Value) {
        let name = Random::new(child.seed).uuid();
        let states = format!("arn:aws:states:{REGION}:{}", self.origin.account);
        let machine = &child.machine;
        let mut execution = vec![
            ("Id", format!("{states}:execution:{machine}:{name}").into()),
            ("Input", child.input.clone()),
            (
                "StartTime",
                timestamp(self.trace.start_time, child.started).into(),
            ),
            ("Name", name.into()),
            ("RoleArn", Value::String(Arc::clone(&self.origin.role))),
        ];
        if !self.before(REDRIVE) {
            execution.push(("RedriveCount", 0_i64.into()));
        }
        let machine = [
            ("Id", format!("{states}:stateMachine:{machine}").into()),
            ("Name", Value::String(Arc::clone(machine))),
        ];
        (object(execution), object(machine))
    }

    fn state_context(&self, active: &Active, state: &State) -> Value {
        let entered = self
            .trace
            .event(active.entered)
            .map_or(self.clock, |event| event.at);
        let mut fields = vec![
            ("Name", Value::String(Arc::clone(&state.name))),
            (
                "EnteredTime",
                timestamp(self.trace.start_time, entered).into(),
            ),
        ];
        if matches!(state.kind, crate::StateKind::Task(_)) {
            fields.push(("RetryCount", i64::from(active.attempt).into()));
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
