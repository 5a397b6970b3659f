//! What services answer: a table of output shapes, and the check of a mocked result against it.
//!
//! The table is distilled from the services' own models (see its header). A field that it does not
//! know passes, as AWS lets it: the service may have learned it since. Patterns are not checked.

use asl_engine::{Pattern, Resource, ResourceKind};
use asl_query::Value;

use super::naming;
use super::shape_types::{Bounds, Type, members, read_type};

const TABLE: &str = include_str!("../../data/service-shapes.txt");

/// Services whose integration has another name than their model.
const SERVICES: &[(&str, &str)] = &[
    ("states", "stepfunctions"),
    ("sfn", "stepfunctions"),
    ("eventbridge", "events"),
    ("cloudwatchlogs", "logs"),
    ("cognitoidentityprovider", "cognitoidp"),
    ("elasticmapreduce", "emr"),
];

/// What a `.sync` integration asks for until the job has ended: that is what its mock looks like.
const POLLED: &[(&str, &str, &str)] = &[
    ("athena", "startQueryExecution", "getQueryExecution"),
    ("batch", "submitJob", "describeJobs"),
    (
        "bedrock",
        "createModelCustomizationJob",
        "getModelCustomizationJob",
    ),
    ("codebuild", "startBuild", "batchGetBuilds"),
    ("databrew", "startJobRun", "describeJobRun"),
    ("ecs", "runTask", "describeTasks"),
    ("elasticmapreduce", "addStep", "describeStep"),
    ("elasticmapreduce", "createCluster", "describeCluster"),
    ("emr-containers", "startJobRun", "describeJobRun"),
    ("emr-serverless", "startJobRun", "getJobRun"),
    ("glue", "startJobRun", "getJobRun"),
    ("sagemaker", "createProcessingJob", "describeProcessingJob"),
    ("sagemaker", "createTrainingJob", "describeTrainingJob"),
    ("sagemaker", "createTransformJob", "describeTransformJob"),
    ("states", "startExecution", "describeExecution"),
];

/// Checks a mocked result. What is not in the table passes.
///
/// # Errors
/// What does not conform, in AWS's words.
pub(super) fn check(resource: &Resource, result: &Value, strict: bool) -> Result<(), String> {
    let Some((service, shape)) = output_shape(resource) else {
        return Ok(());
    };
    let check = Check {
        shapes: service.shapes,
        strict,
    };
    check.value(result, &Type::Reference(shape), "result")
}

/// A service's part of the table.
struct Service {
    shapes: Vec<&'static str>,
}

/// The shape that an integration's result has.
fn output_shape(resource: &Resource) -> Option<(Service, usize)> {
    let ResourceKind::Service { ids, pattern } = &resource.kind else {
        return None;
    };
    let service = ids
        .resource_type
        .strip_prefix("aws-sdk:")
        .unwrap_or(&ids.resource_type);
    let action = ids.resource.split('.').next()?;
    let action = match pattern {
        Pattern::RequestResponse => action,
        // What comes back with a token is the sender's own.
        Pattern::WaitForTaskToken => return None,
        Pattern::Sync => {
            let polled = POLLED
                .iter()
                .find(|row| row.0 == service && row.1 == action);
            polled?.2
        }
    };
    let renamed = SERVICES.iter().find(|row| row.0 == service);
    let name = renamed.map_or(service, |row| row.1).replace('-', "");
    let heading = format!("\n@{name}\n");
    let from = TABLE.find(&heading)? + heading.len();
    let part = TABLE.get(from..)?;
    let part = part.split("\n@").next().unwrap_or(part);
    let action = naming::upper_first(action);
    let shape = part
        .lines()
        .find_map(|line| line.strip_prefix(&action)?.strip_prefix(" #"))?;
    let shapes = part
        .lines()
        .filter_map(|line| {
            line.split_once('=')
                .filter(|(id, _)| id.parse::<usize>().is_ok())
        })
        .map(|(_, shape)| shape)
        .collect();
    Some((Service { shapes }, shape.parse().ok()?))
}

struct Check {
    shapes: Vec<&'static str>,
    strict: bool,
}

