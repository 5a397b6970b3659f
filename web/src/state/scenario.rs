//! A scenario: an input, the outcomes of tasks and what is expected, beside one definition.

use std::sync::Arc;

use asl::{Expected, NamedScenario, StoredObject};
use serde::{Deserialize, Serialize};

use super::outcomes::Outcomes;

/// A scenario, as it is edited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// Its name, unique beside one definition.
    pub name: Arc<str>,
    /// The text of its own input; `None` for the one that scenarios share.
    pub input: Option<Arc<str>>,
    /// The planned outcomes.
    pub outcomes: Arc<Outcomes>,
    /// What else it runs with.
    pub setting: Arc<Setting>,
    /// What is expected of it.
    pub expected: Arc<Expected>,
}

/// What a scenario runs with beside input and outcomes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    /// The state machine is an Express one.
    pub express: bool,
    /// The objects in buckets.
    pub objects: Vec<StoredObject>,
    /// The seed of everything random, where it has one of its own.
    pub seed: Option<u64>,
    /// When the execution starts, in milliseconds since the Unix epoch, where it says so.
    pub start_time: Option<i64>,
    /// The execution's name, where it says so.
    pub execution_name: Option<String>,
    /// The state machine's name, where it says so.
    pub machine_name: Option<String>,
}

impl Scenario {
    /// Every task succeeds as its service plausibly would.
    pub fn plain() -> Self {
        Self {
            name: "Every task succeeds".into(),
            ..Self::default()
        }
    }

    /// From an entry of a file of scenarios; what is wrong with it otherwise.
    pub fn read(entry: serde_json::Value) -> Result<Self, String> {
        let list = serde_json::Value::Array(vec![entry]).to_string();
        let file = asl::parse_scenarios(&list).map_err(|error| error.to_string())?;
        let named = file.scenarios.into_iter().next();
        named.map(Self::from).ok_or_else(String::new)
    }

    /// As an entry of a file of scenarios, but for its input.
    pub fn entry(&self) -> serde_json::Value {
        asl::write_scenarios(&[self.named(None)])[0].take()
    }

    /// As the engine and files take it; `input` is what was read of its input.
    pub fn named(&self, input: Option<asl::Value>) -> NamedScenario {
        NamedScenario {
            name: self.name.to_string(),
            input,
            outcomes: self.outcomes.mocks(),
            seed: self.setting.seed,
            express: self.setting.express,
            objects: self.setting.objects.clone(),
            expected: Expected::clone(&self.expected),
        }
    }
}

impl From<NamedScenario> for Scenario {
    fn from(named: NamedScenario) -> Self {
        Self {
            name: named.name.into(),
            input: named.input.map(|input| input.to_pretty().into()),
            outcomes: Arc::new((&named.outcomes).into()),
            setting: Arc::new(Setting {
                express: named.express,
                objects: named.objects,
                seed: named.seed,
                ..Setting::default()
            }),
            expected: Arc::new(named.expected),
        }
    }
}

/// A scenario as it is stored: its input as it was typed, broken or not.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct StoredScenario {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    input: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start_time: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    execution_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    machine_name: Option<String>,
    /// The rest, as files of scenarios have it.
    rest: serde_json::Value,
}

impl From<&Scenario> for StoredScenario {
    fn from(scenario: &Scenario) -> Self {
        let setting = &scenario.setting;
        Self {
            input: scenario.input.as_deref().map(ToOwned::to_owned),
            start_time: setting.start_time,
            execution_name: setting.execution_name.clone(),
            machine_name: setting.machine_name.clone(),
            rest: scenario.entry(),
        }
    }
}

impl StoredScenario {
    /// The scenario; nothing when it is of another time and cannot be read.
    pub fn read(self) -> Option<Scenario> {
        let mut scenario = Scenario::read(self.rest).ok()?;
        scenario.input = self.input.map(Arc::from);
        let setting = Arc::make_mut(&mut scenario.setting);
        setting.start_time = self.start_time;
        setting.execution_name = self.execution_name;
        setting.machine_name = self.machine_name;
        Some(scenario)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_stored_and_read_without_loss() {
        let text = r#"[{"name": "A", "type": "EXPRESS", "seed": 3, "expect": {"status": "FAILED"},
             "outcomes": {"T": [{"Throw": {"Error": "E"}, "Item": 1}]},
             "objects": [{"bucket": "b", "key": "k", "body": "x,y"}]}]"#;
        let named = asl::parse_scenarios(text).unwrap().scenarios.remove(0);
        let mut scenario = Scenario::from(named.clone());
        assert_eq!(scenario.named(None), named);
        scenario.input = Some("{\"broken\": ".into());
        let setting = Arc::make_mut(&mut scenario.setting);
        setting.start_time = Some(1);
        setting.execution_name = Some("mine".into());
        let stored = serde_json::to_string(&StoredScenario::from(&scenario)).unwrap();
        let stored: StoredScenario = serde_json::from_str(&stored).unwrap();
        assert_eq!(stored.read(), Some(scenario));
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let stored: StoredScenario = serde_json::from_str(r#"{"rest": {"later": true}}"#).unwrap();
        assert_eq!(stored.read(), None);
    }
}
