//! The fields of every object of the language: name, kind of value, query language, whether it is required.
//!
//! Source: the States Language specification, and what AWS was recorded to accept and refuse.

use asl_syntax::view::{QueryLanguage, StateType};

use crate::context::Role;

/// A field of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    /// The query language it belongs to; none: both.
    pub(crate) language: Option<QueryLanguage>,
    /// Whether the object is refused without it.
    pub(crate) required: bool,
    /// Whether a JSONata state may compute it: `{% ... %}` in place of the value.
    pub(crate) computed: bool,
}

/// The values that a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    /// Any JSON value.
    Any,
    Text,
    Boolean,
    Object,
    Array,
    /// An array that may not be empty.
    Filled,
    /// A whole number in this range.
    Integer(i64, i64),
    /// A number in this range.
    Number(f64, f64),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A JSONPath.
    Path,
    /// A JSONPath or null.
    PathOrNull,
    /// A reference path: a JSONPath to one place.
    ReferencePath,
    /// A reference path or null.
    ReferencePathOrNull,
    /// A JSONPath or an intrinsic function that returns a string.
    PathOrIntrinsic,
}

impl Field {
    const fn new(name: &'static str, shape: Shape) -> Field {
        Field {
            name,
            shape,
            language: None,
            required: false,
            computed: false,
        }
    }

    const fn required(mut self) -> Field {
        self.required = true;
        self
    }

    const fn computed(mut self) -> Field {
        self.computed = true;
        self
    }

    const fn path(mut self) -> Field {
        self.language = Some(QueryLanguage::JsonPath);
        self
    }

    const fn jsonata(mut self) -> Field {
        self.language = Some(QueryLanguage::Jsonata);
        self
    }
}

/// The fields of an object in this role. Comparators of choice rules are in [`COMPARATORS`].
pub(crate) fn fields(role: Role) -> Vec<Field> {
    let parts: &[&[Field]] = match role {
        Role::Definition => &[MACHINE, DEFINITION],
        Role::Branch => &[MACHINE],
        // AWS accepts `ProcessorConfig` in the older `Iterator` too.
        Role::ItemProcessor | Role::Iterator => &[MACHINE, ITEM_PROCESSOR],
        Role::State(StateType::Task) => &[
            STATE,
            NEXT,
            DATA,
            WORK,
            RESULT_SELECTOR,
            ARGUMENTS,
            ERRORS,
            TASK,
        ],
        Role::State(StateType::Parallel) => &[
            STATE,
            NEXT,
            DATA,
            WORK,
            RESULT_SELECTOR,
            ARGUMENTS,
            ERRORS,
            PARALLEL,
        ],
        Role::State(StateType::Map) => &[STATE, NEXT, DATA, WORK, RESULT_SELECTOR, ERRORS, MAP],
        Role::State(StateType::Pass) => &[STATE, NEXT, DATA, WORK, PASS],
        Role::State(StateType::Wait) => &[STATE, NEXT, DATA, ASSIGN, WAIT],
        Role::State(StateType::Choice) => &[STATE, DATA, ASSIGN, CHOICE],
        Role::State(StateType::Succeed) => &[STATE, DATA],
        Role::State(StateType::Fail) => &[STATE, FAIL],
        Role::UntypedState => &[STATE],
        Role::ChoiceRule => &[RULE, TOP_RULE, ASSIGN],
        Role::NestedRule => &[RULE],
        Role::Retrier => &[RETRIER],
        Role::Catcher => &[CATCHER, ASSIGN],
        Role::ProcessorConfig => &[PROCESSOR_CONFIG],
        Role::ItemReader => &[CALL, ITEM_READER],
        Role::ReaderConfig => &[READER_CONFIG],
        Role::ItemBatcher => &[ITEM_BATCHER],
        Role::ResultWriter => &[RESULT_WRITER],
        Role::WriterConfig => &[WRITER_CONFIG],
        Role::Credentials => &[],
    };
    parts.concat()
}

/// The types of states that have this field, in the order in which AWS lists the types.
pub(crate) fn state_types_with(field: &str) -> Vec<StateType> {
    let has = |state_type: &StateType| {
        fields(Role::State(*state_type))
            .iter()
            .any(|other| other.name == field)
    };
    StateType::ALL.into_iter().filter(has).collect()
}

use Shape::{
    Any, Array, Boolean, Filled, Integer, Number, Object, OneOf, Path, PathOrIntrinsic, PathOrNull,
    ReferencePath, ReferencePathOrNull, Text,
};

/// The largest number of seconds and of attempts that AWS takes.
const MANY: i64 = 99_999_999;
const LANGUAGES: Shape = OneOf(&["JSONPath", "JSONata"]);

