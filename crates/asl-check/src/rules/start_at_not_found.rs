//! # `start-at-not-found`
//!
//! ## What it checks
//! `StartAt` names a state of the same machine: of the definition, the branch or the processor that it stands in.
//!
//! ## Why
//! AWS refuses the definition. Names are compared exactly, upper and lower case included.
//!
//! ## Example
//! ```json
//! {"StartAt": "hello", "States": {"Hello": {"Type": "Pass", "End": true}}}
//! ```
//!
//! ## Instead
//! ```json
//! {"StartAt": "Hello", "States": {"Hello": {"Type": "Pass", "End": true}}}
//! ```
//!
//! ## Source
//! The specification; AWS says `Missing 'Next' target` for it.

use asl_syntax::Diagnostic;
use asl_syntax::view::{MachineAt, Text};

use crate::context::{Context, has_placeholder, is_unknown};
use crate::edits::replace_with_string;

pub(super) const CODE: &str = "start-at-not-found";

pub(super) fn find(context: &Context<'_>) -> Vec<Diagnostic> {
    let starts = context.machines.iter().filter_map(|at| Some((at, at.machine.start_at()?)));
    starts
        .filter(|(at, start)| !has_placeholder(start.value) && lacks(at, start.value))
        .map(|(at, start)| word(context, at, start))
        .collect()
}

/// Whether the machine has states, and none of this name.
fn lacks(at: &MachineAt<'_>, name: &str) -> bool {
    let states = at.machine.states_node().filter(|states| states.is_object() && !is_unknown(states));
    states.is_some() && at.machine.state(name).is_none()
}

fn word(context: &Context<'_>, at: &MachineAt<'_>, start: Text<'_>) -> Diagnostic {
    let message = format!("There is no state \"{}\" to start at.", start.value);
    let mut diagnostic =
        Diagnostic::error(CODE, start.span, message).with_path(format!("{}/StartAt", at.path));
    let elsewhere = context.anywhere(start.value);
    let names = || at.machine.states().map(|state| state.name);
    let meant = context.suggestions.closest(start.value, names());
    diagnostic.help = match (meant, elsewhere) {
        (Some(meant), _) => Some(format!("Did you mean \"{meant}\"?")),
        (None, Some(_)) => Some("That state is in another States object.".to_owned()),
        (None, None) => None,
    };
    let likely = meant.or_else(|| names().next());
    diagnostic.fixes.extend(likely.map(|meant| replace_with_string(start.span, meant)));
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::check;
    use expect_test::expect;

    #[test]
    fn of_every_machine() {
        check(
            CODE,
            r#"{"StartAt": "strat", "States": {
  "Start": {"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "Start", "States": {"Inside": {"Type": "Succeed"}}},
    {"StartAt": "Inside2", "States": {"Inside2": {"Type": "Succeed"}}}
  ]}
}}"#,
            expect![[r#"
                {"StartAt": "strat", "States": {
                            ^^^^^^^ error: There is no state "strat" to start at. (/StartAt)
                              help: Did you mean "Start"?
                              fix: Replace with "Start"
                  "Start": {"Type": "Parallel", "End": true, "Branches": [
                    {"StartAt": "Start", "States": {"Inside": {"Type": "Succeed"}}},
                                ^^^^^^^ error: There is no state "Start" to start at. (/States/Start/Branches[0]/StartAt)
                                  help: That state is in another States object.
                                  fix: Replace with "Inside"
                    {"StartAt": "Inside2", "States": {"Inside2": {"Type": "Succeed"}}}
                  ]}
                }}
            "#]],
        );
    }
}
