//! The Wait state: until when, in the four ways to say so (rules H1 to H4).

use asl_query::{EvalError, Path, Value};
use jiff::Timestamp;

use super::evaluate::Reads;
use super::execution::Execution;
use super::failing::seconds_to_millis;
use super::failure::Failure;
use super::queue::Action;
use super::strand::StrandId;
use crate::fields::{Compiled, Wait};
use crate::machine::State;
use crate::trace::Millis;

/// The longest wait that was recorded to be accepted: less than 24,856 days.
const LONGEST_WAIT: Millis = 24_856 * 24 * 3_600 * 1_000;

impl Execution {
    pub(crate) fn wait(&mut self, strand: StrandId, state: &State, wait: &Wait) {
        let until = self.after_input_path(strand, state).and_then(|input| {
            let until = self.until(strand, state, wait, &input)?;
            if until.saturating_sub(self.clock) >= LONGEST_WAIT {
                let cause = "Wait state delay is too long.";
                return Err(Failure::runtime(self.located(strand, cause)));
            }
            Ok((until.max(self.clock), input))
        });
        match until {
            Ok((at, input)) => self.schedule(strand, at, Action::Wake { strand, input }),
            Err(failure) => self.fail_strand(strand, failure),
        }
    }

    /// The wait is over: its effective input goes on.
    pub(crate) fn wake(&mut self, strand: StrandId, input: Value) {
        let machine = std::sync::Arc::clone(&self.machine);
        if let Some(state) = self.state(&machine, strand) {
            self.finish_work(strand, state, input);
        }
    }

    fn until(
        &mut self,
        strand: StrandId,
        state: &State,
        wait: &Wait,
        input: &Value,
    ) -> Result<Millis, Failure> {
        match wait {
            Wait::SecondsExpression(template) => {
                let is_number = |value: &Value| matches!(value, Value::Number(_));
                let reads = Reads::input(input);
                let value = self.typed_jsonata(
                    strand,
                    state,
                    template,
                    ("Seconds", "number"),
                    reads,
                    is_number,
                )?;
                let delay = seconds(&value, "Seconds", None);
                delay
                    .map(|delay| self.clock.saturating_add(delay))
                    .map_err(|cause| {
                        let error = EvalError {
                            location: Some("Seconds".into()),
                            ..EvalError::query(cause)
                        };
                        self.query_failure(strand, &error)
                    })
            }
            Wait::TimestampExpression(template) => {
                let is_text = |value: &Value| value.as_str().is_some();
                let reads = Reads::input(input);
                let value = self.typed_jsonata(
                    strand,
                    state,
                    template,
                    ("Timestamp", "string"),
                    reads,
                    is_text,
                )?;
                let text = value.as_str().unwrap_or_default();
                self.virtual_time(text).ok_or_else(|| {
                    let cause = format!(
                        "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}"
                    );
                    let error = EvalError { location: Some("Timestamp".into()), ..EvalError::query(cause) };
                    self.query_failure(strand, &error)
                })
            }
            _ => {
                let until = self.until_jsonpath(strand, state, wait, input);
                until.map_err(|cause| Failure::runtime(self.located(strand, &cause)))
            }
        }
    }

    fn until_jsonpath(
        &self,
        strand: StrandId,
        state: &State,
        wait: &Wait,
        input: &Value,
    ) -> Result<Millis, String> {
        Ok(match wait {
            Wait::Seconds(value) => self.clock.saturating_add(seconds(value, "Seconds", None)?),
            Wait::SecondsPath(path) => {
                let value = self.waited_for(strand, state, path, "SecondsPath", input)?;
                self.clock
                    .saturating_add(seconds(&value, "SecondsPath", Some(&path.text))?)
            }
            Wait::Timestamp(text) => self
                .virtual_time(text)
                .ok_or_else(|| bad_timestamp("Timestamp", "", text))?,
            Wait::TimestampPath(path) => {
                let value = self.waited_for(strand, state, path, "TimestampPath", input)?;
                let text = value
                    .as_str()
                    .map_or_else(|| value.to_json(), str::to_owned);
                let time = value.as_str().and_then(|text| self.virtual_time(text));
                time.ok_or_else(|| bad_timestamp("TimestampPath", &path.text, &text))?
            }
            _ => return Err("The Wait state says neither for how long nor until when.".to_owned()),
        })
    }

    fn waited_for(
        &self,
        strand: StrandId,
        state: &State,
        path: &Compiled<Path>,
        field: &str,
        input: &Value,
    ) -> Result<Value, String> {
        self.path(strand, state, path, input).map_err(|_| {
            format!(
                "The {field} parameter does not reference an input value: {}",
                path.text
            )
        })
    }

    /// A timestamp on the virtual clock; `None` unless it has date, `T`, time and offset.
    fn virtual_time(&self, text: &str) -> Option<Millis> {
        if text.as_bytes().get(10) != Some(&b'T') {
            return None;
        }
        let time: Timestamp = text.parse().ok()?;
        Some(time.as_millisecond().saturating_sub(self.trace.start_time))
    }
}

fn seconds(value: &Value, field: &str, path: Option<&str>) -> Result<Millis, String> {
    let place = path.map_or_else(String::new, |path| format!("{path} == "));
    let kind = if path.is_some() { "parameter" } else { "field" };
    match (value.as_i64(), value) {
        (Some(seconds), Value::Number(_)) if seconds < 0 => Err(format!(
            "The {field} {kind} references a negative value: {place}{seconds}"
        )),
        #[expect(clippy::cast_precision_loss, reason = "far below the longest wait")]
        (Some(seconds), Value::Number(_)) => Ok(seconds_to_millis(seconds as f64)),
        _ => {
            let shown = value
                .as_str()
                .map_or_else(|| value.to_json(), str::to_owned);
            Err(format!(
                "The {field} {kind} cannot be parsed as a long value: {place}{shown}"
            ))
        }
    }
}

fn bad_timestamp(field: &str, path: &str, text: &str) -> String {
    format!(
        "The {field} parameter does not reference a valid ISO-8601 extended offset date-time format string: {path} == {text}"
    )
}
