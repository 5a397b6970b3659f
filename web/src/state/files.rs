//! Outcomes as files and drafts hold them: the plain form `{"StateName": [{"Return": ...}, ...]}`, where an
//! entry may be bound to an `Item` or an `Attempt` (from 0) and may take `Seconds`.

use std::collections::BTreeMap;

use asl::Value;
use serde::{Deserialize, Deserializer, Serialize};

use super::num;
use super::outcomes::{Outcomes, Plan, Rule, Runs};

/// Outcomes by state name.
pub type OutcomesFile = BTreeMap<String, Vec<OutcomeFile>>;

/// One scenario of an example.
#[derive(Clone, Debug, Deserialize)]
pub struct ScenarioFile {
    /// Its name.
    pub name: String,
    /// Its outcomes.
    #[serde(default)]
    pub outcomes: OutcomesFile,
    /// Its input, where it has one of its own.
    pub input: Option<serde_json::Value>,
    /// STANDARD or EXPRESS.
    pub r#type: Option<String>,
    /// The objects in buckets.
    #[serde(default)]
    pub objects: Vec<ObjectFile>,
}

/// An object in a bucket.
#[derive(Clone, Debug, Deserialize)]
pub struct ObjectFile {
    /// The bucket's name.
    pub bucket: String,
    /// The object's key.
    pub key: String,
    /// Its text.
    pub body: String,
}

/// One outcome: one of `Return`, `Throw`, `Timeout` and `Succeed` (as its service would).
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", default, deny_unknown_fields)]
pub struct OutcomeFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempt: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    r#return: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    throw: Option<ThrowFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    succeed: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", default, deny_unknown_fields)]
struct ThrowFile {
    error: String,
    cause: String,
}

/// What a file's outcomes plan.
pub fn read(file: OutcomesFile) -> Outcomes {
    let mut outcomes = Outcomes::default();
    for (state, entries) in file {
        for entry in entries {
            outcomes.add(&state, entry.into());
        }
    }
    outcomes
}

/// The file that plans these outcomes.
pub fn write(outcomes: &Outcomes) -> OutcomesFile {
    let entries = |rules: &[Rule]| rules.iter().map(OutcomeFile::from).collect();
    outcomes
        .iter()
        .map(|(state, rules)| (state.to_owned(), entries(rules)))
        .collect()
}

impl From<OutcomeFile> for Rule {
    fn from(file: OutcomeFile) -> Self {
        let plan = match file {
            OutcomeFile {
                throw: Some(ThrowFile { error, cause }),
                ..
            } => Plan::Fails { error, cause },
            OutcomeFile {
                timeout: Some(true),
                ..
            } => Plan::TimesOut,
            OutcomeFile { r#return, .. } => Plan::Succeeds(r#return.map(Value::from)),
        };
        let duration = file.seconds.map(|seconds| num::to_millis(seconds * 1000.0));
        Self {
            runs: Runs {
                item: file.item,
                attempt: file.attempt,
            },
            plan,
            duration,
        }
    }
}

impl From<&Rule> for OutcomeFile {
    fn from(rule: &Rule) -> Self {
        let mut file = Self {
            item: rule.runs.item,
            attempt: rule.runs.attempt,
            seconds: rule.duration.map(|duration| num::millis(duration) / 1000.0),
            ..Self::default()
        };
        match &rule.plan {
            Plan::Succeeds(Some(result)) => file.r#return = Some(result.into()),
            Plan::Succeeds(None) => file.succeed = Some(true),
            Plan::Fails { error, cause } => {
                file.throw = Some(ThrowFile {
                    error: error.clone(),
                    cause: cause.clone(),
                });
            }
            Plan::TimesOut => file.timeout = Some(true),
        }
        file
    }
}

/// A field that is there, even when it is `null`.
fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<serde_json::Value>, D::Error> {
    serde_json::Value::deserialize(field).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let file: OutcomesFile = serde_json::from_str(text).unwrap();
        let outcomes = read(file);
        let rules: Vec<String> = outcomes
            .of("Run")
            .iter()
            .map(|rule| {
                let (runs, plan) = (rule.runs.describe(), rule.plan.describe());
                format!("{runs} {plan} {:?}", rule.duration)
            })
            .collect();
        assert_eq!(rules.join("; "), expected);
        let again = serde_json::to_value(write(&outcomes)).unwrap();
        assert_eq!(
            again,
            serde_json::from_str::<serde_json::Value>(text).unwrap()
        );
    }

    #[test]
    fn the_plain_form_is_read_and_written_without_loss() {
        check(
            r#"{"Run": [{"Throw": {"Error": "E", "Cause": "c"}}]}"#,
            "Every run fails with E None",
        );
        check(
            r#"{"Run": [{"Timeout": true}]}"#,
            "Every run times out None",
        );
        check(
            r#"{"Run": [{"Return": null}]}"#,
            "Every run succeeds with a result of yours None",
        );
        check(
            r#"{"Run": [{"Item": 1, "Seconds": 1.5, "Succeed": true}]}"#,
            "Item 2 succeeds Some(1500)",
        );
    }

    #[test]
    fn a_list_is_consumed_run_by_run() {
        check(
            r#"{"Run": [{"Timeout": true}, {"Succeed": true}]}"#,
            "Every run times out None; Every run succeeds None",
        );
    }

    #[test]
    fn an_unknown_field_is_refused() {
        assert!(serde_json::from_str::<OutcomesFile>(r#"{"Run": [{"Retrun": 1}]}"#).is_err());
    }
}
