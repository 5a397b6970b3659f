//! A request whose form is right, as plain data.

use serde_json::Value;

/// A `TestState` request. JSON texts are not parsed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) definition: String,
    pub(super) role_arn: Option<String>,
    pub(super) input: Option<String>,
    pub(super) level: Level,
    pub(super) reveal_secrets: bool,
    pub(super) variables: Option<String>,
    pub(super) state_name: Option<String>,
    pub(super) mock: Option<MockInput>,
    pub(super) context: Option<String>,
    pub(super) configuration: Configuration,
}

/// `inspectionLevel`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Level {
    #[default]
    Info,
    Debug,
    Trace,
}

/// `mock`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MockInput {
    pub(super) result: Option<String>,
    pub(super) error_output: Option<ErrorOutput>,
    pub(super) mode: Mode,
}

/// `mock.errorOutput`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ErrorOutput {
    pub(super) error: Option<String>,
    pub(super) cause: Option<String>,
}

/// `mock.fieldValidationMode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// Required fields are there, and what is there conforms.
    #[default]
    Strict,
    /// What is there conforms.
    Present,
    None,
}

/// `stateConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Configuration {
    pub(super) retrier_retry_count: Option<u64>,
    pub(super) error_caused_by_state: Option<String>,
    pub(super) map_iteration_failure_count: Option<u64>,
    pub(super) map_item_reader_data: Option<String>,
}

impl Request {
    /// Reads what [`form`](super::form) let through.
    pub(super) fn read(request: &Value) -> Self {
        let text = |key: &str| text(request, key);
        Self {
            definition: text("definition").unwrap_or_default(),
            role_arn: text("roleArn"),
            input: text("input"),
            level: match request["inspectionLevel"].as_str() {
                Some("DEBUG") => Level::Debug,
                Some("TRACE") => Level::Trace,
                _ => Level::Info,
            },
            reveal_secrets: request["revealSecrets"] == Value::Bool(true),
            variables: text("variables"),
            state_name: text("stateName"),
            mock: request.get("mock").map(mock),
            context: text("context"),
            configuration: configuration(&request["stateConfiguration"]),
        }
    }
}

fn mock(mock: &Value) -> MockInput {
    MockInput {
        result: text(mock, "result"),
        error_output: mock.get("errorOutput").map(|output| ErrorOutput {
            error: text(output, "error"),
            cause: text(output, "cause"),
        }),
        mode: match mock["fieldValidationMode"].as_str() {
            Some("PRESENT") => Mode::Present,
            Some("NONE") => Mode::None,
            _ => Mode::Strict,
        },
    }
}

fn configuration(configuration: &Value) -> Configuration {
    Configuration {
        retrier_retry_count: configuration["retrierRetryCount"].as_u64(),
        error_caused_by_state: text(configuration, "errorCausedByState"),
        map_iteration_failure_count: configuration["mapIterationFailureCount"].as_u64(),
        map_item_reader_data: text(configuration, "mapItemReaderData"),
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}
