//! How a run ended, in the API's own words.

use asl_engine::Ending;
use asl_query::Value;

use super::Run;

/// What `DescribeExecution` answers of an execution that is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunResult<'a> {
    /// SUCCEEDED, FAILED, `TIMED_OUT` or ABORTED; RUNNING for a run that waits for its host or stopped at an outcome.
    pub status: &'static str,
    /// The output of a run that succeeded.
    pub output: Option<&'a Value>,
    /// The error's name of one that did not.
    pub error: Option<&'a str>,
    /// Its cause.
    pub cause: Option<&'a str>,
    /// Why an outcome of the scenario could not be used, where the run stopped at one: nothing that the execution did.
    pub unusable: Option<&'a str>,
}

impl Run {
    /// How the run ended. One whose budget is used up FAILED.
    pub fn result(&self) -> RunResult<'_> {
        let (status, output, error, cause) = match &self.trace.ending {
            Some(Ending::UnusableOutcome { .. }) | None => ("RUNNING", None, None, None),
            Some(Ending::Succeeded { output }) => ("SUCCEEDED", Some(output), None, None),
            Some(Ending::Failed { error, cause }) => {
                ("FAILED", None, error.as_deref(), cause.as_deref())
            }
            Some(Ending::TimedOut { error, cause }) => {
                ("TIMED_OUT", None, error.as_deref(), cause.as_deref())
            }
            Some(Ending::Aborted) => ("ABORTED", None, None, None),
            Some(Ending::OutOfBudget { explanation }) => {
                ("FAILED", None, Some("States.Runtime"), Some(&**explanation))
            }
        };
        RunResult {
            status,
            output,
            error,
            cause,
            unusable: match &self.trace.ending {
                Some(Ending::UnusableOutcome { explanation }) => Some(explanation),
                _ => None,
            },
        }
    }
}
