//! How a task is planned to end.

use std::sync::Arc;

use asl::{Outcome, ThrowAt, Value};

/// How a run of a task ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// With a result; `None` for what is plausible for the service.
    Succeeds(Option<Value>),
    /// With what an expression in JSONata gives.
    Evaluates(Arc<str>),
    /// With an error.
    Fails {
        /// The error's name.
        error: String,
        /// The cause.
        cause: String,
        /// When in the task's life.
        at: ThrowAt,
    },
    /// It does not answer in time.
    TimesOut,
    /// It never answers.
    Never,
}

/// The kinds of plans, without what they carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlanKind {
    /// It succeeds.
    #[default]
    Succeeds,
    /// It fails.
    Fails,
    /// It times out.
    TimesOut,
}

impl Plan {
    /// Its kind.
    pub fn kind(&self) -> PlanKind {
        match self {
            Self::Succeeds(_) | Self::Evaluates(_) => PlanKind::Succeeds,
            Self::Fails { .. } => PlanKind::Fails,
            Self::TimesOut | Self::Never => PlanKind::TimesOut,
        }
    }

    /// A success as it is typed: nothing for a plausible result, JSON, or an expression between `{%` and `%}`.
    pub fn succeeds_with(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::Succeeds(None));
        }
        let is_expression = text.starts_with("{%");
        let result = if is_expression {
            Value::from(text)
        } else {
            Value::from_json(text).map_err(|error| error.message)?
        };
        match asl::read_return(result) {
            Outcome::Evaluate(text) => Ok(Self::Evaluates(text)),
            Outcome::Return(_) if is_expression && !text.ends_with("%}") => {
                Err("An expression ends with %}".to_owned())
            }
            Outcome::Return(value) => Ok(Self::Succeeds(Some(value))),
            _ => Ok(Self::Succeeds(None)),
        }
    }

    /// A success as it is typed, its expression checked as far as the engine for JSONata is there.
    pub fn checked(text: &str) -> Result<Self, String> {
        let plan = Self::succeeds_with(text)?;
        match &plan {
            Self::Evaluates(expression) if asl::jsonata::is_loaded() => {
                asl::check_expression(expression).map_err(|problem| {
                    let before = expression.get(..problem.offset).unwrap_or(expression);
                    let at = before.chars().count() + 1;
                    format!(
                        "{}, at character {at}",
                        problem.message.trim_end_matches('.')
                    )
                })?;
            }
            _ => {}
        }
        Ok(plan)
    }

    /// A success as it would be typed.
    pub fn result_text(&self) -> String {
        match self {
            Self::Succeeds(Some(value)) => asl::write_return(value).to_pretty(),
            Self::Evaluates(text) => asl::write_expression(text),
            _ => String::new(),
        }
    }

    /// A failure while the task runs.
    pub fn fails(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self::Fails {
            error: error.into(),
            cause: cause.into(),
            at: ThrowAt::Run,
        }
    }

    /// Says it: "fails with Glue.JobRunException".
    pub fn describe(&self) -> String {
        match self {
            Self::Succeeds(None) => "succeeds".into(),
            Self::Succeeds(Some(_)) => "succeeds with a result of yours".into(),
            Self::Evaluates(_) => "succeeds with the value of an expression".into(),
            Self::Fails { error, .. } => format!("fails with {error}"),
            Self::TimesOut => "times out".into(),
            Self::Never => "never answers".into(),
        }
    }
}

impl PlanKind {
    /// Its name for style sheets and tests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeds => "succeeds",
            Self::Fails => "fails",
            Self::TimesOut => "times-out",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Succeeds => "Succeeds",
            Self::Fails => "Fails",
            Self::TimesOut => "Times out",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_typed_as_json_or_as_an_expression() {
        let check = |text: &str, expected: Result<&str, &str>| {
            let found = Plan::succeeds_with(text);
            let text = found.as_ref().map(Plan::result_text);
            assert_eq!(
                text.as_ref().map(String::as_str).map_err(|it| it.as_str()),
                expected
            );
        };
        check(" ", Ok(""));
        check(" 3", Ok("3"));
        check("{% $states.input.n %}", Ok("{% $states.input.n %}"));
        check(r#""{% $states.input.n %}""#, Ok("{% $states.input.n %}"));
        check(r#"{% "{% text %}" %}"#, Ok(r#""{% \"{% text %}\" %}""#));
        check("{% $states", Err("An expression ends with %}"));
        assert!(Plan::succeeds_with("{a").is_err());
    }
}
