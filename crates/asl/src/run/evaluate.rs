//! Trying an expression on what a visit's state sees at the cursor.

use std::sync::Arc;

use asl_engine::{Field, QueryLanguage, StateId, VisitId};
use asl_query::jsonata::{Bindings, Env};
use asl_query::{
    EvalError, Expression, Jsonata, JsonataTemplate, Object, Random, Scope, Step, Template,
    TemplateProblem, Value,
};

use super::Run;

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationError {
    /// What is wrong.
    pub message: String,
    /// The byte of the text at which it was found, where it is known.
    pub offset: Option<usize>,
}

impl Run {
    /// Whether a state's expressions are in JSONata.
    pub fn is_jsonata(&self, state: StateId) -> bool {
        let state = self.machine.states.get(state.0 as usize);
        state.is_some_and(|state| state.io.language == QueryLanguage::Jsonata)
    }

    /// Evaluates a text as the state of a visit would at the cursor, in its own query language, with the context object
    /// and the variables that it sees.
    ///
    /// In JSONPath it is a path, a call of an intrinsic function, or a payload template, over the value after `over`. In
    /// JSONata it is an expression, with or without `{%` and `%}`, or JSON that holds some; `$states` has the input, and
    /// what is known of `result` and `errorOutput`.
    pub fn evaluate(
        &self,
        visit: VisitId,
        cursor: u32,
        over: Field,
        text: &str,
    ) -> Result<Value, EvaluationError> {
        let unknown = || EvaluationError {
            message: "The state has not been entered yet".to_owned(),
            offset: None,
        };
        let state = self.defined(visit).ok_or_else(unknown)?;
        let steps = self.inspect(visit, cursor).ok_or_else(unknown)?.steps;
        let value = |field: Field| {
            let step = steps.iter().rev().find(|step| step.field == field);
            step.map(|step| step.value.clone())
        };
        let context = self.context(visit, cursor).ok_or_else(unknown)?;
        let variables = self.variables(visit, cursor);
        if state.io.language == QueryLanguage::JsonPath {
            let input = value(over).ok_or_else(unknown)?;
            let scope = Scope {
                input: &input,
                context: &context,
                variables: &variables,
            };
            return in_jsonpath(text, &scope);
        }
        let states = [
            ("input", value(Field::Input)),
            ("context", Some(context)),
            ("result", value(Field::Result)),
            ("errorOutput", value(Field::ErrorOutput)),
        ];
        let states = states
            .into_iter()
            .filter_map(|(name, value)| Some((Arc::from(name), value?)));
        let states = Value::Object(states.collect::<Object>());
        let bindings = Bindings {
            states: &states,
            variables: &variables,
        };
        let now = self.trace.start_time.saturating_add(self.time_at(cursor));
        in_jsonata(text, &bindings, now)
    }
}

fn in_jsonpath(text: &str, scope: &Scope<'_>) -> Result<Value, EvaluationError> {
    // Nothing of the run is drawn from: what is tried changes nothing.
    let mut random = Random::new(1);
    let start = text.trim_start();
    let skipped = text.len() - start.len();
    if start.starts_with(['{', '[', '"']) {
        let template = Template::compile(&json(text)?);
        refuse(template.problems())?;
        return template.eval(scope, &mut random).map_err(failed);
    }
    let expression = Expression::parse(start.trim_end()).map_err(|error| EvaluationError {
        message: error.message,
        offset: Some(skipped + error.offset),
    })?;
    expression.eval("value", scope, &mut random).map_err(failed)
}

fn in_jsonata(text: &str, bindings: &Bindings<'_>, now: i64) -> Result<Value, EvaluationError> {
    let mut random = Random::new(1);
    let mut env = Env::new(now, &mut random);
    let start = text.trim();
    let inside = Jsonata::delimited(start).unwrap_or(start);
    if inside.contains("{%") {
        let template = JsonataTemplate::compile(&json(text)?);
        refuse(template.problems())?;
        return template.eval("value", bindings, &mut env).map_err(failed);
    }
    let skipped = text.find(inside).unwrap_or_default();
    let compiled = Jsonata::compile(inside).map_err(|error| EvaluationError {
        message: error.message,
        offset: Some(skipped + error.position),
    })?;
    if let Some(reference) = compiled.unsupported_references().first() {
        return Err(EvaluationError {
            message: reference.message(),
            offset: Some(skipped + reference.offset),
        });
    }
    let value = compiled.eval_field("value", bindings, &mut env);
    value.map_err(failed)
}

