//! `asl test-state < request.json`: one state alone, as the TestState API runs it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};

use crate::files::{self, Unusable};

/// Test one state, answering as the TestState API does.
///
/// The request is the API's: `definition`, `input`, `mock`, `context`, `variables`,
/// `inspectionLevel` ... The answer is the API's response, or `{"Error": {"Code", "Message"}}` with
/// exit status 1.
#[derive(Args)]
pub(crate) struct TestState {
    /// The request; by default the standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    request: PathBuf,
}

impl TestState {
    pub(crate) fn run(&self) -> Result<ExitCode, Unusable> {
        let text = files::text(&self.request)?;
        let request: Value = serde_json::from_str(&text).map_err(|error| {
            format!(
                "{}: the request is not JSON: {error}",
                self.request.display()
            )
        })?;
        let (answer, code) = match asl::test_state(&request) {
            Ok(answer) => (answer, ExitCode::SUCCESS),
            Err(error) => (
                json!({ "Error": { "Code": error.code, "Message": error.message } }),
                ExitCode::FAILURE,
            ),
        };
        files::print(&format!("{answer}\n"));
        Ok(code)
    }
}
