//! # `heartbeat-timeout`
//!
//! ## What it checks
//! `HeartbeatSeconds` is smaller than `TimeoutSeconds`.
//!
//! ## Why
//! Otherwise the task times out before a heartbeat can be missed. AWS refuses the definition.
//!
//! ## Example
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 60, "HeartbeatSeconds": 60, "End": true}
//! ```
//!
//! ## Instead
//! ```json
//! "Load": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 60, "HeartbeatSeconds": 20, "End": true}
//! ```
//!
//! ## Source
//! The specification, "Timeouts".

use asl_syntax::Diagnostic;
use asl_syntax::view::StateType;

use crate::context::{Context, Role};

pub(super) const CODE: &str = "heartbeat-timeout";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let tasks = context.objects.iter().filter(|o| o.role == Role::State(StateType::Task));
    tasks
        .filter_map(|object| {
            let heartbeat = object.node.get("HeartbeatSeconds")?;
            let timeout = object.node.get("TimeoutSeconds")?;
            let late = heartbeat.as_i64()? >= timeout.as_i64()?;
            late.then(|| {
                Diagnostic::error(CODE, heartbeat.span, "\"HeartbeatSeconds\" is not below \"TimeoutSeconds\".")
                    .with_help("The task would time out before a heartbeat could be missed.")
                    .with_label(timeout.span, "the timeout")
                    .with_path(object.field_path("HeartbeatSeconds"))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn seconds() {
        check(
            CODE,
            r#"{"StartAt": "A", "States": {
  "A": {"Type": "Task", "TimeoutSeconds": 10, "HeartbeatSeconds": 11, "Next": "B"},
  "B": {"Type": "Task", "TimeoutSeconds": 10, "HeartbeatSeconds": 9, "End": true}
}}"#,
            expect![[r#"
                {"StartAt": "A", "States": {
                  "A": {"Type": "Task", "TimeoutSeconds": 10, "HeartbeatSeconds": 11, "Next": "B"},
                                                                                  ^^ error: "HeartbeatSeconds" is not below "TimeoutSeconds". (/States/A/HeartbeatSeconds)
                                                                                    help: The task would time out before a heartbeat could be missed.
                                                                                    line 2, 10: the timeout
                  "B": {"Type": "Task", "TimeoutSeconds": 10, "HeartbeatSeconds": 9, "End": true}
                }}
            "#]],
        );
    }
}