const MACHINE: &[Field] = &[
    Field::new("Comment", Text),
    Field::new("StartAt", Text).required(),
    Field::new("States", Object).required(),
];
const DEFINITION: &[Field] = &[
    Field::new("Version", Text),
    Field::new("TimeoutSeconds", Integer(1, MANY)),
    Field::new("QueryLanguage", LANGUAGES),
];
const ITEM_PROCESSOR: &[Field] = &[Field::new("ProcessorConfig", Object)];

const STATE: &[Field] = &[
    Field::new("Type", Text).required(),
    Field::new("Comment", Text),
    Field::new("QueryLanguage", LANGUAGES),
];
const NEXT: &[Field] = &[Field::new("Next", Text), Field::new("End", Boolean)];
const DATA: &[Field] = &[
    Field::new("InputPath", PathOrNull).path(),
    Field::new("OutputPath", PathOrNull).path(),
    Field::new("Output", Any).jsonata(),
];
const ASSIGN: &[Field] = &[Field::new("Assign", Object).computed()];
const WORK: &[Field] = &[
    Field::new("Assign", Object).computed(),
    Field::new("Parameters", Any).path(),
    Field::new("ResultPath", ReferencePathOrNull).path(),
];
const RESULT_SELECTOR: &[Field] = &[Field::new("ResultSelector", Any).path()];
const ARGUMENTS: &[Field] = &[Field::new("Arguments", Any).jsonata()];
const ERRORS: &[Field] = &[Field::new("Retry", Array), Field::new("Catch", Array)];

const TASK: &[Field] = &[
    Field::new("Resource", Text).required(),
    Field::new("TimeoutSeconds", Integer(1, MANY)).computed(),
    Field::new("TimeoutSecondsPath", ReferencePath).path(),
    Field::new("HeartbeatSeconds", Integer(1, MANY)).computed(),
    Field::new("HeartbeatSecondsPath", ReferencePath).path(),
    Field::new("Credentials", Object).computed(),
];
const PARALLEL: &[Field] = &[Field::new("Branches", Filled).required()];
const MAP: &[Field] = &[
    Field::new("ItemProcessor", Object),
    Field::new("Iterator", Object),
    Field::new("ItemsPath", ReferencePath).path(),
    Field::new("Items", Any).jsonata(),
    Field::new("ItemSelector", Any),
    Field::new("MaxConcurrency", Integer(0, i64::MAX)).computed(),
    Field::new("MaxConcurrencyPath", ReferencePath).path(),
    Field::new("ItemReader", Object),
    Field::new("ItemBatcher", Object),
    Field::new("ResultWriter", Object),
    Field::new("ToleratedFailureCount", Integer(0, i64::MAX)).computed(),
    Field::new("ToleratedFailureCountPath", ReferencePath).path(),
    Field::new("ToleratedFailurePercentage", Number(0.0, 100.0)).computed(),
    Field::new("ToleratedFailurePercentagePath", ReferencePath).path(),
    Field::new("Label", Text),
];
const PASS: &[Field] = &[Field::new("Result", Any).path()];
const WAIT: &[Field] = &[
    Field::new("Seconds", Integer(0, MANY)).computed(),
    Field::new("SecondsPath", ReferencePath).path(),
    Field::new("Timestamp", Text).computed(),
    Field::new("TimestampPath", ReferencePath).path(),
];
const CHOICE: &[Field] = &[
    Field::new("Choices", Filled).required(),
    Field::new("Default", Text),
];
const FAIL: &[Field] = &[
    Field::new("Error", Text).computed(),
    Field::new("ErrorPath", PathOrIntrinsic).path(),
    Field::new("Cause", Text).computed(),
    Field::new("CausePath", PathOrIntrinsic).path(),
];

const RULE: &[Field] = &[
    Field::new("Comment", Text),
    Field::new("Variable", Path).path(),
    Field::new("And", Filled).path(),
    Field::new("Or", Filled).path(),
    Field::new("Not", Object).path(),
];
const TOP_RULE: &[Field] = &[
    Field::new("Next", Text).required(),
    Field::new("Condition", Boolean)
        .jsonata()
        .computed()
        .required(),
    Field::new("Output", Any).jsonata(),
];
const ERROR_EQUALS: Field = Field::new("ErrorEquals", Filled).required();
const RETRIER: &[Field] = &[
    ERROR_EQUALS,
    Field::new("IntervalSeconds", Integer(1, MANY)),
    Field::new("MaxAttempts", Integer(0, MANY)),
    Field::new("BackoffRate", Number(1.0, f64::MAX)),
    Field::new("MaxDelaySeconds", Integer(1, 31_622_399)),
    Field::new("JitterStrategy", OneOf(&["FULL", "NONE"])),
    Field::new("Comment", Text),
];
const CATCHER: &[Field] = &[
    ERROR_EQUALS,
    Field::new("Next", Text).required(),
    Field::new("ResultPath", ReferencePathOrNull).path(),
    Field::new("Output", Any).jsonata(),
    Field::new("Comment", Text),
];

