//! The compiled fields of states, type by type.

use std::sync::Arc;

use asl_query::compare::Operator;
use asl_query::{Expression, JsonataTemplate, Path, ReferencePath, Template, Value};
use asl_syntax::Span;

use crate::machine::Target;
use crate::resource::Resource;

/// An expression as compiled, or the reason why it could not be: a hole that fails when reached.
#[derive(Debug)]
pub struct Compiled<T> {
    /// The expression as written.
    pub text: Arc<str>,
    /// The result of compiling it, or what is wrong with it.
    pub parsed: Result<T, String>,
}

/// The language of a state's expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum QueryLanguage {
    /// JSONPath, with payload templates and intrinsic functions.
    #[default]
    JsonPath,
    /// JSONata, in strings between `{%` and `%}`.
    Jsonata,
}

/// JSON with expressions in it, in the state's query language.
#[derive(Debug)]
pub enum Payload {
    /// A payload template: members whose names end in `.$`.
    JsonPath(Template),
    /// Strings between `{%` and `%}`.
    Jsonata(JsonataTemplate),
}

/// `InputPath` or `OutputPath`.
#[derive(Debug, Default)]
pub enum PathField {
    /// Absent: `$`.
    #[default]
    Whole,
    /// `null`: an empty object.
    Nothing,
    /// A path.
    Path(Compiled<Path>),
}

/// `ResultPath`.
#[derive(Debug, Default)]
pub enum ResultPath {
    /// Absent, or `$`: the result replaces the input.
    #[default]
    Replace,
    /// `null`: the result is dropped.
    Discard,
    /// A reference path.
    Put(Compiled<ReferencePath>),
}

/// The fields that shape a state's data.
#[derive(Debug, Default)]
pub struct Io {
    /// The state's own `QueryLanguage`, or the machine's.
    pub language: QueryLanguage,
    /// `InputPath`.
    pub input_path: PathField,
    /// `Parameters` or `Arguments` (of a Map: `ItemSelector` stands in [`Map`](crate::Map)).
    pub parameters: Option<Payload>,
    /// `ResultSelector`.
    pub result_selector: Option<Payload>,
    /// `ResultPath`.
    pub result_path: ResultPath,
    /// `OutputPath`.
    pub output_path: PathField,
    /// JSONata's `Output`.
    pub output: Option<Payload>,
    /// `Assign`.
    pub assign: Option<Payload>,
}

/// One entry of `Retry`.
#[derive(Debug)]
pub struct Retrier {
    /// `ErrorEquals`.
    pub error_equals: Vec<Arc<str>>,
    /// `IntervalSeconds`, 1 by default.
    pub interval_seconds: f64,
    /// `MaxAttempts`, 3 by default.
    pub max_attempts: u32,
    /// `BackoffRate`, 2.0 by default.
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`.
    pub max_delay_seconds: Option<f64>,
    /// `JitterStrategy` is `FULL`.
    pub full_jitter: bool,
}

/// One entry of `Catch`.
#[derive(Debug)]
pub struct Catcher {
    /// `ErrorEquals`.
    pub error_equals: Vec<Arc<str>>,
    /// `ResultPath`.
    pub result_path: ResultPath,
    /// JSONata's `Output`.
    pub output: Option<Payload>,
    /// `Assign`.
    pub assign: Option<Payload>,
    /// `Next`.
    pub next: Target,
    /// The catcher, as written.
    pub span: Span,
}

/// A Task state's own fields.
#[derive(Debug)]
pub struct Task {
    /// `Resource`.
    pub resource: Resource,
    /// `TimeoutSeconds` or `TimeoutSecondsPath`.
    pub timeout: Option<NumberField>,
    /// `HeartbeatSeconds` or `HeartbeatSecondsPath`.
    pub heartbeat: Option<NumberField>,
    /// `Credentials`.
    pub credentials: Option<Payload>,
}

/// A number written in place, or a path to one.
#[derive(Debug)]
pub enum NumberField {
    /// As written.
    Literal(Value),
    /// `...Path`.
    Path(Compiled<Path>),
    /// A JSONata expression.
    Jsonata(JsonataTemplate),
}

/// A Choice state's own fields.
#[derive(Debug)]
pub struct Choice {
    /// `Choices`, in order.
    pub rules: Vec<ChoiceRule>,
    /// `Default`.
    pub default: Option<Target>,
}

/// One top-level choice rule.
#[derive(Debug)]
pub struct ChoiceRule {
    /// Its test.
    pub test: Test,
    /// `Next`.
    pub next: Target,
    /// JSONata's `Output`.
    pub output: Option<Payload>,
    /// `Assign`.
    pub assign: Option<Payload>,
    /// The rule, as written.
    pub span: Span,
}

/// The test of a choice rule.
#[derive(Debug)]
pub enum Test {
    /// `And`.
    And(Vec<Test>),
    /// `Or`.
    Or(Vec<Test>),
    /// `Not`.
    Not(Box<Test>),
    /// A comparison of a variable.
    Compare(Comparison),
    /// JSONata's `Condition`.
    Condition(JsonataTemplate),
    /// Neither: what the rule lacks.
    Hole(Arc<str>),
}

/// One data test: `Variable` and a comparison operator.
#[derive(Debug)]
pub struct Comparison {
    /// `Variable`.
    pub variable: Compiled<Path>,
    /// The operator as written, `StringEquals` or `StringEqualsPath`.
    pub operator: Arc<str>,
    /// The same, compiled.
    pub test: Operator,
    /// What it compares with.
    pub operand: Operand,
}

/// The right side of a comparison.
#[derive(Debug)]
pub enum Operand {
    /// A value written in place.
    Literal(Value),
    /// `...Path`.
    Path(Compiled<Path>),
}

/// A Wait state's own field.
#[derive(Debug)]
pub enum Wait {
    /// `Seconds`.
    Seconds(Value),
    /// `SecondsPath`.
    SecondsPath(Compiled<Path>),
    /// `Timestamp`.
    Timestamp(Arc<str>),
    /// `TimestampPath`.
    TimestampPath(Compiled<Path>),
    /// JSONata's `Seconds`.
    SecondsExpression(JsonataTemplate),
    /// JSONata's `Timestamp`.
    TimestampExpression(JsonataTemplate),
    /// None of them.
    Missing,
}

/// A Fail state's own fields.
#[derive(Debug)]
pub struct Fail {
    /// `Error` or `ErrorPath`.
    pub error: Option<FailText>,
    /// `Cause` or `CausePath`.
    pub cause: Option<FailText>,
}

/// The text of a Fail state's `Error` or `Cause`.
#[derive(Debug)]
pub enum FailText {
    /// As written.
    Literal(Arc<str>),
    /// A path or an intrinsic function.
    Expression {
        /// `ErrorPath` or `CausePath`.
        field: &'static str,
        /// The expression.
        expression: Compiled<Expression>,
    },
    /// JSONata's `Error` or `Cause`.
    Jsonata {
        /// `Error` or `Cause`.
        field: &'static str,
        /// The expression.
        template: JsonataTemplate,
    },
}