fn json(text: &str) -> Result<Value, EvaluationError> {
    Value::from_json(text).map_err(|error| EvaluationError {
        message: error.message,
        offset: Some(error.offset),
    })
}

/// The first expression of a template that does not parse.
fn refuse(problems: &[TemplateProblem]) -> Result<(), EvaluationError> {
    let Some(problem) = problems.first() else {
        return Ok(());
    };
    let steps = problem.place.iter().map(|step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Index(index) => format!("[{index}]"),
    });
    let place: String = steps.collect();
    let place = place.trim_start_matches('.');
    Err(EvaluationError {
        message: format!(
            "{place}: {} at character {}",
            problem.message,
            problem.offset + 1
        ),
        offset: None,
    })
}

fn failed(error: EvalError) -> EvaluationError {
    EvaluationError {
        message: error.cause,
        offset: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{pipeline_run, run_of, state};

    #[track_caller]
    fn check(
        run: &Run,
        name: &str,
        over: Field,
        text: &str,
        expected: Result<&str, (&str, Option<usize>)>,
    ) {
        let visit = run
            .visits_of(state(&run.machine, name), u32::MAX)
            .next()
            .unwrap();
        let found = run.evaluate(visit, run.len(), over, text);
        match (&found, expected) {
            (Ok(value), Ok(json)) => assert_eq!(value.to_json(), json),
            (Err(error), Err((words, offset))) => {
                assert!(error.message.contains(words), "{error:?}");
                assert_eq!(error.offset, offset, "{error:?}");
            }
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn paths_functions_and_templates_over_the_value_of_a_step() {
        let run = pipeline_run();
        let check = |over, text, expected| check(&run, "Load", over, text, expected);
        check(Field::Input, "$.name", Ok(r#""a""#));
        check(
            Field::Input,
            " States.Format('<{}>', $.name) ",
            Ok(r#""<a>""#),
        );
        check(
            Field::Input,
            r#"{"x.$": "$.name", "at.$": "$$.Map.Item.Index"}"#,
            Ok(r#"{"x":"a","at":0}"#),
        );
        check(Field::Result, "$.JobRunState", Ok(r#""SUCCEEDED""#));
        check(Field::Input, "$.nope", Err(("could not be found", None)));
        check(Field::Input, " $.a[", Err(("", Some(5))));
        check(
            Field::Input,
            r#"{"a": [{"b.$": "$["}]}"#,
            Err(("a[0].b.$: ", None)),
        );
        check(Field::Input, r#"{"a": "#, Err(("", Some(6))));
    }

    #[test]
    fn jsonata_over_what_the_state_sees() {
        let definition = r#"{"QueryLanguage": "JSONata", "StartAt": "Set", "States": {
          "Set": {"Type": "Pass", "Assign": {"rate": 2}, "Next": "Ask"},
          "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Arguments": {}, "End": true}}}"#;
        let run = run_of(definition, r#"{"n": 4}"#, &[]);
        let check = |text, expected| check(&run, "Ask", Field::Input, text, expected);
        check("$states.input.n * $rate", Ok("8"));
        check("{% $states.context.State.Name %}", Ok(r#""Ask""#));
        check("$exists($states.result.MessageId)", Ok("true"));
        check(r#"{"a": ["{% $rate %}"]}"#, Ok(r#"{"a":[2]}"#));
        check("{% $states. %}", Err(("Unexpected end", Some(11))));
        check("$states.input.nope", Err(("returned nothing", None)));
        check("input", Err(("not supported", Some(0))));
    }
}