const PROCESSOR_CONFIG: &[Field] = &[
    Field::new("Mode", OneOf(&["INLINE", "DISTRIBUTED"])),
    Field::new("ExecutionType", OneOf(&["STANDARD", "EXPRESS"])),
];
const CALL: &[Field] = &[
    Field::new("Resource", Text).required(),
    Field::new("Parameters", Any).path(),
    Field::new("Arguments", Any).jsonata(),
];
const ITEM_READER: &[Field] = &[Field::new("ReaderConfig", Object).computed()];
const READER_CONFIG: &[Field] = &[
    Field::new(
        "InputType",
        OneOf(&["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"]),
    )
    .computed(),
    Field::new("ManifestType", OneOf(&["S3_INVENTORY", "ATHENA_DATA"])).computed(),
    Field::new("Transformation", OneOf(&["NONE", "LOAD_AND_FLATTEN"])).computed(),
    Field::new(
        "CSVDelimiter",
        OneOf(&["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"]),
    )
    .computed(),
    Field::new("CSVHeaderLocation", OneOf(&["FIRST_ROW", "GIVEN"])).computed(),
    Field::new("CSVHeaders", Array).computed(),
    Field::new("MaxItems", Integer(0, 100_000_000)).computed(),
    Field::new("MaxItemsPath", ReferencePath).path(),
    Field::new("ItemsPointer", Text).computed(),
];
const ITEM_BATCHER: &[Field] = &[
    Field::new("BatchInput", Any),
    Field::new("MaxItemsPerBatch", Integer(1, i64::MAX)).computed(),
    Field::new("MaxItemsPerBatchPath", ReferencePath).path(),
    Field::new("MaxInputBytesPerBatch", Integer(1, 262_144)).computed(),
    Field::new("MaxInputBytesPerBatchPath", ReferencePath).path(),
];
const RESULT_WRITER: &[Field] = &[
    Field::new("Resource", Text),
    Field::new("Parameters", Any).path(),
    Field::new("Arguments", Any).jsonata(),
    Field::new("WriterConfig", Object).computed(),
];
const WRITER_CONFIG: &[Field] = &[
    Field::new("Transformation", OneOf(&["NONE", "COMPACT", "FLATTEN"])).computed(),
    Field::new("OutputType", OneOf(&["JSON", "JSONL"]))
        .computed()
        .required(),
];

/// The kind of value a comparator of a choice rule compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    Text,
    Number,
    Boolean,
    Timestamp,
    /// A reference path to the value.
    Path,
}

/// The comparators of JSONPath choice rules.
pub(crate) const COMPARATORS: &[(&str, Operand)] = &[
    ("StringEquals", Operand::Text),
    ("StringEqualsPath", Operand::Path),
    ("StringLessThan", Operand::Text),
    ("StringLessThanPath", Operand::Path),
    ("StringGreaterThan", Operand::Text),
    ("StringGreaterThanPath", Operand::Path),
    ("StringLessThanEquals", Operand::Text),
    ("StringLessThanEqualsPath", Operand::Path),
    ("StringGreaterThanEquals", Operand::Text),
    ("StringGreaterThanEqualsPath", Operand::Path),
    ("StringMatches", Operand::Text),
    ("NumericEquals", Operand::Number),
    ("NumericEqualsPath", Operand::Path),
    ("NumericLessThan", Operand::Number),
    ("NumericLessThanPath", Operand::Path),
    ("NumericGreaterThan", Operand::Number),
    ("NumericGreaterThanPath", Operand::Path),
    ("NumericLessThanEquals", Operand::Number),
    ("NumericLessThanEqualsPath", Operand::Path),
    ("NumericGreaterThanEquals", Operand::Number),
    ("NumericGreaterThanEqualsPath", Operand::Path),
    ("BooleanEquals", Operand::Boolean),
    ("BooleanEqualsPath", Operand::Path),
    ("TimestampEquals", Operand::Timestamp),
    ("TimestampEqualsPath", Operand::Path),
    ("TimestampLessThan", Operand::Timestamp),
    ("TimestampLessThanPath", Operand::Path),
    ("TimestampGreaterThan", Operand::Timestamp),
    ("TimestampGreaterThanPath", Operand::Path),
    ("TimestampLessThanEquals", Operand::Timestamp),
    ("TimestampLessThanEqualsPath", Operand::Path),
    ("TimestampGreaterThanEquals", Operand::Timestamp),
    ("TimestampGreaterThanEqualsPath", Operand::Path),
    ("IsNull", Operand::Boolean),
    ("IsPresent", Operand::Boolean),
    ("IsNumeric", Operand::Boolean),
    ("IsString", Operand::Boolean),
    ("IsBoolean", Operand::Boolean),
    ("IsTimestamp", Operand::Boolean),
];

/// What a comparator compares with, if `name` is one.
pub(crate) fn operand(name: &str) -> Option<Operand> {
    COMPARATORS
        .iter()
        .find(|(comparator, _)| *comparator == name)
        .map(|(_, operand)| *operand)
}
