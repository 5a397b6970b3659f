//! What a scenario expects of its run.

use asl_query::Value;

use crate::Run;

/// What is expected of a run; what is absent may be anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// SUCCEEDED, FAILED, `TIMED_OUT` or ABORTED.
    pub status: Option<String>,
    /// The output.
    pub output: Option<Value>,
    /// The error's name.
    pub error: Option<String>,
    /// The cause.
    pub cause: Option<String>,
}

impl Expected {
    /// What came of a run, as what is expected of the next.
    pub fn of(run: &Run) -> Self {
        let result = run.result();
        Self {
            status: Some(result.status.to_owned()),
            output: result.output.cloned(),
            error: result.error.map(ToOwned::to_owned),
            cause: result.cause.map(ToOwned::to_owned),
        }
    }

    /// Whether anything may come of the run.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// What differs, a sentence each: `status: expected SUCCEEDED, was FAILED`. A run of which nothing is expected has
    /// to have SUCCEEDED; one that stopped at an outcome is never what is expected.
    pub fn differences(&self, run: &Run) -> Vec<String> {
        let result = run.result();
        if let Some(problem) = result.unusable {
            return vec![problem.to_owned()];
        }
        let status = self
            .status
            .as_deref()
            .or(self.is_open().then_some("SUCCEEDED"));
        let outputs = self
            .output
            .as_ref()
            .filter(|output| result.output != Some(output));
        [
            differs("status", status, Some(result.status)),
            differs("error", self.error.as_deref(), result.error),
            differs("cause", self.cause.as_deref(), result.cause),
            outputs.map(|output| {
                let found = result
                    .output
                    .map_or_else(|| "none".to_owned(), Value::to_json);
                format!("output: expected {}, was {found}", output.to_json())
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn differs(what: &str, expected: Option<&str>, found: Option<&str>) -> Option<String> {
    let expected = expected?;
    (Some(expected) != found).then(|| {
        let found = found.unwrap_or("none");
        format!("{what}: expected {expected}, was {found}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pipeline_run;

    #[track_caller]
    fn check(expected: &Expected, differences: &[&str]) {
        assert_eq!(expected.differences(&pipeline_run()), differences);
    }

    #[test]
    fn a_run_is_what_was_expected_of_it_or_says_what_differs() {
        check(&Expected::default(), &[]);
        check(&Expected::of(&pipeline_run()), &[]);
        let other = Expected {
            status: Some("FAILED".into()),
            error: Some("Boom".into()),
            ..Expected::default()
        };
        check(
            &other,
            &[
                "status: expected FAILED, was SUCCEEDED",
                "error: expected Boom, was none",
            ],
        );
        let output = Expected {
            output: Some(Value::Null),
            ..Expected::default()
        };
        assert!(output.differences(&pipeline_run())[0].starts_with("output: expected null, was {"));
    }
}