impl Check {
    /// Checks a value. Its depth bounds the recursion, and the JSON reader bounds its depth.
    fn value(&self, value: &Value, kind: &Type, field: &str) -> Result<(), String> {
        match kind {
            Type::Anything => Ok(()),
            Type::Flag => must(value.as_bool().is_some(), field, "a boolean"),
            Type::Number(bounds) => {
                must(matches!(value, Value::Number(_)), field, "a number")?;
                let number = value.as_f64().unwrap_or_default();
                within(
                    number,
                    *bounds,
                    field,
                    (
                        "is less than the minimum value",
                        "exceeds the maximum value",
                    ),
                )
            }
            Type::Text(bounds) => {
                must(value.as_str().is_some(), field, "a string")?;
                length(
                    value.as_str().unwrap_or_default().chars().count(),
                    *bounds,
                    field,
                )
            }
            Type::List(inner, bounds) => {
                let Value::Array(items) = value else {
                    return must(false, field, "an array");
                };
                length(items.len(), *bounds, field)?;
                items
                    .iter()
                    .try_for_each(|item| self.value(item, inner, field))
            }
            Type::Map(inner) => {
                let Value::Object(entries) = value else {
                    return must(false, field, "an object");
                };
                entries
                    .values()
                    .try_for_each(|entry| self.value(entry, inner, field))
            }
            Type::Reference(id) => match self.shapes.get(*id) {
                Some(shape) => self.shape(value, shape, field),
                None => Ok(()),
            },
        }
    }

    fn shape(&self, value: &Value, shape: &str, field: &str) -> Result<(), String> {
        if let Some(words) = shape.strip_prefix('e') {
            must(value.as_str().is_some(), field, "a string")?;
            return if words.split('|').any(|word| value.as_str() == Some(word)) {
                Ok(())
            } else {
                Err(format!("Field '{field}' is not an expected value"))
            };
        }
        let Value::Object(fields) = value else {
            return must(false, field, "an object");
        };
        let members = members(shape);
        if self.strict {
            let missing = members.iter().find(|member| {
                member.required && !fields.keys().any(|key| naming::names(key, member.name))
            });
            if let Some(member) = missing {
                let name = naming::upper_first(member.name);
                return Err(format!("Required field '{name}' is missing"));
            }
        }
        for (key, value) in fields {
            let member = members
                .iter()
                .find(|member| naming::names(key, member.name));
            if let Some(member) = member {
                self.value(value, &read_type(member.kind), key)?;
            }
        }
        Ok(())
    }
}

fn must(holds: bool, field: &str, kind: &str) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!("Field '{field}' must be {kind}"))
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths are far below 2^53")]
fn length(length: usize, bounds: Bounds, field: &str) -> Result<(), String> {
    let words = (
        "is smaller than the minimum length",
        "exceeds the maximum length",
    );
    within(length as f64, bounds, field, words)
}

