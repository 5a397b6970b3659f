//! An execution under way: advanced step by step, its tasks answered by whoever holds it.

use std::sync::Arc;

use asl::{Outcome, ThrowAt};
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::host::{Answers, Hosted, Progress, Waiting};
use crate::json;
use crate::machine::Machine;
use crate::results::Status;
use crate::run::Run;

/// An execution under way. The virtual clock stands still while a task waits for its answer.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Execution {
    hosted: Hosted,
}

/// How far an execution has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum StepResult {
    /// More will happen.
    Running,
    /// Nothing more happens before one of `pendingTasks` has its answer.
    Waiting,
    /// The execution has ended.
    Done,
}

/// A task that waits for its answer.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct PendingTask {
    /// What `complete` and `fail` take.
    pub id: u32,
    /// The state's name.
    pub state: String,
    /// Its path.
    pub path: String,
    /// What it calls, as written in the definition.
    pub resource: String,
    /// What is sent: the parameters or arguments, or the state's effective input.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "unknown")]
    pub input: JsValue,
    /// Which attempt it is, from 1.
    pub attempt: u32,
    /// The index of the innermost Map item around it, from 0.
    pub item: Option<u32>,
    /// The task token, where the resource waits for one.
    pub task_token: Option<String>,
    /// What the service plausibly answers, for those who have nothing better: `complete(task.id, task.plausible)`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "unknown")]
    pub plausible: JsValue,
}

#[wasm_bindgen]
impl Execution {
    /// Makes the next thing happen: one state entered, one task answered, one wait over. Several events may come of it.
    #[wasm_bindgen(unchecked_return_type = "StepResult")]
    pub fn step(&mut self) -> Result<JsValue, JsError> {
        json::object_of(&StepResult::from(self.hosted.step()))
    }

    /// Runs on until a task waits for its answer, or the execution has ended.
    #[wasm_bindgen(unchecked_return_type = "StepResult")]
    pub fn advance(&mut self) -> Result<JsValue, JsError> {
        json::object_of(&StepResult::from(self.hosted.run()))
    }

    /// The tasks that wait for their answers, in the order in which they were scheduled.
    #[wasm_bindgen(getter, js_name = pendingTasks, unchecked_return_type = "PendingTask[]")]
    pub fn pending_tasks(&mut self) -> Result<JsValue, JsError> {
        let tasks = self.hosted.waiting().iter().map(PendingTask::new);
        json::object_of(&tasks.collect::<Result<Vec<_>, _>>()?)
    }

    /// Answers a task with its result: any JSON value; `undefined` is `null`. It took so many virtual seconds, by
    /// default none. Throws when no such task waits.
    pub fn complete(
        &mut self,
        id: u32,
        #[wasm_bindgen(unchecked_param_type = "unknown")] result: &JsValue,
        seconds: Option<f64>,
    ) -> Result<(), JsError> {
        let result = json::read(result, "the result")?;
        self.answer(id, Outcome::Return(result), seconds)
    }

    /// Answers a task with an error, as `ErrorEquals` matches it, and its cause. Throws when no such task waits.
    pub fn fail(
        &mut self,
        id: u32,
        error: &str,
        cause: Option<String>,
        seconds: Option<f64>,
    ) -> Result<(), JsError> {
        self.answer(id, thrown(error, cause), seconds)
    }

    /// Lets a task run into its timeout: `TimeoutSeconds` or `HeartbeatSeconds`, or the end of the execution's time.
    /// Throws when no such task waits.
    #[wasm_bindgen(js_name = timeOut)]
    pub fn time_out(&mut self, id: u32) -> Result<(), JsError> {
        self.answer(id, Outcome::Timeout, Some(f64::INFINITY))
    }

    /// Stops the execution, as `StopExecution` does.
    pub fn abort(&mut self) {
        self.hosted.abort();
    }

    /// How it ended; `RUNNING` until then.
    #[wasm_bindgen(getter, unchecked_return_type = "Status")]
    pub fn status(&self) -> Result<JsValue, JsError> {
        json::object_of(&Status::of(self.hosted.ending()))
    }

    /// How many events have happened.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        u32::try_from(self.hosted.trace().events.len()).unwrap_or(u32::MAX)
    }

    /// The run so far, or the whole of it once it has ended.
    #[wasm_bindgen(getter)]
    pub fn run(&self) -> Run {
        self.hosted.run_so_far()
    }
}

impl Execution {
    pub(crate) fn new(hosted: Hosted) -> Self {
        Self { hosted }
    }

    fn answer(&mut self, id: u32, outcome: Outcome, seconds: Option<f64>) -> Result<(), JsError> {
        if self.hosted.answer(id, outcome, millis(seconds)) {
            return Ok(());
        }
        Err(JsError::new(&format!("no task {id} waits for an answer")))
    }
}

/// The outcome of a task that failed.
pub(crate) fn thrown(error: &str, cause: Option<String>) -> Outcome {
    Outcome::Throw {
        error: Some(error.into()),
        cause: cause.map(Into::into),
        at: ThrowAt::Run,
    }
}

/// Seconds in milliseconds; what is no time at all is none.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast from a float saturates"
)]
pub(crate) fn millis(seconds: Option<f64>) -> asl::Millis {
    (seconds.unwrap_or(0.0).max(0.0) * 1_000.0).round() as asl::Millis
}

impl PendingTask {
    pub(crate) fn new(waiting: &Waiting) -> Result<Self, JsError> {
        let plausible = match &waiting.plausible.outcome {
            Outcome::Return(value) => json::value_of(&value.to_json())?,
            _ => JsValue::NULL,
        };
        Ok(Self {
            id: waiting.id,
            state: waiting.state.to_string(),
            path: waiting.path.to_string(),
            resource: waiting.resource.to_string(),
            input: json::value_of(&waiting.input.to_json())?,
            attempt: waiting.attempt,
            item: waiting.item,
            task_token: waiting.token.clone(),
            plausible,
        })
    }
}

impl From<Progress> for StepResult {
    fn from(progress: Progress) -> Self {
        match progress {
            Progress::Running => Self::Running,
            Progress::Waiting => Self::Waiting,
            Progress::Done => Self::Done,
        }
    }
}

/// Which tasks an execution leaves to whoever holds it.
#[derive(Debug, Default, Deserialize, Tsify)]
#[serde(default)]
pub struct StartOptions {
    /// The names of their states, or the resources that they call; `"*"` for all. By default every task whose state has
    /// no `mocks`.
    #[tsify(optional)]
    pub tasks: Option<Vec<String>>,
}

#[wasm_bindgen]
impl Machine {
    /// Starts an execution that is advanced step by step, and leaves its tasks to the caller. Throws as `run` does.
    pub fn start(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RunOptions & StartOptions")]
        options: JsValue,
    ) -> Result<Execution, JsError> {
        let tasks = json::options::<StartOptions>("the options of a start", options.clone())?.tasks;
        let answers = tasks.map_or(Answers::Unmocked, |tasks| {
            Answers::Keys(tasks.into_iter().collect())
        });
        let (scenario, limits) = self.given(options)?;
        let machine = Arc::clone(&self.analysis.machine);
        Ok(Execution::new(Hosted::new(
            machine, scenario, limits, answers,
        )))
    }
}
