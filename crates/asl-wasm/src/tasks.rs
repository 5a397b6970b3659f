//! Tasks as JavaScript functions: the execution waits for their promises.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Poll, Waker};

use asl::Outcome;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use crate::execution::{PendingTask, millis, thrown};
use crate::host::{Answers, EVERY, Hosted, Progress, Waiting};
use crate::json;
use crate::machine::Machine;
use crate::run::Run;

/// The functions by the names of states, resources, or [`EVERY`].
#[derive(Debug, Default)]
pub(crate) struct Functions(BTreeMap<String, Function>);

impl Functions {
    /// The members of an object; none for `undefined`.
    pub(crate) fn from_js(functions: &JsValue) -> Result<Self, JsError> {
        let Some(object) = functions.dyn_ref::<Object>() else {
            return Ok(Self::default());
        };
        let mut named = BTreeMap::new();
        for entry in Object::entries(object).iter() {
            let entry: Array = entry.unchecked_into();
            let name = entry.get(0).as_string().unwrap_or_default();
            let function = entry
                .get(1)
                .dyn_into::<Function>()
                .map_err(|_| JsError::new(&format!("tasks: {name} is not a function")))?;
            named.insert(name, function);
        }
        Ok(Self(named))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tasks that they answer.
    pub(crate) fn answers(&self) -> Answers {
        Answers::Keys(self.0.keys().cloned().collect())
    }

    /// Runs an execution to its end. Its promise is rejected when a result has no JSON form.
    pub(crate) async fn perform(self, mut hosted: Hosted) -> Result<Run, JsValue> {
        let answered = Rc::new(Answered::default());
        let mut begun = Begun::default();
        loop {
            let progress = hosted.run();
            begun.keep(hosted.waiting());
            if progress == Progress::Done {
                return Ok(hosted.run_so_far());
            }
            for task in hosted.waiting() {
                if begun.begin(task.id) {
                    self.call(task, &begun, &answered)?;
                }
            }
            for (id, outcome, seconds) in answered.next().await {
                begun.0.remove(&id);
                hosted.answer(id, outcome?, millis(Some(seconds)));
            }
        }
    }

    /// Calls a task's function, and puts what comes of it into `answered`.
    fn call(&self, task: &Waiting, begun: &Begun, answered: &Rc<Answered>) -> Result<(), JsValue> {
        let keys = [&*task.state, &*task.resource, EVERY];
        let Some(function) = keys.iter().find_map(|key| self.0.get(*key)) else {
            return Ok(());
        };
        let shown = PendingTask::new(task)?;
        let input = shown.input.clone();
        let context = json::object_of(&shown)?;
        let signal = begun.0.get(&task.id).map(AbortController::signal);
        Reflect::set(&context, &"signal".into(), &signal.into())?;
        Reflect::set(&context, &"seconds".into(), &0.into())?;
        let returned = function.call2(&JsValue::UNDEFINED, &input, &context);
        let (id, state) = (task.id, Rc::<str>::from(&*task.state));
        let answered = Rc::clone(answered);
        spawn_local(async move {
            let settled = match returned {
                Ok(value) => JsFuture::from(Promise::resolve(&value)).await,
                Err(thrown) => Err(thrown),
            };
            let outcome = match settled {
                Ok(result) => json::read(&result, &format!("the result of {state}"))
                    .map(Outcome::Return)
                    .map_err(JsValue::from),
                Err(reason) => Ok(failure(&reason)),
            };
            let seconds = Reflect::get(&context, &"seconds".into());
            let seconds = seconds.ok().and_then(|seconds| seconds.as_f64());
            answered.put((id, outcome, seconds.unwrap_or(0.0)));
        });
        Ok(())
    }
}

/// What a rejection says: `{ error, cause }`, an `Error`'s name and message, or anything else as the error's name.
fn failure(reason: &JsValue) -> Outcome {
    let member = |name: &str| {
        let value = Reflect::get(reason, &name.into()).ok()?;
        value.as_string().or_else(|| {
            let text = JSON::stringify(&value).ok()?;
            text.as_string()
        })
    };
    for (error, cause) in [("error", "cause"), ("name", "message")] {
        if let Some(error) = member(error) {
            return thrown(&error, member(cause));
        }
    }
    let text = reason.as_string().or_else(|| {
        let text = JSON::stringify(reason).ok()?;
        text.as_string()
    });
    thrown(text.as_deref().unwrap_or("Error"), None)
}

/// A task's id, its outcome, and how many virtual seconds it took.
type Answer = (u32, Result<Outcome, JsValue>, f64);

/// The answers that have come and were not taken yet.
#[derive(Default)]
struct Answered {
    answers: RefCell<Vec<Answer>>,
    waker: Cell<Option<Waker>>,
}

impl Answered {
    fn put(&self, answer: Answer) {
        self.answers.borrow_mut().push(answer);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// All that have come, in their order; waits for at least one.
    async fn next(&self) -> Vec<Answer> {
        poll_fn(|context| {
            let answers = self.answers.take();
            if answers.is_empty() {
                self.waker.set(Some(context.waker().clone()));
                return Poll::Pending;
            }
            Poll::Ready(answers)
        })
        .await
    }
}

/// The tasks whose functions were called and have not answered. When they are not waited for any more, their signals
/// say so.
#[derive(Default)]
struct Begun(BTreeMap<u32, AbortController>);

impl Begun {
    /// Whether it has not begun before.
    fn begin(&mut self, id: u32) -> bool {
        let is_new = !self.0.contains_key(&id);
        if is_new {
            self.0.insert(id, AbortController::new());
        }
        is_new
    }