fn within(number: f64, bounds: Bounds, field: &str, words: (&str, &str)) -> Result<(), String> {
    let Bounds(least, most) = bounds;
    if least.is_some_and(|least| number < least) {
        Err(format!("Field '{field}' {}", words.0))
    } else if most.is_some_and(|most| number > most) {
        Err(format!("Field '{field}' {}", words.1))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_result(resource: &str, result: &str, strict: bool, expected: Result<(), &str>) {
        let resource = Resource::parse(&format!("arn:aws:states:::{resource}"));
        let result = Value::from_json(result).unwrap();
        assert_eq!(
            check(&resource, &result, strict),
            expected.map_err(str::to_owned)
        );
    }

    #[test]
    fn types_are_told_apart() {
        let sqs = "sqs:sendMessage";
        check_result(
            sqs,
            r#"{"MessageId": "1", "MD5OfMessageBody": "2"}"#,
            true,
            Ok(()),
        );
        check_result(
            sqs,
            r#"{"MessageId": 1}"#,
            true,
            Err("Field 'MessageId' must be a string"),
        );
        let query = "aws-sdk:dynamodb:query";
        check_result(
            query,
            r#"{"Count": "1"}"#,
            false,
            Err("Field 'Count' must be a number"),
        );
        check_result(
            query,
            r#"{"Items": {}}"#,
            false,
            Err("Field 'Items' must be an array"),
        );
        check_result(
            query,
            r#"{"Items": [{"k": 1}]}"#,
            false,
            Err("Field 'Items' must be an object"),
        );
        check_result(query, r#"{"Items": [{"k": {"S": "v"}}]}"#, false, Ok(()));
        let nested = r#"{"Items": [{"k": {"L": [{"M": {"x": {"BOOL": "true"}}}]}}]}"#;
        check_result(query, nested, false, Err("Field 'BOOL' must be a boolean"));
        check_result(query, "[]", false, Err("Field 'result' must be an object"));
    }

    #[test]
    fn bounds_and_words_are_checked() {
        let function = "aws-sdk:lambda:getFunctionConfiguration";
        check_result(
            function,
            r#"{"Timeout": 0}"#,
            true,
            Err("Field 'Timeout' is less than the minimum value"),
        );
        check_result(function, r#"{"State": "Active"}"#, true, Ok(()));
        check_result(
            function,
            r#"{"State": "Tired"}"#,
            true,
            Err("Field 'State' is not an expected value"),
        );
        let key = "aws-sdk:kms:generateDataKey";
        check_result(
            key,
            r#"{"KeyId": ""}"#,
            true,
            Err("Field 'KeyId' is smaller than the minimum length"),
        );
        let long = format!(r#"{{"Plaintext": "{}"}}"#, "A".repeat(6_000));
        check_result(
            key,
            &long,
            true,
            Err("Field 'Plaintext' exceeds the maximum length"),
        );
    }

    #[test]
    fn a_job_that_is_waited_for_answers_what_it_is_asked() {
        let missing = Err("Required field 'ExecutionArn' is missing");
        check_result("states:startExecution.sync:2", "{}", true, missing);
        check_result(
            "states:startExecution.sync:2",
            r#"{"Output": {}}"#,
            false,
            Err("Field 'Output' must be a string"),
        );
        check_result("states:startExecution.waitForTaskToken", "7", true, Ok(()));
        check_result("aws-sdk:sfn:describeExecution", "{}", true, missing);
    }

    /// Where an optimised integration answers otherwise than its service: JSON in place of text, seconds in place of
    /// a timestamp.
    const OTHERWISE: [&str; 2] = ["lambda:invoke", "states:startExecution"];

    #[test]
    fn plausible_answers_have_the_shape_that_services_answer() {
        let uuid = "00000000-0000-4000-a000-000000000000";
        let filled = |answer: &str| {
            let parts = answer.split("\"@in.").enumerate();
            let parts = parts.map(|(n, part)| match (n, part.split_once('"')) {
                (1.., Some((name, rest))) if name.ends_with("LanguageCode") => {
                    format!("\"en\"{rest}")
                }
                (1.., Some((_, rest))) => format!("\"{uuid}\"{rest}"),
                _ => part.to_owned(),
            });
            let text = parts.collect::<String>().replace("@uuid", uuid);
            text.replace("@hex", &uuid.replace('-', ""))
        };
        let wrong: Vec<String> = asl_syntax::integrations::all()
            .filter_map(|row| {
                let name = format!("{}:{}", row.service, row.action);
                let resource = Resource::parse(&format!("arn:aws:states:::{name}"));
                let answer = Value::from_json(&filled(row.answer)).unwrap();
                let problem = check(&resource, &answer, true).err()?;
                (!OTHERWISE.contains(&name.as_str())).then(|| format!("{name}: {problem}"))
            })
            .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn what_is_unknown_passes() {
        check_result("http:invoke", "1", true, Ok(()));
        check_result("aws-sdk:nonesuch:doIt", "1", true, Ok(()));
        check_result("sns:publish", r#"{"Invented": 1}"#, true, Ok(()));
        check_result(
            "aws-sdk:rds:describeDBInstances",
            r#"{"DbInstances": 1}"#,
            true,
            Err("Field 'DbInstances' must be an array"),
        );
    }

    #[test]
    fn every_line_of_the_table_can_be_read() {
        for line in TABLE.lines().filter(|line| line.contains('{')) {
            let Some((_, shape)) = line.split_once('=') else {
                continue;
            };
            for member in members(shape) {
                let known = !matches!(read_type(member.kind), Type::Anything) || member.kind == "*";
                assert!(known && !member.name.is_empty(), "{line}: {}", member.kind);
            }
        }
    }
}
