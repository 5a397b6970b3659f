//! The conformance runner: recorded cases against the engine, counted by suite.
//!
//! A folder of cases has a family a folder (`executions`, `teststate`, `validation`), in it a suite
//! a folder, in it a case a file. The recordings themselves are not part of the project.

mod case;
mod execution;
mod matching;
mod normal;
mod report;
mod teststate;
mod validation;

pub use case::{Case, Family, load};
pub use report::{Report, SuiteCount};

/// What a case came to.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// What differs in status, output, error and cause.
    pub outcome: Vec<String>,
    /// What differs in the history; `None` when the recording has none.
    pub history: Option<Vec<String>>,
}

/// Runs one case.
pub fn run(case: &Case) -> Verdict {
    match case.family {
        Family::Executions => execution::run(case),
        Family::TestState => teststate::run(case),
        Family::Validation => validation::run(case),
    }
}
