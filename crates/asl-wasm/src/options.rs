//! What a run takes, as JavaScript gives it.

use asl::{Limits, Machine, Mocks, Outcomes, Scenario, Value};
use serde::Deserialize;
use tsify::Tsify;
use wasm_bindgen::{JsError, JsValue};

use crate::json;

/// What a run takes beside the definition. Everything is optional.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default, rename_all = "camelCase")]
pub struct RunOptions {
    /// The execution's input: any JSON value. By default `{}`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(optional, type = "unknown")]
    pub input: JsValue,
    /// The tasks' outcomes: `{"StateName": [{"Return": ...}]}`, or the content of a `MockConfigFile.json`. A task
    /// without any gets its service's plausible default.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(optional, type = "unknown")]
    pub mocks: JsValue,
    /// The test case of a `MockConfigFile.json`; by default its first.
    #[tsify(optional)]
    pub test_case: Option<String>,
    /// The seed of everything random: UUIDs, jitter, task tokens. A whole number, by default 1.
    #[tsify(optional, type = "number")]
    pub seed: Option<u64>,
    /// When the execution starts, in milliseconds since the Unix epoch, as `Date.now()` gives them. By default
    /// 2026-01-01T00:00:00Z.
    #[tsify(optional, type = "number")]
    pub start_time: Option<i64>,
    /// The execution's name.
    #[tsify(optional)]
    pub execution_name: Option<String>,
    /// The state machine's name.
    #[tsify(optional)]
    pub machine_name: Option<String>,
    /// The objects in buckets that a Map's `ItemReader` can read.
    #[tsify(optional)]
    pub objects: Vec<StoredObject>,
    /// The state machine's type, by default `STANDARD`.
    #[tsify(optional)]
    pub machine_type: Option<MachineType>,
    /// When to give up.
    #[tsify(optional)]
    pub limits: Option<RunLimits>,
}

/// The state machine's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Tsify)]
#[serde(rename_all = "UPPERCASE")]
pub enum MachineType {
    /// Up to a year, with a history.
    Standard,
    /// Up to five minutes.
    Express,
}

/// An object in a bucket.
#[derive(Clone, Debug, Deserialize, Tsify)]
pub struct StoredObject {
    /// The bucket's name.
    pub bucket: String,
    /// The object's key.
    pub key: String,
    /// Its text. A Parquet file stands as the JSON array of its rows.
    pub body: String,
}

/// What a run may use up before it ends with an explanation.
#[derive(Clone, Copy, Debug, Default, Deserialize, Tsify)]
#[serde(default, rename_all = "camelCase")]
pub struct RunLimits {
    /// History events; by default 25,000, where AWS fails a Standard execution.
    #[tsify(optional)]
    pub events: Option<u32>,
    /// Virtual milliseconds; by default ten years.
    #[tsify(optional, type = "number")]
    pub virtual_time: Option<i64>,
}

impl StoredObject {
    fn read(&self) -> asl::StoredObject {
        asl::StoredObject {
            bucket: self.bucket.as_str().into(),
            key: self.key.as_str().into(),
            body: self.body.as_str().into(),
        }
    }
}

impl RunOptions {
    /// The options of a call; none at all are the default ones.
    pub(crate) fn from_js(options: JsValue) -> Result<Self, JsError> {
        json::options("the options of a run", options)
    }

    pub(crate) fn limits(&self) -> Limits {
        let given = self.limits.unwrap_or_default();
        let default = Limits::default();
        Limits {
            events: given.events.unwrap_or(default.events),
            virtual_time: given.virtual_time.unwrap_or(default.virtual_time),
        }
    }

    pub(crate) fn scenario(self, machine: &Machine) -> Result<Scenario, JsError> {
        let default = Scenario::default();
        Ok(Scenario {
            input: self.input()?.unwrap_or(default.input),
            outcomes: self.outcomes(machine)?,
            seed: self.seed.unwrap_or(default.seed),
            start_time: self.start_time.unwrap_or(default.start_time),
            execution_name: self.execution_name.unwrap_or(default.execution_name),
            machine_name: self.machine_name.unwrap_or(default.machine_name),
            objects: self.objects.iter().map(StoredObject::read).collect(),
            express: self.machine_type == Some(MachineType::Express),
            ..Scenario::default()
        })
    }

    fn input(&self) -> Result<Option<Value>, JsError> {
        let Some(text) = json::text_of(&self.input, "input")? else {
            return Ok(None);
        };
        asl::parse_input(&text)
            .map(Some)
            .map_err(|found| JsError::new(&format!("input: {}", found.message)))
    }

    fn outcomes(&self, machine: &Machine) -> Result<Outcomes, JsError> {
        let Some(text) = json::text_of(&self.mocks, "mocks")? else {
            return Ok(Outcomes::default());
        };
        let mocks =
            asl::parse_mocks(&text).map_err(|error| JsError::new(&format!("mocks: {error}")))?;
        let config = match mocks {
            Mocks::Plain(outcomes) => return Ok(outcomes),
            Mocks::Config(config) => config,
        };
        let case = match &self.test_case {
            Some(name) => config.test_case(name),
            None => config.test_cases.first(),
        };
        case.map(|case| case.outcomes_for(machine))
            .ok_or_else(|| JsError::new("mocks: there is no such test case"))
    }
}
