//! Where a walk has arrived, and Jayway's complaints that name the place.

use std::sync::Arc;

use super::token::{NamesText, Normal, Token};
use super::{Location, PathError, PathErrorKind, Root, Step};
use crate::java;
use crate::value::Value;

/// The way from the root to the value at hand, kept on the stack of the walk.
pub(super) enum Trail<'a> {
    Root,
    Key(&'a Trail<'a>, &'a Arc<str>),
    Index(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    pub(super) fn steps(&self) -> Vec<Step> {
        let (mut steps, mut trail) = (Vec::new(), self);
        loop {
            match trail {
                Trail::Root => break,
                Trail::Key(parent, key) => {
                    steps.push(Step::Key((*key).clone()));
                    trail = parent;
                }
                Trail::Index(parent, index) => {
                    steps.push(Step::Index(*index));
                    trail = parent;
                }
            }
        }
        steps.reverse();
        steps
    }

    /// Jayway's path so far, for its messages.
    pub(super) fn text(&self) -> String {
        Location {
            root: Root::Input,
            steps: self.steps(),
        }
        .to_string()
    }
}

pub(super) fn missing(message: String) -> PathError {
    PathError {
        kind: PathErrorKind::Missing,
        message,
    }
}

/// The items, or Jayway's complaint that there are none; below an indefinite step that is no match.
pub(super) fn array<'v>(
    tokens: &[Token],
    value: &'v Value,
    trail: &Trail<'_>,
    definite: bool,
) -> Result<Option<&'v [Value]>, PathError> {
    match value {
        Value::Array(items) => Ok(Some(items)),
        _ if !definite => Ok(None),
        Value::Null => Err(missing(format!("The path {} is null", trail.text()))),
        other => Err(PathError {
            kind: PathErrorKind::NotAnArray,
            message: format!(
                "Filter: {} can only be applied to arrays. Current context is: {}",
                Normal(tokens),
                java::to_string(other)
            ),
        }),
    }
}

pub(super) fn not_an_object(names: &[Arc<str>], value: &Value, trail: &Trail<'_>) -> PathError {
    missing(format!(
        "Expected to find an object with property {} in path {} but found '{}'. This is not a json object according \
         to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
        NamesText(names),
        trail.text(),
        java::class_name(value)
    ))
}
