//! What the parameters of a request say of each other and of the state.

use asl_engine::{Pattern, ResourceKind, StateKind};

use super::ApiError;
use super::definition::Subject;
use super::request::{MockInput, Request};

/// Checks the request against the state, in the order in which the API was recorded to.
pub(super) fn check(request: &Request, subject: &Subject) -> Result<(), ApiError> {
    match &request.mock {
        None => unmocked(request, subject),
        Some(mock) => mocked(request, mock, subject),
    }
}

fn unmocked(request: &Request, subject: &Subject) -> Result<(), ApiError> {
    let configuration = &request.configuration;
    let only_mocked = [
        (
            "MapIterationFailureCount",
            configuration.map_iteration_failure_count.is_some(),
        ),
        (
            "RetrierRetryCount",
            configuration.retrier_retry_count.is_some(),
        ),
        (
            "ErrorCausedByState",
            configuration.error_caused_by_state.is_some(),
        ),
        (
            "MapItemReaderData",
            configuration.map_item_reader_data.is_some(),
        ),
        ("Context", request.context.is_some()),
    ];
    if let Some((name, _)) = only_mocked.iter().find(|(_, given)| *given) {
        return Err(ApiError::validation(format!(
            "TestState does not support {name} when a mock is not specified."
        )));
    }
    match &subject.state().kind {
        StateKind::Map(_) | StateKind::Parallel { .. } => Err(ApiError::definition(
            "TestState API does not support Map or Parallel states. \
             Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
        )),
        StateKind::Task(task) if task.resource.kind == ResourceKind::Activity => Err(
            ApiError::definition("TestState API does not support Activity tasks."),
        ),
        StateKind::Task(task) if task.resource.pattern() != Pattern::RequestResponse => {
            Err(ApiError::definition(
                "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.",
            ))
        }
        StateKind::Task(_) if request.role_arn.is_none() => Err(ApiError::validation(
            "RoleArn must be specified when testing a Task state",
        )),
        _ => Ok(()),
    }
}

fn mocked(request: &Request, mock: &MockInput, subject: &Subject) -> Result<(), ApiError> {
    let state = subject.state();
    let has_work = matches!(
        state.kind,
        StateKind::Task(_) | StateKind::Parallel { .. } | StateKind::Map(_)
    );
    if !has_work {
        return Err(ApiError::validation(format!(
            "State type '{}' is not supported when a mock is specified",
            state.kind.type_name()
        )));
    }
    if request.reveal_secrets {
        return Err(ApiError::validation(
            "TestState does not support RevealSecrets when a mock is specified.",
        ));
    }
    match (&mock.result, &mock.error_output) {
        (Some(_), Some(_)) => Err(ApiError::validation(
            "A test mock should have only one of the following fields: [result, errorOutput].",
        )),
        (None, None) => Err(ApiError::validation(
            "A test mock should have one of the following fields: [result, errorOutput].",
        )),
        (None, Some(output)) if output.error.is_none() => Err(ApiError::validation(
            "An error was not specified in the mocked error output.",
        )),
        _ => configured(request, subject),
    }
}

/// What `stateConfiguration` says has to fit the state.
fn configured(request: &Request, subject: &Subject) -> Result<(), ApiError> {
    let configuration = &request.configuration;
    let state = subject.state();
    let map = match &state.kind {
        StateKind::Map(map) => Some(map),
        _ => None,
    };
    if map.is_none()
        && (configuration.map_iteration_failure_count.is_some()
            || configuration.map_item_reader_data.is_some())
    {
        return Err(ApiError::validation(
            "Map configuration is only supported for a Map state.",
        ));
    }
    let reads = map.is_some_and(|map| map.reader.is_some());
    if reads && configuration.map_item_reader_data.is_none() {
        return Err(ApiError::validation(
            "ItemReader data must be specified when testing a Map state with ItemReader specified.",
        ));
    }
    let Some(name) = &configuration.error_caused_by_state else {
        return Ok(());
    };
    let below = format!("{}/", state.path);
    let is_below =
        |state: &asl_engine::State| *state.name == **name && state.path.starts_with(&below);
    if subject.machine.states.iter().any(is_below) {
        return Ok(());
    }
    Err(ApiError::validation(format!(
        "The state '{name}', said to cause the error, is not found in the state under test."
    )))
}
