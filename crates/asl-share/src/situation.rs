//! What a link carries. These are the shapes of the newest version; as JSON they are also a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// A whole situation: what was written, how it runs, and what is looked at.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Situation {
    /// The definition as it was typed.
    pub definition: String,
    /// The input as it was typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub input: String,
    /// The named scenarios, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
    /// Which of the scenarios is taken, from 0.
    #[serde(skip_serializing_if = "is_default")]
    pub scenario: u32,
    /// The options that differ from their defaults.
    #[serde(skip_serializing_if = "is_default")]
    pub options: Options,
    /// The paths of the states at which the run pauses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breakpoints: Vec<String>,
    /// Whether the run pauses at errors.
    #[serde(skip_serializing_if = "is_default")]
    pub pause_on_errors: bool,
    /// How many events have happened; absent for a run that has not been moved through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
    /// The selected state's path; absent where the inspector follows the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// How it is looked at.
    #[serde(skip_serializing_if = "is_default")]
    pub view: View,
}

/// A named scenario, as in a file of scenarios.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// Its input as it was typed, where it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// Its outcomes in the plain form, by state name.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub outcomes: Map<String, Value>,
    /// The objects in buckets that an `ItemReader` can read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<StoredObject>,
    /// STANDARD or EXPRESS.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its seed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What is expected of it.
    #[serde(skip_serializing_if = "is_default")]
    pub expect: Expect,
}

/// An object in a bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct StoredObject {
    /// The bucket's name.
    pub bucket: String,
    /// The object's key.
    pub key: String,
    /// What it holds.
    pub body: String,
}

/// What is expected of a run; what is absent may be anything.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Expect {
    /// SUCCEEDED, FAILED, `TIMED_OUT` or ABORTED.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The output.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub output: Option<Value>,
    /// The error's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

/// Options of a run; what is absent has its default.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// STANDARD or EXPRESS.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When the execution starts, as in `2026-01-01T00:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// The seed of everything random, for scenarios without their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The execution's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execution_name: Option<String>,
    /// The state machine's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine_name: Option<String>,
    /// How fast it plays: 2 is twice as fast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed: Option<f64>,
}

/// How a situation is looked at; what is absent has its default.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct View {
    /// Which visit of the selected state, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
    /// The items looked at, by the paths of their Map states, from 0.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub items: BTreeMap<String, u32>,
    /// The paths of the states whose inside is hidden.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub collapsed: Vec<String>,
    /// The names of the tabs that are in front.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tabs: Vec<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A field that is there, even when it is `null`.
fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(field).map(Some)
}
