//! What a task can call: one table of services and one of their actions, for everything that asks.
//!
//! The validator reads which patterns exist, the engine what a call plausibly answers and how long it takes, the
//! outcome menu how it typically fails. The work of each of them is recorded as the `Task...` events; only a
//! function's own ARN (`LambdaFunction...`) and an activity's (`Activity...`) have others, and no row here.
//!
//! Sources: the developer guide, "Integrating optimized services with Step Functions" and its page on each service;
//! answers as AWS was recorded to give them, otherwise as the services' own models have them.

mod optimised;
mod sdk;
mod services;

/// One action of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Integration {
    /// As in `arn:aws:states:::SERVICE:action`; a call through the SDK keeps its prefix, `aws-sdk:s3`.
    pub service: &'static str,
    /// The action, without a pattern.
    pub action: &'static str,
    /// How long a call typically takes, in milliseconds.
    pub duration: i64,
    /// What it plausibly answers, as JSON.
    ///
    /// In it, `@in.Name` stands for the parameter of that name, and `@uuid` and `@hex` for ids of the call.
    pub answer: &'static str,
    /// `.sync`, if the integration has that pattern.
    pub sync: Option<Job>,
    /// `.sync:2`, if it has that one.
    pub sync2: Option<Job>,
    /// `.waitForTaskToken` exists.
    pub token: bool,
}

/// What a call that waits for its job comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// How long such a job typically takes, in milliseconds.
    pub duration: i64,
    /// What the task plausibly answers when it has succeeded, as JSON; see [`Integration::answer`].
    pub answer: &'static str,
    /// The cause of the `States.TaskFailed` that it ends with when it has failed.
    pub failure: &'static str,
}

/// One service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// As in `arn:aws:states:::KEY:action` and `arn:aws:states:::aws-sdk:KEY:action`.
    pub key: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Names and causes of the errors that its calls typically end with, the most telling first, as the optimised
    /// integration reports them where there is one.
    pub errors: &'static [(&'static str, &'static str)],
}

/// An action of a service: the optimised integration `sns` `publish`, or `aws-sdk:s3` `getObject`.
///
/// An SDK call without a row of its own answers as the optimised integration of that name does.
pub fn integration(service: &str, action: &str) -> Option<&'static Integration> {
    match service.strip_prefix("aws-sdk:") {
        Some(plain) => find(sdk::TABLE, service, action).or_else(|| optimised(plain, action)),
        None => optimised(service, action),
    }
}

/// An optimised integration.
pub fn optimised(service: &str, action: &str) -> Option<&'static Integration> {
    find(optimised::TABLE, service, action)
}

/// Every optimised integration, by service and action.
pub fn all_optimised() -> &'static [Integration] {
    optimised::TABLE
}

/// Every row: the optimised integrations, then those of the SDK.
pub fn all() -> impl Iterator<Item = &'static Integration> {
    optimised::TABLE.iter().chain(sdk::TABLE)
}

/// A service by its key, with or without the prefix `aws-sdk:`.
pub fn service(key: &str) -> Option<&'static Service> {
    let key = key.strip_prefix("aws-sdk:").unwrap_or(key);
    let at = services::TABLE
        .binary_search_by(|row| row.key.cmp(key))
        .ok()?;
    services::TABLE.get(at)
}

/// The tables are in order: a test holds them to it.
fn find(
    table: &'static [Integration],
    service: &str,
    action: &str,
) -> Option<&'static Integration> {
    let at = table
        .binary_search_by(|row| (row.service, row.action).cmp(&(service, action)))
        .ok()?;
    table.get(at)
}

/// A row of an action that answers at once.
const fn call(
    service: &'static str,
    action: &'static str,
    duration: i64,
    answer: &'static str,
) -> Integration {
    Integration {
        service,
        action,
        duration,
        answer,
        sync: None,
        sync2: None,
        token: false,
    }
}

impl Integration {
    const fn sync(mut self, duration: i64, answer: &'static str, failure: &'static str) -> Self {
        self.sync = Some(Job {
            duration,
            answer,
            failure,
        });
        self
    }

    const fn sync2(mut self, duration: i64, answer: &'static str, failure: &'static str) -> Self {
        self.sync2 = Some(Job {
            duration,
            answer,
            failure,
        });
        self
    }

    const fn token(mut self) -> Self {
        self.token = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(service: &str, action: &str, answer: Option<&str>) {
        assert_eq!(
            integration(service, action).map(|row| row.answer),
            answer,
            "{service}:{action}"
        );
    }

    #[test]
    fn an_sdk_call_answers_as_its_own_row_or_the_optimised_one_says() {
        check("sns", "publish", Some(r#"{"MessageId":"@uuid"}"#));
        check("aws-sdk:sns", "publish", Some(r#"{"MessageId":"@uuid"}"#));
        check("aws-sdk:glue", "startCrawler", Some("{}"));
        check("glue", "startCrawler", None);
        check("aws-sdk:polly", "deleteLexicon", None);
    }

    #[test]
    fn the_tables_are_in_order_and_name_each_thing_once() {
        for table in [optimised::TABLE, sdk::TABLE] {
            assert!(table.is_sorted_by(|a, b| (a.service, a.action) < (b.service, b.action)));
        }
        assert!(services::TABLE.is_sorted_by(|a, b| a.key < b.key));
        assert!(
            sdk::TABLE
                .iter()
                .all(|row| row.service.starts_with("aws-sdk:"))
        );
        assert!(sdk::TABLE.iter().all(|row| row.sync.is_none() && row.token));
    }

    #[test]
    fn every_service_of_an_action_is_known_with_its_errors() {
        for row in all() {
            let service = service(row.service);
            assert!(
                service.is_some_and(|service| !service.errors.is_empty()),
                "{}",
                row.service
            );
        }
    }

    #[test]
    fn answers_are_json() {
        let json = |text| {
            serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_object())
        };
        for row in all() {
            assert!(json(row.answer), "{}:{}", row.service, row.action);
            for job in [row.sync, row.sync2].into_iter().flatten() {
                assert!(
                    json(job.answer) && json(job.failure),
                    "{}:{}",
                    row.service,
                    row.action
                );
                assert!(
                    job.duration >= row.duration,
                    "{}:{}",
                    row.service,
                    row.action
                );
            }
        }
    }
}
