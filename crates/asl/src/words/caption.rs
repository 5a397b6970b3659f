//! The small line over a state's name, and its icon.

use asl_engine::{Fail, FailText, Map, NumberField, State, StateKind, Wait};

use super::{counted, fit, format_duration, jsonata};
use crate::services::{self, Icon};

/// Longer pieces of the definition are cut with an ellipsis.
const MAX_PIECE: usize = 40;

/// What a card says about a state beside its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The small line: `Glue: StartJobRun · sync`, `Map · one at a time`.
    pub text: String,
    /// The picture.
    pub icon: Icon,
}

/// The small line and the icon of a state.
pub fn caption(state: &State) -> Caption {
    let (text, icon) = match &state.kind {
        StateKind::Task(task) => (
            services::caption(&task.resource),
            services::icon(&task.resource),
        ),
        StateKind::Pass { .. } => ("Pass".to_owned(), Icon::Pass),
        StateKind::Choice(_) => ("Choice".to_owned(), Icon::Choice),
        StateKind::Wait(wait) => (wait_text(wait), Icon::Wait),
        StateKind::Succeed => ("Succeed".to_owned(), Icon::Succeed),
        StateKind::Fail(fail) => (fail_text(fail), Icon::Fail),
        StateKind::Parallel { branches } => {
            let count = u32::try_from(branches.len()).unwrap_or(u32::MAX);
            (
                format!("Parallel · {}", counted(count, "branch")),
                Icon::Parallel,
            )
        }
        StateKind::Map(map) => (map_text(map), Icon::Map),
        StateKind::Unknown(Some(name)) => (
            format!("{} (no such type)", fit(name, MAX_PIECE)),
            Icon::Unknown,
        ),
        StateKind::Unknown(None) => ("No Type".to_owned(), Icon::Unknown),
    };
    Caption { text, icon }
}

fn wait_text(wait: &Wait) -> String {
    match wait {
        Wait::Seconds(value) => match value.as_f64() {
            Some(seconds) => format!("Wait: {}", format_duration(millis(seconds))),
            None => format!("Wait: {}", super::preview(value, MAX_PIECE)),
        },
        Wait::SecondsPath(path) => format!("Wait: {} s", fit(&path.text, MAX_PIECE)),
        Wait::Timestamp(text) => format!("Wait until {}", fit(text, MAX_PIECE)),
        Wait::TimestampPath(path) => format!("Wait until {}", fit(&path.text, MAX_PIECE)),
        Wait::SecondsExpression(template) => {
            format!("Wait: {} s", fit(&jsonata(template), MAX_PIECE))
        }
        Wait::TimestampExpression(template) => {
            format!("Wait until {}", fit(&jsonata(template), MAX_PIECE))
        }
        Wait::Missing => "Wait".to_owned(),
    }
}

fn fail_text(fail: &Fail) -> String {
    match &fail.error {
        Some(FailText::Literal(error)) => format!("Fail: {}", fit(error, MAX_PIECE)),
        _ => "Fail".to_owned(),
    }
}

fn map_text(map: &Map) -> String {
    let kind = if map.distributed {
        "Distributed Map"
    } else {
        "Map"
    };
    match &map.max_concurrency {
        Some(NumberField::Literal(value)) => match value.as_i64() {
            Some(1) => format!("{kind} · one at a time"),
            Some(count) if count > 1 => format!("{kind} · {count} at a time"),
            _ => kind.to_owned(),
        },
        Some(NumberField::Path(path)) => {
            format!("{kind} · {} at a time", fit(&path.text, MAX_PIECE))
        }
        Some(NumberField::Jsonata(template)) => {
            format!("{kind} · {} at a time", fit(&jsonata(template), MAX_PIECE))
        }
        None => kind.to_owned(),
    }
}

/// Seconds in milliseconds, within what a duration can hold.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to a range that fits"
)]
pub(crate) fn millis(seconds: f64) -> i64 {
    (seconds.clamp(-1e14, 1e14) * 1_000.0).round() as i64
}