    fn keep(&mut self, waiting: &[Waiting]) {
        self.0.retain(|id, controller| {
            let is_kept = waiting.iter().any(|task| task.id == *id);
            if !is_kept {
                controller.abort();
            }
            is_kept
        });
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.keep(&[]);
    }
}

#[wasm_bindgen]
extern "C" {
    type AbortController;

    #[wasm_bindgen(constructor)]
    fn new() -> AbortController;

    #[wasm_bindgen(method, getter)]
    fn signal(this: &AbortController) -> JsValue;

    #[wasm_bindgen(method)]
    fn abort(this: &AbortController);
}

#[wasm_bindgen(typescript_custom_section)]
const TASKS: &str = r#"
/** What a task's function is told beside its input. */
export interface TaskContext extends PendingTask {
    /** Aborted when the answer is not waited for any more: a branch beside it failed, or the run was given up. */
    readonly signal: AbortSignal;
    /** How many virtual seconds the task took: set it before the promise is fulfilled. By default 0. */
    seconds: number;
}

/**
 * A task as a function. What it returns, or its promise is fulfilled with, is the task's result. What it throws is the
 * task's error: `{ error, cause }`, or an `Error` whose `name` is the error and whose `message` is the cause.
 */
export type TaskFunction = (input: any, context: TaskContext) => unknown;

/** Functions by the name of a state, or by the resource that it calls as it stands in the definition; `"*"` for every other task. */
export type Tasks = { [stateOrResource: string]: TaskFunction };
"#;

impl Machine {
    /// A promise of the run, where its options have tasks that are functions.
    pub(crate) fn run_with_functions(&self, options: &JsValue) -> Result<Option<JsValue>, JsError> {
        let given = Reflect::get(options, &"tasks".into()).unwrap_or(JsValue::UNDEFINED);
        let functions = Functions::from_js(&given)?;
        if functions.is_empty() {
            return Ok(None);
        }
        let (scenario, limits) = self.given(options.clone())?;
        let machine = Arc::clone(&self.analysis.machine);
        let hosted = Hosted::new(machine, scenario, limits, functions.answers());
        let run = async move { functions.perform(hosted).await.map(JsValue::from) };
        Ok(Some(future_to_promise(run).into()))
    }
}
