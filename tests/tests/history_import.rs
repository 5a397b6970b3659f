//! Recorded histories, where they stand beside the project, taken over as scenarios: each plays again.

use std::path::Path;

use asl_tests::conformance::{Case, Family, load};
use serde_json::Value;

/// After every moment that a recorded Wait state waits for: seconds since 1970.
const WHEN: u32 = 1_900_000_000;

/// Some recordings keep data as the text that it was.
fn is_json_text(data: &Value) -> bool {
    data.as_str()
        .is_some_and(|text| serde_json::from_str::<Value>(text).is_ok())
}

/// The definition and the history of a case, the latter with data as text and one time for all, as
/// the recordings keep neither.
fn recorded(case: &Case) -> Option<(String, Value)> {
    let mut history = case.recording["expected"]["history"].clone();
    for event in history.as_array_mut()? {
        event["timestamp"] = WHEN.into();
        for (_, details) in event.as_object_mut()? {
            for key in ["input", "output"] {
                if let Some(data) = details.get_mut(key).filter(|data| !is_json_text(data)) {
                    *data = data.to_string().into();
                }
            }
        }
    }
    Some((case.recording["definition"].to_string(), history))
}

/// The event from which playing a history again differs, or why it cannot be taken over.
fn difference((definition, history): &(String, Value)) -> Option<String> {
    let machine = asl::analyse(definition).machine;
    let imported = match asl::import_history(&machine, &history.to_string()) {
        Ok(imported) => imported,
        Err(error) => return Some(error.to_string()),
    };
    let run = asl::run(machine, imported.scenario(), asl::Limits::default());
    let index = imported.first_difference(&run)?;
    Some(format!("event {index}: {}", history[index - 1]["type"]))
}

#[test]
fn recorded_histories_play_again() {
    let recordings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    if !recordings.is_dir() {
        return;
    }
    let cases = load(&recordings).expect("the recordings can be read");
    // What happens at the same time has no order without timestamps, and a history has neither the objects that were
    // read nor who stopped the execution.
    let cases = cases.iter().filter(|case| {
        case.family == Family::Executions
            && case.recording["concurrent"] != true
            && case.recording["fixtures"]["s3"].is_null()
            && case.recording["expected"]["status"] != "ABORTED"
    });
    let histories: Vec<_> = cases
        .filter_map(|case| Some((case, recorded(case)?)))
        .collect();
    let differences: Vec<String> = histories
        .iter()
        .filter_map(|(case, recorded)| Some(format!("{}: {}", case.id, difference(recorded)?)))
        .collect();
    // In some cases the recordings have placeholders for dates and for the names of activities.
    assert!(
        differences.len() * 25 <= histories.len(),
        "{} of {}:\n{}",
        differences.len(),
        histories.len(),
        differences.join("\n")
    );
}
