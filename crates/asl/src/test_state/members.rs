//! The members of a `TestState` request, with the constraints of the API's model.

/// A member of a request.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The service does not repeat its value in messages.
    pub(super) sensitive: bool,
}

/// What a member holds.
pub(super) enum Kind {
    /// Text of so many characters, at least and at most.
    Text(u64, u64),
    /// One of these words.
    Word(&'static [&'static str]),
    Flag,
    /// An integer, at least this.
    Integer(i64),
    Structure(&'static [Member]),
}

/// The longest JSON text.
const DATA: u64 = 262_144;

/// The request's own members; only the first is required.
pub(super) const REQUEST: &[Member] = &[
    secret("definition", Kind::Text(1, 1_048_576)),
    open("roleArn", Kind::Text(1, 256)),
    secret("input", Kind::Text(0, DATA)),
    open("inspectionLevel", Kind::Word(&["INFO", "DEBUG", "TRACE"])),
    open("revealSecrets", Kind::Flag),
    secret("variables", Kind::Text(0, DATA)),
    secret("stateName", Kind::Text(1, 80)),
    open("mock", Kind::Structure(MOCK)),
    secret("context", Kind::Text(0, DATA)),
    open("stateConfiguration", Kind::Structure(CONFIGURATION)),
];

/// What a request cannot do without.
pub(super) const REQUIRED: &str = "definition";

const MOCK: &[Member] = &[
    secret("result", Kind::Text(0, DATA)),
    open("errorOutput", Kind::Structure(ERROR_OUTPUT)),
    open(
        "fieldValidationMode",
        Kind::Word(&["STRICT", "PRESENT", "NONE"]),
    ),
];

const ERROR_OUTPUT: &[Member] = &[
    secret("error", Kind::Text(0, 256)),
    secret("cause", Kind::Text(0, 32_768)),
];

const CONFIGURATION: &[Member] = &[
    open("retrierRetryCount", Kind::Integer(0)),
    secret("errorCausedByState", Kind::Text(1, 80)),
    open("mapIterationFailureCount", Kind::Integer(0)),
    secret("mapItemReaderData", Kind::Text(0, DATA)),
];

const fn open(name: &'static str, kind: Kind) -> Member {
    Member {
        name,
        kind,
        sensitive: false,
    }
}

const fn secret(name: &'static str, kind: Kind) -> Member {
    Member {
        name,
        kind,
        sensitive: true,
    }
}
