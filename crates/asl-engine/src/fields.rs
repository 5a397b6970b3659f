//! The compiled fields of states, type by type.

use std::sync::Arc;

use asl_query::{Expression, Path, ReferencePath, Template, Value};
use asl_syntax::Span;

use crate::machine::{LevelId, Target};
use crate::resource::Resource;

/// An expression as compiled, or the reason why it could not be: a hole that fails when reached.
#[derive(Debug)]
pub struct Compiled<T> {
    /// The expression as written.
    pub text: Arc<str>,
    /// The result of compiling it, or what is wrong with it.
    pub parsed: Result<T, String>,
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
    /// `InputPath`.
    pub input_path: PathField,
    /// `Parameters` (of a Map: `ItemSelector` stands in [`Map`]).
    pub parameters: Option<Template>,
    /// `ResultSelector`.
    pub result_selector: Option<Template>,
    /// `ResultPath`.
    pub result_path: ResultPath,
    /// `OutputPath`.
    pub output_path: PathField,
    /// `Assign`.
    pub assign: Option<Template>,
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
    /// `Assign`.
    pub assign: Option<Template>,
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
    pub credentials: Option<Template>,
}

/// A number written in place, or a path to one.
#[derive(Debug)]
pub enum NumberField {
    /// As written.
    Literal(Value),
    /// `...Path`.
    Path(Compiled<Path>),
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
    /// `Assign`.
    pub assign: Option<Template>,
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
}

/// A Map state's own fields.
#[derive(Debug)]
pub struct Map {
    /// `ItemProcessor` or `Iterator`; `None` when there is neither.
    pub processor: Option<LevelId>,
    /// `ProcessorConfig.Mode` is `DISTRIBUTED`.
    pub distributed: bool,
    /// `ItemsPath`.
    pub items_path: Option<Compiled<Path>>,
    /// `ItemSelector`, or `Parameters` in its old place.
    pub item_selector: Option<Template>,
    /// `MaxConcurrency` or `MaxConcurrencyPath`.
    pub max_concurrency: Option<NumberField>,
}
