//! `TestState`: one state run alone, asked and answered in the API's own terms.
//!
//! A request passes these gates in order: its form, as an SDK and the service check it
//! ([`form`]); the definition ([`definition`]); what the parameters say of each other ([`rules`]);
//! the mock's result against the service's own shapes ([`result`]). Then the state runs, and
//! [`answer`] says what came of it.

mod answer;
mod call;
mod context;
mod definition;
mod form;
mod http;
mod import;
mod json;
mod members;
#[cfg(feature = "service-shapes")]
mod naming;
mod request;
mod result;
mod rules;
#[cfg(feature = "service-shapes")]
mod shape_types;
#[cfg(feature = "service-shapes")]
mod shapes;
#[cfg(test)]
mod tests;
mod words;
mod world;

use std::sync::Arc;

use asl_engine::{Outcome, Scenario, StateTest, TestFault};
use asl_query::{Random, Value};

pub use asl_check::{Options as CheckOptions, WorkflowType};
pub use call::StateCall;
pub use import::{ImportedCall, import_test_state, is_test_state_call};
pub use words::{Finding, findings};

use definition::Subject;
use request::Request;

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The API's name for it: `ValidationException`, `InvalidDefinition`, `InvalidExecutionInput`;
    /// `ParamValidationError` for what an SDK refuses before it is sent.
    pub code: String,
    /// What is wrong, in the API's words.
    pub message: String,
}

/// What a request does not say and the service would decide.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// When the state is entered, in milliseconds since the Unix epoch.
    pub start_time: i64,
    /// The seed of everything random.
    pub seed: u64,
    /// What the service behind a Task state answers when the request mocks nothing; `None` for
    /// the service's plausible answer.
    pub live: Option<Outcome>,
}

impl Default for Surroundings {
    fn default() -> Self {
        let scenario = Scenario::default();
        Self {
            start_time: scenario.start_time,
            seed: scenario.seed,
            live: None,
        }
    }
}

/// Answers a `TestState` request. Definition, input, mock result, context and variables are JSON
/// text in it, as in the API; so are output and inspection data in the answer.
///
/// # Errors
/// When the API would refuse the request.
pub fn test_state(request: &serde_json::Value) -> Result<serde_json::Value, ApiError> {
    test_state_in(request, &Surroundings::default())
}

/// [`test_state`] at a time, with a seed, or with a service's own answer.
///
/// # Errors
/// When the API would refuse the request.
pub fn test_state_in(
    request: &serde_json::Value,
    surroundings: &Surroundings,
) -> Result<serde_json::Value, ApiError> {
    form::check(request)?;
    let request = Request::read(request);
    let subject = definition::resolve(&request)?;
    rules::check(&request, &subject)?;
    let mock = result::mock(&request, &subject)?;
    let test = test(&request, &subject, mock, surroundings)?;
    let input = test.input.clone();
    let mut world = world::Live::new(surroundings.live.clone());
    let scenario = Scenario {
        start_time: surroundings.start_time,
        seed: surroundings.seed,
        ..Scenario::default()
    };
    let machine = Arc::clone(&subject.machine);
    let tested = asl_engine::test_state(machine, &scenario, test, &mut world);
    match tested {
        Ok(tested) => Ok(answer::answer(&request, &subject, &input, &tested, &world)),
        Err(TestFault::TooManyFailedIterations) => Err(ApiError::validation(
            "Map iteration failure count must be less than or equal to the number of Map iterations",
        )),
    }
}

fn test(
    request: &Request,
    subject: &Subject,
    mock: Option<asl_engine::StateMock>,
    surroundings: &Surroundings,
) -> Result<StateTest, ApiError> {
    let input = request.input.as_deref().unwrap_or("{}");
    let input = json::parse(input).map_err(|problem| ApiError {
        code: "InvalidExecutionInput".to_owned(),
        message: format!("Invalid State Machine Execution Input: '{problem}'"),
    })?;
    let variables = match request.variables.as_deref().map(Value::from_json) {
        None => asl_query::Object::default(),
        Some(Ok(Value::Object(variables))) => variables,
        Some(_) => {
            return Err(ApiError::validation(
                "Variables must be a valid JSON object",
            ));
        }
    };
    let mut random = Random::new(surroundings.seed);
    let context = context::context(request, subject, &input, surroundings, &mut random)?;
    let count = |count: Option<u64>| u32::try_from(count.unwrap_or(0)).unwrap_or(u32::MAX);
    Ok(StateTest {
        state: subject.id,
        input,
        variables,
        context,
        mock,
        retries: count(request.configuration.retrier_retry_count),
        failed_iterations: count(request.configuration.map_iteration_failure_count),
        reader_data: request
            .configuration
            .map_item_reader_data
            .as_deref()
            .map(Arc::from),
    })
}

impl ApiError {
    fn validation(message: impl Into<String>) -> Self {
        Self {
            code: "ValidationException".to_owned(),
            message: message.into(),
        }
    }

    fn definition(message: impl Into<String>) -> Self {
        Self {
            code: "InvalidDefinition".to_owned(),
            message: message.into(),
        }
    }
}
