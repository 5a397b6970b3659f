//! The context object of a test: as the request gives it, or the one of an Express execution that
//! AWS makes up.

use asl_engine::{Pattern, REGION, StateKind, timestamp};
use asl_query::{Random, Value};
use serde_json::{Map, json};

use super::definition::Subject;
use super::request::Request;
use super::{ApiError, Surroundings};

/// A field's name and the JSON type of its value; `""` for any.
type Fields = &'static [(&'static str, &'static str)];

/// What a context object may hold.
const SECTIONS: &[(&str, Fields)] = &[
    (
        "Execution",
        &[
            ("Id", "string"),
            ("Input", ""),
            ("Name", "string"),
            ("RoleArn", "string"),
            ("StartTime", "string"),
            ("RedriveCount", "integer"),
            ("RedriveTime", "string"),
        ],
    ),
    (
        "State",
        &[
            ("EnteredTime", "string"),
            ("Name", "string"),
            ("RetryCount", "integer"),
        ],
    ),
    ("StateMachine", &[("Id", "string"), ("Name", "string")]),
    ("Task", &[("Token", "string")]),
];

/// The context object of a test.
pub(super) fn context(
    request: &Request,
    subject: &Subject,
    input: &Value,
    surroundings: &Surroundings,
    random: &mut Random,
) -> Result<Value, ApiError> {
    match &request.context {
        None => Ok(made_up(request, subject, input, surroundings, random)),
        Some(text) => given(text, subject).map_err(|problem| {
            ApiError::validation(format!("Invalid Context object provided: {problem}"))
        }),
    }
}

fn given(text: &str, subject: &Subject) -> Result<Value, String> {
    let Ok(serde_json::Value::Object(context)) = serde_json::from_str(text) else {
        return Err("Context object must be a valid JSON object".to_owned());
    };
    for (name, value) in &context {
        if name == "Map" {
            return Err("'Map' field is not supported when mocking a Context object".to_owned());
        }
        let Some((_, fields)) = SECTIONS.iter().find(|(section, _)| section == name) else {
            return Err(format!("Field '{name}' is not allowed"));
        };
        match value.as_object() {
            Some(section) => check_section(name, section, fields)?,
            None => return Err(format!("{name} must be an object")),
        }
    }
    if context.contains_key("Task") && !waits(subject) {
        return Err(
            "Context object contains 'Task' when state is not a Task state with a '.sync' or \
             '.waitForTaskToken' service integration pattern"
                .to_owned(),
        );
    }
    Ok(Value::from(serde_json::Value::Object(context)))
}

fn check_section(
    name: &str,
    section: &Map<String, serde_json::Value>,
    fields: Fields,
) -> Result<(), String> {
    for (key, value) in section {
        let Some((_, kind)) = fields.iter().find(|(field, _)| field == key) else {
            return Err(format!("Field '{key}' is not allowed"));
        };
        match *kind {
            "string" if !value.is_string() => return Err(format!("{name}.{key} must be a string")),
            "integer" if !value.is_i64() && !value.is_u64() => {
                return Err(format!("{name}.{key} must be an integer"));
            }
            _ => {}
        }
    }
    Ok(())
}

fn waits(subject: &Subject) -> bool {
    match &subject.state().kind {
        StateKind::Task(task) => task.resource.pattern() != Pattern::RequestResponse,
        _ => false,
    }
}

/// Recorded: an Express execution of a machine with a random name, with a retry count whatever
/// the state's type. The account is the role's.
fn made_up(
    request: &Request,
    subject: &Subject,
    input: &Value,
    surroundings: &Surroundings,
    random: &mut Random,
) -> Value {
    let (machine, execution) = (random.uuid().text(), random.uuid().text());
    let role = request.role_arn.as_deref();
    let account = role
        .and_then(|role| role.split(':').nth(4))
        .unwrap_or("123456789012");
    let now = timestamp(surroundings.start_time, 0);
    let arn = format!("arn:aws:states:{REGION}:{account}");
    Value::from(json!({
        "Execution": {
            "Id": format!("{arn}:express:{machine}:{execution}"),
            "Input": serde_json::Value::from(input),
            "Name": execution,
            "RoleArn": role,
            "StartTime": now,
        },
        "StateMachine": {"Id": format!("{arn}:stateMachine:{machine}"), "Name": machine},
        "State": {
            "Name": &*subject.state().name,
            "EnteredTime": now,
            "RetryCount": request.configuration.retrier_retry_count.unwrap_or(0),
        },
    }))
}
