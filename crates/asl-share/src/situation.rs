//! What a link carries. These are the shapes of the newest version; `head` has them as JSON, which is also a file.

use serde_json::{Map, Value};

/// A whole situation: what was written, how it runs, and what is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Situation {
    /// The definition as it was typed.
    pub definition: String,
    /// The input as it was typed.
    pub input: String,
    /// The named scenarios, in order.
    pub scenarios: Vec<Scenario>,
    /// Which of the scenarios is taken, from 0.
    pub scenario: u32,
    /// The options that differ from their defaults.
    pub options: Options,
    /// The paths of the states at which the run pauses.
    pub breakpoints: Vec<String>,
    /// Whether the run pauses at errors.
    pub pause_on_errors: bool,
    /// Whether the run pauses at tasks, before their outcomes.
    pub pause_on_tasks: bool,
    /// How many events have happened; absent for a run that has not been moved through.
    pub at: Option<u32>,
    /// The selected state's path; absent where the inspector follows the run.
    pub select: Option<String>,
    /// How it is looked at.
    pub view: View,
}

/// A named scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// Its input as it was typed, where it has one of its own.
    pub input: Option<String>,
    /// The rest as files of scenarios have it: any of `outcomes`, `objects`, `type`, `seed` and `expect`; and
    /// `startTime`, as options have it.
    pub rest: Map<String, Value>,
}

/// Options of a run; what is absent has its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// STANDARD or EXPRESS.
    pub kind: Option<String>,
    /// When the execution starts, as in `2026-01-01T00:00:00Z`.
    pub start_time: Option<String>,
    /// The seed of everything random, for scenarios without their own.
    pub seed: Option<u64>,
    /// The execution's name.
    pub execution_name: Option<String>,
    /// The state machine's name.
    pub machine_name: Option<String>,
    /// How fast it plays: 2 is twice as fast.
    pub speed: Option<f64>,
}

/// How a situation is looked at; what is absent has its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Which visit of the selected state, from 0.
    pub turn: Option<u32>,
    /// The items looked at, by the paths of their Map states, from 0.
    pub items: Vec<(String, u32)>,
    /// The paths of the states whose inside is hidden.
    pub collapsed: Vec<String>,
    /// The names of the tabs that are in front.
    pub tabs: Vec<String>,
}
