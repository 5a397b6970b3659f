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
        let mut fields = vec![
            ("Execution", self.origin.execution.clone()),
            ("StateMachine", self.origin.machine.clone()),
        ];
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

/// What the context object tells of one iteration. It is written out only where a state reads it.
#[derive(Clone, Debug)]
pub(crate) struct MapItem {
    index: usize,
    value: Value,
}

impl MapItem {
    pub(crate) fn new(index: usize, value: &Value) -> Self {
        Self {
            index,
            value: value.clone(),
        }
    }

    /// The `Map` part of the context object.
    pub(crate) fn context(&self) -> Value {
        let index = i64::try_from(self.index).unwrap_or(i64::MAX);
        object([(
            "Item",
            object([("Index", index.into()), ("Value", self.value.clone())]),
        )])
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
