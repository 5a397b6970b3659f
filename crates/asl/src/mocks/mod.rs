//! Mocked outcomes as text: the plain form that every tool here takes, and AWS's
//! `MockConfigFile.json` of Step Functions Local.
//!
//! The plain form is an object of lists by state name. An entry has one of `Return` (any JSON, or `"{% … %}"`, an
//! expression in JSONata that is evaluated when the task ends), `Throw` (`{"Error", "Cause"}`), `Timeout` (true),
//! `Pending` (true: it never answers) and `Succeed` (true: as the service plausibly would), and may have `Item` and
//! `Attempt` (both from 0) to stand for these alone, `Seconds`, `Submitted` (the output of `TaskSubmitted`) and
//! `WorkerName` (of an activity). A list is consumed entry by entry, the last one repeating.

mod config;
mod config_file;
mod expected;
mod expression;
mod plain;
mod scenarios;

use std::collections::BTreeMap;
use std::fmt;

use asl_engine::Mock;
use serde_json::Value;

pub use config::{MockConfig, TestCase};
pub use config_file::{ConfigFile, write_mock_config};
pub use expected::Expected;
pub use expression::{
    ExpressionProblem, check_expression, check_outcomes, read_return, write_expression,
    write_return,
};
pub use scenarios::{NamedScenario, ScenarioFile, parse_scenarios, write_scenarios};

/// Outcomes by state name.
pub type Outcomes = BTreeMap<String, Vec<Mock>>;

/// What is wrong with a file of mocks: where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MocksError {
    /// Where, as a path of keys: `RunGlueJob[1].Throw`.
    pub place: String,
    /// What is wrong there, and what would be right.
    pub message: String,
}

impl fmt::Display for MocksError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.message),
            place => write!(f, "{place}: {}", self.message),
        }
    }
}

impl std::error::Error for MocksError {}

/// A file of mocks, in either form.
#[derive(Clone, Debug, PartialEq)]
pub enum Mocks {
    /// The plain form.
    Plain(Outcomes),
    /// `MockConfigFile.json`.
    Config(MockConfig),
}

/// Reads mocks in either form, told apart by `StateMachines` and `MockedResponses`.
pub fn parse_mocks(text: &str) -> Result<Mocks, MocksError> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| fault("", format!("The mocks are not JSON: {error}.")))?;
    let Some(fields) = value.as_object() else {
        return Err(fault(
            "",
            "Mocks are an object: {\"StateName\": [{\"Return\": ...}]}.",
        ));
    };
    if fields.contains_key("StateMachines") || fields.contains_key("MockedResponses") {
        return config::parse(fields).map(Mocks::Config);
    }
    plain::parse(fields).map(Mocks::Plain)
}

/// Writes outcomes in the plain form, in the order of the state names.
pub fn write_mocks(outcomes: &Outcomes) -> Value {
    plain::write(outcomes)
}

pub(crate) fn fault(place: impl Into<String>, message: impl Into<String>) -> MocksError {
    MocksError {
        place: place.into(),
        message: message.into(),
    }
}

#[cfg(test)]
mod tests;
